"""bot/conversation/offering.py: what a channel shows without a word of the resident's."""

from __future__ import annotations

import pytest

from bot.content import current_content, speaking, words_today
from bot.conversation.offering import language_choice, matter_token, open_question_of
from bot.conversation.service import offered
from bot.messages import Button, Message
from bot.storage.ports.conversations import ConversationRecord

LANGUAGES = current_content().city.languages
YES = (Button("はい", "/affirm"),)


def after(*messages: Message) -> ConversationRecord:
    """A talk whose last reply these messages were."""
    record = ConversationRecord("id", "sender")
    record.answered("1", offered(record, messages).to_json())
    return record


@pytest.mark.parametrize("kind", ["question", "options"])
def test_what_was_asked_last(kind: str) -> None:
    """The question comes again without what was told before it, its buttons as good as then."""
    told = Message.said("結果です。\n\nどちらですか。", kind, "ecert_grace", YES)  # type: ignore[arg-type]
    record = after(Message.said("別のこと。"), told)
    again = open_question_of(record)
    assert again is not None
    assert again.parts.text == "どちらですか。"
    assert [record.choices[button.payload] for button in again.buttons] == ["/affirm"]


@pytest.mark.parametrize(
    "record", [ConversationRecord("id", "sender"), after(Message.said("答え"))]
)
def test_where_nothing_is_open(record: ConversationRecord) -> None:
    """A talk that has just begun, or has its answer, has nothing to be asked again."""
    assert open_question_of(record) is None


def test_a_matter_without_words() -> None:
    """The token does what a button that asks about the matter does."""
    record = ConversationRecord("id", "sender")
    assert record.choices[matter_token(record, "debit_banks")] == "/debit_banks"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_other_languages(language: str) -> None:
    """Each language but the one that is spoken can be chosen."""
    with speaking(words_today(language)):
        message = language_choice("…")
    assert len(message.buttons) == len(LANGUAGES) - 1
    assert message.language == language
