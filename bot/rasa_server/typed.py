"""What a resident typed, before Rasa sees it; and what we say where no answer came."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace

from bot.content import current_words, say
from bot.messages import Message
from bot.text import clean, mask_numbers

log = logging.getLogger(__name__)

COMMAND = "/"


def as_text(message: str) -> str:
    """Typed words for Rasa: cleaned, numbers masked, and never a command."""
    text = mask_numbers(clean(message))
    return "／" + text.lstrip(COMMAND) if text.startswith(COMMAND) else text


def own(name: str, **values: str) -> Message:
    """One sentence of the phrases, in the words that are spoken."""
    text = say("talk", name, **values)
    message = Message.said(text, "apology" if name == "apology" else "talk")
    return replace(message, language=current_words().language)


def apology(reason: str) -> Message:
    """No answer came: a sentence with the phone number and a log id; `reason` holds no words."""
    log_id = secrets.token_hex(4)
    log.error("no answer for a resident, log id %s: %s", log_id, reason)
    return own("apology", log_id=log_id)
