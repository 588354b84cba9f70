"""Residents who take their talk to the phone, and what Rasa tells them meanwhile."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from starlette.testclient import TestClient

from bot.content import say
from bot.conversation.consultation import AskedTurn, Consultations, Shown
from bot.conversation.conversations import Conversation
from bot.conversation.gateway import Gateway
from bot.conversation.handoff import Handoff
from bot.conversation.service import offered
from bot.conversation.throttle import Throttle
from bot.messages import Message
from bot.storage.memory.consultations import MemoryConsultations
from bot.storage.memory.throttles import MemoryThrottles
from bot.storage.ports.conversations import ConversationRecord
from tests.house.serving import NOW, SECRET, Body, Browser, Clock, House, StandIn, message
from tests.house.talks import state_of

ASKS = "相談番号がほしい"
OFFER, UNDO = say("consult", "offer"), say("consult", "undo")
FACTS = {"birthday": "1955-07-15"}
STATE = state_of("certificate_expiry", facts=FACTS)
QUESTION = AskedTurn("資格確認書はいつまで使えますか", "certificate_expiry", "answer")
NEXT = {"関連": "/call_center"}  # after a card without choices a question of ours is open

_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{2} [1-9][0-9]{2}(?![0-9])")
_households = itertools.count(1)
T = TypeVar("T")


@dataclass
class Talk:
    """One resident, with numbers, limits and a moment of their own."""

    moment: datetime = NOW
    clock: Clock = field(default_factory=Clock)
    mine: ConversationRecord = field(default_factory=lambda: ConversationRecord("id", "sender"))

    def __post_init__(self) -> None:
        self.store = MemoryConsultations(self.clock)
        self.numbers = Consultations(self.store, MemoryThrottles())
        limits = Throttle(MemoryThrottles(), SECRET, 1000, 1000)
        self.over = Handoff(self.numbers, limits, lambda: self.moment)

    def say(self, text: str, *, pressed: bool = False) -> str | None:
        """All that is said; None for what is none of our business."""
        found = asyncio.run(self.over.answer(self.mine, text, pressed=pressed))
        if found is None:
            return None
        offered(self.mine, found)
        parts = [message.parts for message in found]
        return "\n".join(line for p in parts for line in (p.lead, *p.details))

    def turn(
        self, words: str, *messages: Body, state: Body | None = None, pressed: bool = False
    ) -> list[Message]:
        """A turn about something else: what Rasa says, and the state of the talk after it."""
        before, self.mine.state = self.mine.state, state or {}
        told = self.over.offered([Message.from_json(message) for message in messages])
        offered(self.mine, told)
        asyncio.run(self.over.note(self.mine, before, words, told, pressed=pressed))
        return told

    def shown(self) -> Shown:
        """What an operator sees of a resident who agrees now."""
        self.say(ASKS)
        (number,) = numbers_in(self.say("はい") or "")
        found = asyncio.run(self.numbers.redeem(number, "taro"))
        assert found is not None
        return found[0]


def who_asked() -> Talk:
    """A resident who has asked something."""
    found = Talk()
    found.mine.trail.append(QUESTION)
    return found


def asked_for_consent() -> Talk:
    """The same, while the question for consent is open."""
    found = who_asked()
    assert say("consult", "agree") in (found.say(ASKS) or "")
    return found


def answers(stand_in: StandIn, *messages: Body, state: Body | None = None) -> None:
    """Rasa answers everything with `messages`; the talk is in `state` afterwards."""

    async def work(_: Body) -> Any:
        return {"messages": list(messages), "state": state or {}}

    stand_in.work = work


def computes(stand_in: StandIn) -> None:
    """Rasa works something out from a birthday."""
    answers(stand_in, message("2026年7月31日です", "result", buttons=NEXT), state=STATE)


def card(answer_id: str, kind: str = "answer", **more: Any) -> Body:
    """A message about `answer_id` with something to press."""
    return message("こうです", kind, answer_id, **{"buttons": NEXT, **more})


def caller(home: House) -> Browser:
    """A resident of a household of their own, as a household gets so many numbers an hour."""
    found = home.browser(f"2001:db8:77:{next(_households):x}::1")
    found.begin()
    return found


def labels(answered: Body) -> list[str]:
    """What may be pressed."""
    return [choice["label"] for card in answered["cards"] for choice in card["choices"]]


def token_of(answered: Body, label: str) -> str:
    """The token of the choice with this label."""
    choices = [choice for card in answered["cards"] for choice in card["choices"]]
    return str(next(c["token"] for c in choices if c["label"] == label))


def press(browser: Browser, answered: Body, label: str) -> Body:
    """The answer to a choice of an answer."""
    return browser.press(token_of(answered, label))


def said(answered: Body) -> str:
    """All that the cards say."""
    return "\n".join(
        line for card in answered["cards"] for line in (card["lead"], *card["details"])
    )


def numbers_in(text: str) -> list[str]:
    """The consultation numbers that stand in it, digits alone."""
    return [found.replace(" ", "") for found in _NUMBER.findall(text)]


def number_of(answered: Body) -> str:
    """The consultation number that the cards tell."""
    (found,) = numbers_in(said(answered))
    return found


def with_number(browser: Browser) -> str:
    """The number of a resident who asks for one and agrees; something must have been asked."""
    return number_of(press(browser, browser.say(ASKS), say("label", "yes")))


def redeemed(client: TestClient, gateway: Gateway, number: str) -> Shown | None:
    """What an operator sees of it; each a new one, so that wrong numbers do not add up."""
    assert client.portal is not None
    name = f"operator{next(_households)}"
    found = client.portal.call(gateway.consultations.redeem, number, name)
    return found[0] if found else None


def is_live(gateway: Gateway, number: str) -> bool:
    """May it still be used? Unlike a wrong try this slows nobody down."""
    numbers = gateway.consultations
    return asyncio.run(numbers.is_live(numbers._name(number)))


def live(gateway: Gateway) -> int:
    """How many numbers may still be used."""
    return asyncio.run(gateway.consultations.count())


def conversation(gateway: Gateway) -> Conversation:
    """The conversation that was talked in last, as it is now."""
    records: Any = gateway.stores.conversations
    pools = (records._asked._kept, records._new._kept)
    last = max((next(reversed(pool.values())) for pool in pools if pool), key=lambda kept: kept[0])
    return gateway.conversations._here(last[1].record.copy())


def changed(gateway: Gateway, change: Callable[[ConversationRecord], T]) -> T:
    """Changes the conversation that was talked in last, behind its back."""

    async def work() -> T:
        async with gateway.conversations.turn(conversation(gateway)) as record:
            return change(record)

    return asyncio.run(work())


def everything_in(folder: Path) -> str:
    """Names and contents of all files."""
    return "\n".join(
        f"{path}\n{path.read_bytes().decode('utf-8', 'replace')}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


def both_ways(number: str) -> list[str]:
    """A number as it is typed and as it is shown."""
    return [number, f"{number[:3]} {number[3:]}"]
