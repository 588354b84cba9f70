"""Whose each fact is: by the words right behind it, before it, or by what the talk is about.

A fact that two people could claim has no owner. Never the nearest person at any price.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.dialogue.reading import kin
from bot.dialogue.reading.claim import Claim, Grade
from bot.dialogue.reading.draft import Draft, Told
from bot.dialogue.reading.people import Mention, Part
from bot.dialogue.reading.sharing import has_no_day, shared
from bot.dialogue.reading.situation import CIRCUMSTANCES, SELF, UNNAMED
from bot.dialogue.reading.together import named_together, without_askers

_BRACKET = re.compile(r"\s?[(（]\s?")
_CLEFT = re.compile(r"(?:生まれ)?(?:な?のは|な?のが|が|は|→|=)、?\s?")
# 昭和29年の3月20日、あ違う、それは叔父だ
_TAKEN_BACK = re.compile(
    r"(?:生まれ|うまれ)?(?:です|で)?[、。\s]*(?:あっ?|いや|えっと|すみません|[、。\s])*"
    r"(?:違う|違い(?:ます|ました)|違った|ちがう|間違えた?(?:まし)?た?)?[、。\s]*(?:それ|これ|今の|いまの)は、?"
)
_ENDS_CLAUSE = re.compile(
    r"です|ます|でし|まし|けど|けれど|ので|のに|から、|が、|は|、|。|も|たら|れば|し、"
)
_ATTRIBUTE = re.compile(r"の\s?$|[るたない]$")
_PREDICATE_END = re.compile(r"\s?(?:です|でし|だ|で(?:、|$|\s)|、|。|なん|\)|$)")
_BESIDE = re.compile(r"の(?:ほう|方|分|やつ)?は")  # 5月20日に切れた。夫のは…: not the husband's
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
_AND = re.compile(r"(?:生まれ|うまれ)?、?(?:と|、|・)\s?")
_PAIR = re.compile(r"(?:生まれ|うまれ)?(?:の(?:人|者))?、?と、?\s?")
_GOES_ON = re.compile(r"(?<!ま)で(?![のき])|て(?![いるた])")
# These are told of whom a story is about, however far back it names them.
_OF_THE_PERSON = frozenset({"birthday", "age", *CIRCUMSTANCES})
_HEARSAY = re.compile(r"[^。]{0,12}(?:そう|らしい|って(?:言|い|聞)|と(?:言|聞))")
_CONTRAST = re.compile(r"(?:のに|けど|けれども?|(?:です|ます|でした|ました|た|だ)が)、?")


class Owners:
    """Finds the owner of each fact of one message."""

    def __init__(
        self,
        told: Told,
        mentions: Sequence[Mention],
        default: tuple[str, ...],
    ) -> None:
        """``default``: whom the talk is about, where nobody is named before a fact, else ()."""
        self._folded, self._drafts, self._sentences = told.folded, told.drafts, told.sentences
        self._told, self._default = told, default
        self._apart = without_askers(told, mentions)
        self.nodes = named_together(told, self._apart)

    # --- facts -----------------------------------------------------------------------------------
    def claims(self) -> list[Claim]:
        """Each fact with its owner, or with none."""
        claims = [self._claim(draft) for draft in self._drafts]
        claims = [c if c.keys else self._of_whom_it_is_known(c, claims) for c in claims]
        nodes = dict.fromkeys(claim.node for claim in claims)
        return [
            c
            for node in nodes
            for c in shared(self._told, [c for c in claims if c.node == node], node)
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
            and has_no_day(c.draft)
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
            or self._taken_back(draft)
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

    def _taken_back(self, draft: Draft) -> Claim | None:
        """母は昭和29年3月20日、あ違うそれは叔父だ: of the one it turns out to be of."""
        node = next((m for m in self._apart if draft.end <= m.start), None)
        if node is None or not _TAKEN_BACK.fullmatch(self._folded, draft.end, node.start):
            return None
        if not _PREDICATE_END.match(self._folded, node.end):
            return None
        once = sum(m.keys == node.keys for m in self._apart) == 1  # it is not about him at all
        return Claim(draft, (kin.ACQUAINTANCE,) if once else node.keys, Grade.SURE, node)

    def _head(self, draft: Draft) -> Claim | None:
        """昭和29年生まれの母: the person whom a fact describes."""
        end = self._sentences.end(draft.start)
        node = next((m for m in self._apart if draft.end <= m.start < end), None)
        if node is None:
            return None
        between = self._told.blanked(draft.end, node.start)
        if _BRACKET.fullmatch(between) and self._folded.startswith(")", node.end):
            return Claim(draft, node.keys, Grade.SURE, node)
        if between in ("が", "は", "も") and _COMES.match(self._folded, node.end):
            return Claim(draft, node.keys, Grade.SURE, node)  # お知らせが妹に届きました
        listed_behind = between.isspace() and not self._before(draft)
        if (listed_behind or _CLEFT.fullmatch(between)) and _PREDICATE_END.match(
            self._folded, node.end
        ):
            return Claim(draft, node.keys, Grade.SURE, node)
        of_head = _ATTRIBUTE.search(self._folded, draft.start, node.start)
        if _ENDS_CLAUSE.search(between) or not of_head:  # マル学の娘, 3割になる夫
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
        return [
            n
            for n in self.nodes
            if start <= n.start and n.end <= draft.start and not self._is_reckoned_from(n)
        ]

    def _is_reckoned_from(self, node: Mention) -> bool:
        """家内は私の一つ下で、昭和31年12月1日: she owns what stands behind."""
        return any(d.name == "birthday" and d.start <= node.start < d.end for d in self._drafts)

    def _by_topic(self, draft: Draft, before: list[Mention]) -> Claim:
        """父は…, 父の誕生日は…: the person named last before a fact, if no other may be meant."""
        node = before[-1]
        claim = Claim(draft, node.keys, Grade.SURE, node)
        if node.part is Part.PASSING:
            return Claim(draft)
        others = [n for n in before if n.keys != node.keys]
        between = self._told.blanked(node.end, draft.start)
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
        later = node.start >= self._sentences.end(draft.start)
        beside = later and _BESIDE.match(self._folded, node.end)
        too = later and self._folded.startswith("も", node.end)
        if too or (beside and any(SELF in n.keys for n in about)):
            return Claim(draft, (SELF,), Grade.CARRIED)  # 5月20日まで。夫も…, 娘のは12月で、私のは…
        if len(people) > 1 or node.part is not Part.ABOUT or beside:
            return Claim(draft)
        return Claim(draft, node.keys, Grade.CARRIED, node)

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
        alone = {n.keys for n in self.nodes} == {(SELF,)}  # 私は…。カードは昨日切れました
        spoken_of = node.keys == self._default  # 本人の許しが出ました。昭和26年7月16日です
        if (node.part is Part.PASSING and not spoken_of) or (
            far and draft.name not in _OF_THE_PERSON and not alone
        ):
            return Claim(draft)
        others = [n for n in there if not {*n.keys} >= {*node.keys}]
        if not others:
            return claim
        # 主人の紙は届いたのに、私のが届きません: what follows is about the last one.
        if _CONTRAST.search(self._told.blanked(there[-2].end, node.start)) and len(there) == 2:
            return claim
        return Claim(draft)
