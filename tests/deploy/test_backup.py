"""docs/tasks/scale.md: the commands of a backup bring everything back."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.storage.ports.accounts import AccountRecord
from bot.storage.ports.audit import AuditEntry, AuditFilter
from bot.storage.stores import Stores
from tests.house.engines import RealPostgres, found

pytestmark = pytest.mark.e2e

_COMMANDS = re.compile(r"^ *((?:pg_dump|createdb|pg_restore) .*)$", re.MULTILINE)


def test_backup_and_restore(postgres: RealPostgres, tmp_path: Path) -> None:
    """What was kept is there again after the database was lost, by the commands as written."""
    text = (ROOT / "docs" / "tasks" / "scale.md").read_text(encoding="utf-8")
    written = _COMMANDS.findall(text[text.index("## 控え") :])
    dump, create, restore = [line.replace("kokuho-backup", "restored") for line in written]
    kept = Stores.durable(tmp_path, postgres.url)
    kept.accounts.add(AccountRecord("taro", "operator", "hash", "stamp"))
    kept.audit.add(AuditEntry("2025-10-01", "taro", "lookup", "質問"))
    environment = {
        **os.environ,
        "PATH": f"{Path(found('pg_dump')).parent}:{os.environ['PATH']}",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(postgres.port),
        "PGUSER": "kokuho",
        "BOT_DATABASE": postgres.url,
    }
    for line in (dump, create, restore):
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    again = Stores.durable(tmp_path, postgres.url.replace("/postgres", "/restored"))
    assert again.accounts.everybody() == kept.accounts.everybody()
    assert again.audit.latest(9, AuditFilter()) == kept.audit.latest(9, AuditFilter())
    again.audit.add(AuditEntry("2025-10-02", "taro", "lookup", ""))
    assert [entry.number for entry in again.audit.latest(9, AuditFilter())] == [2, 1]
