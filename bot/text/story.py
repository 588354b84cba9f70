"""Several dates in one utterance that are one: doubted, corrected, or said in two pieces.

「昭和30年か31年」 is no answer, 「昭和30年、いや31年の7月15日」 is one date and not two, and
「昭和30年生まれで、7月15日です」 is one as well.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.text.cues import labels_of
from bot.text.found import FoundDate, as_said, resolve
from bot.text.merging import overridden
from bot.text.said import Said, agree, disputed, joined
from bot.text.spans import normalise

_MOST_BETWEEN = 60  # characters between two dates that may still be one
_MOST_TALK = 20  # characters of talk between the taking back and the right date

_EITHER_OR = re.compile(
    r"(?:です|だった|でした)?\s?(?:かな[あー]?|かも|か|または|もしくは|それとも|あるいは|or)"
    r"[、,\s]*(?:もしくは|または|それとも|あるいは)?[、,\s]*"
)
_RANGE = re.compile(r"\s?(?:から|~|-|ないし)\s?")
_SOMEWHERE_IN_IT = re.compile(r"の?\s?(?:間|あいだ|うち|どこか)|にかけて|くらい|ぐらい|頃|ごろ")
_NOT = r"(?:(?:じゃ|では|で|や)な(?:く|い|かっ)|(?:じゃ|では)ありま|や[のな]うて|じゃのうて)"
_NO_QUESTION = r"(?![^。、]{0,4}か)"  # 7月15日じゃないですか says that it is
_TAKEN_BACK = re.compile(
    rf"(?:^|[^ぁ-ん]|[あー])いや(?![だな])|(?:^|[^ぁ-ん])いえ|いいえ|{_NOT}{_NO_QUESTION}|ちゃう|"
    r"ちが[うっいえ]|違[うっいえ]|間違|まちが|訂正|ていせい|もとい|やっぱ|やはり|正しくは|ただしくは|本当は|ほんとうは"
)
# These also open another matter, so what follows must not name one.
_TAKEN_BACK_PERHAPS = re.compile(
    r"(?:^|[\s。、,…])あっ?[\s、,…]|失礼|しつれい|ごめん|す[みい]ません|待って|まって"
)
_REJECTED = re.compile(rf"\s?と?は?\s?(?:{_NOT}|ちゃう|ちが[うい]|違[うい]){_NO_QUESTION}")
# Talk that adds nothing: whose birthday it is, that one was born, that one is not quite sure.
_ONE_PERSON = re.compile(
    r"(?:[\s、,。.・…]|に?生まれ(?:ました|た)?|に?うまれ(?:ました|た)?|生|です|でして?|で|の|は|が|ね|よ|"
    r"だった|でした|かな[あー]?|だ|と思います|と思う|けど|お?誕生日|お?たんじょうび|月日|日にち|"
    r"[年月日]は|えーと|ええと|えっと|あの|私|わたし|本人|母|父|妻|夫|主人|家内|息子|娘|祖母|祖父)*"
)
_BIRTH = re.compile(r"誕生日|たんじょうび|生まれ|うまれ")
_EVENT = re.compile(r"に(?!生|うま)")


def settled(text: str, dates: list[FoundDate]) -> list[FoundDate]:
    """Return the dates that stand when the utterance is over."""
    story: list[FoundDate] = []
    for date in dates:
        whole = _told_together(text, story[-1], date) if story else None
        if whole is None:
            story.append(date)
        else:
            story[-1] = whole
    return [date for date in story if not _REJECTED.match(_folded(date.after[:20]))]


def _folded(words: str) -> str:
    return normalise(words).folded


def _told_together(text: str, earlier: FoundDate, later: FoundDate) -> FoundDate | None:
    """Return the one date that two neighbours tell, or None if they are two."""
    if not 0 <= later.start - earlier.end <= _MOST_BETWEEN:
        return None
    between = _folded(text[earlier.end : later.start])
    first, second = as_said(earlier), as_said(later)
    taken_back: str | None = None
    if _is_choice(between, later) and first.overlaps(second):
        said = joined(first, second) if agree(first, second) else disputed(first, second)
    elif _is_correction(between, earlier, later):
        said = overridden(first, second)
        taken_back = earlier.text if first.overlaps(second) else None
    elif _is_the_rest(between, first, second, later):
        said = overridden(first, second)
    else:
        return None
    whole = resolve(said, text, (earlier.start, later.end))
    if whole is None:
        return None
    return replace(whole, before=earlier.before, after=later.after, corrected_from=taken_back)


def _is_choice(between: str, later: FoundDate) -> bool:
    """Whether two dates are offered (15日か16日) or only the ends of a time (15日から20日の間)."""
    if _EITHER_OR.fullmatch(between):
        return True
    behind = _folded(later.text[-3:] + later.after[:5])
    return bool(_RANGE.fullmatch(between) and _SOMEWHERE_IN_IT.search(behind))


def _is_correction(between: str, earlier: FoundDate, later: FoundDate) -> bool:
    """Whether the later date replaces the earlier one, and is not about another matter."""
    sure = _last(_TAKEN_BACK, between)
    match = sure or _last(_TAKEN_BACK_PERHAPS, between)
    if match is None or len(between) - match.end() > _MOST_TALK:
        return False
    matter = labels_of(_folded(earlier.before[-_MOST_TALK:]) + "\n" + between[: match.start()])
    other = labels_of(between[match.end() :] + "\n" + _folded(later.after[:_MOST_TALK]))
    return other <= matter or (sure is not None and not matter)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    *_, match = [None, *pattern.finditer(text)]
    return match


def _is_the_rest(between: str, first: Said, second: Said, later: FoundDate) -> bool:
    """Whether the later words only add the parts that the earlier ones left out."""
    if not any(adds(first, second) for adds in (_completes, _names_the_era, _repeats_the_year)):
        return False
    behind = _folded(later.after[:_MOST_TALK])
    if first.vague or second.vague or not _ONE_PERSON.fullmatch(between) or _EVENT.match(behind):
        return False
    if labels_of(behind) - {"birthday"}:
        return False
    same_sentence = "。" not in between
    return same_sentence or bool(_BIRTH.search(between.rpartition("。")[2] + behind))


def _completes(first: Said, second: Said) -> bool:
    """Whether the two name different parts, all of them or the second the next smaller one."""
    if first.overlaps(second):
        return False
    return {*first.levels, *second.levels} == {1, 2, 3} or first.continued_by(second)


def _names_the_era(first: Said, second: Said) -> bool:
    """Whether one names only the era and the other a year without one: 30年7月15日です、昭和の。"""
    eras = (first.era, second.era)
    years = (first.era_year, second.era_year)
    return eras.count(None) == years.count(None) == 1 and eras.index(None) != years.index(None)


def _repeats_the_year(first: Said, second: Said) -> bool:
    """Whether the second repeats the year without its era: 昭和25年、25年の3月3日."""
    if second.era is not None or second.era_year is None:
        return False
    return first.era_year == second.era_year
