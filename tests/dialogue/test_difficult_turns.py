"""Talks that do not go straight: as residents lead them, told from beginning to end."""

from __future__ import annotations

import pytest

from bot.content import say
from tests.dialogue.conftest import Begin
from tests.dialogue.matters import BY_ID, go_through
from tests.dialogue.talking import Conversation, Reply

FEB_28 = "令和8年(2026年)2月28日"


def asked_for_birthday(talk: Conversation) -> Conversation:
    """A talk in which the bot waits for a birthday."""
    talk.say("certificate_expiry", "資格確認書はいつまで使えますか")
    return talk


def told(talk: Conversation) -> Conversation:
    """A talk in which the day of somebody born on 昭和31年3月1日 has been told."""
    go_through(talk, BY_ID["certificate_expiry"])
    return talk


def problem(reply: Reply, key: str, said: str = "") -> bool:
    """Does the reply say what is wrong with the date?"""
    return say("problem", key, said=said) in reply


# --- dates that cannot be -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "key", "said"),
    [
        ("昭和31年2月30日です", "no_such_day", "昭和31年2月30日"),
        ("1955年6月31日です", "no_such_day", "1955年6月31日"),
        ("昭和65年7月15日です", "no_such_era_year", "昭和65年7月15日"),
        ("2030年7月15日です", "future_birthday", ""),
        ("1890年7月15日です", "too_old", ""),
        ("7月15日です", "year_missing", ""),
        ("昭和30年7月15日か、昭和31年7月15日です", "unclear", ""),
    ],
)
def test_what_is_wrong_with_a_date_is_said(
    talk: Conversation, words: str, key: str, said: str
) -> None:
    """A date that cannot be, or is not whole, is not guessed at: the bot says what is wrong."""
    reply = asked_for_birthday(talk).say("inform", words)
    assert problem(reply, key, said)
    assert reply.asks
    assert "有効期限は" not in reply


@pytest.mark.parametrize("wrong", ["昭和31年2月30日です", "昭和65年7月15日です", "70歳です"])
def test_right_date_after_a_wrong_one(talk: Conversation, wrong: str) -> None:
    """The date said rightly the second time counts as if it had been said at first."""
    asked_for_birthday(talk).say("inform", wrong)
    assert FEB_28 in talk.say("inform", "昭和31年3月1日です")


@pytest.mark.parametrize(
    ("words", "eras"),
    [
        ("55年7月15日", ["昭和", "西暦"]),
        ("30年7月15日", ["昭和", "平成", "西暦"]),
        ("30.7.15", ["昭和", "平成"]),
        ("30年の7月です", ["昭和", "平成", "西暦"]),
    ],
)
def test_year_without_an_era_gets_the_eras_as_buttons(
    talk: Conversation, words: str, eras: list[str]
) -> None:
    """A year without an era is asked back with each era in which the day can be meant."""
    reply = asked_for_birthday(talk).say("inform", words)
    assert set(eras) <= set(reply.buttons)
    assert list(reply.buttons)[-2:] == ["わからない", "言いたくない"]


def test_era_button_completes_the_date(talk: Conversation) -> None:
    """Pressing the era gives the date: born in 昭和31年 on 3月1日."""
    asked_for_birthday(talk).say("inform", "31年3月1日")
    assert FEB_28 in talk.press("昭和")


def test_era_button_leaves_the_rest_to_be_said(talk: Conversation) -> None:
    """Of a month without its era, first the era and then the day is given."""
    asked_for_birthday(talk).say("inform", "31年の3月です")
    assert problem(talk.press("昭和"), "day_missing", "")
    assert FEB_28 in talk.say("inform", "1日です")


def test_era_in_words_completes_the_date(talk: Conversation) -> None:
    """昭和です completes a year without an era as well."""
    asked_for_birthday(talk).say("inform", "31年3月1日")
    assert FEB_28 in talk.say("inform", "昭和です")


@pytest.mark.parametrize(
    "parts",
    [
        ["3月1日です", "昭和31年です"],
        ["3月1日です", "1956年"],
        ["昭和31年です", "3月1日です"],
        ["昭和31年3月です", "1日です"],
        ["昭和31年です", "3月です", "1日です"],
    ],
)
def test_date_in_pieces(talk: Conversation, parts: list[str]) -> None:
    """A date given in pieces is put together, in whatever order they come."""
    asked_for_birthday(talk)
    for part in parts:
        reply = talk.say("inform", part)
    assert FEB_28 in reply


def test_year_without_an_era_after_the_day(talk: Conversation) -> None:
    """3月1日です, then 31年: the eras are offered for the whole date, and the day is not lost."""
    asked_for_birthday(talk).say("inform", "3月1日です")
    reply = talk.say("inform", "31年です")
    era = next((title for title in reply.buttons if title.startswith("昭和")), None)
    assert era is not None, "no era to choose from"
    assert FEB_28 in talk.press(era)


# --- corrections --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("いや、31年でした", "令和8年(2026年)3月31日"),
        ("すみません、昭和31年3月15日でした", "令和8年(2026年)3月31日"),
        ("間違えました。31年です", "令和8年(2026年)3月31日"),
    ],
)
def test_correction_is_worked_out_anew(talk: Conversation, words: str, day: str) -> None:
    """いや、31年でした replaces what it names and keeps the rest of the date."""
    asked_for_birthday(talk).say("inform", "昭和30年3月15日です")
    reply = talk.say("inform", words)
    assert "生年月日を、昭和30年(1955年)3月15日から昭和31年(1956年)3月" in reply
    assert day in reply


def test_correction_after_the_result(talk: Conversation) -> None:
    """A correction is taken after the result too; what else was said still holds."""
    reply = told(talk).say("inform", "いや、4月1日でした")
    assert "令和8年(2026年)3月31日" in reply
    assert not reply.asks


@pytest.mark.parametrize(
    "words",
    ["すみません、2026年3月31日です", "2026年3月31日だったと思います", "ごめん、2026年3月31日"],
)
def test_polite_answer_is_no_correction_of_another_fact(talk: Conversation, words: str) -> None:
    """すみません before the date that was asked for does not turn it into the birthday."""
    asked_for_birthday(talk).say("inform", "昭和60年5月5日です")
    talk.press("在留期限がある")
    talk.say("inform", words)
    assert talk.facts.get("birthday") == "1985-05-05"
    assert talk.facts.get("residence_until") == "2026-03-31"


def test_impossible_correction_is_not_taken(talk: Conversation) -> None:
    """A birthday is not corrected to a day that is still to come."""
    asked_for_birthday(talk).say("inform", "昭和31年3月1日です")
    talk.say("inform", "いや、2030年3月1日でした")
    assert talk.facts.get("birthday") != "2030-03-01"


# --- whose papers -------------------------------------------------------------------------------


def test_mother_first_then_oneself(talk: Conversation) -> None:
    """母の分です, her day; then 私は?, one's own day: each sentence names the person."""
    asked_for_birthday(talk)
    reply = talk.say("whose", "母の分です")
    assert "お母さまの生年月日" in reply
    talk.say("inform", "昭和25年12月3日です")
    reply = talk.press("どれもない")
    assert reply.first == ("お母さまの資格確認書の有効期限は、令和7年(2025年)12月2日です。")
    assert "あなたの生年月日" in talk.say("whose", "じゃあ私は?")
    talk.say("inform", "昭和31年3月1日です")
    assert f"あなたの資格確認書の有効期限は、{FEB_28}です" in talk.press("どれもない")


def test_person_said_with_the_first_question(talk: Conversation) -> None:
    """母の確認書は… is about her from the first question on."""
    reply = talk.say("certificate_expiry", "母の確認書はいつまで使えますか")
    assert "お母さまの生年月日" in reply


def test_caller_is_never_taken_for_the_person(talk: Conversation) -> None:
    """Where nobody was named, the question says 調べたい方, not あなた."""
    reply = asked_for_birthday(talk).reply
    assert "調べたい方" in reply
    assert "あなた" not in reply


def test_another_person_with_the_date_at_once(talk: Conversation) -> None:
    """母は昭和25年12月3日生まれです gives person and date; the date is not asked for again."""
    reply = told(talk).say("whose", "母は昭和25年12月3日生まれです")
    assert "令和7年(2025年)12月2日" in reply


def test_two_people_in_one_sentence(talk: Conversation) -> None:
    """Two birthdays in one answer are told apart: each with the person's name."""
    reply = asked_for_birthday(talk).say("inform", "私は昭和31年3月1日、妻は昭和35年4月2日です")
    mine, hers = reply.text.index("あなた("), reply.text.index("奥さま(")
    assert mine < reply.text.index(FEB_28) < hers
    assert hers < reply.text.index("令和8年(2026年)7月31日")


def test_two_people_without_dates(talk: Conversation) -> None:
    """母と父の分 is asked for one by one, by name."""
    reply = talk.say("certificate_expiry", "母と父の確認書はいつまで使えますか")
    assert reply.last.startswith("お母さまの生年月日")
    assert talk.say("inform", "昭和25年12月3日").last.startswith("お父さまの生年月日")


def test_two_papers_in_one_household(talk: Conversation) -> None:
    """One's own notice after mother's certificate: another question, nothing of hers is used."""
    talk.say("certificate_expiry", "母の確認書はいつまで使えますか")
    talk.say("inform", "昭和25年12月3日です")
    talk.press("どれもない")
    reply = talk.say("notice_expiry", "私のお知らせはいつまでですか")
    assert "あなたの生年月日" in reply
    assert not talk.facts


def test_the_same_person_is_not_asked_twice(talk: Conversation) -> None:
    """A second question about the same person uses what was said."""
    told(talk)
    reply = talk.press("次の紙は自動で届くか")
    assert "生年月日" not in reply
    assert "自動で届きます" in reply


# --- asides and unwillingness -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("call_center", "電話番号は何番ですか"),
        ("what_is_marugaku", "マル学って何ですか"),
        ("household_split", "家族で違う紙が来たのはなぜですか"),
        ("greet", "こんにちは"),
        ("ecert_grace", "電子証明書が切れたらどうなりますか"),
    ],
)
def test_aside_among_the_circumstances(talk: Conversation, intent: str, words: str) -> None:
    """An aside while circumstances are asked for is answered too, and they are asked again."""
    asked_for_birthday(talk).say("inform", "昭和31年3月1日です")
    reply = talk.say(intent, words)
    assert reply.ids == [intent, "certificate_expiry"]
    assert FEB_28 in talk.press("どれもない")


def test_aside_that_names_a_paper_while_the_paper_is_asked_for(talk: Conversation) -> None:
    """お知らせをなくしました is a question of its own, not the answer to どちらですか."""
    talk.say("auto_renewal", "次の紙は自動で届きますか")
    reply = talk.say("lost_reissue", "お知らせをなくしました。どうしたらいいですか")
    assert reply.ids[0] == "lost_reissue"
    reply = talk.say("lost_reissue", "お知らせをなくしました")
    assert reply.ids[0] == "lost_reissue"


def test_buttons_of_an_aside_do_not_lead_away(talk: Conversation) -> None:
    """Under an aside stand only the buttons of the open question."""
    reply = asked_for_birthday(talk).say("discard_expired", "古いのは捨てていいですか")
    assert set(reply.buttons) == {"わからない", "言いたくない", "やめる"}


@pytest.mark.parametrize(
    "words",
    [
        "言いたくない",
        "言いたくありません",
        "教えたくないです",
        "個人情報なので言えません",
        "答えなきゃだめですか",
        "なんでそんなことを聞くんですか",
    ],
)
def test_unwillingness_in_any_words(talk: Conversation, words: str) -> None:
    """Whoever does not want to say it is left in peace, and answered."""
    reply = asked_for_birthday(talk).say("decline", words)
    assert reply.first == say("talk", "without")
    assert not reply.asks


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("decline", "言いたくありません"),
        ("decline", "答えません"),
        ("dont_know", "わかりません"),
        ("dont_know", "覚えていません"),
        ("dont_know", "わからない"),
    ],
)
def test_unwillingness_is_not_a_no(talk: Conversation, intent: str, words: str) -> None:
    """わかりません to a yes-or-no question is not いいえ."""
    talk.say("what_to_bring", "何を持って行けばいいですか")
    talk.say(intent, words)
    assert "has_card" not in (talk.facts or {})


@pytest.mark.parametrize("words", ["わからない", "覚えていません", "忘れました", "知らないです"])
def test_not_knowing_says_how_to_find_out(talk: Conversation, words: str) -> None:
    """Who does not know is told where it is written, and is not asked the same again."""
    reply = asked_for_birthday(talk).say("dont_know", words)
    assert say("find", "birthday") in reply
    assert "生年月日を教えて" not in reply


def test_not_knowing_a_birthday_is_no_end_to_a_paper_that_has_not_come(begin: Begin) -> None:
    """Who has no paper is not told to look at it."""
    talk = begin("2025-07-10T10:00")
    talk.say("not_arrived", "まだ届きません")
    assert "お手元の紙" not in talk.say("dont_know", "わかりません")


def test_cancel_forgets_half_a_date(talk: Conversation) -> None:
    """やめる after 7月15日です leaves no part of the date."""
    asked_for_birthday(talk).say("inform", "7月15日です")
    assert talk.knows_a_date
    talk.say("cancel", "やめる")
    assert not talk.knows_a_date


def test_dates_stay_while_the_matter_is_open(talk: Conversation) -> None:
    """While a question of ours is open, what was said is remembered."""
    asked_for_birthday(talk).say("inform", "昭和31年3月1日です")
    assert talk.facts == {"birthday": "1956-03-01"}


def test_same_result_asked_once_more(talk: Conversation) -> None:
    """もう一回 after a result repeats that result, not the general answer alone."""
    reply = told(talk).say("rephrase", "もう一回言ってください")
    assert FEB_28 in reply


def test_old_button_is_not_an_error(talk: Conversation) -> None:
    """A button of a question that has been settled meanwhile is answered, not ignored."""
    told(talk)
    reply = talk.press("どれもない")
    assert reply.text
    assert not reply.asks
