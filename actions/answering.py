"""One turn of the dialogue: what Rasa understood and the talk's slots in, messages and slots out.

Rasa's action server comes here (`adapters`), and so does Rasa's own process for the gateway's door
(`bot.rasa_server`): both answer alike, because they are the same.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.content import current_content, current_words, speaking
from bot.dialogue.buttons import read_payload
from bot.dialogue.language import LANGUAGE
from bot.dialogue.planner import take_turn
from bot.dialogue.switching import language_asked_for
from bot.dialogue.talk import SLOT, Talk
from bot.dialogue.turn import ANSWER_ENTITY, Turn
from bot.messages import Message
from bot.settings import settings
from bot.text.recognising import JAPANESE, LanguageGuess, head_of, settle
from bot.text.romaji import kana_of_romaji

log = logging.getLogger(__name__)

Slots = dict[str, Any]


def answer(message: Mapping[str, Any], slots: Mapping[str, Any]) -> tuple[list[Message], Slots]:
    """The messages, and the slots that change; `message` is Rasa's latest one.

    An exception becomes an apology with a log id, no words in the log, and no slot changes.
    """
    turn = turn_of(message, slots)
    try:
        with speaking(turn.words):
            messages = take_turn(turn)
        return messages, turn.talk.slots()
    except Exception as error:
        log_id = secrets.token_hex(4)
        log.error(
            "answering %s failed, log id %s: %s at %s",
            *(turn.intent, log_id, type(error).__name__, _place(error)),
        )
        apology = Message.said(turn.words.say("talk", "apology", log_id=log_id), "apology")
        return [replace(apology, language=turn.words.language)], {}


def pressed_message(payload: str) -> dict[str, Any]:
    """The message that the payload of a button is, as Rasa reads it. ValueError: none of ours."""
    intent, fact = read_payload(payload)
    entities = [{"entity": ANSWER_ENTITY, "value": "=".join(fact)}] if fact else []
    meant = {"name": intent, "confidence": 1.0}
    return {
        "text": payload,
        "intent": meant,
        "intent_ranking": [meant],
        "entities": entities,
        "metadata": {"language": current_words().language},
    }


def turn_of(message: Mapping[str, Any], slots: Mapping[str, Any]) -> Turn:
    """The turn that `message` is, as Rasa has understood it, in a talk with these `slots`."""
    now, talk = settings().now(), Talk.of(slots)
    text = str(message.get("text") or "")
    by_button = text.startswith("/")
    values = [e["value"] for e in message.get("entities", ()) if e["entity"] == ANSWER_ENTITY]
    name, _, value = str(values[0]).partition("=") if by_button and values else ("", "", "")
    hint = str((message.get("metadata") or {}).get("language", ""))
    guess = None if by_button or not message.get("language") else _guess(message)
    if not by_button and (asked_for := language_asked_for(text)):
        guess = LanguageGuess(asked_for, sure=True)
        if asked_for in current_content().city.languages:
            name, value, by_button = LANGUAGE, asked_for, True
    spoken = talk.language or (hint if slots.get(SLOT) else "")
    language = value if name == LANGUAGE else settle(guess, spoken, hint)
    words = current_content().words(now.date(), language)
    sure = name == LANGUAGE or (guess is not None and guess.sure)
    if sure:
        other = language != (hint or words.city.languages[0])
        talk.language = language if other or talk.language else ""
    return Turn(
        text="" if by_button else _readable(text, language),
        intent=message["intent"]["name"],
        ranking=tuple(
            (r["name"], float(r["confidence"]))
            for r in message.get("intent_ranking", ())
            if r["name"] != "nlu_fallback"
        ),
        pressed=(name, value) if name else None,
        talk=talk,
        now=now,
        words=words,
        sentences=() if by_button else message.get("sentences") or (),
        language=language,
        sure=sure,
        syntax=None if by_button else message.get("syntax"),
        near=tuple((message.get("metadata") or {}).get("near", ())),
        answer_from=float(message.get("answer_from") or 1.0),
    )


def _readable(text: str, language: str) -> str:
    """The words as the dialogue reads them: romaji in kana."""
    return kana_of_romaji(text) if head_of(language) == JAPANESE else text


def _guess(message: Mapping[str, Any]) -> LanguageGuess:
    return LanguageGuess(str(message["language"]), bool(message.get("language_sure")))


def _place(error: BaseException) -> str:
    """File and line where `error` was raised; its message may hold a resident's words."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "nowhere"
