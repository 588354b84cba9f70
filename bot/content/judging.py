"""Whether a change of texts may be published: what the loaders refuse, and what only shows later.

Complaints stop a change. Hints do not: they are what an editor may have overlooked.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.content import Content
from bot.content.drafting import is_draft
from bot.content.facts import untold
from bot.content.overlay import Edit
from bot.content.places import ANSWER, is_optional, is_whole, language_of
from bot.content.refusals_in_words import in_words
from bot.content.translation import TranslationDraft
from bot.content.words import Words
from bot.errors import DataError
from bot.rules.calendar import ONE_DAY
from bot.text.furigana import ruby

LONGEST_SENTENCE = 45  # characters, without what stands in brackets
_SENTENCES = re.compile(r"[^。?!?!\n]+[。?!?!]?")
_BRACKETS = re.compile(r"\([^()]*\)|{[^{}]*}")
_WRITTEN_OUT = re.compile(r"第\d+号|(?:令和|平成|昭和)(?:\d+|元)年|20\d\d年")
_KANJI = re.compile("[一-龠々]")
# A script is read to somebody who has already called: it need not tell when to call.
_NOT_READ_ALOUD = frozenset({"operator"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a change, and what may be; sentences for an editor."""

    complaints: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def judged(folder: Path, edits: Sequence[Edit]) -> Judgement:
    """What to say of `folder`, in which `edits` stand already."""
    complaints = [*alone(edits), *_unfinished(edits)]
    try:
        content = Content(folder)
    except DataError as error:
        return Judgement((in_words(str(error)),))
    first = content.city.languages[0]
    touched = {language_of(edit.place) for edit in edits}
    everywhere = first in touched or "" in touched
    for language in content.city.languages[1:]:
        if everywhere or language in touched:
            draft = TranslationDraft(language, content.originals)
            complaints += [in_words(text) for text in draft.complaints()]
    if not complaints:  # what cannot even be read cannot be told on any day
        complaints += _rendered(content, edits)
    if not complaints:
        complaints += _facts(content, edits)
    return Judgement(tuple(dict.fromkeys(complaints)), tuple(_hints(edits, first)))


def alone(edits: Sequence[Edit]) -> list[str]:
    """What is wrong with texts wherever they stand."""
    return [complaint for edit in edits for complaint in _of_one(edit)]


def _of_one(edit: Edit) -> Iterator[str]:
    """What can be seen in a text alone."""
    if is_whole(edit.place):  # the loaders say all of it
        return
    where = edit.place.partition("#")[2]
    if not edit.after and is_optional(edit.place):
        return
    if not all(line.strip() for line in edit.after.split("\n")):
        yield f"{where}: 空です。行をなくすか、言葉を書いてください。"
        return
    try:
        before, after = (_names(text) for text in (edit.before, edit.after))
    except ValueError:
        yield f"{where}: 印の {{ と }} が合っていません。"
        return
    if any(spec or conversion for _, spec, conversion in after):
        yield f"{where}: {{ と }} の間には、印の名前だけを書いてください。"
    if edit.place.startswith("phrases/"):
        old, new = ({name for name, _, _ in found} for found in (before, after))
        if lost := sorted(old - new):
            yield f"{where}: 印 {_braced(lost)} がなくなりました。今ある印は残してください。"


def _unfinished(edits: Sequence[Edit]) -> Iterator[str]:
    """The loaders pass over an edition that is still to be filled in: nothing would come of it."""
    for edit in edits:
        if is_whole(edit.place) and is_draft(edit.after):
            yield f"{edit.place}: まだ紙面と見比べていない値があります。"


def _names(text: str) -> list[tuple[str, str, str]]:
    return [
        (name, spec or "", conversion or "")
        for _, name, spec, conversion in string.Formatter().parse(text)
        if name is not None
    ]


def _braced(names: Collection[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names)


def _days(content: Content) -> list[date]:
    """A day of each edition, and the day after the last one."""
    return [
        *(edition.documents.starts for edition in content.editions),
        content.editions[-1].documents.ends + ONE_DAY,
    ]


def _touched(content: Content, edits: Sequence[Edit]) -> set[tuple[str, str]]:
    """Language and id of each answer that says something else now; a value is in all of them."""
    found: set[tuple[str, str]] = set()
    for edit in edits:
        room, _, _ = edit.place.partition("/")
        if room == f"{ANSWER}s":
            found.add((language_of(edit.place), edit.place.partition("#")[2].partition(".")[0]))
        elif not language_of(edit.place):
            found |= {
                (lang, name) for lang in content.city.languages for name in content.book().answers
            }
    return found


def _rendered(content: Content, edits: Sequence[Edit]) -> Iterator[str]:
    """What no day of an edition can fill in."""
    for language, name in sorted(_touched(content, edits)):
        for day in _days(content):
            words = content.words(day, language)
            try:
                for again in (False, True):
                    words.parts(name, again=again)
                if language == content.city.languages[0]:  # scripts are read in that one alone
                    words.script(name)
            except (KeyError, ValueError) as error:
                yield f"{name}({language}): {day} には、印 {error} に入る値がありません。"
                break


def _facts(content: Content, edits: Sequence[Edit]) -> Iterator[str]:
    """Facts of the newsletter that an entry has to tell and no longer does."""
    first = content.city.languages[0]
    names = [name for language, name in sorted(_touched(content, edits)) if language == first]
    for name in names:
        for day in _days(content):
            yield from _left_out(content, content.words(day), name, day)


def _left_out(content: Content, words: Words, name: str, day: date) -> Iterator[str]:
    answer, parts = words.answer(name), words.parts(name)
    over = words.is_over and answer.script_after
    told = {"画面": "\n".join((parts.lead, *parts.details, *parts.bring, *parts.steps))}
    if name not in _NOT_READ_ALOUD:
        told["読み上げ"] = words.fill(answer.script_after if over else answer.script)
    for fact in answer.facts:
        for where, text in told.items():
            if untold(content.facts[fact], text, words.values):
                says = content.facts[fact].says
                yield f"{name}: {day} の{where}が、伝えるべき事実を言っていません。「{says}」"


def _hints(edits: Sequence[Edit], first: str) -> Iterator[str]:
    for edit in edits:
        where, language = edit.place.partition("#")[2], language_of(edit.place)
        if not language:
            continue
        for text in dict.fromkeys(_WRITTEN_OUT.findall(edit.after)):
            if text not in edit.before:
                yield (
                    f"{where}: 「{text}」とじかに書くと、次の号で直す所が増えます。"
                    "印を使えませんか。"
                )
        if language.split("-")[0] == first:
            yield from _hard_to_read(where, edit)


def _hard_to_read(where: str, edit: Edit) -> Iterator[str]:
    for sentence in _SENTENCES.findall(edit.after):
        length = len(_BRACKETS.sub("", sentence).strip())
        if length > LONGEST_SENTENCE and sentence not in edit.before:
            yield f"{where}: {length}文字の文があります。{LONGEST_SENTENCE}文字までにできませんか。"
    bare = [piece.reading or piece.text for piece in ruby(edit.after)]
    for word in dict.fromkeys(word for text in bare for word in _KANJI.findall(text)):
        yield f"{where}: 「{word}」に、ふりがなを付けられません。かなで書けませんか。"
