"""Whose each fact is: by the words right behind it, before it, or by what the talk is about.

A fact that two people could claim has no owner. Never the nearest person at any price.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.dialogue.reading import kin
from bot.dialogue.reading.draft import Draft, Sentences
from bot.dialogue.reading.people import Mention, Part
from bot.dialogue.reading.situation import CIRCUMSTANCES, DATED, SELF, UNNAMED, Doubt


class Grade(enum.IntEnum):
    """How sure an owner is."""

    NONE = 0  # two people could claim it
    CARRIED = 1  # nobody is named beside it; the talk is about this person
    SURE = 2  # the words beside it say so


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact with the people whose it is; several where it was said of all of them."""

    draft: Draft
    keys: tuple[str, ...] = ()
    grade: Grade = Grade.NONE
    node: Mention | None = None


_JOINS = re.compile(
    r"(?:\([^()]*\))?(?:の(?:分|ほう|件|こと|やつ))?[\s、]*(?:と|や|、|も|・|及び|および|&|,|/|それと|あと|\s)[\s、]*(?:\x00(?:生まれ|うまれ|生)?(?:の|な|に?なる|になった))*"
)
_BRACKET = re.compile(r"\s?[(（]\s?")
_CLEFT = re.compile(r"(?:生まれ)?(?:な?のは|な?のが|が|は|→|=)、?\s?")
_ENDS_CLAUSE = re.compile(
    r"です|ます|でし|まし|けど|けれど|ので|のに|から、|が、|は|、|。|も|たら|れば|し、"
)
_ATTRIBUTE = re.compile(r"の\s?$|[るたない]$")
_PREDICATE_END = re.compile(r"\s?(?:です|でし|だ|で(?:、|$|\s)|、|。|なん|\)|$)")
_COMES = re.compile(r"に(?:だけ|のみ|しか)?[はも]?[^。、]{0,6}?(?:届|来|き[てた]|送)")
_TERSE = re.compile(r"[\s=:,.()]*\x00[\s=:,.()\x00]*")
_TOPIC = re.compile(
    r"(?:自身|だけ|のみ|の(?:ほう|方|分|場合|やつ))*\s?"
    r"(?:は|も|って|については?|に関しては?|なら|[、:=→\s])"
)
# What may stand between a person and a fact that is surely theirs; \x00 is another fact.
_LINK = re.compile(
    r"(?:自身|さん|だけ|のみ)?(?:の[^、。はがもで\x00]{1,14})?"
    r"(?:は|が|も|の|で|、|\s|\(|:|=|→|えーと|えっと|ええと|確か|たしか|生まれ|まで|"
    r"生年月日|誕生日|在留期限|在留期間|びざ|電子証明書|卒業|予定|窓口|負担割合|割合|期限|国籍|\x00)*"
)
# 私、父の紙が… and うちの親、父が… are no pairs of people.
_AND = re.compile(r"(?:生まれ|うまれ)?、?(?:と|、|・)\s?")
_PAIR = re.compile(r"(?:生まれ|うまれ)?(?:の(?:人|者))?、?と、?\s?")
_LOOSE = (SELF, "family", "parent", kin.CLIENT)
_GOES_ON = re.compile(r"(?<!ま)で(?![のき])|て(?!い)")
_ASKER = re.compile(
    r"(?:は|が|も|、)[^。]*(?:聞き|きき|知り|しり|教え|おしえ|伺|確認し|問い合わせ|お願い|相談|調べ|代わ|代理|電話し|お電話)"
)
_ASKS_FOR = re.compile(
    r"(?:が|は)(?:代わり|かわり|代理|電話|かけ|問い合わせ|聞い|伺|申請|手続|届け|出し)"
)
# These are told of whom a story is about, however far back it names them.
_OF_THE_PERSON = frozenset({"birthday", "age", *CIRCUMSTANCES})
_HEARSAY = re.compile(r"[^。]{0,12}(?:そう|らしい|って(?:言|い|聞)|と(?:言|聞))")
_CONTRAST = re.compile(r"(?:のに|けど|けれども?|(?:です|ます|でした|ました|た|だ)が)、?")


# 昭和31年3月1日生まれなのはどっちだったか
_WHICH_ONE = re.compile(
    r"(?:生まれ|うまれ|生)?(?:な|だった|である)?(?:の|ほう|方)*(?:は|が|って)?、?"
    r"(?:どっち|どちら|どなた|誰|だれ)(?!も)"
)
_TWINS = re.compile("双子|ふたご")
# 双子のうち、一人は…: which of them is not said.
_ONE_ALONE = re.compile(r"(?:一人|ひとり|1人|片方|どちらか|一方)(?:だけ|のみ)?[はが]")


class Owners:
    """Finds the owner of each fact of one message."""

    def __init__(
        self,
        folded: str,
        mentions: Sequence[Mention],
        drafts: Sequence[Draft],
        sentences: Sentences,
        default: tuple[str, ...],
    ) -> None:
        """``default``: whom the talk is about, where nobody is named before a fact, else ()."""
        self._folded, self._drafts, self._sentences = folded, drafts, sentences
        self._default = default
        self._apart = [m for m in mentions if not self._only_asks(m, mentions)]
        self.nodes = self._nodes(self._apart)

    # --- people ----------------------------------------------------------------------------------
    def _only_asks(self, mention: Mention, mentions: Sequence[Mention]) -> bool:
        """私は母の分について聞きたい: the caller, in a sentence about somebody else."""
        if mention.keys != (SELF,):
            return False
        if _ASKS_FOR.match(self._folded, mention.end):
            return True
        end = self._sentences.end(mention.start)
        behind = [m for m in mentions if mention.end <= m.start < end and m.keys != (SELF,)]
        if not behind or not _ASKER.match(self._folded, mention.end, end):
            return False
        return not any(mention.end <= d.start < behind[0].start for d in self._drafts)

    def _nodes(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Join people who are named together: 父と母, 私と大学生の娘."""
        nodes: list[Mention] = []
        for mention in mentions:
            last = nodes[-1] if nodes else None
            if last is not None and self._together(last, mention):
                nodes[-1] = replace(
                    last, end=mention.end, keys=last.keys + mention.keys,
                    called=last.called + mention.called, part=mention.part,
                )  # fmt: skip
            else:
                nodes.append(mention)
        return nodes

    def _together(self, one: Mention, other: Mention) -> bool:
        if kin.ALL in (one.group, other.group) or set(one.keys) & set(other.keys):
            return False
        if self._sentences.index(one.start) != self._sentences.index(other.start):
            return False
        between = self.blanked(one.end, other.start)
        if one.keys[0] in _LOOSE and not between.startswith(("と", "や", "も", "・", "及び")):
            return False
        return _JOINS.fullmatch(between) is not None

    def blanked(self, start: int, end: int) -> str:
        """The words at ``start:end``, each fact in them as one sign."""
        pieces, at = [], start
        for draft in self._drafts:
            if at <= draft.start and draft.end <= end:
                pieces += [self._folded[at : draft.start], "\x00"]
                at = draft.end
        return "".join([*pieces, self._folded[at:end]])

    # --- facts -----------------------------------------------------------------------------------
    def claims(self) -> list[Claim]:
        """Each fact with its owner, or with none."""
        claims = [self._claim(draft) for draft in self._drafts]
        claims = [c if c.keys else self._of_whom_it_is_known(c, claims) for c in claims]
        nodes = dict.fromkeys(claim.node for claim in claims)
        return [
            c for node in nodes for c in self._shared([c for c in claims if c.node == node], node)
        ]

    def _of_whom_it_is_known(self, claim: Claim, claims: list[Claim]) -> Claim:
        """父は…で、母はマル学です。卒業は3月20日です: of the one to whom it applies."""
        day = claim.draft
        if day.day is None or day.name not in CIRCUMSTANCES:
            return claim
        here = self._sentences.index(day.start)
        named = {
            c.node
            for c in claims
            if c.draft.name == day.name
            and _has_no_day(c.draft)
            and c.draft.start < day.start
            and here - self._sentences.index(c.draft.start) <= 1
        }
        node = named.pop() if len(named) == 1 else None
        return Claim(day, node.keys, Grade.CARRIED, node) if node else claim

    def _claim(self, draft: Draft) -> Claim:
        before = self._before(draft)
        return (
            self._by_number(draft)
            or self._in_brackets(draft)
            or self._head(draft)
            or (self._by_topic(draft, before) if before else None)
            or self._carried(draft)
        )

    def _by_number(self, draft: Draft) -> Claim | None:
        """昭和25年10月10日と昭和30年10月10日の期限は: two people of whom nobody is named."""
        if self.nodes or draft.name != "birthday" or self._default not in ((), (UNNAMED,)):
            return None
        days = [d for d in self._drafts if d.name == "birthday"]
        joined = all(_PAIR.fullmatch(self._folded, a.end, b.start) for a, b in pairwise(days))
        if len(days) < 2 or not joined:
            return None
        return Claim(draft, (f"person_{days.index(draft) + 1}",), Grade.SURE)

    def _in_brackets(self, draft: Draft) -> Claim | None:
        """母(昭和31年3月1日生まれ): the person right before a bracket that is still open."""
        opened = self._folded.rfind("(", self._sentences.start(draft.start), draft.start)
        if opened < 0 or ")" in self._folded[opened : draft.start]:
            return None
        node = next((m for m in self._apart if m.end == opened), None)
        return Claim(draft, node.keys, Grade.SURE, node) if node else None

    def _head(self, draft: Draft) -> Claim | None:
        """昭和29年生まれの母: the person whom a fact describes."""
        end = self._sentences.end(draft.start)
        node = next((m for m in self._apart if draft.end <= m.start < end), None)
        if node is None:
            return None
        between = self.blanked(draft.end, node.start)
        if _BRACKET.fullmatch(between) and self._folded.startswith(")", node.end):
            return Claim(draft, node.keys, Grade.SURE, node)
        if between in ("が", "は", "も") and _COMES.match(self._folded, node.end):
            return Claim(draft, node.keys, Grade.SURE, node)  # お知らせが妹に届きました
        listed_behind = between.isspace() and not self._before(draft)
        if (listed_behind or _CLEFT.fullmatch(between)) and _PREDICATE_END.match(
            self._folded, node.end
        ):
            return Claim(draft, node.keys, Grade.SURE, node)
        if _ENDS_CLAUSE.search(between) or not _ATTRIBUTE.search(between):
            return None
        if self._is_of_each(draft, node):
            return Claim(draft, node.keys, Grade.SURE, node)
        if not _GOES_ON.search(between):
            return Claim(draft, node.keys, Grade.SURE, node)
        if any(d.name == draft.name and draft.end <= d.start < node.start for d in self._drafts):
            return None  # nobody is born twice
        # 父は昭和25年生まれで負担割合が変わる母の…: the first fact may be of either.
        return Claim(draft) if self._before(draft) else Claim(draft, node.keys, Grade.CARRIED, node)

    def _is_of_each(self, draft: Draft, node: Mention) -> bool:
        """昭和26年9月1日と昭和30年9月1日の夫婦: as many days as people, joined by と."""
        start = self._sentences.start(draft.start)
        same = [d for d in self._drafts if d.name == draft.name and start <= d.start < node.start]
        joined = all(
            _AND.fullmatch(self._folded, one.end, other.start) for one, other in pairwise(same)
        )
        return len(same) == len(node.keys) > 1 and joined and not self._before(same[0])

    def _before(self, draft: Draft) -> list[Mention]:
        start = self._sentences.start(draft.start)
        return [n for n in self.nodes if start <= n.start and n.end <= draft.start]

    def _by_topic(self, draft: Draft, before: list[Mention]) -> Claim:
        """父は…, 父の誕生日は…: the person named last before a fact, if no other may be meant."""
        node = before[-1]
        claim = Claim(draft, node.keys, Grade.SURE, node)
        if node.part is Part.PASSING:
            return Claim(draft)
        others = [n for n in before if n.keys != node.keys]
        between = self.blanked(node.end, draft.start)
        if not others:
            return claim
        if draft.name == "document" and self._lacks_one(others) and _TERSE.fullmatch(between):
            return Claim(draft)  # 父 S25.11.3 母 S31.3.1 資格確認書: of both, or of the last
        first = between.partition("\x00")[0]  # the words up to the first fact behind the person
        if _LINK.fullmatch(first) or _TOPIC.match(self._folded, node.end):
            return claim
        told = [d for d in self._drafts if d.name == draft.name and d.start < node.start]
        return claim if len(told) >= len(others) else Claim(draft)

    def _lacks_one(self, nodes: Sequence[Mention]) -> bool:
        starts = [*(n.start for n in self.nodes), len(self._folded)]
        return any(
            not any(
                node.end <= d.start < min(s for s in starts if s > node.start)
                for d in self._drafts
                if d.name == "document"
            )
            for node in nodes
        )

    def _carried(self, draft: Draft) -> Claim:
        """Nobody is named before a fact in its sentence: it is of whom the talk is about."""
        earlier = [n for n in self.nodes if n.end <= self._sentences.start(draft.start)]
        if earlier:
            return self._from_sentence_before(draft, earlier)
        if self._default:
            return Claim(draft, self._default, Grade.CARRIED)
        about = [n for n in self.nodes if n.keys != (kin.ACQUAINTANCE,)]
        people = {n.keys for n in about}
        if not people:
            return Claim(draft, (UNNAMED,), Grade.CARRIED)
        node = about[0]
        if len(people) == 1 and node.part is Part.ABOUT:
            return Claim(draft, node.keys, Grade.CARRIED, node)
        return Claim(draft)

    def _from_sentence_before(self, draft: Draft, earlier: list[Mention]) -> Claim:
        """The topic goes on from the last sentence that names somebody, if it has one topic."""
        index = self._sentences.index(earlier[-1].start)
        there = [n for n in earlier if self._sentences.index(n.start) == index]
        node = there[-1]
        claim = Claim(draft, node.keys, Grade.CARRIED, node)
        here = self._sentences.index(draft.start)
        told = {self._sentences.index(d.start) for d in self._drafts}
        far = any(number not in told for number in range(index + 1, here))
        heard_of = node.keys == (kin.ACQUAINTANCE,) and draft.name in _OF_THE_PERSON
        if heard_of and not _HEARSAY.match(self._folded, draft.end):
            return Claim(draft)  # 友達は2月28日まで。昭和31年3月2日生まれです: perhaps the caller's
        if node.part is Part.PASSING or (far and draft.name not in _OF_THE_PERSON):
            return Claim(draft)
        others = [n for n in there if not {*n.keys} >= {*node.keys}]
        if not others:
            return claim
        # 主人の紙は届いたのに、私のが届きません: what follows is about the last one.
        if _CONTRAST.search(self.blanked(there[-2].end, node.start)) and len(there) == 2:
            return claim
        return Claim(draft)

    # --- several people --------------------------------------------------------------------------
    def _shared(self, claims: list[Claim], node: Mention | None) -> list[Claim]:
        """What is said of several: of all of them, or a day for each in order."""
        if node is not None and node.group == kin.ALL and not node.keys:
            return self._numbered(claims, node)
        if node is None or len(node.keys) < 2:
            return [c if c.keys else replace(c, grade=Grade.NONE) for c in claims]
        done: list[Claim] = []
        for name in dict.fromkeys(claim.draft.name for claim in claims):
            same = [claim for claim in claims if claim.draft.name == name]
            done += self._dealt(same, node) if name in DATED else same
        return done

    def _numbered(self, claims: list[Claim], node: Mention) -> list[Claim]:
        """二人です、昭和25年9月9日と昭和40年1月1日生まれ: two people of whom no more is known."""
        days = [claim for claim in claims if claim.draft.name == "birthday"]
        nobody = [replace(claim, keys=(), grade=Grade.NONE) for claim in claims]
        if len(days) != node.count:
            return nobody
        others = [claim for claim in nobody if claim.draft.name != "birthday"]
        return others + [replace(c, keys=(f"person_{n}",)) for n, c in enumerate(days, 1)]

    def _dealt(self, claims: list[Claim], node: Mention) -> list[Claim]:
        if any(_WHICH_ONE.match(self._folded, claim.draft.end) for claim in claims):
            return [Claim(claim.draft) for claim in claims]
        begins = self._sentences.start(claims[0].draft.start)
        if _ONE_ALONE.search(self._folded, begins, claims[0].draft.start):
            return [Claim(claim.draft) for claim in claims]
        named = [claim for claim in claims if _has_no_day(claim.draft)]
        if named and len(named) < len(claims):  # 両親とも来年1月から3割になる
            return named + self._dealt([c for c in claims if c not in named], node)
        values = {claim.draft.value or claim.draft.part for claim in claims}
        in_order = node.group != kin.ALL  # 二人は…と…です does not say who is first
        if len(claims) == len(node.keys) and len(values) > 1 and in_order:
            keys = _one_by_one(node)
            return [replace(c, keys=(key,)) for c, key in zip(claims, keys, strict=True)]
        sure = claims[0].grade is Grade.SURE and claims[0].draft.name != "birthday"
        half = claims[0].draft.value is None  # 父と母は昭和25年生まれです
        of_all = len(claims) == 1 and (sure or half or self._says_all(node))
        return claims if of_all else [Claim(claim.draft) for claim in claims]

    def _says_all(self, node: Mention) -> bool:
        words = self._folded[node.start : node.end]
        twins = node.group == "twins" or _TWINS.search(words) is not None  # have one birthday
        return twins or node.group == kin.ALL or self._folded.startswith(("も", "とも"), node.end)


def _has_no_day(draft: Draft) -> bool:
    """負担割合が変わる: it applies, and no day is said."""
    return isinstance(draft.problem, Doubt) and draft.problem is not Doubt.HEARD


def numbered(claims: Sequence[Claim]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """How those are called by number of whom each has a day, and nobody knows whose is whose."""
    nodes = [(c.keys, c.node) for c in claims if c.node is not None and len(c.node.keys) > 1]
    return {n.keys: _one_by_one(n) for keys, n in nodes if not {*keys} & {*n.keys}}


_ONE_OF = {
    "parents": "parent", "parents_in_law": "parent_in_law", "grandparents": "grandparent",
    "couple": "couple",
}  # fmt: skip


def _one_by_one(node: Mention) -> tuple[str, ...]:
    """夫婦は…と…です: nobody knows whose the first day is, so they are named by number."""
    one = _ONE_OF.get(node.group)
    return node.keys if one is None else tuple(f"{one}_{n}" for n in range(1, len(node.keys) + 1))
