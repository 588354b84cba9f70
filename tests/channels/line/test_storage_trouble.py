"""The door of LINE while the data file is locked or full."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage.ports.webhooks import OwedEvent
from tests.house.serving import StandIn, wait_until
from tests.house.storing import locked, unwritable
from tests.line_platform import events

from .conftest import Line

pytestmark = pytest.mark.e2e


@pytest.fixture(autouse=True)
def _patience_of_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests wait long for a slow machine; here the wait is what they are about."""
    monkeypatch.setattr("bot.storage.sql.database.WAIT_SECONDS", 1.0)


def test_locked(line: Line, rasa: StandIn, tmp_path: Path) -> None:
    """A delivery gets 503, so that LINE brings it again; nobody else waits."""
    phone = line.phone()
    event = events.text(phone.user, "期限は?")
    with locked(tmp_path):
        assert phone.send(event) == 503
        assert phone.send(events.again(event)) == 503
        assert line.client.get("/healthz").status_code == 200
    assert rasa.heard == []
    line.door._locked_until = 0.0
    assert line.ask(phone, events.again(event))


def test_full(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    """On a full disk residents are answered, each event once; the log names the file."""
    phone = line.phone()
    event = events.text(phone.user, "期限は?")
    with unwritable(line.gateway.stores.webhook_events._database):
        line.ask(phone, event)
        assert phone.send(events.again(event)) == 200
        line.settle()
    assert len(phone.got()) == 1
    assert "kokuho.sqlite" in caplog.text


def test_what_was_answered_meanwhile_is_noted_later(line: Line, tmp_path: Path) -> None:
    """An answer that could not be noted is no debt after the restart."""
    seen, phone = line.door._seen, line.phone()
    first = events.text(phone.user, "一つめ")
    assert line.client.portal is not None
    line.client.portal.call(seen.take, {first["webhookEventId"]: OwedEvent(b"")})
    with locked(tmp_path):
        line.client.portal.call(seen.finish, first["webhookEventId"])
    line.ask(phone, events.text(phone.user, "二つめ"))
    line.settle()
    wait_until(lambda: first["webhookEventId"] in answered(line))


def answered(line: Line) -> set[str]:
    """The events that nobody has to answer any more, whoever lives."""
    database = line.gateway.stores.webhook_events._database
    with database.reading() as connection:
        found = connection.execute(text("select id from webhook_events where answered"))
        return set(found.scalars())
