"""bot/console/figures/talks.py: a month of talks whose true figures are known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from bot.console.figures.talks import WEEKS, Month, TalkReport, talk_report
from bot.conversation.talk_course import changes, followed
from bot.messages import Kind, Message
from bot.storage.ports.talks import WHOLE, CountedTalk, TalkKey
from bot.storage.ports.votes import VoteCount, VoteReason

WHY, LOST = "why_certificate", "lost_certificate"
OCTOBER = Month(date(2025, 10, 1), date(2025, 10, 31))


def talk(
    at: str, *cards: tuple[Kind, str | None], channel: str = "web", language: str = "ja"
) -> list[CountedTalk]:
    """One talk that began at this moment; each card is a turn."""
    begun = TalkKey(
        datetime.fromisoformat(at).strftime("%Y-%m-%dT%H"), channel, language, "第179号", WHOLE
    )
    course: Any = {}
    found: list[CountedTalk] = []
    for kind, name in cards:
        after = followed(course, [Message.said("…", kind, name)], begun, number=False)
        found += changes(course, after)
        course = after
    return found


def month(*talks: list[CountedTalk], votes: Any = (), reasons: Any = ()) -> TalkReport:
    """The report of October."""
    return talk_report([one for talk in talks for one in talk], votes, reasons, OCTOBER)


def test_a_question_of_ours_makes_no_answer_undone() -> None:
    """14 of 14 talks about why the certificate came were answered, though we asked for more."""
    found = month(*[talk("2025-10-03T10:00", ("general", WHY), ("question", WHY))] * 14)
    assert str(found.shares["全部に答えた"]) == "100%(14/14件)"
    (one,) = found.matters
    assert (one.tally.asked, one.tally.answered) == (14, 14)


def test_a_month_with_known_figures() -> None:
    """Ten talks of three channels: answered, in part, refused, asked back, handed to the phone."""
    found = month(
        *[talk("2025-10-01T09:10", ("answer", LOST))] * 4,
        talk("2025-10-01T09:20", ("options", None), ("answer", LOST), channel="line"),
        talk("2025-10-08T17:00", ("options", None), language="en"),
        talk("2025-10-08T17:30", ("answer", LOST), ("refusal", "out_of_scope")),
        *[talk("2025-10-30T12:00", ("refusal", "out_of_scope"), channel="line")] * 2,
        talk("2025-10-31T23:59", ("answer", WHY), ("answer", "call_center"), language="en"),
        talk("2025-10-31T23:59", ("answer", "greet")),
        talk("2025-09-30T23:59", ("refusal", "out_of_scope")),
    )
    whole = found.whole
    assert (whole.asked, whole.answered, whole.partly, whole.refused) == (10, 6, 1, 2)
    assert (whole.asked_back, whole.solved, whole.phoned) == (2, 1, 1)
    assert found.calls_avoided(50) == 3
    told = {row.title: row.tally.asked for row in (*found.channels, *found.languages)}
    assert told == {"ウェブ": 7, "LINE": 3, "日本語": 8, "English": 2}
    assert [(row.title, row.tally.asked) for row in found.hours] == [
        ("9時", 5),
        ("12時", 2),
        ("17時", 2),
        ("23時", 1),
    ]
    assert [(row.title, row.tally.asked) for row in found.editions] == [("第179号", 10)]
    assert [(row.id, row.tally.refused) for row in found.refused] == [("out_of_scope", 3)]
    assert len(found.weeks) == WEEKS
    asked = {row.title: row.tally.asked for row in found.weeks if row.tally.asked}
    assert asked == {"9/29〜": 6, "10/6〜": 2, "10/27〜": 3}


def test_seven_times_no_is_seen() -> None:
    """A no counts whatever its reason; the weakest answer comes first, with what was said."""
    votes = [
        VoteCount("2025-10-02T10", "web", LOST, 9, 2, 0),
        VoteCount("2025-10-02T10", "web", WHY, 12, 12, 0),
    ]
    reasons = [VoteReason(LOST, "unclear", 5, "どこに出すのか"), VoteReason(LOST, "", 2, "")]
    found = month(
        *[talk("2025-10-03T10:00", ("answer", LOST))] * 3,
        *[talk("2025-10-03T10:00", ("answer", WHY))] * 5,
        votes=votes,
        reasons=reasons,
    )
    assert str(found.shares["役に立たなかった(評価)"]) == "33%(7/21件)"
    assert [one.id for one in found.matters] == [LOST, WHY]
    assert str(found.matters[0].help_rate) == "2/9件"
    assert [reason.times for reason in found.matters[0].reasons] == [5, 2]


def test_votes_stand_where_they_were_cast() -> None:
    """By channel, by hour and by week; a vote before the month belongs to the trend alone."""
    votes = [
        VoteCount("2025-09-30T10", "web", LOST, 1, 1, 0),
        VoteCount("2025-10-02T10", "web", LOST, 9, 2, 0),
        VoteCount("2025-10-15T11", "line", LOST, 3, 3, 0),
    ]
    found = month(
        talk("2025-10-02T10:00", ("answer", LOST)),
        talk("2025-10-15T11:00", ("options", None), ("answer", LOST), channel="line"),
        votes=votes,
    )
    rates = {row.title: str(row.help_rate) for row in (*found.channels, *found.hours)}
    assert rates == {"ウェブ": "2/9件", "LINE": "3/3件", "10時": "2/9件", "11時": "3/3件"}
    weeks = {row.title: str(row.help_rate) for row in found.weeks if row.votes}
    assert weeks == {"9/29〜": "30%(3/10件)", "10/13〜": "3/3件"}
    assert str(found.shares["役に立った(評価)"]) == "42%(5/12件)"
    assert {row.title: str(row.solved) for row in found.channels} == {
        "ウェブ": "–",
        "LINE": "1/1件",
    }


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-10", "2025-10-01", "2025-10-15"),
        ("2025-09", "2025-09-01", "2025-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-11", "2025-10-01", "2025-10-15"),
        ("", "2025-10-01", "2025-10-15"),
        ("いつか", "2025-10-01", "2025-10-15"),
    ],
)
def test_which_month(text: str, first: str, last: str) -> None:
    """A month ends with its last day, or today; what cannot be read is this month."""
    found = Month.read(text, date(2025, 10, 15))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
