"""A paper of another year: 紙には令和9年7月31日と書いてあります."""

from __future__ import annotations

from bot.dialogue.buttons import related_buttons
from bot.dialogue.listening import News
from bot.dialogue.papers import printed_day, printed_sentences
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text import mentions

_ABOUT = "certificate_expiry"
_OF_WHAT_TO_DO = frozenset(
    {"discard_expired", "return_address", "lost_reissue", "duplicate_notice"}
)


def paper_of_another_year(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """Which paper bears the day that is read out; None for the one in force, or for none."""
    words, talk = turn.words, turn.talk
    if asked.sure and asked.id in _OF_WHAT_TO_DO:
        return None  # 古い保険証には令和6年7月31日とある。捨てていい?
    printed = printed_day(turn.text, turn.today)
    paper = mentions.document(turn.text)
    sentences = printed_sentences(words, printed, paper) if printed is not None else []
    if not sentences:
        return None
    talk.last, talk.misses = _ABOUT, 0
    return Message.said(
        "\n".join(sentences),
        "answer",
        _ABOUT,
        related_buttons(words, _ABOUT),
        source=words.source(words.answer(_ABOUT).source),
    )
