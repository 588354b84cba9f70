"""有効期限: the dates, the sentence that explains them, and days on which they have passed."""

from __future__ import annotations

import pytest

from bot.content import say
from tests.dialogue.conftest import BEFORE, DAY_AFTER, LAST_DAY, LONG_AFTER, WITHIN, Begin
from tests.dialogue.matters import BY_ID, Matter, do, go_through
from tests.dialogue.talking import PHONE, Conversation, Reply

FIRST_DAYS = "2025-08-10T10:00"  # no exception has passed yet
ENDS = "令和8年(2026年)7月31日"


def certificate(talk: Conversation, *turns: str | list[str]) -> Reply:
    """The talk about a certificate's expiry: the question, then words or [buttons]."""
    talk.say("certificate_expiry", "資格確認書はいつまで使えますか")
    return go_on(talk, *turns)


def go_on(talk: Conversation, *turns: str | list[str]) -> Reply:
    """Answers questions as long as there are any; the first fact is told even unasked."""
    for number, turn in enumerate(turns):
        if talk.reply.asks or (number == 0 and isinstance(turn, str)):
            do(talk, turn)
    return talk.reply


def notice(talk: Conversation, *turns: str | list[str]) -> Reply:
    """The same about a notice."""
    talk.say("notice_expiry", "お知らせはいつまで使えますか")
    return go_on(talk, *turns)


@pytest.mark.parametrize(
    ("birthday", "day", "why"),
    [
        ("昭和60年3月1日", ENDS, "原則の期限"),
        ("昭和30年8月1日", ENDS, "70歳以上の方の原則"),
        ("昭和30年8月2日", "令和7年(2025年)8月31日", "70歳の誕生日がある月の末日"),
        ("昭和31年2月29日", "令和8年(2026年)2月28日", "70歳の誕生日がある月の末日"),
        ("昭和31年3月1日", "令和8年(2026年)2月28日", "1日生まれの方は"),
        ("昭和31年7月1日", "令和8年(2026年)6月30日", "1日生まれの方は"),
        ("昭和31年7月2日", ENDS, "原則の期限"),
        ("昭和25年11月3日", "令和7年(2025年)11月2日", "75歳の誕生日の前の日"),
        ("昭和26年7月31日", "令和8年(2026年)7月30日", "75歳の誕生日の前の日"),
        ("昭和26年8月1日", ENDS, "70歳以上の方の原則"),
    ],
)
def test_birthday_decides(begin: Begin, birthday: str, day: str, why: str) -> None:
    """The newsletter's rules at their first and last birthdays, with the rule that decided."""
    reply = certificate(begin(FIRST_DAYS), f"{birthday}です", ["どれもない"])
    assert reply.first.endswith(f"資格確認書の有効期限は、{day}です。")
    assert why in reply


@pytest.mark.parametrize(
    ("birthday", "day"),
    [
        ("昭和30年8月1日", ENDS),
        ("昭和31年3月1日", "令和8年(2026年)2月28日"),
        ("昭和25年11月3日", "令和7年(2025年)11月2日"),
    ],
)
def test_notice_of_the_aged_has_a_date(begin: Begin, birthday: str, day: str) -> None:
    """A notice has no expiry, except for those of 70 and more and those who turn 70."""
    reply = notice(begin(FIRST_DAYS), f"{birthday}です", ["どれもない"])
    assert reply.first.endswith(f"資格情報のお知らせの有効期限は、{day}です。")


def test_notice_of_the_young_has_none(talk: Conversation) -> None:
    """A notice of somebody younger runs without expiry, and is to be kept."""
    reply = notice(talk, "昭和60年3月1日です", ["どれもない"])
    assert reply.first.endswith("資格情報のお知らせには、有効期限がありません。")
    assert "大切に保管" in reply


def test_notice_of_who_turns_70_in_july_is_to_be_confirmed(talk: Conversation) -> None:
    """Born from 昭和31年7月2日 on: no date is printed, a new one may come, 要確認."""
    reply = notice(talk, "昭和31年7月2日です", ["どれもない"])
    assert "有効期限がありません" in reply
    assert "令和8年(2026年)7月" in reply
    assert "要確認" in reply


def test_new_notice_of_last_july_is_not_spoken_of_as_to_come(begin: Begin) -> None:
    """Once that July is over, a new notice may have come; it is not still to come."""
    reply = notice(begin(LONG_AFTER), "昭和31年7月2日です", ["どれもない"])
    assert "ことがあります" not in reply


@pytest.mark.parametrize(
    ("birthday", "aged"),
    [("昭和31年7月20日", True), ("昭和31年11月23日", True), ("昭和31年11月24日", False)],
)
def test_notice_of_who_is_70_since_has_a_date(begin: Begin, birthday: str, aged: bool) -> None:
    """After the edition, who has turned 70 since is not told that a notice has no expiry."""
    reply = notice(begin(LONG_AFTER), f"{birthday}です", ["どれもない"])
    assert ("には、有効期限がありません" not in reply) is aged
    assert ("期限の日が付きます" in reply and "要確認" in reply) is aged


def test_a_share_that_changes_with_the_new_paper_ends_it_not(begin: Begin) -> None:
    """The paper after 70 is not said to end on the day on which the one before it ended."""
    story = "昭和30年12月10日生まれです。2026年1月から負担割合が変わります"
    reply = certificate(begin(LONG_AFTER), story, ["ほかにはない"])
    assert "令和7年(2025年)12月31日で期限が過ぎています" in reply
    assert "70歳になった後の紙" not in reply


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("2026年3月31日", "令和8年(2026年)4月1日"),
        ("2026年7月30日", ENDS),
        ("2026年7月31日", ENDS),
        ("2025年12月31日", "令和8年(2026年)1月1日"),
    ],
)
def test_residence_decides(talk: Conversation, until: str, day: str) -> None:
    """The day after 在留期限; from 7月31日 on the ordinary last day."""
    reply = certificate(talk, "昭和60年3月1日です", ["在留期限がある"], f"{until}です")
    if reply.asks:
        reply = talk.press("ほかにはない")
    assert reply.first.endswith(f"資格確認書の有効期限は、{day}です。")


def test_several_rules_give_the_earliest_day(talk: Conversation) -> None:
    """Where several rules meet, the earliest day holds, and that is said."""
    certificate(talk, "昭和31年3月15日です", ["在留期限がある"], "2026年1月31日です")
    reply = talk.press("ほかにはない")
    assert "令和8年(2026年)2月1日" in reply
    assert "在留期限の次の日" in reply
    assert say("result", "several") in reply


def test_burden_change_names_the_month_before(talk: Conversation) -> None:
    """来年1月 is enough: the last day of the December before."""
    certificate(talk, "昭和27年5月5日です", ["負担割合が変わる"], "来年の1月からです")
    assert "令和7年(2025年)12月31日" in talk.press("ほかにはない")


def test_burden_change_of_a_year_without_its_era(talk: Conversation) -> None:
    """8年の3月から: the era is offered, and with it the month is enough."""
    certificate(talk, "昭和27年5月5日です", ["負担割合が変わる"], "8年の3月からです")
    talk.press("令和")
    assert "令和8年(2026年)2月28日" in talk.press("ほかにはない")


@pytest.mark.parametrize(
    ("birthday", "asked"),
    [
        ("昭和60年3月1日", ["在留期限がある", "マル学(市外の学生)"]),
        ("昭和27年5月5日", ["在留期限がある", "マル学(市外の学生)", "負担割合が変わる"]),
        ("昭和25年7月1日", []),
    ],
)
def test_only_what_could_change_the_day_is_asked(
    talk: Conversation, birthday: str, asked: list[str]
) -> None:
    """Nobody under 70 is asked for a change of 負担割合, nobody past 75 for anything more."""
    reply = certificate(talk, f"{birthday}です")
    assert [t for t in reply.buttons if t in say_circumstances()] == asked


def say_circumstances() -> list[str]:
    """The three circumstances, as the buttons say them."""
    return [say("label", n) for n in ("residence_until", "graduation", "burden_change")]


def test_nobody_is_asked_which_paper_after_naming_it(talk: Conversation) -> None:
    """Who asks about the 資格確認書 is never asked which paper it is."""
    certificate(talk, "昭和60年3月1日です", ["どれもない"])
    assert all("どちらですか" not in reply for reply in talk.replies)


def test_paper_is_asked_for_only_where_it_matters(talk: Conversation) -> None:
    """At 75 both papers end on the same day, so which one it is is not asked."""
    reply = go_through(talk, BY_ID["expiry_age75"])
    assert "お知らせも資格確認書も同じ日" in reply
    assert all("どちらですか" not in r for r in talk.replies)


def test_ordinary_day_is_told_before_rare_circumstances_are_asked(talk: Conversation) -> None:
    """After the birthday the day is told at once; the rare circumstances are asked with it."""
    reply = certificate(talk, "昭和31年3月1日です")
    assert "令和8年(2026年)2月28日" in reply
    assert say("ask", "circumstances") in reply


def test_day_is_told_anew_after_each_circumstance(talk: Conversation) -> None:
    """A circumstance that brings the day forward is answered with the new day, then asked on."""
    reply = certificate(talk, "昭和31年3月15日です", "在留期限は2026年1月31日です")
    assert "令和8年(2026年)2月1日" in reply


def test_student_is_not_asked_for_a_birthday(talk: Conversation) -> None:
    """Of a student no birthday is asked; those of 69 and more are told the condition."""
    reply = go_through(talk, BY_ID["expiry_student"])
    assert all("生年月日" not in r for r in talk.replies)
    assert "70歳や75歳になる方" in reply


def test_residence_without_a_birthday_is_told_under_its_condition(talk: Conversation) -> None:
    """Who gives 在留期限 but no birthday hears the day, and for whom it may be earlier."""
    talk.say("expiry_residence", "在留期限があります。いつまで使えますか")
    talk.say("inform", "2026年3月31日です")
    reply = talk.say("decline", "言いたくないです")
    assert "令和8年(2026年)4月1日" in reply
    assert "70歳や75歳になる方" in reply


@pytest.mark.parametrize(
    ("matter_id", "words"),
    [
        ("expiry_age75", "昭和25年8月1日生まれです。75歳です。いつまで使えますか"),
        ("expiry_residence", "在留期限は2025年7月20日です。昭和60年3月1日生まれです。いつまで"),
        ("expiry_student", "マル学で2025年3月20日に卒業しました。いつまで使えますか"),
        ("expiry_burden_change", "2025年7月から負担割合が変わりました。昭和27年5月5日生まれです"),
    ],
)
def test_what_was_over_before_gives_no_day(talk: Conversation, matter_id: str, words: str) -> None:
    """A circumstance over before the papers start gives no day: 要確認, and whom to call."""
    reply = talk.say(matter_id, words)
    assert "有効期限は、" not in reply
    assert "要確認" in reply
    assert PHONE in reply


def test_new_day_that_was_asked_for_is_taken(talk: Conversation) -> None:
    """Where the bot asks for the renewed 在留期限, the answer is worked with."""
    talk.say("expiry_residence", "在留期限があります。いつまで使えますか")
    talk.say("inform", "2025年7月20日です")
    reply = talk.say("inform", "更新して、在留期限は2026年5月31日になりました")
    assert "expiry_residence" in reply.ids


@pytest.mark.parametrize("today", [BEFORE, "2025-07-31T10:00"])
def test_75th_birthday_to_come_is_not_spoken_of_as_past(begin: Begin, today: str) -> None:
    """Before 1 August, who turns 75 on that day has not turned 75 yet."""
    talk = begin(today)
    reply = talk.say("expiry_age75", "昭和25年8月1日生まれで、75歳になります。いつまで使えますか")
    assert "過ぎている" not in reply


# --- days on which the date has passed ---------------------------------------------------------


@pytest.mark.parametrize("today", [BEFORE, WITHIN, LAST_DAY])
def test_until_the_last_day_it_is_valid(begin: Begin, today: str) -> None:
    """Up to and on the last day the paper is valid until that day."""
    reply = certificate(begin(today), "昭和60年3月1日です", ["どれもない"])
    assert reply.first.endswith(f"資格確認書の有効期限は、{ENDS}です。")
    assert "過ぎ" not in reply


@pytest.mark.parametrize("today", [DAY_AFTER, LONG_AFTER])
def test_after_the_last_day_it_has_passed(begin: Begin, today: str) -> None:
    """From the day after: it has passed, a newer one may lie there, the next comes, the phone."""
    reply = certificate(begin(today), "昭和60年3月1日です", ["どれもない"])
    assert f"有効期限は、{ENDS}です" not in reply
    assert ENDS in reply
    assert "過ぎ" in reply
    assert "今日より後なら、その紙が今の紙です" in reply
    assert "自動で届きます" in reply
    assert PHONE in reply


@pytest.mark.parametrize("today", [DAY_AFTER, LONG_AFTER])
def test_general_answer_after_the_last_day(begin: Begin, today: str) -> None:
    """The general answer too says that the ordinary day has passed."""
    reply = certificate(begin(today))
    assert "過ぎ" in reply.first
    assert f"原則 {ENDS}です" not in reply


@pytest.mark.parametrize(
    ("today", "over"), [("2026-01-19T23:59", False), ("2026-01-20T00:00", True)]
)
def test_the_day_itself_is_still_valid(begin: Begin, today: str, *, over: bool) -> None:
    """The last valid day counts in full: it has passed at midnight, in Japan."""
    reply = go_through(begin(today), BY_ID["expiry_age75"])
    assert ("過ぎ" in reply) is over
    assert ("令和8年(2026年)1月19日です" in reply) is not over


@pytest.mark.parametrize(
    ("matter_id", "today", "first"),
    [
        ("expiry_age75", LONG_AFTER, "別の医療保険"),
        ("expiry_residence", LONG_AFTER, "先に在留期限の更新"),
    ],
)
def test_no_promise_where_the_next_does_not_come_by_itself(
    begin: Begin, matter_id: str, today: str, first: str
) -> None:
    """After 75 and after 在留期限 nothing is promised; what to settle first is said."""
    reply = go_through(begin(today), BY_ID[matter_id])
    assert "過ぎ" in reply
    assert "自動で届きます" not in reply
    assert first in reply
    assert PHONE in reply


def test_graduate_is_told_of_the_extension(begin: Begin) -> None:
    """After a planned graduation: whose graduation moved must apply for the extension first."""
    reply = go_through(begin(LONG_AFTER), BY_ID["expiry_student"])
    assert "過ぎ" in reply
    assert "延長の手続き" in reply


def test_what_comes_after_75_is_to_be_confirmed(begin: Begin) -> None:
    """The newsletter is silent on what comes after 75: such an answer says 要確認."""
    reply = go_through(begin(LONG_AFTER), BY_ID["expiry_age75"])
    assert "要確認" in reply


def test_who_is_past_75_is_not_told_of_stay_or_school(begin: Begin) -> None:
    """Where no paper of 国保 comes any more, nothing need be settled for the next one."""
    reply = go_through(begin(LONG_AFTER), BY_ID["expiry_age75"])
    assert "在留期限" not in reply
    assert "マル学" not in reply


@pytest.mark.parametrize("matter_id", ["expiry_age70", "certificate_expiry", "notice_expiry"])
def test_later_paper_is_not_said_to_be_valid_when_it_is_over_too(
    begin: Begin, matter_id: str
) -> None:
    """After the edition, who turned 70 is not told to hold a paper that runs to its last day."""
    reply = go_through(begin(LONG_AFTER), BY_ID[matter_id])
    assert "過ぎ" in reply
    assert f"{ENDS}まで" not in reply


def test_later_paper_within_the_edition(begin: Begin) -> None:
    """Within the edition, who turned 70 holds a later paper: its day, 要確認."""
    reply = go_through(begin("2026-04-10T10:00"), BY_ID["certificate_expiry"])
    assert "令和8年(2026年)2月28日" in reply.first
    assert "過ぎ" in reply.first
    assert ENDS in reply
    assert "要確認" in reply


@pytest.mark.parametrize(
    "matter",
    [m for i, m in BY_ID.items() if i.startswith("expiry_") or i.endswith("_expiry")],
    ids=lambda m: m.id,
)
def test_no_passed_day_is_called_valid(begin: Begin, matter: Matter) -> None:
    """Long after, no reply of the whole talk says that a paper is valid until a day gone by."""
    talk = begin(LONG_AFTER)
    go_through(talk, matter)
    for reply in talk.replies:
        assert "有効期限は、令和" not in reply
        assert say("result", "unless") not in reply
