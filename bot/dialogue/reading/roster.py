"""Which person the words of a message mean, given those named in it and in the talk before."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.people import Mention
from bot.dialogue.reading.situation import SELF, UNNAMED, KnownPerson

_YOUNGEST = re.compile("下|した|末|すえ")
_WE = re.compile("私|わたし|僕|俺|うち")
_CHILD = re.compile(r"^(child|son|daughter)(?:_\d+)?$")
# One key that may stand for another: 配偶者 is the husband who was named.
_GENERAL = {
    "spouse": ("husband", "wife"),
    "parent": ("father", "mother", "father_in_law", "mother_in_law"),
}
_BRIDE, _BRIDES = re.compile("^お?(?:嫁|よめ)"), ("daughter_in_law", "sister_in_law")


@dataclass(frozen=True, slots=True)
class Roster:
    """The mentions with their persons' keys, and what each person is called."""

    mentions: tuple[Mention, ...]
    people: dict[str, Mention]  # each person's first mention, by name if there is one
    starts: dict[str, int]  # where each is meant first, if only as one of several


def roster_of(
    mentions: Sequence[Mention],
    known: Sequence[KnownPerson],
    speaking_of: str | None,
    elsewhere: Collection[int] = (),
) -> Roster:
    """Give every mention the keys of its people; those that mean nobody are left out.

    ``elsewhere``: where those are named who are said to be in another insurance.
    """
    single = _Singles(known, speaking_of)
    mentions = _of_one_kind(_brothers(mentions))
    first = [m if is_group(m) or is_several(m) else single.resolved(m) for m in mentions]
    people: dict[str, Mention] = {}
    for mention in first:
        if mention is not None and not (is_group(mention) or is_several(mention)):
            people.setdefault(mention.keys[0], mention)
    outside = {p.key for p in known if p.facts.get("insured", "yes") != "yes"}
    outside |= {key for m in first if m is not None and m.start in elsewhere for key in m.keys}
    named = [*people, *(p.key for p in known if p.key not in (*people, UNNAMED))]
    whole: list[Mention] = []
    for mention in first:
        if mention is None:
            continue
        if is_group(mention):
            whole.append(_members_insured(mention, named, whole, list(people), outside))
            named += [key for key in whole[-1].keys if key not in named]
        elif not is_several(mention) and (together := _named_together(mention, whole)):
            people.pop(mention.keys[0], None)
            named = [key for key in named if key != mention.keys[0]]
            whole.append(together)
        else:
            whole.append(mention)
    for mention in whole:
        for key, called in zip(mention.keys, mention.called, strict=True):
            people.setdefault(key, replace(mention, keys=(key,), called=(called,)))
    starts: dict[str, int] = {}
    for mention in whole:
        for key in mention.keys:
            starts.setdefault(key, mention.start)
    return Roster(tuple(whole), people, starts)


_BROTHERS = {
    "brother_elder": 1, "sister_elder": 1, "brother_younger": 2, "sister_younger": 2,
}  # fmt: skip


def _brothers(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """双子の息子、兄は…、弟は…: those children, not the caller's brothers."""
    pair = {_BROTHERS[m.keys[0]] for m in mentions if m.keys[0] in _BROTHERS}
    several = [m for m in mentions if m.keys[0] in ("twins", *kin.SEVERAL.values())]
    if pair != {1, 2} or not several or several[0].count not in (None, 2):
        return mentions
    kind = "twin" if several[0].keys[0] == "twins" else kin.MEMBERS[several[0].keys[0]][0]
    return [
        replace(m, keys=(f"{kind}_{_BROTHERS[m.keys[0]]}",))
        if m.keys[0] in _BROTHERS and m.start > several[0].start
        else m
        for m in mentions
    ]


def _of_one_kind(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """息子が二人いて、上の子は…: the children who were named together are the ones meant."""
    kinds = {kin.MEMBERS[m.keys[0]][0] for m in mentions if m.keys[0] in ("sons", "daughters")}
    if len(kinds) != 1:
        return mentions
    (kind,) = kinds
    return [
        replace(m, keys=(kind + m.keys[0].removeprefix("child"),))
        if re.fullmatch(r"child_(?:\d+|next|last)", m.keys[0])
        else m
        for m in mentions
    ]


def is_group(mention: Mention) -> bool:
    """Whether a mention is one name for several people."""
    return mention.keys[0] == kin.ALL or mention.keys[0] in kin.MEMBERS


class _Singles:
    """Finds the key of one person after the other, in the order in which they are named."""

    def __init__(self, known: Sequence[KnownPerson], speaking_of: str | None) -> None:
        self._called = {person.key: person.called for person in known if person.key != UNNAMED}
        self._speaking_of = speaking_of
        self._last: str | None = None

    def resolved(self, mention: Mention) -> Mention | None:
        key = self._key(mention)
        if key is None:
            return None
        self._called.setdefault(key, mention.called[0])
        if key != SELF:
            self._last = key
        return replace(mention, keys=(key,))

    def _key(self, mention: Mention) -> str | None:
        key, called = mention.keys[0], mention.called[0]
        if key == kin.THAT_ONE:
            return self._that_one(called)
        if key == kin.NAMED:
            known = [k for k, c in self._called.items() if c == called]
            number = sum(k.startswith("named_") for k in self._called) + 1
            return known[0] if known else f"named_{number}"
        if key.endswith(("_next", "_last")):
            return self._younger(key.rpartition("_")[0], called)
        return self._only_one(key, called)

    def _that_one(self, called: str) -> str | None:
        spoken_of = self._speaking_of if self._speaking_of not in (None, SELF, UNNAMED) else None
        return self._last or spoken_of or (SELF if "本人" in called else None)

    def _younger(self, kind: str, called: str) -> str:
        """下の子: the child below those named so far, or the one that was called so before."""
        numbers = {
            int(key.rpartition("_")[2]): name
            for key, name in self._called.items()
            if re.fullmatch(rf"{kind}_\d+", key)
        }
        last = max(numbers, default=1)
        same = last > 1 and _YOUNGEST.search(numbers[last]) and not called.startswith("その")
        return f"{kind}_{last if same else last + 1}"

    def _only_one(self, key: str, called: str) -> str:
        """息子 is the eldest son, if he is the only son named; 子ども any only child."""
        if key in self._called:
            return key
        if _BRIDE.search(called):  # 長男の嫁は…。嫁の確認書は
            fits = [k for k in self._called if k in _BRIDES]
        elif key in _GENERAL:
            fits = [k for k in self._called if k in _GENERAL[key]]
        elif key == "child":
            fits = [k for k in self._called if _CHILD.match(k)]
        elif key in ("son", "daughter"):
            fits = [k for k in self._called if re.fullmatch(rf"{key}_\d+", k)]
        else:
            return key
        return fits[0] if len(fits) == 1 else key


def _members_insured(
    mention: Mention,
    named: list[str],
    before: list[Mention],
    here: list[str],
    outside: Collection[str],
) -> Mention:
    """夫は社保です。義父は…、義母は…、私は…。三人の期限は: without him, where so many are left."""
    counted_too = len(here) == mention.count  # 弟は健保、父は…、母は…。弟も合わせて三人
    is_some = mention.keys == (kin.ALL,) and mention.count is not None and not counted_too
    if is_some and {*outside} & {*named}:
        left, left_here = ([k for k in keys if k not in outside] for keys in (named, here))
        inside = _members(mention, left, before, left_here)
        if inside.keys and not {*inside.keys} & {*outside}:
            return inside
    return _members(mention, named, before, here)


def _members(mention: Mention, named: list[str], before: list[Mention], here: list[str]) -> Mention:
    """The people whom one name for several means."""
    group = mention.keys[0]
    if group == kin.ALL:
        keys = _all_of(mention, named, before, here)
        return replace(mention, keys=keys, called=("",) * len(keys), group=group)
    if group == "couple":
        spouses = tuple(key for key in ("husband", "wife") if key in named)
        keys = spouses if len(spouses) == 2 else (SELF, *(spouses or ("spouse",)))
    elif group in kin.SEVERAL.values():
        keys = _children(group, mention.count, named)
    elif group == "twins" and (pair := _told_to_be_twins(mention, before)):
        keys = pair
    elif group == "twins" and len(numbered := _numbered(named)) == len(kin.MEMBERS[group]):
        keys = numbered  # 双子の息子、長男は…、次男は…
    else:
        keys = kin.MEMBERS[group]
    return replace(mention, keys=keys, called=("",) * len(keys), group=group)


def _told_to_be_twins(mention: Mention, before: Sequence[Mention]) -> tuple[str, ...]:
    """姉とわたしは双子です: those two."""
    if len(before) < 2:
        return ()
    one, other = before[-2:]
    beside = other.start - one.end == 1 and mention.start - other.end == 1
    keys = (*one.keys, *other.keys)
    return keys if beside and len(keys) == len(kin.MEMBERS["twins"]) else ()


def _named_together(mention: Mention, before: Sequence[Mention]) -> Mention | None:
    """子どもは二人で…。子どもの期限は: all of those who were named as several."""
    kind = mention.keys[0]
    groups = [m for m in before if m.group == kin.SEVERAL.get(kind) and is_several(m)]
    if not groups:
        return None
    keys = groups[-1].keys
    return replace(mention, keys=keys, called=("",) * len(keys), group=groups[-1].group)


def _children(group: str, count: int | None, named: list[str]) -> tuple[str, ...]:
    kind = kin.MEMBERS[group][0]
    pattern = _CHILD if kind == "child" else re.compile(rf"{kind}(?:_\d+)?$")
    fits = tuple(sorted(key for key in named if pattern.match(key)))
    if fits and count in (None, len(fits)):
        return fits
    return tuple(f"{kind}_{n}" for n in range(1, (count or 1) + 1)) if count else (group,)


def _numbered(named: list[str]) -> tuple[str, ...]:
    """The children who are named by their number: 長男, 次女."""
    return tuple(sorted(key for key in named if re.fullmatch(r"(?:child|son|daughter)_\d", key)))


def _all_of(
    mention: Mention, named: list[str], before: list[Mention], here: list[str]
) -> tuple[str, ...]:
    """二人とも: the two named together just before, or all, if they are as many; () if unclear."""
    candidates = [m for m in named if m not in (kin.ACQUAINTANCE, "family")]
    count = mention.count
    if _WE.match(mention.called[0]) and count is not None and SELF in here:
        return tuple(here) if len(here) == count else ()  # 俺ら二人: the caller is one of them
    if mention.called[0].startswith(("この", "その")):
        named_last = list(dict.fromkeys(k for m in reversed(before) for k in m.keys))[: count or 0]
        return tuple(reversed(named_last)) if len(named_last) == count else ()
    groups = [m.keys for m in before if is_several(m) and m.keys]
    together = groups[-1] if groups else ()
    if together and (count == len(together) or (count is None and {*together} == {*candidates})):
        return together
    named_before = list(dict.fromkeys(k for m in before for k in m.keys if k in candidates))
    if count is not None and len(named_before) == count:
        return tuple(named_before)
    here = [key for key in here if key in candidates]
    for people in (here, candidates):
        others = [key for key in people if key != SELF]
        if count is None and len(people) > 1:
            return tuple(people)
        if count is not None and len(people) == count:
            return tuple(people)
        if count is not None and SELF not in people and len(people) + 1 == count:
            return (SELF, *people)
        if count is not None and len(others) == count:
            return tuple(others)
    return ()


def is_several(mention: Mention) -> bool:
    """Whether a mention means more than one person."""
    return len(mention.keys) > 1
