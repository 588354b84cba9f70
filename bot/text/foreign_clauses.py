"""The sentences of a message in another language, and which of them ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.clauses import Clause
from bot.text.readings import Reading
from bot.text.unmarked import unmarked

_MOST = 8
_SENTENCE = re.compile(r"\S(?:.*?)(?:[?？!！。।]+|\.+(?=\s+\D|$)|\n|$)", re.DOTALL)
# Words that ask, where people leave out the mark; marks on letters aside.
_ASKS = re.compile(
    r"[?？吗呢]|什么|怎么|哪|多少|几|能不能|可不可以|是不是"
    r"|까|나요|가요|무엇|뭐|뭔|언제|어디|어떻게|왜|얼마|알려"
    r"|कहिले|कहाँ|कसरी|कति|किन|के |कुन"
    r"|\b(?:what|when|where|who|whom|which|how|why|can|could|should|may i|do i|does|is it|are there"
    r"|gi|khi nao|bao gio|bao lau|o dau|the nao|lam sao|may|nao|duoc khong"
    r"|ano|anong|kailan|kelan|saan|paano|pano|bakit|magkano|ilan|ba|puwede|pwede"
    r"|quando|onde|como|qual|quem|posso|pode|preciso|quanto|quantos"
    r"|cuando|donde|cual|que|quien|puedo|puede|necesito|cuanto"
    r"|kahile|kaha|kasari|kati|kina|kun|huncha|hunchha|parcha|parchha|milcha)\b",
    re.IGNORECASE,
)


def foreign_readings(text: str) -> tuple[Reading, ...]:
    """Each sentence alone, and each question with the tale before it; nothing for one sentence."""
    found = list(_clauses(text))[:_MOST]
    if len(found) < 2 or not any(clause.asks for clause in found):
        return ()
    made: list[Reading] = []
    told: int | None = None
    for clause in found:
        made.append(Reading(clause, "alone", text[clause.start : clause.end]))
        if not clause.asks:
            told = clause.start if told is None else told
        elif told is not None:
            made.append(Reading(clause, "in_context", text[told : clause.end]))
            told = None
    return tuple(made)


def _clauses(text: str) -> Iterator[Clause]:
    for number, found in enumerate(_SENTENCE.finditer(text)):
        words = found.group().rstrip()
        if re.search(r"\w", words):
            asks = _ASKS.search(unmarked(words)) is not None
            yield Clause(found.start(), found.start() + len(words), asks, number, False, False)
