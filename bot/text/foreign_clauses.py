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
    r"|(?<![\u0900-\u097f])(?:कहिले|कहाँ|कसरी|कति|किन|के |कुन)"
    r"|\b(?:what|when|where|who|whom|which|how|why|can|could|should|may i|do i|does|is it|are there"
    r"|gi|khi nao|(?<!chua )bao gio|bao lau|o dau|the nao|lam sao|may|(?<!lan )nao"
    r"|(?:duoc|dc) (?:khong|ko|k|chua)"
    r"|ano|anong|kailan|kelan|saan|paano|pano|bakit|magkano|ilang?|ba|puwede|pwede"
    r"|quando|qdo|onde|como|qual|quem|posso|pode|preciso|quanto|quantos|o que|o q"
    r"|cuando|donde|cual|que|quien|puedo|puede|necesito|cuanto"
    r"|^(?:is|are|do|does|did|will|would) \w+"
    r"|kahile|kaha|kasari|kati|kina|kun|huncha|hunchha|parcha|parchha|milcha)\b",
    re.IGNORECASE,
)


# 1/ … 2/ …, a) … b) …: each is a question of its own.
_NUMBERED = re.compile(r"(?:(?<=\s)|^)(?:[1-9]\s?[/)]|[a-e]\))(?=\s)")
# …, and is the phone answered tomorrow: where one more question may begin, if both sides ask.
_ONE_MORE = re.compile(
    r"[,;]?\s+(?:and also|also|and then|and)\s+(?=(?:can|could|is|are|do|does|how|what|when|where"
    r"|why|which|will|should|may)\b)"
    r"|[,，;；]\s*(?:另外|还有|顺便)|[,，]?\s+그리고\s"
    r"|[,;]?\s+(?:tapos|saka|at)\s+(?=(?:ilan|ilang|ano|anong|kelan|kailan|saan|paano|pano|pwede"
    r"|puwede|magkano|kung)\b)"
    r"|[,;]?\s+e\s+(?=(?:o que|o q|quando|qdo|como|posso|onde|quanto|qual)\b)"
    r"|[,;]?\s+y\s+(?=(?:qué|que|cuándo|cuando|cuánto|cuanto|cómo|como|dónde|donde|puedo|se puede)"
    r"\b)"
    r"|[,;]?\s+(?:ani|अनि)\s+(?=\S)",
    re.IGNORECASE,
)
_LONG, _A_QUESTION = 60, 12  # characters of a sentence that may hold several, and of each of them


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
        for start, end in _parts(text, found.start(), found.end()):
            words = text[start:end].rstrip()
            if re.search(r"\w", words):
                yield Clause(start, start + len(words), _asks(words), number, False, False)


def _asks(words: str) -> bool:
    return _ASKS.search(unmarked(words)) is not None


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, or the numbered pieces and the questions that it holds one after another."""
    for cut in _NUMBERED.finditer(text, start, end):
        if cut.start() > start:
            yield start, cut.start()
            start = cut.start()
    if end - start >= _LONG:
        for cut in _ONE_MORE.finditer(text, start, end):
            sides = text[start : cut.start()], text[cut.end() : end]
            if all(len(side) >= _A_QUESTION and _asks(side) for side in sides):
                yield start, cut.start()
                start = cut.end()
    yield start, end
