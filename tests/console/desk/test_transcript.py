"""bot/console/desk/transcript.py: who may write to a desk, who hears it, and what stays of it."""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from bot.console.desk.transcript import TEXT_LONGEST, heard
from bot.console.desk.transcripts import Listening, SpokenLine, Transcripts
from bot.console.shared.access import COOKIE, Caller
from bot.console.shared.sessions import session_key
from bot.storage.memory.relays import MemoryRelay
from bot.storage.ports.sessions import Session
from tests.console.conftest import Desk
from tests.console.visiting import noted
from tests.house.serving import QUESTION, SECRET, StandIn, is_error

SERVICE = "the token of a telephony service"


@pytest.fixture
def hub(operator: Desk) -> Transcripts:
    """The desks of a console that has a telephony service."""
    found: Transcripts = Transcripts(MemoryRelay(), SECRET, SERVICE)
    operator.app.state.transcripts = found
    return found


def key_of(desk: Desk) -> str:
    """The key of the desk's session."""
    return session_key(dict(desk.client.cookies)[COOKIE])


def open_desk(desk: Desk, hub: Transcripts) -> AbstractContextManager[Listening]:
    """太郎's desk, while it listens."""
    assert desk.client.portal is not None
    return desk.client.portal.wrap_async_context_manager(hub.listening(key_of(desk), "taro"))


def heard_by(desk: Desk, listening: Listening) -> SpokenLine | None:
    """What waits for the desk."""
    assert desk.client.portal is not None
    return desk.client.portal.call(listening.next, 0)


def say(desk: Desk, token: str, **body: Any) -> Any:
    """What a program gets that writes without a cookie."""
    cookies = dict(desk.client.cookies)
    desk.client.cookies.clear()
    headers = {"authorization": f"Bearer {token}"}
    answer = desk.client.post("/transcripts", json={"text": "もしもし", **body}, headers=headers)
    desk.client.cookies.update(cookies)
    return answer


def test_with_the_token_of_a_desk(operator: Desk, hub: Transcripts) -> None:
    """It reaches that desk; that it was made is noted, and nothing that was said."""
    token = operator.post("/desk/transcript/token").json()["token"]
    with open_desk(operator, hub) as desk:
        assert say(operator, token).status_code == 202
        assert heard_by(operator, desk) == SpokenLine("もしもし")
    assert noted(operator)[-1] == ("taro", "transcript_token", "")
    assert is_error(say(operator, token), 404, "not_found")


def test_with_the_token_of_the_service(operator: Desk, hub: Transcripts) -> None:
    """It names the operator, however that is written; who is not there is told."""
    with open_desk(operator, hub) as desk:
        assert say(operator, SERVICE, operator="ＴＡＲＯ", speaker="operator").status_code == 202
        assert heard_by(operator, desk) == SpokenLine("もしもし", "operator")
        assert is_error(say(operator, SERVICE, operator="hanako"), 404, "not_found")
        assert is_error(say(operator, SERVICE), 404, "not_found")


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, SERVICE[:-1]])
def test_without_a_token(operator: Desk, hub: Transcripts, token: str) -> None:
    """Nobody else writes to a desk: neither without a token nor with the desk's own cookie."""
    with open_desk(operator, hub) as desk:
        assert is_error(say(operator, token, operator="taro"), 401, "signed_out")
        assert is_error(operator.post("/transcripts", {"text": "x"}), 401, "signed_out")
        assert heard_by(operator, desk) is None


@pytest.mark.parametrize(
    "body",
    [
        {"text": "x" * (TEXT_LONGEST + 1)},
        {"text": None},
        {"speaker": "somebody"},
        {"final": "maybe"},
        {"operator": "x" * 1000},
        {"more": 1},
    ],
)
def test_what_cannot_be_read(operator: Desk, hub: Transcripts, body: dict[str, Any]) -> None:
    """It is refused, and nothing is passed on."""
    with open_desk(operator, hub) as desk:
        assert say(operator, SERVICE, **{"operator": "taro", **body}).status_code in (413, 422)
        assert heard_by(operator, desk) is None


def test_nothing_stays(operator: Desk, hub: Transcripts, tmp_path: Path, caplog: Any) -> None:
    """No file, no audit and no log has a word of it, also where nobody listened."""
    word = "とても秘密の話"
    with open_desk(operator, hub):
        say(operator, SERVICE, operator="taro", text=word)
    say(operator, SERVICE, operator="taro", text=word)
    operator.post("/desk/follow", {"sentences": [word]})
    assert word not in str(noted(operator))
    assert word not in caplog.text
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert word.encode() not in path.read_bytes()


def test_a_desk_hears(operator: Desk, hub: Transcripts) -> None:
    """Events come as they are said, with a sign of life between, and end with the sign-in."""
    console, key = operator.console, key_of(operator)
    account = console.accounts.existing("taro")
    caller = Caller(account, Session("taro", "csrf", 0.0))

    async def work() -> list[str]:
        events = heard(console, hub, caller, key, 0.0)
        found = [await anext(events)]
        await hub.to_session(key, SpokenLine("もしもし"))
        found += [await anext(events), await anext(events)]
        for shown in await console.sessions._store.keys_of("taro"):
            await console.sessions._store.delete(shown)
        found += [event async for event in events]
        return found

    found = asyncio.run(work())
    assert [event[:6] for event in found] == [": open", "data: ", ": \n\n"]
    assert not asyncio.run(hub.to_session(key, SpokenLine("noch da?")))


def test_suggestions_follow(operator: Desk, rasa: StandIn) -> None:
    """A whole question brings its card, and small talk nothing."""
    rasa.meanings[QUESTION] = [("certificate_expiry", 0.99)]
    answer = operator.post("/desk/follow", {"sentences": ["もしもし", QUESTION]})
    assert [item["id"] for item in answer.json()["items"]] == ["certificate_expiry"]
    rasa.meanings["お願いします"] = [("thank", 0.99)]
    assert operator.post("/desk/follow", {"sentences": ["お願いします"]}).json()["kind"] == "none"


def test_too_much_at_once(operator: Desk) -> None:
    """The page sends a few sentences; more is refused."""
    assert operator.post("/desk/follow", {"sentences": ["x"] * 9}).status_code == 422
