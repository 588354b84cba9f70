"""Short questions about the thing last spoken of: 26日だったら？, じゃあ父は？, 郵送は？.

Only what the words change is told here; the matter itself is in the talk.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dialogue.asked_day import AskedDay, asked_day, days_named
from bot.text import complete, find_dates, mentions
from bot.text.readings import names_a_matter
from bot.text.spans import normalise


class FollowUpKind(enum.Enum):
    """What is asked about the thing last spoken of."""

    WHY = "why"  # なぜその日なの？
    BY_POST = "by_post"  # 郵送は？
    WHEN_COMES = "when_comes"  # いつ届く？
    OTHER_DAY = "other_day"  # 26日だったら？, 今度の土曜は？; `day` says which
    OTHER_METHOD = "other_method"  # 区役所なら？; value: bank, web, ward
    OTHER_DOCUMENT = "other_document"  # お知らせのほうは？; value: notice, certificate
    OTHER_PERSON = "other_person"  # じゃあ父は？; value: as mentions.person names people


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that a short message asks or changes, and the words that do."""

    kind: FollowUpKind
    words: str
    value: str | None = None
    day: AskedDay | None = None


_NEAR_IT = timedelta(days=45)
_LONGEST = 40  # characters; a longer message brings its own matter
_WHY = re.compile(
    r"(?:なぜ|何故|どうして|なんで|何で)[^。]{0,4}(?:その|この|そんな|こんな|そう|そこ|[0-9一二三四五六七八九十]+[月日])|"
    r"(?:なぜ|何故|どうして|なんで|何で)[^。]{0,8}(?:遅い|早い|先|後)(?:なる|なん)?(?:です)?(?:の|か)|"
    r"(?:なぜ|何故|どうして|なんで|何で)[^。]{1,10}(?:日付|期限|期日)[^。]{0,4}(?:ある|あり|ない|付い|つい|違|早|短)|"
    r"(?:何か|なにか|どんな|どういう)(?:の)?決まり|"
    r"^(?:なぜ|何故|どうして|なんで|何で)(?:なの|なん(?:です|だ)|です|だ|そう|そうなる|そうなります)?(?:の|か)?(?:ね|な)?[?。\s]*$|"
    r"^(?:その|日付の)?(?:理由|根拠|わけ)(?:は|を|が|って)?(?:何|なに|なん|教え)?[^。]{0,8}$"
)
_BY_POST = re.compile(
    r"郵送|郵便(?!局|で(?:届|来|送られ))|ポストに(?:入れ|出)|ゆうそう|ゆうびん(?!きょく)"
)
_WHEN_COMES = re.compile(
    r"いつ(?:頃|ごろ|ころ)?(?:に)?(?:届|とど|来|くる|くん|着|もらえ|送)|(?:届|とど|来|くる)[^。]{0,6}いつ"
)
_MISTAKEN = re.compile(r"(?:間違え|まちがえ)(?:た|ました)|すみません|ごめん(?:なさい)?")
# What may stand beside the other day, way, paper or person.
_TURNS = (
    r"わかりました|分かりました|了解(?:です|しました)?|なるほど|そうですか|そうなんです(?:ね|か)|"
    r"ありがとう(?:ございま(?:す|した))?|ok|はい|うん|へえ?|"
    r"じゃあ?|では|それなら|それじゃ|あと|それと|もし|(?:の|な)(?:ほう|方|ら|場合|とき|時|分)?|(?:だっ|でし)?たら|だと|"
    r"どう(?:なる|なり|です)?|です|でした|だった|ます|ました|する|した|って|[はもでにがをかねよん?。、,!\s]"
)
_OF_A_DAY = (
    r"[一-龠]{1,4}科|歯医者|検査|手術|[検健]診|予約|結果|聞(?:き|く)|診察|受診|診療|通院|病院|手続き?|申し?込(?:み|む|ん|め)?|申請|窓口|使え|つかえ|つなが|電話|開い|あい|やって|休み|"
    r"営業|大丈夫|平気|間に合|出す|出し|行[きくけっ]|過ぎ|すぎ"
)
_BESIDE = re.compile(_TURNS)
_BESIDE_DAY = re.compile(f"{_OF_A_DAY}|{_TURNS}|[てるいだらうわけれえますとを日]")

_IF_THEN = re.compile(
    r"(?:[にまでへ]{0,2}(?:な[っりる]|ずれ|ズレ|延び|のび|伸び|遅れ)[^。、]{0,8}?)?"
    r"(?:の?(?:生まれ|うまれ))?(?:だっ|でし)?(?:[ただ]ら|なら|れば|だと|ですと|場合|とき)(?:は|に?は)?、?(?:どう[^。]{0,8})?[?。]?"
)


def supposes_a_day(text: str, today: date) -> bool:
    """間に合わなくて9/1になったら: nothing but another day, whatever the model takes it for."""
    days = days_named(text, today)
    return len(days) == 1 and _IF_THEN.fullmatch(normalise(days[0].after).folded) is not None


def is_about_birthday(text: str, today: date, facts: Mapping[str, str]) -> bool:
    """8月2日だったら?, of who is born on 8月1日: no day on which to use the paper."""
    if "birthday" not in facts or not supposes_a_day(text, today):
        return False
    born = date.fromisoformat(facts["birthday"])
    days = (complete(found, born) for found in find_dates(text, today))
    return any(day is not None and abs(day - born) <= _NEAR_IT for day in days)


def follow_ups(text: str, today: date, earlier: date | None = None) -> tuple[FollowUp, ...]:
    """What a short message changes or asks about the thing last spoken of; empty for none.

    `today` and `earlier` as for `asked_day`.
    """
    if len(text) > _LONGEST or not text.strip():
        return ()
    return tuple(_read(text, today, earlier))


def _read(text: str, today: date, earlier: date | None) -> Iterator[FollowUp]:
    words = normalise(text).text.lower()
    for kind, pattern in (
        (FollowUpKind.WHY, _WHY),
        (FollowUpKind.BY_POST, _BY_POST),
        (FollowUpKind.WHEN_COMES, _WHEN_COMES),
    ):
        if pattern.search(words) and not names_a_matter(words):
            yield FollowUp(kind, text)
    if not _WHY.search(words):
        yield from _changes(text, asked_day(text, today, earlier))


def _changes(text: str, day: AskedDay | None) -> Iterator[FollowUp]:
    """The other day, way, paper and person, if the message says nothing else."""
    if day and text.strip(" 。、") == day.words:
        return  # a date alone is told
    rest = text[: day.start] + " " + text[day.end :] if day else text
    rest = mentions.without_names(_MISTAKEN.sub(" ", rest))
    if (_BESIDE_DAY if day else _BESIDE).sub(" ", rest).strip():
        return
    if day:
        yield FollowUp(FollowUpKind.OTHER_DAY, day.words, day=day)
    for kind, value in (
        (FollowUpKind.OTHER_METHOD, mentions.method(text)),
        (FollowUpKind.OTHER_DOCUMENT, mentions.document(text)),
        (FollowUpKind.OTHER_PERSON, mentions.person(text)),
    ):
        if value is not None:
            yield FollowUp(kind, text, value)
