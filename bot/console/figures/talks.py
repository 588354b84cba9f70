"""The figures of a month by whole talks: what was asked, what came of it, what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.console.figures.reporting import CHANNELS, Rate, title_of
from bot.conversation.talk_course import NOT_UNDERSTOOD
from bot.storage.ports.talks import WHOLE, CountedTalk, TalkKey, TalkTally
from bot.storage.ports.votes import VoteCount, VoteReason
from bot.text import languages

REASONS = {
    "wrong": "内容が違う",
    "unclear": "分かりにくい",
    "other_question": "知りたいことと違う",
    "other": "その他",
    "": "理由なし",
}
WEEKS = 8
USUAL_SHARE = 50  # percent of the answered talks that would have been a call: an assumption
_NONE = TalkTally()
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; `last` is its last day, or today."""

    first: date
    last: date

    @classmethod
    def read(cls, text: str, today: date) -> Month:
        """The month that 2026-11 names; that of `today` for anything else, or a later one."""
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            first = today.replace(day=1)
        if first > today:
            first = today.replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1)
        return cls(first, min(after - timedelta(days=1), today))

    @property
    def trend_from(self) -> date:
        """The Monday with which the weeks of the trend begin."""
        return self.last - timedelta(days=self.last.weekday()) - (WEEKS - 1) * _WEEK

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True)
class TalkRow:
    """Talks that have one thing in common, and the votes that have it too, where votes know it."""

    title: str
    tally: TalkTally
    id: str = ""
    votes: int = 0
    helped: int = 0

    @property
    def answered(self) -> Rate:
        """Of those who asked, how many were answered."""
        return Rate(self.tally.answered, self.tally.asked)

    @property
    def solved(self) -> Rate:
        """Of those who were asked back, how many were answered then."""
        return Rate(self.tally.solved, self.tally.asked_back)

    @property
    def help_rate(self) -> Rate:
        """Of the votes, how many said that it helped."""
        return Rate(self.helped, self.votes)


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter with its votes. `reasons`: why it did not help, what is said most first."""

    id: str
    title: str
    tally: TalkTally
    votes: int
    helped: int
    reasons: tuple[VoteReason, ...] = ()

    @property
    def answered(self) -> Rate:
        """Of the talks that asked about it, how many were answered."""
        return Rate(self.tally.answered, self.tally.asked)

    @property
    def help_rate(self) -> Rate:
        """Of the votes, how many said that it helped."""
        return Rate(self.helped, self.votes)

    @property
    def failures(self) -> int:
        """Talks and votes for which it was no help: the weakest has the most."""
        return self.tally.asked - self.tally.answered + self.votes - self.helped


@dataclass(frozen=True, slots=True)
class TalkReport:
    """Everything that the page and the table need."""

    month: Month
    whole: TalkTally
    votes: int
    helped: int
    weeks: list[TalkRow]
    hours: list[TalkRow]
    channels: list[TalkRow]
    languages: list[TalkRow]
    editions: list[TalkRow]
    matters: list[MatterRow]  # the weakest first
    refused: list[TalkRow]  # the most refused first

    @property
    def shares(self) -> dict[str, Rate]:
        """What became of the talks, by label; each with its numbers."""
        whole = self.whole
        return {
            "全部に答えた": Rate(whole.answered, whole.asked),
            "一部に答えた": Rate(whole.partly, whole.asked),
            "お断りだけで終わった": Rate(whole.refused, whole.asked),
            "聞き返した": Rate(whole.asked_back, whole.asked),
            "聞き返して、答えられた": Rate(whole.solved, whole.asked_back),
            "電話へつないだ": Rate(whole.phoned, whole.asked),
            "役に立った(評価)": Rate(self.helped, self.votes),
            "役に立たなかった(評価)": Rate(self.votes - self.helped, self.votes),
        }

    def calls_avoided(self, share: int) -> int:
        """If `share` percent of the talks that were answered would have been a call."""
        return round(self.whole.answered * share / 100)


def talk_report(
    counted: Sequence[CountedTalk],
    votes: Iterable[VoteCount],
    reasons: Iterable[VoteReason],
    month: Month,
) -> TalkReport:
    """The report of `month`; `counted` and `votes` reach back to its `trend_from`."""
    first, votes = month.first.isoformat(), list(votes)
    cast = [vote for vote in votes if vote.hour >= first]
    whole = [(key, tally) for key, tally in counted if key.answer_id == WHOLE]
    here = [(key, tally) for key, tally in whole if key.hour >= first]
    asked = [(k, t) for k, t in counted if k.answer_id != WHOLE and k.hour >= first]
    matters = _matters(_sums(asked, lambda key: key.answer_id), cast, list(reasons))
    refused = [TalkRow(m.title, m.tally, m.id) for m in matters if m.tally.refused]
    return TalkReport(
        month=month,
        whole=sum((tally for _, tally in here), _NONE),
        votes=sum(m.votes for m in matters),
        helped=sum(m.helped for m in matters),
        weeks=_weeks(whole, votes, month),
        hours=_voted(cast, lambda it: it.hour[-2:], _rows(here, lambda it: it.hour[-2:], _hour)),
        channels=_voted(cast, lambda it: it.channel, _rows(here, lambda it: it.channel, _channel)),
        languages=_rows(here, lambda key: key.language, languages.name_of),
        editions=_rows(here, lambda key: key.edition, lambda name: name),
        matters=sorted(matters, key=lambda m: (-m.failures, m.id)),
        refused=sorted(refused, key=lambda row: (-row.tally.refused, row.id)),
    )


def _sums(counted: Iterable[CountedTalk], group: Callable[[TalkKey], str]) -> dict[str, TalkTally]:
    found: dict[str, TalkTally] = {}
    for key, tally in counted:
        found[group(key)] = found.get(group(key), _NONE) + tally
    return found


def _rows(
    counted: Iterable[CountedTalk], group: Callable[[TalkKey], str], name: Callable[[str], str]
) -> list[TalkRow]:
    sums = sorted(_sums(counted, group).items())
    return [TalkRow(name(key), tally, key) for key, tally in sums]


def _hour(hour: str) -> str:
    return f"{int(hour)}時"


def _channel(name: str) -> str:
    return CHANNELS.get(name, name)


def _voted(
    votes: Iterable[VoteCount], group: Callable[[VoteCount], str], rows: Sequence[TalkRow]
) -> list[TalkRow]:
    """The rows with the votes that belong to each."""
    cast: dict[str, list[VoteCount]] = {}
    for vote in votes:
        cast.setdefault(group(vote), []).append(vote)
    return [
        replace(
            row,
            votes=sum(vote.votes for vote in cast.get(row.id, ())),
            helped=sum(vote.helped for vote in cast.get(row.id, ())),
        )
        for row in rows
    ]


def _weeks(whole: Iterable[CountedTalk], votes: Iterable[VoteCount], month: Month) -> list[TalkRow]:
    """Each week from Monday, also one without a talk."""

    def monday(hour: str) -> str:
        day = date.fromisoformat(hour[:10])
        return (day - timedelta(days=day.weekday())).isoformat()

    sums = _sums(whole, lambda key: monday(key.hour))
    starts = [month.trend_from + n * _WEEK for n in range(WEEKS)]
    rows = [
        TalkRow(f"{day.month}/{day.day}〜", sums.get(str(day), _NONE), str(day)) for day in starts
    ]
    return _voted(votes, lambda vote: monday(vote.hour), rows)


def _matters(
    asked: dict[str, TalkTally], votes: Sequence[VoteCount], reasons: Sequence[VoteReason]
) -> list[MatterRow]:
    names = {*asked, *(vote.answer_id for vote in votes)}
    return [
        MatterRow(
            name,
            "(分からなかった言葉)" if name == NOT_UNDERSTOOD else title_of(name),
            asked.get(name, _NONE),
            sum(vote.votes for vote in votes if vote.answer_id == name),
            sum(vote.helped for vote in votes if vote.answer_id == name),
            tuple(reason for reason in reasons if reason.answer_id == name),
        )
        for name in names
    ]
