"""tools/play_transcript.py: a sample call, piece by piece, as recognition writes it."""

from __future__ import annotations

from typing import Any

import pytest

from tools import play_transcript


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What would go to the desk, without a wait in between."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(play_transcript, "pause", lambda _: None)
    monkeypatch.setattr(
        play_transcript, "send", lambda url, token, said, operator: found.append(said)
    )
    return found


def test_a_call(sent: list[dict[str, Any]]) -> None:
    """Each line grows and then is sure; the speakers are told apart."""
    play_transcript.main(["--token", "x", "--call", "お母さまの期限"])
    final = [said for said in sent if said["final"]]
    assert [said["speaker"] for said in final] == [
        *("caller", "operator", "caller", "operator", "caller")
    ]
    assert final[0]["text"] == "母の資格確認書はいつまで使えますか"
    growing = [said["text"] for said in sent if not said["final"]]
    assert growing
    assert all(any(said["text"].startswith(text) for said in final) for text in growing)


def test_a_call_that_is_not_there(sent: list[dict[str, Any]]) -> None:
    """It says which ones there are."""
    with pytest.raises(SystemExit, match="お母さまの期限"):
        play_transcript.main(["--token", "x", "--call", "nothing"])
    assert sent == []


def test_nobody_listens() -> None:
    """A desk that is not there is one sentence."""
    with pytest.raises(SystemExit, match="no answer from"):
        play_transcript.send("http://127.0.0.1:9", "x", {"text": "x"}, "")
