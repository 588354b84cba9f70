"""bot/conversation/utterances.py: the same words, whether they were cut now or read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation import utterances
from bot.conversation.utterances import Labelled, cut, labelled

KNOWN = [("debit_start", "口座振替を始めたいです"), ("greet", "こんにちは")]
CUT = [
    Labelled("debit_start", "口座振替を始めたいです", ["口座振替", "始める"]),
    Labelled("greet", "こんにちは", []),
]


def test_labelled() -> None:
    """Each line of data/nlu comes with its id, without the mark of the list."""
    found = dict(labelled())
    assert len(found) > 50
    assert all(text and not text.startswith("-") for text in found.values())


def test_cut_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is cut, and the same comes back."""
    assert cut(KNOWN, tmp_path) == CUT
    monkeypatch.setattr(utterances, "words_of", lambda seen: pytest.fail("cut again"))
    assert cut(KNOWN, tmp_path) == CUT


def test_another_line_is_cut(tmp_path: Path) -> None:
    """What was taught since is not missing."""
    cut(KNOWN, tmp_path)
    assert len(cut([*KNOWN, ("greet", "もしもし")], tmp_path)) == 3


def test_other_code_cuts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that reads texts in another way does not find the words of the one before."""
    cut(KNOWN, tmp_path)
    monkeypatch.setattr(utterances, "fingerprint", lambda: "another release")
    monkeypatch.setattr(utterances, "words_of", lambda seen: ["anew"])
    assert cut(KNOWN, tmp_path)[0].words == ["anew"]


@pytest.mark.parametrize("broken", [b"", b"[[1]]", b"[", b"\xff"])
def test_a_broken_file_is_written_anew(tmp_path: Path, broken: bytes) -> None:
    """A file that cannot be read stops nobody."""
    cut(KNOWN, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(broken)
    assert cut(KNOWN, tmp_path) == CUT
    assert kept.read_bytes() != broken


def test_old_ones_go(tmp_path: Path) -> None:
    """Only the newest few are kept."""
    for number in range(9):
        cut([("greet", str(number))], tmp_path)
    assert len(list(tmp_path.iterdir())) == 4
