"""Which question a date answers, judged by the words around it.

Words before a date name it (期限は…, 生年月日は…), words behind it say what happens on it
(…に申し込んだ, …まで, …生まれ). Words in the same clause (up to 、) weigh more than those beyond.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.found import FoundDate
from bot.text.spans import normalise

# All patterns are for folded text (katakana as hiragana).
_LABELS: dict[str, re.Pattern[str]] = {
    "birthday": re.compile(
        r"生年月日|誕生|たんじょう|生ま|うまれ|生(?=$|[、。)でだの])|出生|ばーすでー|birth"
    ),
    "residence": re.compile(r"在留|ざいりゅう|残留|びざ|visa|滞在|residence"),
    "graduation": re.compile(r"卒業|そつぎょう|修了|卒(?=$|[、。)でのだ見])|graduat"),
    "ecert": re.compile(r"電子|でんし|署名用|利用者証明|しょうめいしょ"),
    "burden": re.compile(r"負担|ふたん|割合|わりあい|[123一二三]割|変わ|変更|かわっ|かわり"),
    "application": re.compile(
        r"申し?込|もうしこ|申請|しんせい|提出|出し(?!て(?:くだ|下|も))|だし(?=た|て|まし)|郵送|投函|"
        r"手続|てつづき|振替|ふりかえ|銀行|ぎんこう|郵便|ゆうちょ|ぽすと|登録"
    ),
}
KINDS = frozenset(_LABELS)
# For these the last day of something is asked, not the day on which something was done.
_DEADLINES = frozenset({"residence", "ecert"})
_DEADLINE = re.compile(r"期限|きげん|期間|満了|有効|まで|切れ|きれ|いっぱい|失効|until|expir")
_NEW = re.compile(
    r"新し|あたらし|更新後|更新した(?:ら|の|ほう|方)|今度|今[のは]|次の|つぎの|延び|のび"
)
_OLD = re.compile(
    r"前の|まえの|古い|ふるい|旧|以前|更新前|もとも?との?|元の|元々|これまで|今まで|だった"
)
_DONE_ON_THAT_DAY = re.compile(
    r"更新(?!後|まで|期限)|こうしん|交付|発行|取得|許可|もら[いっ]|受け取|うけと|届[いく]|"
    r"入国|来日|来た|行っ|行き"
)
_FROM = re.compile(r"^\s?(?:から|より|以降|[~-])")

_OWN, _OTHER = 4, -4
_FAR_OWN, _FAR_OTHER = 2, -1
EXCLUDED = -3  # at or below this a date answers another question
_REACH = 40  # characters looked at on each side


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The folded words around a date: its own clause, and what lies beyond."""

    before: str
    after: str
    beyond: str


def _around(dates: list[FoundDate], index: int) -> _Surroundings:
    found = dates[index]
    before, after = _folded(found.before[-_REACH:]), _folded(found.after[:_REACH])
    beyond = ""
    if index > 0 and dates[index - 1].end + len(found.before) == found.start:
        earlier = dates[index - 1]
        behind_earlier, before = _shared(before)
        beyond += f"{_folded(earlier.before[-_REACH:])}\n{behind_earlier}\n"
    if index + 1 < len(dates) and found.end + len(found.after) == dates[index + 1].start:
        after = _shared(after)[0]
    far_before, _, before = before.rstrip("、, ").rpartition("、")
    after, _, far_after = after.lstrip("、, ").partition("、")
    return _Surroundings(before, after, f"{beyond}{far_before}\n{far_after}")


def _folded(words: str) -> str:
    return normalise(words).folded


# 「…7月15日生まれで、卒業は2027年…」: 生まれで belongs to the first date, 卒業は to the second.
_NAMES_THE_NEXT = re.compile(r"[^、,でて]*(?:は|が|も|の|[:=])\s?$")
_STICKS = re.compile(r"\s?(?:まで|から|に|生まれ|うまれ|生)")


def _shared(between: str) -> tuple[str, str]:
    """Divide the words between two dates into those about the first and those about the second."""
    sticks = _STICKS.match(between)
    if between[:1] in " 、,・" and not sticks:
        return "", between
    match = _NAMES_THE_NEXT.search(between)
    if match:
        return between[: match.start()], between[match.start() :]
    return between, between[sticks.end() :] if sticks else between


def labels_of(words: str) -> set[str]:
    """Return the kinds of date that folded words name; any deadline counts as one kind more."""
    kinds = {kind for kind, label in _LABELS.items() if label.search(words)}
    return kinds | {"deadline"} if _DEADLINE.search(words) else kinds


def _kinds(words: str) -> set[str]:
    return labels_of(words) - {"deadline"}


def _labels(around: _Surroundings, kind: str) -> int:
    near = _kinds(around.before) | _kinds(around.after)
    far = _kinds(around.beyond)
    if kind in near:
        return _OWN
    if near:
        return _OTHER + (_FAR_OWN if kind in far else 0)
    if kind in far:
        return _FAR_OWN
    return _FAR_OTHER if far else 0


def _deadline(around: _Surroundings) -> int:
    points = 2 * bool(_DEADLINE.search(f"{around.before}\n{around.after}"))
    points += 3 * bool(_NEW.search(around.before))
    points -= 3 * bool(_OLD.search(around.before))
    if _DONE_ON_THAT_DAY.search(around.after):
        points -= 4
    if _FROM.match(around.after):
        points -= 4
    return points


def score(dates: list[FoundDate], index: int, kind: str) -> int:
    """Return how well one of ``dates`` answers the question about ``kind``.

    ``EXCLUDED`` or less: not at all.
    """
    around = _around(dates, index)
    points = _labels(around, kind)
    if kind in _DEADLINES:
        points += _deadline(around)
    if kind == "birthday" and dates[index].relative and not _LABELS[kind].search(around.after):
        return EXCLUDED  # 今日, 来月: the day of the talk, not of a birth
    if kind == "burden" and _FROM.match(around.after):
        points += 1
    return points
