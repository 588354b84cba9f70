"""What a clerk still has to do for the newest edition: one clear sentence each.

A text may name a year or a newsletter where {…} cannot; it then says so in its `checked`: a text
that was held against the newsletter after the edition's file was is taken as meant.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from bot.content import strict_yaml
from bot.content.book import Book
from bot.content.content import Content
from bot.content.drafting import MARK, blanks
from bot.content.editions import read_edition
from bot.content.entry import Answer
from bot.content.places import ANSWER, PHRASE
from bot.content.refusals_in_words import in_words
from bot.errors import DataError
from bot.rules.calendar import ONE_DAY
from bot.rules.edition import Edition
from bot.rules.expiry import rule_ids

# Dates that a text gives as a pattern to write after: they may be of any year.
_EXAMPLES = re.compile(r"[((]例[::][^))]*[))]|「[^」]*」のように")
_SPEAKS_OF_A_YEAR = re.compile(
    r"第\d+号|(?:令和|平成|昭和)(?:\d+|元)年度?(?:中)?|(?:19|20)\d\d年|(?<![\d-])20\d\d(?![\d年-])"
)
_MEANT = "見比べて checked を直してください。"
_SHORTEST_VALUE = 4  # 25 and 3 stand in many texts without being the edition's


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that is left to do; `entry` and `language`: of the text that it is about."""

    says: str
    entry: str = ""
    language: str = ""

    @property
    def is_meant_by_checking(self) -> bool:
        """Is it done, too, by somebody who has held the answer as it is against the newsletter?"""
        return self.entry.startswith(f"{ANSWER}:") and self.says.endswith(_MEANT)


def complaints(folder: Path, today: date) -> Iterator[str]:
    """All that is left to do in the folder of a city, in the order in which to do it."""
    return (todo.says for todo in todos(folder, today))


def todos(folder: Path, today: date) -> Iterator[Todo]:
    """The same, with the texts that it is about."""
    yield from map(Todo, _unfilled(folder / "editions"))
    if seams := list(_seams(folder / "editions")):
        yield from map(Todo, seams)
        return
    try:
        content = Content(folder, drafts=True)
        content.check()
    except DataError as error:
        yield Todo(f"読み込めません。次を直して、もう一度確かめてください: {in_words(str(error))}")
        return
    last = content.editions[-1]
    if today > last.documents.ends:
        yield Todo(
            f"{last.newsletter}の紙は {last.documents.ends} で終わり、その後の年度のファイルが"
            "ありません。ボットは「期限は過ぎています」と答えています。"
        )
    for language in content.city.languages:
        yield from _texts(content, language)


def unchecked(folder: Path) -> list[str]:
    """The answers that nobody has held against the newest newsletter. Raises DataError."""
    content = Content(folder, drafts=True)
    since = _checked_since(content.editions)
    answers = content.book().answers
    return [name for name, answer in answers.items() if answer.source and answer.checked < since]


def _unfilled(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.yml")):
        for blank in blanks(path.read_text(encoding="utf-8")):
            now = f"(今は {blank.value})" if blank.value else ""
            yield (
                f"editions/{path.name} {blank.line}行目: {blank.key}{now}が、まだ「{MARK}」です。"
                f"前の号での場所: {blank.place}"
            )


def _seams(folder: Path) -> Iterator[str]:
    """Where one edition does not begin the day after the one before it ends."""
    try:
        read = [(path.name, read_edition(path).documents) for path in folder.glob("*.yml")]
    except DataError:
        return
    read.sort(key=lambda pair: pair[1].starts)
    for (_, before), (name, after) in pairwise(read):
        if after.starts != before.ends + ONE_DAY:
            what = "間が空いています" if after.starts > before.ends else "重なっています"
            yield (
                f"editions/{name}: documents.starts は {after.starts} ですが、前の年度の紙は "
                f"{before.ends} までで、{what}。{before.ends + ONE_DAY} のはずです。"
            )


def _texts(content: Content, language: str) -> Iterator[Todo]:
    book, newest = content.book(language), content.editions[-1]
    first = content.book(content.city.languages[0])
    words = content.words(newest.documents.starts, language)
    since, old = _checked_since(content.editions), _values_before(content, language)
    where = _files(content.folder / "answers" / language)
    behind = []
    for name, answer in book.answers.items():
        for key, text in _parts_of(answer):
            place = f"answers/{language}/{where[name]} {name}.{key}"
            found = [*_unknown(place, text, words.values)]
            found += _literal(place, text, old, meant=answer.checked >= since)
            yield from (Todo(says, f"{ANSWER}:{name}", language) for says in found)
        if answer.source and answer.checked < since:
            behind.append(name)
    for section, phrases in book.phrases.items():
        for key, text in phrases.items():
            place = f"phrases/{language}.yml {section}.{key}"
            # A year in a translation alone is an example of how a day is written there.
            meant = None if _names_a_year(first, section, key) else True
            for says in _literal(place, text, old, meant=meant):
                yield Todo(says, f"{PHRASE}:{section}.{key}", language)
    yield from map(Todo, _unnamed_rules(book, language, rule_ids(newest)))
    if behind and language == content.city.languages[0]:  # the others inherit the day
        yield Todo(
            f"answers/{language}: {len(behind)}の答えの checked が {since} より前です。"
            f"新しい紙面と見比べて、日を直してください: {'、'.join(behind)}"
        )


def _checked_since(editions: Sequence[Edition]) -> date:
    """The day from which on a text was held against the newest newsletter, not the one before."""
    newest = editions[-1].checked
    return max(newest, editions[-2].checked + ONE_DAY) if len(editions) > 1 else newest


def _values_before(content: Content, language: str) -> dict[str, str]:
    """The values of the edition before the newest, as texts would write them out."""
    found = {}
    for edition in content.editions[:-1][-1:]:
        values = content.words(edition.documents.starts, language).values
        own = content.city.placeholders()
        for name, value in values.items():
            is_dated = name not in own and not name.endswith("_example")  # those are only months
            if is_dated and len(value) >= _SHORTEST_VALUE and re.search(r"\d", value):
                found[name] = value
    return found


def _parts_of(answer: Answer) -> Iterator[tuple[str, str]]:
    for key in ("title", "short", "after", "again", "script", "script_after"):
        yield key, getattr(answer, key)
    for key in ("details", "bring", "steps"):
        for number, text in enumerate(getattr(answer, key), start=1):
            yield f"{key}({number}つ目)", text


def _literal(place: str, text: str, old: Mapping[str, str], *, meant: bool | None) -> Iterator[str]:
    """Years and newsletters that are written out, and values of the edition before.

    `meant`: the text was held against the newest newsletter; None for a phrase, which names none.
    """
    told = _EXAMPLES.sub("", text)
    advice = []
    for name, value in sorted(old.items(), key=lambda item: -len(item[1])):
        if value in told:
            told = told.replace(value, "")
            advice.append(f"「{value}」は {{{name}}} と")
    if advice:
        yield f"{place}: {'、'.join(advice)}書いてください。"
    found = [] if meant else list(dict.fromkeys(_SPEAKS_OF_A_YEAR.findall(told)))
    if found:
        named = "".join(f"「{words}」" for words in found)
        then = "別の言い方にしてください。" if meant is None else _MEANT
        yield f"{place}: {named}とじかに書かれています。{{issue}} などの印にするか、{then}"


def _names_a_year(book: Book, section: str, key: str) -> bool:
    text = book.phrases.get(section, {}).get(key, "")
    return _SPEAKS_OF_A_YEAR.search(_EXAMPLES.sub("", text)) is not None


def _unknown(place: str, text: str, values: Mapping[str, str]) -> Iterator[str]:
    for _, name, _, _ in string.Formatter().parse(text):
        if name is not None and name not in values:
            yield f"{place}: {{{name}}} の値が新しい年度にありません。文を直してください。"


def _unnamed_rules(book: Book, language: str, rules: tuple[str, ...]) -> Iterator[str]:
    for section in ("rule", "met"):
        for rule in rules:
            if rule not in book.phrases.get(section, {}):
                yield f"phrases/{language}.yml: 決まりの言葉 {section}.{rule} がありません。"


def _files(folder: Path) -> dict[str, str]:
    """In which file each answer stands."""
    return {name: path.name for path in folder.glob("*.yml") for name in strict_yaml.load(path)}
