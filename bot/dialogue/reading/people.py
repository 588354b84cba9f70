"""Who is named in a message, and in what part: somebody it is about, or somebody in passing."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.called import unknown_names
from bot.dialogue.reading.situation import SELF
from bot.text.names import find_names
from bot.text.spans import Normal


class Part(enum.Enum):
    """The part that a person plays in a sentence."""

    ABOUT = "about"  # 父は, 父の誕生日, 父 昭和25年: may own a fact
    PASSING = "passing"  # 父の介護: owns nothing, but facts near it are not surely somebody else's


@dataclass(frozen=True, slots=True)
class Mention:
    """Words for somebody (or several) at ``start:end`` of the folded text.

    ``keys`` holds one key for one person, several for several that are named apart (父と母), or
    one word of ``kin.MEMBERS`` or ``kin.ALL`` for several under one name.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    called: tuple[str, ...]
    part: Part = Part.ABOUT
    count: int | None = None  # how many, where it is said: 子ども二人
    group: str = ""  # the word of kin for several people that the keys were found by


_NUMBERS = {
    **{digit: int(digit) for digit in "23456789"},
    "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "ふた": 2, "さん": 3, "ふたり": 2, "両": 2,
}  # fmt: skip
_MANY = r"(?P<many>[2-6二三四五六]|ふた|さん)\s?(?:人|名|り|にん|方)"
_ALL = re.compile(
    rf"(?:家族|うち|この|その)?{_MANY}(?!目|部屋|暮|家族|世帯|前|の?子ども|の?子供|の?息子|の?娘)(?:とも(?!だち)|共|分)?|"
    r"(?P<both>両方|両名|両者)とも|どちらも|どっちも|"
    r"(?<![ぁ-ん一-鿿])(?:とも|共)に(?=日本|外国|資格|確認|お知らせ)|"
    r"みんな|みな(?:さん)?(?=[、はがの])|皆(?:さん)?(?=[、はがの])|(?:家族)?全員|各自|めいめい|"
    r"(?:私|わたし|僕|俺|うち)(?:たち|達|ら)(?!夫婦)(?:\s?(?P<we>[2-6二三四五])人)?|我々|家族(?:みんな|皆)"
)
_HOUSEHOLD = re.compile(
    rf"{_MANY}\s?(?:家族|世帯|暮らし|ぐらし)|家族は?(?:全部で)?{_MANY.replace('many', 'more')}"
)
_COUNT_BEFORE = re.compile(rf"{_MANY}の$")
_COUNT_BEHIND = re.compile(rf"[が は、]{{0,2}}{_MANY}")

_MODIFIER = re.compile(
    r"(?:うちの|我が家の|別居の|同居の|実の|その|一番|いちばん|上の|うえの|下の|したの|真ん中の|まんなかの|末の|"
    r"(?P<nth>[1-5一二三四五])(?:人|番)目の)+$"
)
# 子どもは平成18年5月5日と平成21年6月6日: as many as days.
_DAY = (
    r"(?:昭和|平成|令和|[hrs])?\.?[0-9一二三四五六七八九十元]{1,4}(?:年|[./-])"
    r"[0-9一二三四五六七八九十]{1,3}(?:月|[./-])[0-9一二三四五六七八九十]{1,3}日?"
)
_DAYS_OF_EACH = re.compile(
    rf"(?:たち|達|ら)?(?:の(?:誕生日|生年月日))?(?:[はが、:]|\s)*{_DAY}"
    rf"(?:(?:生まれ|うまれ)?、?(?:と|、|・)\s?{_DAY})+"
    r"(?=\s?(?:生まれ|うまれ|生(?![活年])|です(?!が)|で、|の|、|。|$))"
)
_CHILD = re.compile(r"^(?:child|son|daughter)$")
_NTH = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, **{str(n): n for n in range(1, 6)}}
_LATE = re.compile(r"(?:亡くなった|死んだ|他界した|亡き)$")  # 亡くなった父
_OTHERS = re.compile(r"(?:隣|となり|近所|向かい|よそ|他人|知り合い|友人|友達|ある)の$")

_NOTHING_OWNED = re.compile(
    r"(?:から|より)(?!先|お願|おね|です|始|、)|へ(?!の)|"
    r"と(?:一緒|いっしょ|話|相談|別|同じの)|に(?:聞[いか]|頼[まん]|言わ|教え|伝え|相談|電話|渡|見せ|見て|代わって(?:電話|聞))|"
    r"(?:が|は|も)、?[^。、]{0,10}?(?:亡くな(?!ら)|他界|死去|永眠|死に(?:まし|、)|死ん(?:で|だ))|"
    r"(?:が|は|も|って)、?(?:言[うっい]|いうに|話[しす]|聞[いけ]|心配|調べ|電話[しで]|教え|知りた|うるさ|見て|騒|"
    r"[「『][^」』]*[」』]と|忙し|いそがし|手伝|(?:いつも|今まで|これまで|ずっと|いろいろ|色々|全部|何でも)*(?:やっ|し|手伝っ|読ん)[てで]くれ)|の(?:扶養|会社|勤め|職場|仕事|転勤|紹介|話|友|知り合い|"
    r"同僚|保険に入|家(?!族)|自宅|住所|実家|口座|名義)"
)
_OWNED = (
    r"誕生|たんじょう|生年|生まれ|うまれ|在留|ざいりゅう|びざ|visa|電子|でんし|卒業|そつぎょう|資格|しかく|"
    r"確認|かくにん|お知らせ|おしらせ|通知|証|保険|ほけん|かーど|まいな|窓口負担|負担|ふたん|割合|わりあい|期限|きげん|有効|"
    r"紙|かみ|書類|国保|年齢|歳|大学|学校|場合|ばあい|分|ぶん|ほう|方|もの|もん|やつ|件|けん|こと|ところ|"
    r"代わり|かわり|代理|ため|手続|名前|認定|限度額|更新|申請|受診|国籍|\s?[0-9]|昭和|平成|令和|"
    r"[はがもで、?。]|$"
)
_POSSESSES = re.compile(rf"の(?:[\s「『]?|ほうの|分の|その|この)(?:{_OWNED})")
_IN_PASSING = re.compile(r"を|と(?:[^。、はがもと]{1,8}に)?(?:同居|暮|住|二人で)|に")
# 妻にお知らせが来た: what comes to somebody is theirs.
_COMES_TO = re.compile(
    r"に(?:[はも]\s?(?:資格(?:情報の)?)?(?:確認[書証]|お知らせ|おしらせ|通知)|"
    r"(?:資格(?:情報の)?)?(?:確認[書証]|お知らせ|おしらせ)が)|"
    r"に[はも]?(?:、|つい|関し|とって|[^。、]{0,16}(?:届|来(?:て|た|ま|る|ん)|き(?:て|た|ま)|送|交付|が入っ|ない|な[るりっ]))"
)


_LEFT_OUT = re.compile(r"を(?:言い|書き|入れ)?(?:忘れ|わすれ)|を(?:足|加え|追加)|が抜け")
_IS_WHAT = re.compile(r"です|で(?:、|す)|だ|なん|。")
# 息子の太郎は2014年…
_IS_CALLED = re.compile(
    r"の[^、。はがもの]{1,8}(?:は|が|も|\()\s?(?:昭和|平成|令和|大正|[shrt][0-9]|[0-9])"
)


def find_people(normal: Normal) -> list[Mention]:
    """Everybody named in a message, in order; who is only a source (母から聞いた) is left out."""
    folded = normal.folded
    relatives = list(_kin(normal))
    found = sorted(
        [*_by_number(folded), *relatives, *_groups(folded), *_named(normal, relatives)],
        key=lambda m: (m.start, -m.end),
    )
    people: list[Mention] = []
    for mention in found:
        if people and mention.start == people[-1].end and mention.keys == ("couple",):
            people[-1] = _couple(people[-1], mention)
            continue
        if people and (mention.start < people[-1].end or _says_what(folded, people[-1], mention)):
            continue
        people.append(mention)
    people = [mention for mention in people if mention.keys != (kin.NOBODY,)]
    return [
        replace(m, part=part)
        for m in _relatives(folded, people)
        if (part := part_of(folded, m)) is not None
    ]


def _couple(one: Mention, both: Mention) -> Mention:
    """兄夫婦: the brother and the one married to him, not the caller's own couple."""
    married = kin.MARRIED_TO.get(one.keys[0].partition("_")[0])
    keys = (one.keys[0], married) if married else one.keys
    called = ("",) * len(keys) if married else one.called
    return replace(one, end=both.end, keys=keys, called=called, group="couple" if married else "")


def _says_what(folded: str, whom: Mention, kind: Mention) -> bool:
    """どちらも娘です: the daughter is no other person."""
    is_all = whom.keys == (kin.ALL,) and not folded[whom.end : kind.start].strip(" 、")
    return is_all and _IS_WHAT.match(folded, kind.end) is not None


def household_size(folded: str) -> int | None:
    """How many people a family is said to be: 三人家族."""
    match = _HOUSEHOLD.search(folded)
    return _NUMBERS[match["many"] or match["more"]] if match else None


def _kin(normal: Normal) -> Iterator[Mention]:
    folded = normal.folded
    for match in kin.PEOPLE.finditer(folded):
        key = kin.KEYS[match["word"] or match["short"]]
        start, end = match.span()
        if match.group() == "まま" and normal.text[start:end] != "ママ":
            continue
        if key == kin.NOBODY:
            yield Mention(start, end, (key,), ("",))
            continue
        if _OTHERS.search(folded, 0, start) or _LATE.search(folded, 0, start):
            key = kin.ACQUAINTANCE
        if key == SELF and kin.SAYS_OF_SELF.match(folded, end):
            key = kin.THAT_ONE
        yield _modified(normal, Mention(start, end, (key,), ()))


def _modified(normal: Normal, mention: Mention) -> Mention:
    """Take in what stands before a word (下の娘) or tells how many there are (子ども二人)."""
    folded, (key,) = normal.folded, mention.keys
    start, end, count = mention.start, mention.end, None
    before = _MODIFIER.search(folded, max(0, start - 14), start)
    if before:
        start = before.start()
        key = _nth(key, before)
    if _CHILD.match(key) or key in kin.MEMBERS:
        behind = _COUNT_BEHIND.match(folded, end)
        number = behind or _COUNT_BEFORE.search(folded, max(0, start - 5), start)
        if number:
            key, count = kin.SEVERAL.get(key, key), _NUMBERS[number["many"]]
            start, end = min(start, number.start()), max(end, number.end()) if behind else end
        elif _CHILD.match(key) and (days := _DAYS_OF_EACH.match(folded, end)):
            key, count = kin.SEVERAL[key], len(re.findall(_DAY, days.group()))
    return replace(
        mention, start=start, end=end, keys=(key,), called=(normal.text[start:end],), count=count
    )


def _nth(key: str, before: re.Match[str]) -> str:
    """上の娘 → daughter_1; which one 下の子 is depends on those named before."""
    words = before.group()
    if not _CHILD.match(key):
        return key
    if before["nth"]:
        return f"{key}_{_NTH[before['nth']]}"
    if "上の" in words or "うえの" in words:
        return f"{key}_1"
    if "真ん中" in words or "まんなか" in words:
        return f"{key}_2"
    return f"{key}_next" if re.search("下の|したの|末の", words) else key


_BY_NUMBER = re.compile(r"お?(?P<nth>[1-5一二三四五])人目(?=[はがも、])")


def _by_number(folded: str) -> Iterator[Mention]:
    """一人目は…、二人目は…: people of whom no more is said."""
    for match in _BY_NUMBER.finditer(folded):
        yield Mention(*match.span(), (f"person_{_NTH[match['nth']]}",), ("",))


def _groups(folded: str) -> Iterator[Mention]:
    for match in _ALL.finditer(folded):
        many = match["many"] or match["we"]
        count = (
            _NUMBERS[many] if many else (2 if match["both"] or match.group()[0] == "ど" else None)
        )
        yield Mention(*match.span(), (kin.ALL,), (match.group(),), count=count)


_LETTER = re.compile(r"(?<![A-Za-z])[A-Z](?=さん|さま|様|氏|くん|君|ちゃん|の方)")


def _named(normal: Normal, relatives: Sequence[Mention]) -> Iterator[Mention]:
    """People called by a name: 佐藤さんは. Their key is found by the name itself.

    12日兄嫁が, あとじいちゃん: a word for a relative with others before it is no name.
    """
    ends = {mention.end for mention in relatives}
    for start, end in unknown_names(normal.text):
        if end not in ends:
            yield Mention(start, end, (kin.NAMED,), (normal.text[start:end],))
    letters = [match.span() for match in _LETTER.finditer(normal.text)]
    for start, end in sorted([*find_names(normal.text), *letters]):
        if any(start < m.start < end for m in relatives):
            continue
        honoured = re.compile("さん|さま|様|くん|君|ちゃん|氏|の方").match(normal.text, end)
        if honoured and (end - start > 1 or honoured.group() not in ("くん", "君", "ちゃん")):
            yield Mention(
                start, honoured.end(), (kin.NAMED,), (normal.text[start : honoured.end()],)
            )


_ME = "私"
_OF = re.compile(r"の\s?(?:実の|高齢の|同居の|別居の)?$")


def _relatives(folded: str, people: list[Mention]) -> list[Mention]:
    """Make one of 妻の父 (father_in_law), 私の母 and 利用者の佐藤さん."""
    whole: list[Mention] = []
    for mention in people:
        before = whole[-1] if whole else None
        if before is not None and _is_apposed(folded, before, mention):
            whole[-1] = replace(before, end=mention.end + 1, keys=(SELF,), called=(_ME,))
        elif (
            before is not None
            and before.end < mention.start
            and _OF.fullmatch(folded, before.end, mention.start)
            and kin.ALL not in (*before.keys, *mention.keys)
        ):
            key = kin.relative_of(before.keys[0], mention.keys[0])
            own = before.keys[0] in kin.NO_RELATIVE
            called = mention.called[0] if own else before.called[0] + "の" + mention.called[0]
            whole[-1] = replace(mention, keys=(key,), called=(called,), start=before.start)
        else:
            whole.append(mention)
    return whole


def _is_apposed(folded: str, one: Mention, other: Mention) -> bool:
    """夫(私), 私(夫): the caller, named twice."""
    in_brackets = folded[one.end : other.start] == "(" and folded.startswith(")", other.end)
    return in_brackets and (SELF,) in (one.keys, other.keys)


def part_of(folded: str, mention: Mention) -> Part | None:
    """What part somebody plays, judged by the words behind; None for a source or a place."""
    if _NOTHING_OWNED.match(folded, mention.end):
        return None
    if _IS_CALLED.match(folded, mention.end):
        return Part.ABOUT
    if folded.startswith("の", mention.end) and not _POSSESSES.match(folded, mention.end):
        return Part.PASSING
    if _COMES_TO.match(folded, mention.end) or _LEFT_OUT.match(folded, mention.end):
        return Part.ABOUT
    return Part.PASSING if _IN_PASSING.match(folded, mention.end) else Part.ABOUT
