"""tools/sbom.py and tools/advisories.py: what we are made of, and what of it is known as weak."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools import advisories, sbom
from tools.advisories import Advisory, complaints, strays
from tools.sbom import LockedPackage, complaint, locked, whole

LOCK = """\
starlette==1.7.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
no-such-package==9.9 ; sys_platform == "win32" \\
    --hash=sha256:{a}
""".format(a="a" * 64, b="b" * 64)


@pytest.fixture
def document(tmp_path: Path) -> Any:
    """The document of a lock with a package that is here and one that is for other machines."""
    lock = tmp_path / "requirements.lock"
    lock.write_text(LOCK, encoding="utf-8")
    written = whole(lock)
    assert complaint(written) == ""
    return json.loads(written)


def test_a_lock_is_read() -> None:
    """Each package has its version and all its hashes, whatever stands behind it."""
    assert list(locked(LOCK)) == [
        LockedPackage("starlette", "1.7.0", ("a" * 64, "b" * 64)),
        LockedPackage("no-such-package", "9.9", ("a" * 64,)),
    ]


def test_each_package_is_described(document: Any) -> None:
    """Name, version, hashes, and the licence that the installed package names."""
    found = {part["name"]: part for part in document["components"]}
    assert {part["version"] for part in found.values()} == {"1.7.0", "9.9"}
    assert [one["content"][0] for one in found["starlette"]["hashes"]] == ["a", "b"]
    assert found["starlette"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert "licenses" not in found["no-such-package"]
    assert document["metadata"]["component"]["name"] == "kawasaki-kokuho-faq"


def test_the_same_lock_gives_the_same_document(tmp_path: Path, document: Any) -> None:
    """Only the moment at which it was made differs."""
    again = json.loads(whole(tmp_path / "requirements.lock"))
    for one in (again, document):
        del one["metadata"]["timestamp"]
    assert again == document


def test_a_wrong_document_is_found(document: Any) -> None:
    """The schema is really asked."""
    document["components"][0]["hashes"] = [{"alg": "SHA-256", "content": "short"}]
    assert complaint(json.dumps(document)) != ""
    assert complaint("{}") != ""


def test_the_whole_lock_is_valid() -> None:
    """The product's own document fits the schema, and nearly every package says its licence."""
    written = whole()
    assert complaint(written) == ""
    parts = json.loads(written)["components"]
    assert len(parts) == sum(1 for _ in locked(sbom.LOCK.read_text(encoding="utf-8")))
    silent = [
        p["name"] for p in parts if "licenses" not in p and p["properties"][0]["value"] == "yes"
    ]
    assert len(silent) < len(parts) / 50, silent


@pytest.mark.parametrize(
    ("version", "shield", "said"),
    [
        ("1.0", "It is never given what anybody sends.", ""),
        ("1.0", "so what", "nothing is said that shields us"),
        ("1.10", "It is never given what anybody sends.", "is mended"),
        (None, "It is never given what anybody sends.", "not in the lock"),
    ],
)
def test_a_weakness(version: str | None, shield: str, said: str) -> None:
    """A weak version needs a reason why it does no harm; a line without a weakness has to go."""
    versions = {} if version is None else {"old": version}
    found = list(complaints([Advisory("old", "CVE-1", "1.2", shield)], versions))
    assert len(found) == bool(said)
    assert said in "".join(found)


def test_another_version_than_the_locked_one() -> None:
    """What is installed beside the lock is told; what is for other machines is not missed."""
    assert list(strays({"no-such-package": "9.9"})) == []
    assert "make the environment anew" in next(strays({"pytest": "0.1"}))


def test_what_is_known_today(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that we know of is explained."""
    assert advisories.main() == 0, capsys.readouterr().err
