"""Sentences that once said more or less than the newsletter: each with what must stand in it."""

from __future__ import annotations

import re

import pytest

from bot.content import find_answer, library, say

PAGE = library().folder / "page"

# id, field, what it says, what it does not say
SAID = [
    ("expiry_age70", "short", r"{turns_70_by}までに70歳になる方", r"(?!)"),
    ("expiry_age70", "again", r"{turns_70_by}までに70歳になる方", r"(?!)"),
    ("expiry_age75", "short", r"{ends}までに75歳になる方", r"(?!)"),
    ("expiry_age75", "again", r"{ends}までに75歳になる方", r"(?!)"),
    ("expiry_student", "short", r"{graduates_by}までに卒業する.*そのあとに卒業する方", r"(?!)"),
    ("expiry_student", "again", r"{graduates_by}までに卒業する方", r"(?!)"),
    ("expiry_residence", "again", r"在留期限が{residence_by}までの方", r"(?!)"),
    ("expiry_burden_change", "short", r"70歳以上.*{ends}までに変わる方", r"(?!)"),
    ("expiry_burden_change", "again", r"70歳以上で{ends}までに", r"(?!)"),
    ("expiry_burden_change", "again_after", r"{ends}までに.*70歳以上", r"(?!)"),
    ("expiry_age75", "again_after", r"国保の紙は、もう期限が", r"(?!)"),
    ("what_to_bring", "short", r"期限が過ぎていない資格確認書", r"(?!)"),
    ("what_to_bring", "again", r"期限が過ぎていない資格確認書", r"(?!)"),
    ("notice_alone", "short", r"マイナ保険証か資格確認書が必要", r"(?!)"),
    ("notice_alone", "again", r"登録したマイナンバーカード", r"(?!)"),
    ("duplicate_notice", "short", r"^同じ内容なら", r"(?!)"),
    ("limit_certificate_docs", "after", r"今の持ち物は、要確認.*でした", r"必要です"),
    (
        "dv_support",
        "short",
        r"設定のしかたは、{newsletter}に書かれていません",
        r"マイナ保険証を使いたい",
    ),
    ("limit_certificate", "again", r"90日を超えた方は要確認", r"(?!)"),
    ("limit_certificate_unneeded", "short", r"90日を超えた方は、要確認", r"(?!)"),
    ("limit_certificate_unneeded", "script", r"90日を超えた方", r"確かめていただく必要"),
    ("notice_next_year", "short", r"^70歳未満の方.*70歳以上の方", r"^いいえ"),
    (
        "notice_next_year",
        "script",
        r"^70歳未満の方.*毎年はお送りしません.*70歳以上の方",
        r"^いいえ",
    ),
    ("cancel_registration", "again", r"お住まいの区の区役所", r"(?!)"),
    ("cancel_registration_mail", "again", r"お住まいの区の区役所", r"(?!)"),
    ("limit_certificate_refused", "again", r"お住まいの区の区役所", r"(?!)"),
    ("registered_mail", "again", r"年に一度の更新の資格確認書", r"お知らせ"),
    ("cancel_registration_time", "again", r"申請が届いてから", r"申請した日から"),
]


@pytest.mark.parametrize(("name", "field", "says", "not_that"), SAID)
def test_one_sentence_is_enough(name: str, field: str, says: str, not_that: str) -> None:
    """Who reads this field alone reads its limit, too."""
    text = re.sub(r"\s+", "", getattr(find_answer(name), field))
    assert re.search(says, text)
    assert not re.search(not_that, text)


def test_proof_of_standing_in_comes_with_the_letter_of_attorney() -> None:
    """登記事項証明書 is shown besides 委任状, never instead of it."""
    for name in ("proxy_application", "apply_certificate_docs", "cancel_registration_docs"):
        answer = find_answer(name)
        for text in (*answer.details, *answer.bring, *answer.script.split("。")):
            if "登記事項証明書" in text:
                assert re.search(r"そのほか|それも", text), (name, text)
                assert "代わりに" not in text


def test_only_expired_papers_are_returned() -> None:
    """問3: the desks take back papers whose date has passed, the old 被保険者証 too."""
    desks = {desk.id: desk.about for desk in library().city.desks}
    assert "期限が切れた紙の返却" in desks["ward"]
    assert "期限が切れた被保険者証・資格確認書・資格情報のお知らせ" in desks["returns"]


def test_a_question_about_circumstances_names_nobody() -> None:
    """Whom it is about stands in the sentence before: in easy Japanese, too, it is not あなた."""
    phrases = library().book("ja-easy").phrases
    for section in ("ask", "again", "fact"):
        assert "あなた" not in phrases[section]["circumstances"]


def test_a_renewed_certificate_may_need_registration() -> None:
    """問1: whose electronic certificate is valid is told the likeliest cause first."""
    assert re.search(r"更新した方は、利用登録が残っているか", say("why", "valid"))
    assert "支援措置を受けていて" in say("why", "valid_more")
    assert "特別な" not in say("why", "valid") + say("why", "valid_more")


def test_how_long_a_date_lives() -> None:
    """Dates are kept for as long as a talk may rest, and that is said."""
    texts = (*find_answer("help").details, say("line", "birthday"), say("line", "follow_more"))
    told = [text for text in texts if "30分" in text]
    assert len(told) == 3
    assert not any("残しません" in text or "保存しません" in text for text in texts)


@pytest.mark.parametrize("language", library().city.languages)
def test_the_page_says_who_has_to_ask(language: str) -> None:
    """That no application is needed does not stand alone on the page either."""
    page = (PAGE / f"{language}.html").read_text(encoding="utf-8")
    paragraphs = re.findall(r"<li><h3>.*?</li>", page)
    assert any(re.search(r"90|९०", one) for one in paragraphs)
