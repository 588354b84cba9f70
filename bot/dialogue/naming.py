"""How people are called: お母さま, 下の娘さん, あなた; and the facts that a result rests on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from bot.content.words import Words
from bot.dialogue.facts import BY_NAME, NONE
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import Person
from bot.messages import JAPANESE, HeardFact
from bot.text.languages import tag_of

_CHILD = re.compile(
    r"(?:その|この|うちの|私の)*(?P<which>.*?)(?:の)?(?P<word>お?子(?:ども|供|さん|さま)?|こ(?:ども)?|お?娘(?:さん)?|むすめ|お?息子(?:さん)?|むすこ)$"
)
_HONOURED = re.compile(r"(?:さま|様|さん|ちゃん|くん|君)$")
# The facts of a person that are read back, in the order in which they stand before a name.
_READ_BACK = ("ecert_expiry", "residence_until", "graduation", "burden_change", "birthday")


def label(words: Words, person: Person) -> str:
    """お母さま, あなた, 下の娘さん; empty for somebody whom nobody has named."""
    if person.key == UNNAMED:
        return ""
    kind, _, number = person.key.partition("_")
    own = tag_of(words.language) == JAPANESE  # only in Japanese are people called as they were read
    is_child = kind in ("child", "son", "daughter")
    if own and is_child and (match := _CHILD.fullmatch(person.called)):
        which = f"{match['which']}の" if match["which"] else ""
        return which + words.say("people", kind)
    named = words.book.phrases["people"]
    if person.key in named:
        return words.say("people", person.key)
    if is_child and (not own or not person.called):
        child = words.say("people", kind)
        if not number.isdigit():
            return child
        return words.say("people", "nth_child", person=child, value=number)
    if kind == "twin" and number.isdigit():
        return words.say("people", "nth_child", person=words.say("people", "child"), value=number)
    if kind in ("couple", "parent", "grandparent", "person") and number.isdigit():
        if kind == "person" and person.called:
            return _by_name(person.called, honoured=own)
        return words.say("people", f"nth_{number}") if f"nth_{number}" in named else number
    if not person.called or not own:  # elsewhere what was read is a gloss
        return words.say("people", "somebody")
    return _by_name(person.called, honoured=own)


def _by_name(called: str, *, honoured: bool) -> str:
    if honoured and called in ("男性", "女性", "男", "女"):
        return f"{called}の方"
    bare = _HONOURED.sub("", called)
    return (called if called != bare else f"{called}さん") if honoured else bare or called


def whose(words: Words, person: Person) -> str:
    """調べたい方の, あなたの, お母さまの: never assumes that the resident asks for themselves."""
    name = label(words, person)
    return words.say("whose", "other", person=name) if name else words.say("whose", "nobody")


def who(words: Words, person: Person) -> str:
    """The same before a result; nothing where nobody was named."""
    name = label(words, person)
    return words.say("who", "other", person=name) if name else ""


def heard_facts(words: Words, person: Person, names: Collection[str]) -> tuple[HeardFact, ...]:
    """昭和31年3月1日生まれ, 在留期限…: the known ones of the facts `names`, to be said back."""
    return tuple(
        HeardFact(fact, words.say("short", fact, **values))
        for fact, values in _known(words, person, names)
    )


def heading(words: Words, person: Person, names: Collection[str]) -> str:
    """お父さま(昭和25年11月3日生まれ): the line above one person's result."""
    name = label(words, person) or words.say("people", "unnamed")
    known = [heard.said for heard in heard_facts(words, person, names)]
    said = words.say("who", "heading", person=name, facts=words.listed(known)) if known else name
    return said[:1].upper() + said[1:]


def basis(words: Words, person: Person, names: Collection[str]) -> str:
    """昭和31年3月1日生まれの方として、お答えしました。 Empty where nothing is known."""
    known = [words.say("said", fact, **values) for fact, values in _known(words, person, names)]
    return words.say("result", "basis", facts=words.listed(known)) if known else ""


def _known(
    words: Words, person: Person, names: Collection[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each known fact with what its phrase is filled with; an age where no birthday is known."""
    for name in _READ_BACK:
        value = person.facts.get(name) if name in names else NONE
        part = person.half.get(name, "") if value is None else ""
        if name == "birthday" and (said := _half_said(words, part)):
            yield name, {"date": said}
            continue
        if value is None and name == "birthday" and (age := person.facts.get("age")):
            yield "age", {"value": age}
        elif value not in (None, NONE):
            day = date.fromisoformat(str(value))
            by_month = BY_NAME[name].by_month
            yield name, {"date": words.month(day) if by_month else words.date(day)}


def _half_said(words: Words, part: str) -> str:
    """昭和31年3月, 昭和31年: what is known of a birthday; empty where that is no month and no year.

    Of the year in which an era ended nobody knows which of both is meant: the year's last day says.
    """
    if re.fullmatch(r"\d{4}-\d\d", part):
        return words.month(date.fromisoformat(f"{part}-01"))
    return words.year(date(int(part), 12, 31)) if re.fullmatch(r"\d{4}", part) else ""


def together(words: Words, people: Collection[Person]) -> str:
    """お父さまとお母さま, お父さま、お母さま、あなた."""
    names = [label(words, p) or words.say("people", "unnamed") for p in people]
    return words.say("join", "and").join(names) if len(names) == 2 else words.listed(names)
