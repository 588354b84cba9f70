"""Talks with the bot without a model or a server.

The resident's words and what they mean are given; the rules of data/stories choose the action, and
the action server's own executor runs it, with the slots that the turns before have left.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rasa_sdk.executor import ActionExecutor
from ruamel.yaml import YAML

from bot.dialogue.talk import Talk
from bot.text import clean, mask_numbers

ROOT = Path(__file__).parents[2]
PHONE = "044-200-0783"
# The channel takes a press on any button of the last turns.
TURNS_OFFERED = 3
LABEL_LONGEST = 20
RELATED_MOST = 3

# Commands of the talk itself; every other payload without a value asks about another matter.
_COMMANDS = frozenset({"/dont_know", "/decline", "/deny", "/whose", "/cancel"})

_PAYLOAD = re.compile(r'/(?P<intent>\w+)(?:\{"answer": "(?P<answer>[^"]*)"\})?$')
_ADDRESS = re.compile(r"https://\S+")
_INTERNAL = re.compile(r"[a-z]_[a-z]|[{}]|None|Traceback|\bself\b|<[a-z]")
_LATIN_IN_LABELS = re.compile(r"(?!Web)\b[A-Za-z]{3,}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d年|\d月")


@cache
def rules() -> dict[str, str]:
    """Each intent's action, as the rules of data/stories say."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "data" / "stories").glob("*.yml")):
        for rule in YAML(typ="safe").load(path)["rules"]:
            meant, done = rule["steps"]
            assert meant["intent"] not in found, f"two rules for {meant['intent']}"
            found[meant["intent"]] = done["action"]
    return found


@cache
def domain() -> dict[str, Any]:
    """domain.yml."""
    found: dict[str, Any] = YAML(typ="safe").load(ROOT / "domain.yml")
    return found


@cache
def executor() -> ActionExecutor:
    """The action server's executor with our actions."""
    found = ActionExecutor()
    found.register_package("actions")
    return found


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot said in one turn."""

    messages: tuple[dict[str, Any], ...]

    @property
    def texts(self) -> list[str]:
        """The text of each message."""
        return [str(message["text"]) for message in self.messages]

    @property
    def text(self) -> str:
        """All that was said."""
        return "\n\n".join(self.texts)

    @property
    def japanese(self) -> str:
        """The same in Japanese, which stands beside every message of another language."""
        return "\n\n".join(m["answer"]["original"] or str(m["text"]) for m in self.messages)

    @property
    def first(self) -> str:
        """The first line: what a resident reads before all else."""
        return self.text.partition("\n")[0]

    @property
    def last(self) -> str:
        """The last message: where a question of ours stands."""
        return self.texts[-1]

    @property
    def kinds(self) -> list[str]:
        """answer, general, result, question, options, refusal or talk."""
        return [message["answer"]["kind"] for message in self.messages]

    @property
    def ids(self) -> list[str | None]:
        """The answer id of each message."""
        return [message["answer"]["id"] for message in self.messages]

    @property
    def buttons(self) -> dict[str, str]:
        """Titles and payloads."""
        return {b["title"]: b["payload"] for m in self.messages for b in m["buttons"]}

    @property
    def asks(self) -> bool:
        """Does a question of ours stand at the end?"""
        return self.kinds[-1] == "question"

    def __contains__(self, words: str) -> bool:
        """Was this said?"""
        return words in self.text


class Conversation:
    """One talk: what was said and pressed, and the slots that hold its state."""

    def __init__(self) -> None:
        """Nothing has been said."""
        self.slots: dict[str, Any] = dict.fromkeys(domain()["slots"])
        self.replies: list[Reply] = []

    def say(
        self,
        intent: str,
        words: str,
        ranking: Iterable[tuple[str, float]] = (),
        language: str = "ja",
        *,
        sure: bool = False,
    ) -> Reply:
        """The resident writes `words` in `language` (surely?), which mean `intent`."""
        return self._turn(intent, mask_numbers(clean(words)), [], ranking, (language, sure))

    def press(self, title: str) -> Reply:
        """The resident presses a button that was offered lately."""
        for reply in reversed(self.replies[-TURNS_OFFERED:]):
            if title in reply.buttons:
                return self._pressed(reply.buttons[title])
        offered = [list(reply.buttons) for reply in self.replies[-TURNS_OFFERED:]]
        raise AssertionError(f"no button {title!r} was offered, only {offered}")

    @property
    def reply(self) -> Reply:
        """The bot's last words."""
        return self.replies[-1]

    @property
    def state(self) -> Talk:
        """The talk as the slot holds it."""
        return Talk.of(self.slots)

    @property
    def facts(self) -> dict[str, str]:
        """What is known of the one person whom the talk is about, but for the paper."""
        return {n: v for n, v in self.state.facts.items() if n != "document"}

    @property
    def remembered(self) -> str:
        """Everything that the slots hold, as text."""
        return " ".join(str(value) for value in self.slots.values() if value is not None)

    @property
    def knows_a_date(self) -> bool:
        """Does any slot hold a date, whole or in part?"""
        return bool(_DATE.search(self.remembered))

    def _pressed(self, payload: str) -> Reply:
        match = _PAYLOAD.match(payload)
        assert match, f"Rasa could not read the payload {payload!r}"
        assert match["intent"] in rules(), f"no rule for the payload {payload!r}"
        value = match["answer"]
        entities = [{"entity": "answer", "value": value}] if value is not None else []
        return self._turn(match["intent"], payload, entities, ())

    def hear(self, message: dict[str, Any]) -> Reply:
        """The resident writes what the model has understood as `message`."""
        return self._run({**message, "entities": []})

    def _turn(
        self,
        intent: str,
        text: str,
        entities: list[dict[str, str]],
        ranking: Iterable[tuple[str, float]],
        language: tuple[str, bool] = ("ja", False),
    ) -> Reply:
        likely = [{"name": name, "confidence": sure} for name, sure in ranking]
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 1.0},
            "intent_ranking": likely or [{"name": intent, "confidence": 1.0}],
            "entities": entities,
            "language": language[0],
            "language_sure": language[1],
        }
        return self._run(message)

    def _run(self, message: dict[str, Any]) -> Reply:
        tracker = {
            "sender_id": "test",
            "slots": dict(self.slots),
            "latest_message": message,
            "events": [],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
        }
        call = {
            "next_action": rules()[message["intent"]["name"]],
            "sender_id": "test",
            "tracker": tracker,
            "domain": domain(),
        }
        done = asyncio.run(executor().run(call))
        for event in done["events"]:
            assert event["event"] == "slot", event
            assert event["name"] in self.slots, f"the domain has no slot {event['name']}"
            self.slots[event["name"]] = event["value"]
        reply = Reply(tuple(done["responses"]))
        _keeps_house_rules(reply)
        self.replies.append(reply)
        return reply


def related(message: dict[str, Any]) -> list[str]:
    """Titles of the buttons that ask about another matter."""
    return [
        button["title"]
        for button in message["buttons"]
        if "{" not in button["payload"] and button["payload"] not in _COMMANDS
    ]


def _keeps_house_rules(reply: Reply) -> None:
    """What holds for every message of every talk."""
    assert reply.messages, "the resident is left in silence"
    for message in reply.messages:
        text = _ADDRESS.sub("", message["text"])
        assert text.strip(), "an empty message"
        assert not _INTERNAL.search(text), f"something of ours shows: {text}"
        titles = [button["title"] for button in message["buttons"]]
        assert len(set(titles)) == len(titles), f"two buttons look the same: {titles}"
        for title in titles:
            assert 0 < len(title) <= LABEL_LONGEST, title
            if message["answer"]["language"].startswith("ja"):
                assert not _LATIN_IN_LABELS.search(title), f"no word of people: {title}"
        assert len(related(message)) <= RELATED_MOST, f"too many related questions: {titles}"
    questions = [kind for kind in reply.kinds if kind == "question"]
    assert len(questions) <= 1, "two questions at once"
    if questions:
        assert reply.asks, "something is said after our question"
