"""Rasa's one action: tracker in, the dialogue, messages and the talk's slot out."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.content import current_content, speaking
from bot.dialogue.planner import take_turn
from bot.dialogue.talk import Talk
from bot.dialogue.turn import ANSWER_ENTITY, Turn
from bot.messages import JAPANESE, Message
from bot.settings import settings

log = logging.getLogger(__name__)


class AnswerAction(Action):
    """Lets Rasa run one turn of the dialogue."""

    def name(self) -> str:
        """Rasa's name of the one action: it answers every intent."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answers; an exception becomes an apology with a log id, and no words in the log."""
        turn = turn_of(tracker)
        try:
            with speaking(turn.words):
                messages = take_turn(turn)
            events = [SlotSet(name, value) for name, value in turn.talk.slots().items()]
        except Exception as error:
            log_id = secrets.token_hex(4)
            log.error(
                "answering %s failed, log id %s: %s at %s",
                *(turn.intent, log_id, type(error).__name__, _place(error)),
            )
            text = turn.words.say("talk", "apology", log_id=log_id)
            messages, events = [Message.said(text, "apology")], []
        for message in messages:
            dispatcher.utter_message(**message.to_json())
        return events


def turn_of(tracker: Tracker) -> Turn:
    """The turn that `tracker` has just been given."""
    message, now = tracker.latest_message, settings().now()
    by_button = str(message.get("text") or "").startswith("/")
    values = [e["value"] for e in message.get("entities", ()) if e["entity"] == ANSWER_ENTITY]
    language = str((message.get("metadata") or {}).get("language", ""))
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
        now=now,
        words=current_content().words(now.date(), language),
        sentences=() if by_button else message.get("sentences") or (),
        language=str(message.get("language") or JAPANESE),
        syntax=None if by_button else message.get("syntax"),
    )


def _place(error: BaseException) -> str:
    """File and line where `error` was raised; its message may hold a resident's words."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "nowhere"
