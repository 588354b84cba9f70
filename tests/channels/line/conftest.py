"""A platform, an application in front of it, and residents with phones."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.app.public import create_app
from bot.channels.line.receiving import read_events
from bot.channels.line.sender import Patience
from bot.conversation.offline import OfflineAnswerer
from tests.house.serving import StandIn, settings_for, wait_until
from tests.line_platform import events
from tests.line_platform.limits import check_messages
from tests.line_platform.platform import SECRET, TOKEN, Phone, Platform

# A token lives long here: an answer that a slow machine makes late is none that LINE refuses.
# Each message is answered by itself, unless a test says otherwise.
QUICK = Patience(
    call=0.3, token=30.0, push=3.0, first_pause=0.01, longest_pause=0.1, brief=0.3, piece=0.0
)
_users = itertools.count()


class Line:
    """A running application with its LINE door."""

    def __init__(self, client: TestClient, platform: Platform) -> None:
        self.client, self.platform = client, platform
        self.app: Any = client.app
        self.door = self.app.state.line
        self.gateway = self.app.state.gateway

    def post(self, raw: bytes, headers: dict[str, str]) -> int:
        """The status that the webhook answers with."""
        return self.client.post("/line/webhook", content=raw, headers=headers).status_code

    def phone(self) -> Phone:
        """A new user of LINE."""
        return Phone(self.platform, self.post, events.user_id(next(_users)))

    def ask(self, phone: Phone, *given: Any) -> list[Any]:
        """LINE delivers `given`; the messages of the answer to them, once it is there."""
        before = len(phone.got())
        assert phone.send(*given) == 200
        wait_until(lambda: len(phone.got()) > before, 20)
        return phone.got()[-1]

    def resident(self, phone: Phone) -> Any:
        """The talk with the user of `phone`, if there is one."""
        assert self.client.portal is not None
        return self.client.portal.call(self.door._residents.existing, phone.user)

    def talks(self) -> int:
        """How many talks are open."""
        assert self.client.portal is not None
        return self.client.portal.call(self.gateway.conversations.count)

    def settle(self) -> None:
        """Returns when nothing waits any more."""
        wait_until(lambda: len(self.door._inbox) == 0, 20)


NOBODY = 1024  # a port at which no Rasa listens


@contextmanager
def running(
    platform: Platform, data: Path, rasa: int, patience: Patience | None = None, **more: Any
) -> Iterator[Line]:
    """An application that answers the residents of `platform`."""
    chosen = settings_for(
        data, rasa, line_secret=SECRET, line_token=TOKEN, line_api=platform.url, **more
    )
    app = create_app(chosen)
    app.state.line._patience = patience or QUICK
    with TestClient(app, raise_server_exceptions=False) as client:
        found = Line(client, platform)
        if rasa != NOBODY:
            wait_until(lambda: found.gateway.breaker.up)
        yield found


@pytest.fixture
def platform() -> Iterator[Platform]:
    """A new platform."""
    with Platform().listening() as found:
        yield found


@pytest.fixture
def line(platform: Platform, rasa: StandIn, tmp_path: Path) -> Iterator[Line]:
    """An application with the stand-in of Rasa behind it."""
    with running(platform, tmp_path, rasa.port) as found:
        yield found


@pytest.fixture
def alone(platform: Platform, resort: OfflineAnswerer, tmp_path: Path) -> Iterator[Line]:
    """An application without Rasa: the last resort answers, with the project's own rules."""
    with running(platform, tmp_path, NOBODY) as found:
        yield found


class Direct:
    """The door without LINE behind it: an event in, the messages out, as LINE would take them."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.app: Any = client.app
        self.door = self.app.state.line
        self.gateway = self.app.state.gateway

    def ask(self, event: Any) -> list[Any]:
        """What the event is answered with; nothing for silence."""
        assert self.client.portal is not None
        answer = self.door._answering.answer
        messages = []
        for happened in read_events(events.delivery(event)):
            messages += self.client.portal.call(answer, happened)
        shown = [message.to_dict() for message in messages]
        if shown:
            check_messages(shown)
        return shown

    def resident(self, user: str) -> Any:
        """The talk with a user, if there is one."""
        assert self.client.portal is not None
        return self.client.portal.call(self.door._residents.existing, user)

    def talks(self) -> int:
        """How many talks are open."""
        assert self.client.portal is not None
        return self.client.portal.call(self.gateway.conversations.count)


@pytest.fixture
def direct(tmp_path: Path) -> Iterator[Direct]:
    """An application without Rasa and without a platform."""
    nowhere = "http://127.0.0.1:1"
    chosen = settings_for(tmp_path, NOBODY, line_secret=SECRET, line_token=TOKEN, line_api=nowhere)
    with TestClient(create_app(chosen)) as client:
        yield Direct(client)


@pytest.fixture
def user() -> str:
    """Somebody who has not written yet."""
    return events.user_id(next(_users))


def told(messages: list[Any]) -> str:
    """Everything that a resident reads."""
    return "\n".join(str(m.get("text") or m["contents"]) for m in messages).replace("\\n", "\n")


def actions(messages: list[Any]) -> dict[str, Any]:
    """The quick replies, by what stands on them."""
    items = messages[-1].get("quickReply", {"items": []})["items"] if messages else []
    return {item["action"]["label"]: item["action"] for item in items}
