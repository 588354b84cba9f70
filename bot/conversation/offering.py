"""What a channel shows without a word of the resident's: a matter of its menu, the languages, the
open question once more."""

from __future__ import annotations

from dataclasses import replace

from bot.content import current_words
from bot.conversation.service import Reply, spoken
from bot.dialogue.buttons import payload_of
from bot.dialogue.language import language_buttons
from bot.messages import Message, Parts
from bot.storage.ports.conversations import ConversationRecord


def matter_token(record: ConversationRecord, answer_id: str) -> str:
    """A token of the talk that asks about `answer_id`, as a button would."""
    return record.offer(payload_of(answer_id))


def language_choice(text: str) -> Message:
    """`text` with all other languages, by their own names."""
    buttons = language_buttons(current_words())
    (message,) = spoken([Message.said(text, "options", buttons=buttons)])
    return message


def open_question_of(record: ConversationRecord) -> Message | None:
    """The question or the choices that the last reply ended with, without what it told beside.

    Its buttons hold the tokens of then, which are as good as before.
    """
    if not record.answers:
        return None
    last = Reply.from_json(record.reply_to(next(reversed(record.answers)))).messages[-1]
    if last.kind not in ("question", "options"):
        return None
    asked = last.parts.question or last.parts.lead.rpartition("\n\n")[2]
    return replace(last, parts=Parts(asked))
