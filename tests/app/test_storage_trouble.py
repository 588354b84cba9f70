"""A data file that is locked or cannot be written: residents and operators go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.serving import QUESTION, House, StandIn, house, is_error, leads, settings_for
from tests.house.storing import locked, unwritable


@pytest.fixture
def own(rasa: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """An application whose file a test may lock; it waits no longer for it than it does in use."""
    monkeypatch.setattr("bot.storage.sql.database.WAIT_SECONDS", 1.0)
    with house(settings_for(tmp_path, rasa.port)) as found:
        yield found


def test_a_lock_is_a_refusal_at_once(own: House, tmp_path: Path) -> None:
    """A vote gets 503 without a wait, and counts when it is sent again; talks, health and figures
    know nothing of it."""
    browser = own.talk()
    votes = [card["feedback"] for card in browser.say(QUESTION)["cards"]]
    with locked(tmp_path):
        refused = browser.post("/api/feedback", {"card": votes[0], "helped": True})
        assert is_error(refused, 503, "unavailable")
        assert refused.headers["retry-after"]
        assert leads(browser.say(QUESTION)) == [f"答え: {QUESTION}"]
        assert own.client().get("/healthz").status_code == 200
    again = browser.post("/api/feedback", {"card": votes[0], "helped": True})
    assert again.status_code == 204


def test_a_full_disk(own: House) -> None:
    """Talks go on; a vote that cannot be kept is told so."""
    browser = own.talk()
    votes = [card["feedback"] for card in browser.say(QUESTION)["cards"]]
    with unwritable(own.gateway.stores.votes._database):
        refused = browser.post("/api/feedback", {"card": votes[0], "helped": True})
        assert is_error(refused, 503, "unavailable")
        assert leads(browser.say(QUESTION)) == [f"答え: {QUESTION}"]
