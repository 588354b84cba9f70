"""Facts in a resident's words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content import current_content
from bot.dialogue.hearing import Heard, Utterance, hear, impossible
from bot.rules import Question
from bot.rules.questions import SPECS
from tests.dialogue.talking import Conversation

TODAY = date(2025, 10, 1)
EDITION = current_content().words(TODAY).edition
EXPIRY = SPECS[Question.EXPIRY].askable


def heard(
    text: str,
    wanted: tuple[str, ...] = EXPIRY,
    asked: str | None = None,
    *,
    intent: str = "inform",
    partial: str | None = None,
) -> Heard:
    """What one message says."""
    return hear(Utterance(text, TODAY, EDITION, intent), wanted, asked, begun=partial or "")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("昭和31年3月1日生まれです", {"birthday": "1956-03-01"}),
        ("生年月日は1956/3/1です", {"birthday": "1956-03-01"}),
        ("S31.3.1生まれ", {"birthday": "1956-03-01"}),
        ("昭和31年3月1日、確認書です", {"birthday": "1956-03-01", "document": "certificate"}),
        ("在留期限は2026年3月31日です", {"residence_until": "2026-03-31"}),
        ("卒業は令和8年3月20日の予定", {"graduation": "2026-03-20"}),
        ("負担割合が令和8年1月から変わります", {"burden_change": "2026-01-01"}),
        ("昨日2025年9月30日に届きました", {}),
        ("お知らせと確認書の両方です", {}),
        ("資格情報のお知らせです", {"document": "notice"}),
        ("", {}),
    ],
)
def test_facts_that_nobody_asked_for(text: str, given: dict[str, str]) -> None:
    """A date is taken only for what the words around it call it."""
    assert heard(text).given == given


@pytest.mark.parametrize(
    ("asked", "text", "given"),
    [
        ("birthday", "昭和31年3月1日", {"birthday": "1956-03-01"}),
        ("residence_until", "2026年3月31日", {"residence_until": "2026-03-31"}),
        ("burden_change", "来年1月から", {"burden_change": "2026-01-01"}),
        ("graduation", "令和8年3月", {}),
        ("birthday", "昭和31年3月", {}),
    ],
)
def test_answer_to_a_question(asked: str, text: str, given: dict[str, str]) -> None:
    """A bare date answers the question; a month alone only where the rule needs no day."""
    assert heard(text, asked=asked).given == given


@pytest.mark.parametrize(
    ("asked", "text", "problem"),
    [
        ("residence_until", "8年3月3日", "era_missing"),
        ("burden_change", "8年の3月から", "era_missing"),
        ("residence_until", "70年3月3日", "no_era"),
        ("graduation", "55年3月", "no_era"),
    ],
)
def test_a_year_of_no_era(asked: str, text: str, problem: str) -> None:
    """The era is asked for only where one can be meant."""
    assert heard(text, asked=asked).problem == problem


@pytest.mark.parametrize(
    ("text", "given"),
    [("2025年11月", "2025-11-30"), ("令和8年2月", "2026-02-28"), ("2025年12月です", "2025-12-31")],
)
def test_month_of_the_ecert_is_taken_to_its_end(text: str, given: str) -> None:
    """Of the electronic certificate the month is enough; its last day is taken."""
    assert heard(text, ("ecert_expiry",), "ecert_expiry").given == {"ecert_expiry": given}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10月20日", "2025-10-20"),
        ("9月26日に申し込みました", "2025-09-26"),
        ("昨日です", "2025-09-30"),
        ("来月の3日に行きます", "2025-11-03"),
        ("12月28日", "2025-12-28"),
    ],
)
def test_day_of_application_needs_no_year(text: str, day: str) -> None:
    """For the day of an application the nearest such day is meant."""
    assert heard(text, ("method", "applied_on"), "applied_on").given == {"applied_on": day}


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("銀行の窓口です", "bank"),
        ("ネットで", "web"),
        ("スマホから", "web"),
        ("区役所に行きました", "ward"),
        ("銀行か区役所です", None),
    ],
)
def test_way_to_apply(text: str, method: str | None) -> None:
    """The way is taken if exactly one is mentioned."""
    assert heard(text, ("method", "applied_on"), "method").given.get("method") == method


@pytest.mark.parametrize(
    ("text", "intent", "value"),
    [
        ("はい", "affirm", "yes"),
        ("持っています", "inform", "yes"),
        ("持っていません", "inform", "no"),
        ("いいえ", "deny", "no"),
        ("まだです", "inform", "no"),
        ("そのとおりです", "affirm", "yes"),
        ("家にあると思う", "inform", None),
    ],
)
def test_yes_or_no(text: str, intent: str, value: str | None) -> None:
    """Yes and no are read from the words, else from what they were understood as."""
    given = heard(text, ("has_card",), "has_card", intent=intent).given
    assert given.get("has_card") == value


def test_yes_answers_only_what_was_asked() -> None:
    """はい says nothing about what was not asked."""
    assert heard("はい", ("has_card", "registered"), "registered").given == {"registered": "yes"}


@pytest.mark.parametrize(
    ("partial", "text"),
    [("7月15日", "昭和30年です"), ("昭和30年", "7月15日です"), ("30年7月15日", "昭和です")],
)
def test_parts_are_put_together(partial: str, text: str) -> None:
    """What was said before completes the date, in either order."""
    given = heard(text, asked="birthday", partial=partial).given
    assert given == {"birthday": "1955-07-15"}


def test_whole_date_outweighs_an_earlier_part() -> None:
    """A whole date is taken as it is, whatever was said in part before."""
    given = heard("昭和31年3月1日です", asked="birthday", partial="7月15日").given
    assert given == {"birthday": "1956-03-01"}


@pytest.mark.parametrize(
    ("name", "day", "problem"),
    [
        ("birthday", date(2025, 10, 2), "future_birthday"),
        ("birthday", date(2025, 10, 1), None),
        ("birthday", date(1905, 1, 1), None),
        ("birthday", date(1904, 12, 31), "too_old"),
        ("residence_until", date(2030, 1, 1), None),
    ],
)
def test_impossible(name: str, day: date, problem: str | None) -> None:
    """A birthday is neither to come nor longer ago than people live."""
    assert impossible(name, day, TODAY, EDITION) == problem


def test_a_parent_can_be_of_one_era_alone(talk: Conversation) -> None:
    """31.3.1 of a mother is the one era in which a grown person can be born; the answer says it."""
    talk.say("certificate_expiry", "母の資格確認書はいつまで使えますか")
    assert "昭和31年(1956年)3月1日生まれの方として" in talk.say("inform", "31.3.1")


@pytest.mark.parametrize("era", ["昭和", "昭和です"])
def test_an_era_completes_a_date(talk: Conversation, era: str) -> None:
    """Of nobody in particular 31.3.1 may be of several eras: asked, and completed by one."""
    talk.say("certificate_expiry", "資格確認書はいつまで使えますか")
    assert talk.say("inform", "31.3.1").asks
    assert "令和8年(2026年)2月28日" in talk.say("inform", era)


@pytest.mark.parametrize(
    "pieces",
    [
        ["3月1日です", "昭和31年"],
        ["昭和31年です", "3月1日"],
        ["昭和31年", "3月", "1日"],
    ],
)
def test_pieces_make_one_date(talk: Conversation, pieces: list[str]) -> None:
    """What was said of a date before is not asked for again, in whatever order the parts come."""
    talk.say("certificate_expiry", "母の資格確認書はいつまで使えますか")
    for piece in pieces:
        reply = talk.say("inform", piece)
    assert "令和8年(2026年)2月28日" in reply


def test_circumstance_that_does_not_apply_after_all(talk: Conversation) -> None:
    """A change of the share that was over is asked for anew; ない ends it without an apology."""
    talk.say(
        "expiry_burden_change", "2025年7月から負担割合が変わりました。昭和28年6月6日生まれです"
    )
    reply = talk.say("inform", "どれもない")
    assert "受付番号" not in reply
    assert "令和8年(2026年)7月31日" in reply


def test_birthday_in_place_of_another_date(talk: Conversation) -> None:
    """A day of long ago is no day on which the share changes: it is taken as the birthday."""
    talk.say("expiry_burden_change", "負担割合が変わるそうです。いつまで使えますか")
    talk.say("inform", "昭和28年6月6日です")
    assert talk.facts == {"birthday": "1953-06-06"}


def test_month_of_a_change_needs_no_year(talk: Conversation) -> None:
    """Each month comes once in an edition, so 1月から says the year as well."""
    talk.say("expiry_burden_change", "1月から負担割合が変わります。いつまで使えますか")
    assert talk.facts == {"burden_change": "2026-01-01"}


def test_date_that_is_told_after_all(talk: Conversation) -> None:
    """Who first did not want to say the birthday and then says it gets the result."""
    talk.say("certificate_expiry", "資格確認書はいつまで使えますか")
    talk.say("decline", "言いたくないです")
    reply = talk.say("inform", "昭和26年1月20日")
    assert "令和8年(2026年)1月19日" in reply


def test_no_to_a_date_that_was_asked_for(talk: Conversation) -> None:
    """いいえ to the day of a circumstance says that it does not apply: it is not asked again."""
    talk.say(
        "expiry_burden_change", "負担割合のことです。昭和28年6月6日生まれです。いつまで使えますか"
    )
    reply = talk.say("deny", "いいえ、変わりません")
    assert talk.facts["burden_change"] == "none"
    assert "令和8年(2026年)7月31日" in reply
