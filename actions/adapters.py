"""One Rasa action for each action of the dialogue: tracker in, messages and slots out."""

from __future__ import annotations

import logging
import secrets
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.content import say
from bot.dialogue.base import ResidentAction, take_turn
from bot.dialogue.registry import ACTIONS
from bot.dialogue.talk import Talk
from bot.dialogue.turn import ANSWER_ENTITY, Turn
from bot.messages import Message
from bot.settings import settings

log = logging.getLogger(__name__)


class Adapter(Action, ABC):
    """Lets Rasa run one action of the dialogue."""

    @property
    @abstractmethod
    def action(self) -> ResidentAction:
        """The one action that `domain.yml` names for everything: it runs the dialogue."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return f"action_{self.action.id}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answers; an exception becomes an apology with a log id, and no words in the log."""
        try:
            turn = turn_of(tracker)
            cards = take_turn(self.action, turn)
            events = [SlotSet(name, value) for name, value in turn.talk.slots().items()]
        except Exception as error:
            log_id = secrets.token_hex(4)
            place = _place(error)
            log.error(
                "%s failed, log id %s: %s at %s", self.name(), log_id, type(error).__name__, place
            )
            cards, events = [Message.said(say("talk", "apology", log_id=log_id), "apology")], []
        for card in cards:
            dispatcher.utter_message(**card.to_json())
        return events


def turn_of(tracker: Tracker) -> Turn:
    """The turn that `tracker` has just been given."""
    message = tracker.latest_message
    by_button = str(message.get("text") or "").startswith("/")
    values = [e["value"] for e in message.get("entities", ()) if e["entity"] == ANSWER_ENTITY]
    name, _, value = str(values[0]).partition("=") if by_button and values else ("", "", "")
    return Turn(
        text="" if by_button else str(message.get("text") or ""),
        intent=message["intent"]["name"],
        ranking=tuple(
            (r["name"], float(r["confidence"]))
            for r in message.get("intent_ranking", ())
            if r["name"] != "nlu_fallback"
        ),
        pressed=(name, value) if name else None,
        talk=Talk.of(tracker.slots),
        now=settings().now(),
    )


def _place(error: BaseException) -> str:
    """File and line where `error` was raised; its message may hold a resident's words."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "nowhere"


def _adapter(action: ResidentAction) -> type[Adapter]:
    return type(f"{type(action).__name__}Adapter", (Adapter,), {"action": action})


# The action server looks for subclasses of Action.
ADAPTERS = tuple(map(_adapter, ACTIONS))
