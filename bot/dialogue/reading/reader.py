"""Reads one message of a caller: ``read_situation``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.alike import alike, same_too
from bot.dialogue.reading.asked import answers_to, asks_about, rest_of_day, unchanged
from bot.dialogue.reading.claim import Claim, Grade
from bot.dialogue.reading.context import told_before
from bot.dialogue.reading.corrections import SaidAnew, age_anew, said_anew, taken_back, year_anew
from bot.dialogue.reading.dated import read_days
from bot.dialogue.reading.day_words import OTHER
from bot.dialogue.reading.draft import Draft, Sentences, Told
from bot.dialogue.reading.gaps import gaps, next_days, of_the_same_year, years_later
from bot.dialogue.reading.hearsay import OR_NONE, only_heard
from bot.dialogue.reading.introducing import with_callers, without_the_late, without_their_own
from bot.dialogue.reading.ledger import Ledger, ledger_of
from bot.dialogue.reading.leftovers import left_to_the_only_one
from bot.dialogue.reading.owners import Owners
from bot.dialogue.reading.people import Mention, find_people, household_size
from bot.dialogue.reading.roster import roster_of
from bot.dialogue.reading.rough import rough_days, with_seasons
from bot.dialogue.reading.sharing import numbered
from bot.dialogue.reading.situation import (
    DATED,
    NONE,
    UNNAMED,
    Correction,
    KnownPerson,
    SaidPerson,
    Situation,
    StatedFact,
)
from bot.dialogue.reading.spaced import closed_up
from bot.dialogue.reading.stated import read_stated
from bot.dialogue.reading.syntax import Syntax
from bot.text.spans import Normal, normalise

_TOLD_APART = {
    "parent": re.compile("(?:father|mother)(?:_in_law)?$"),
    kin.CLIENT: re.compile(r"named_\d|husband|wife"),
    "family": re.compile("(?!family)"),
}


def read_situation(
    text: str,
    today: datetime.date,
    *,
    known: Sequence[KnownPerson] = (),
    speaking_of: str | None = None,
    asked: tuple[str, str] | None = None,
    syntax: Syntax | None = None,
) -> Situation:
    """Read who is in ``text`` and what is said of each.

    ``known``  the people of the talk so far, by whom 下の子, 二人とも, 29年でした are understood.
    ``speaking_of``  the key of the person whom the talk is about now.
    ``asked``  the person and the fact that our last question was about: a bare day answers it.
    ``syntax``  evidence of whole GiNZA about this very text: where it disagrees, nobody owns.
    """
    return _Reading(closed_up(normalise(text)), today, known, speaking_of, asked).situation()


class _Reading:
    """One message on its way to a situation."""

    def __init__(
        self,
        normal: Normal,
        today: datetime.date,
        known: Sequence[KnownPerson],
        speaking_of: str | None,
        asked: tuple[str, str] | None,
    ) -> None:
        self.normal, self.today, self.known, self.asked = normal, today, known, asked
        self.sentences = Sentences(normal.text)
        people = without_their_own(normal.folded, find_people(normal))
        mentions = with_callers(normal.folded, without_the_late(normal.folded, people))
        stated = read_stated(normal, today)
        elsewhere = self._insured_elsewhere(mentions, stated)
        self.roster = roster_of(mentions, known, speaking_of, elsewhere)
        days = read_days(normal, today, self.roster.mentions, self.sentences)
        rough = rough_days(normal.folded, today)
        drafts = sorted([*days, *rough, *stated], key=lambda d: d.start)
        drafts += unchanged(normal.folded, drafts, known)
        of_one = next((p for p in known if p.key == speaking_of), KnownPerson(""))
        drafts = told_before(drafts, self.sentences, normal.folded, today, of_one.facts)
        drafts = with_seasons(only_heard(normal.folded, drafts), normal.folded)
        drafts = of_the_same_year(normal.folded, drafts, known)
        drafts = years_later(normal.folded, drafts, known, today)
        drafts += next_days(normal.folded, drafts, known)
        drafts += [*gaps(normal.folded, drafts, known, today), *age_anew(normal.folded, known)]
        mentions, drafts = self._compared(drafts)
        self.anew: dict[Draft, SaidAnew] = {}
        meant = self._may_be_corrected(speaking_of)
        if asked is not None:
            taken = [taken_back(normal.text, today, draft, meant) for draft in drafts]
            self.anew, drafts = {d: a for d, a in taken if a}, [d for d, _ in taken]
            drafts = answers_to(normal, today, asked, drafts, known)
        else:
            drafts = [
                rest_of_day(year_anew(normal.text, draft, of_one), of_one, today)
                for draft in drafts
            ]
        drafts = [d if d in self.anew else self._corrected(d, meant) for d in drafts]
        self.other = [draft for draft in drafts if draft.name in ("", OTHER)]
        self.drafts = [draft for draft in drafts if draft.name not in ("", OTHER)]
        told_of = asked[0] if asked is not None else speaking_of
        self.default = default = told_of or self._in_doubt()
        told = Told(normal.folded, self.drafts, self.sentences)
        self.owners = Owners(told, mentions, (default,) if default else ())

    def _compared(self, drafts: Sequence[Draft]) -> tuple[list[Mention], list[Draft]]:
        """子どもは夫と同じ日です: those who own what is told, and the facts with that one."""
        mentions, asked = self.roster.mentions, self.asked[1] if self.asked else ""
        same = [*alike(self.normal.folded, mentions, drafts, self.sentences, asked)]
        only_compared = [mention for mention, _ in same]
        found = [draft for _, draft in same]
        found += same_too(self.normal.folded, drafts, self.sentences)
        own = [d for d in drafts if not any(f.start <= d.start < f.end for f in found)]
        return [m for m in mentions if m not in only_compared], [*own, *found]

    def _in_doubt(self) -> str | None:
        """マル学ではありません: the only one of whom it is not known whether that applies."""
        names = {draft.name for draft in self.drafts}
        keys = [p.key for p in self.known if any(OR_NONE in p.half.get(n, "") for n in names)]
        return keys[0] if len(keys) == 1 else None

    def _insured_elsewhere(self, mentions: Sequence[Mention], stated: Sequence[Draft]) -> set[int]:
        """夫は勤務先の健康保険です: where he is named of whom that is said."""
        said = [d.start for d in stated if d.name == "insured" and d.value != "yes"]
        here = (
            [m.start for m in mentions if self.sentences.start(at) <= m.start < at] for at in said
        )
        return {starts[-1] for starts in here if starts}

    def _may_be_corrected(self, speaking_of: str | None) -> Sequence[KnownPerson]:
        """Those whom a correction may be about: who is named, or the one spoken of, or anybody.

        わたしは確認書じゃなくてお知らせ。63年の2月1日生まれ: of who is named first now, it is none.
        """
        named = [p for p in self.known if p.key in self.roster.people]
        if self.roster.people:
            return named or [p for p in self.known if p.key == UNNAMED]
        return [p for p in self.known if p.key == speaking_of] or self.known

    def _corrected(self, draft: Draft, people: Sequence[KnownPerson]) -> Draft:
        whole, anew = said_anew(self.normal.text, self.today, draft, people)
        nobody = anew is None or anew.key is None
        if nobody and people is not self.known and not self.roster.people:
            whole, anew = said_anew(self.normal.text, self.today, draft, self.known)
        if anew is not None:
            self.anew[whole] = anew
        return whole

    def situation(self) -> Situation:
        claims = [self._by_correction(claim) for claim in self.owners.claims()]
        by_number = numbered(claims)
        claims = [replace(claim, keys=by_number.get(claim.keys, claim.keys)) for claim in claims]
        ledger = ledger_of(self.normal.folded, claims, self.known, self.today)
        left_to_the_only_one(ledger, tuple(self.roster.people))
        self._left_to_whom_it_asks_about(ledger)
        self._given_to_each(ledger)
        people = self._people(ledger)
        counts = [m.count for m in self.roster.mentions if m.count is not None]
        return Situation(
            people=people,
            unowned=tuple(self._fact(d, None) for d in ledger.unowned),
            everybody=any(c.node is not None and c.node.group == kin.ALL for c in claims),
            corrections=self._corrections(ledger),
            asks_about=by_number.get(asked := self._each(self._asks_about(people)), asked),
            count=household_size(self.normal.folded) or max(counts, default=None),
            other=tuple(self._fact(draft, None) for draft in (*self.other, *ledger.outside)),
        )  # fmt: skip

    def _left_to_whom_it_asks_about(self, ledger: Ledger) -> None:
        """7月3日でした。妻のは1月に切れます。私のはいつまで: of the one who has no other."""
        keys = tuple(self.roster.people)
        names = {draft.name for draft in ledger.unowned if draft.name in DATED}
        if not names or self.known or kin.ACQUAINTANCE in keys:
            return
        asked = asks_about(self.normal.folded, self.owners.nodes, self.drafts, self.sentences, keys)
        for name in names:
            left = [draft for draft in ledger.unowned if draft.name == name]
            lacking = tuple(key for key in keys if not ledger.knows(key, name))
            if len(left) == len(lacking) == 1 and lacking[0] in asked:
                ledger.give(left[0], lacking[0])

    def _asks_about(self, people: Sequence[SaidPerson]) -> tuple[str, ...]:
        return asks_about(
            self.normal.folded, self.owners.nodes, self.drafts, self.sentences,
            tuple(person.key for person in people),
        )  # fmt: skip

    def _by_correction(self, claim: Claim) -> Claim:
        """A correction that names nobody is of the one person whose fact it can be."""
        anew = self.anew.get(claim.draft)
        if claim.draft.name == "graduation" and claim.keys == (UNNAMED,) and not self.default:
            return replace(claim, keys=self._only_student() or claim.keys)
        if anew is None or anew.key is None or claim.grade is Grade.SURE:
            return claim
        return replace(claim, keys=(anew.key,), grade=Grade.SURE)

    def _only_student(self) -> tuple[str, ...]:
        """卒業が早まって12月25日になりました: of the one of whom such a day was told before."""
        told = tuple(p.key for p in self.known if p.facts.get("graduation", NONE) != NONE)
        return told if len(told) == 1 else ()

    def _people(self, ledger: Ledger) -> tuple[SaidPerson, ...]:
        present = {key for node in self.owners.nodes for key in node.keys} | set(ledger.owned)
        named = {
            k: m for k, m in self.roster.people.items() if k in present and k != kin.ACQUAINTANCE
        }
        numbered = [key for key in ledger.owned if key not in named]
        hidden = {
            key
            for node in self.owners.nodes
            if any(
                key.startswith(("couple_", "parent_", "grandparent_", "parent_in_law_"))
                for key in numbered
            )
            and node.group in ("couple", "parents", "grandparents", "parents_in_law")
            for key in node.keys
            if key not in ledger.owned
        }
        people = [
            SaidPerson(
                key,
                m.called[0],
                self._facts(ledger.owned.get(key, [])),
                *self._span(m.start, m.end),
            )
            for key, m in named.items()
            if key not in hidden and (ledger.owned.get(key) or not self._is_told_apart(key, named))
        ]
        people += [
            SaidPerson(k, "", self._facts(ledger.owned[k])) for k in numbered if ledger.owned[k]
        ]
        return tuple(sorted(people, key=self._first_words))

    def _is_told_apart(self, key: str, named: Collection[str]) -> bool:
        """うちの親、父が…: a word for people who are then named one by one."""
        apart = _TOLD_APART.get(key)
        return apart is not None and any(apart.match(other) for other in named)

    def _each(self, keys: Sequence[str]) -> tuple[str, ...]:
        """親の確認書の期限は。父は…、母は…: of each of those who are then named one by one."""
        named = self.roster.people
        apart = {key: _TOLD_APART[key] for key in keys if self._is_told_apart(key, named)}
        each = ([o for o in named if apart[k].match(o)] if k in apart else [k] for k in keys)
        return tuple(dict.fromkeys(key for some in each for key in some))

    def _given_to_each(self, ledger: Ledger) -> None:
        """The paper that was named of them all is that of each."""
        for key in [key for key in ledger.owned if self._is_told_apart(key, self.roster.people)]:
            papers = [c for c in ledger.owned[key] if c.draft.name == "document"]
            ledger.owned[key] = [c for c in ledger.owned[key] if c not in papers]
            for other in self._each((key,)):
                theirs = ledger.owned.setdefault(other, [])
                if all(claim.draft.name != "document" for claim in theirs):
                    theirs += papers

    def _first_words(self, person: SaidPerson) -> int:
        first = min((fact.start for fact in person.facts), default=0)
        return self.roster.starts.get(person.key, first)

    def _facts(self, claims: Sequence[Claim]) -> tuple[StatedFact, ...]:
        return tuple(self._fact(claim.draft, claim.node) for claim in claims)

    def _fact(self, draft: Draft, node: Mention | None) -> StatedFact:
        start, end = self._span(draft.start, draft.end)
        return StatedFact(
            draft.name, draft.value, draft.problem, draft.part, start, end,
            self.normal.original[start:end],
            self.normal.original[slice(*self._span(node.start, node.end))] if node else "",
        )  # fmt: skip

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self.normal.span(start, end) if end > start else (0, 0)

    def _corrections(self, ledger: Ledger) -> tuple[Correction, ...]:
        return tuple(
            Correction(key, self.anew[claim.draft].old, self._fact(claim.draft, claim.node))
            for key, claims in ledger.owned.items()
            for claim in claims
            if claim.draft in self.anew
        )
