"""How people are called: お母さま, 下の娘さん, あなた; and the facts that a result rests on."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from bot.content.words import Words
from bot.dialogue.facts import BY_NAME, NONE
from bot.dialogue.reading import SELF, UNNAMED
from bot.dialogue.talk import Person

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
    if kind in ("child", "son", "daughter") and (match := _CHILD.fullmatch(person.called)):
        which = f"{match['which']}の" if match["which"] else ""
        return which + words.say("people", kind)
    named = words.book.phrases["people"]
    if person.key in named:
        return words.say("people", person.key)
    if kind in ("couple", "parent", "grandparent", "person") and number.isdigit():
        if kind == "person" and person.called:
            return _honoured(person.called)
        return words.say("people", f"nth_{number}") if f"nth_{number}" in named else number
    return _honoured(person.called) if person.called else words.say("people", "somebody")


def _honoured(called: str) -> str:
    return called if _HONOURED.search(called) else f"{called}さん"


def whose(words: Words, person: Person) -> str:
    """調べたい方の, あなたの, お母さまの: never assumes that the resident asks for themselves."""
    name = label(words, person)
    return words.say("whose", "other", person=name) if name else words.say("whose", "nobody")


def who(words: Words, person: Person) -> str:
    """The same before a result; nothing where nobody was named."""
    name = label(words, person)
    return words.say("who", "other", person=name) if name else ""


def who_with_facts(words: Words, person: Person, names: Collection[str]) -> str:
    """昭和31年3月1日生まれのお母さまの: the person with the known ones of the facts `names`."""
    facts = read_back(words, person, names)
    name = label(words, person)
    if not facts:
        return who(words, person)
    if person.key == SELF:
        return f"{facts}{words.say('who', 'other', person=name)}"
    return f"{facts}{words.say('who', 'other', person=name or words.say('people', 'one'))}"


def heading(words: Words, person: Person, names: Collection[str]) -> str:
    """お父さま(昭和25年11月3日生まれ): the line above one person's result."""
    name = label(words, person) or words.say("people", "unnamed")
    known = [
        said for n in _READ_BACK if n in names and (said := _said(words, person, n, brief=True))
    ]
    return f"{name}({'、'.join(known)})" if known else name


def read_back(words: Words, person: Person, names: Collection[str]) -> str:
    """在留期限が令和8年3月31日の、昭和60年3月1日生まれの: the facts known, before a name."""
    known = [said for n in _READ_BACK if n in names and (said := _said(words, person, n))]
    return "、".join(known)


def _said(words: Words, person: Person, name: str, *, brief: bool = False) -> str:
    value = person.facts.get(name)
    if value is None and name == "birthday" and (age := person.facts.get("age")):
        return words.say("short" if brief else "said", "age", value=age)
    if value in (None, NONE):
        return ""
    day = date.fromisoformat(str(value))
    said = words.month(day) if BY_NAME[name].by_month else words.date(day)
    return words.say("short" if brief else "said", name, date=said)


def together(words: Words, people: Collection[Person]) -> str:
    """お父さまとお母さま, お父さま、お母さま、あなた."""
    names = [label(words, p) or words.say("people", "unnamed") for p in people]
    return "と".join(names) if len(names) == 2 else "、".join(names)
