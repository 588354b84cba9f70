"""bot/text/recognising.py: the language of a message, by its letters and its small words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.recognising import LanguageGuess, apart_from_days, head_of, recognise, settle

SURE = [
    ("資格確認書はいつまで使えますか", "ja"),
    ("My Number cardを忘れました", "ja"),
    ("PINコードがわからないんですが", "ja"),
    ("资格确认书什么时候到期", "zh"),
    ("只拿お知らせ那张纸可以吗", "zh"),
    ("不想用マイナ保险证了", "zh"),
    ("자격확인서(資格確認書)는 언제까지 쓸 수 있나요?", "ko"),
    ("कार्ड हरायो, के गर्ने?", "ne"),
    ("Giấy này dùng đến khi nào?", "vi"),
    ("the paper they sent me, what is it for", "en"),
    ("What is 資格情報のお知らせ?", "en"),
    ("Nasaan po ang opisina ninyo", "tl"),
    ("¿Hasta cuándo vale este papel?", "es"),
    ("não sei onde está o meu papel", "pt"),
    ("card ma lekheko miti kasari herne ho", "ne"),
    ("giay nay dung den bao gio vay", "vi"),
]


@pytest.mark.parametrize(("text", "language"), SURE)
def test_a_sentence_is_sure(text: str, language: str) -> None:
    """A sentence is of one language, whatever names of papers stand in it."""
    assert recognise(text) == LanguageGuess(language, sure=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "2026/7/31",
        "1985.7.5",
        "ok",
        "資格確認書",
        "在留期限 確認書 有効期限",
        "旦那 確認書 期限",
        "マイナ保険証 限度額認定証 不要",
        "口座振替 完了 過去",
        "👍",
    ],
)
def test_what_stands_in_any_talk(text: str) -> None:
    """Numbers, dates, ok and names of papers are of no language that is sure."""
    guess = recognise(text)
    assert guess is None or (guess.language == "ja" and not guess.sure)


# 5 August 1985 and 31 March, as each language writes them.
DATES = {
    "en": ("5 August 1985", "Aug 5th, 1985", "March 31"),
    "zh": ("1985年8月5号", "3月31号"),
    "ko": ("1985년 8월 5일", "3월 31일"),
    "vi": ("ngày 5 tháng 8 năm 1985", "31 tháng 3"),
    "tl": ("ika-5 ng Agosto 1985", "Marso 31"),
    "pt": ("5 de agosto de 1985", "31 de março"),
    "es": ("5 de agosto de 1985", "el 31 de marzo"),
    "ne": ("१९८५ अगस्ट ५", "२०४२ साल भदौ २०", "मार्च ३१"),
    "ja": ("1985ねん8がつ5か", "しょうわ60ねん8がつ5か", "3がつ31にち"),
}


@pytest.mark.parametrize("talk", DATES)
@pytest.mark.parametrize("text", sorted({date for dates in DATES.values() for date in dates}))
def test_a_bare_date_changes_no_talk(talk: str, text: str) -> None:
    """In a talk of any language a date may be written as any other writes it: to who guesses by
    spellings it is no sentence."""
    assert settle(recognise(text), talk) == talk
    sure = LanguageGuess("xx", sure=True)
    assert settle(apart_from_days(text, lambda w: sure if w.split()[1:] else None), talk) == talk


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("mi mamá nació el 5 de agosto de 1985", "es"),
        ("minha mãe nasceu em 5 de agosto de 1985", "pt"),
        ("Con tôi sinh ngày 5 tháng 8 năm 1985", "vi"),
        ("はは は 1985ねん8がつ5か うまれです", "ja"),
    ],
)
def test_words_beside_a_date_are_sure(text: str, language: str) -> None:
    """What stands beside a date says which language it is."""
    assert recognise(text) == LanguageGuess(language, sure=True)


@pytest.mark.parametrize(
    ("guess", "talk", "hint", "language"),
    [
        (LanguageGuess("ko", sure=True), "en", "ja", "ko"),
        (LanguageGuess("en", sure=False), "ko", "ja", "ko"),
        (LanguageGuess("en", sure=False), "", "ja", "en"),
        (LanguageGuess("ja", sure=False), "", "en", "en"),
        (None, "ko", "en", "ko"),
        (None, "", "en", "en"),
        (None, "", "", "ja"),
        (LanguageGuess("ja", sure=True), "ja-easy", "", "ja-easy"),
        (LanguageGuess("ja", sure=True), "", "ja-easy", "ja-easy"),
        (LanguageGuess("ja", sure=True), "en", "ja-easy", "ja"),
    ],
)
def test_whose_word_counts(
    guess: LanguageGuess | None, talk: str, hint: str, language: str
) -> None:
    """The message if it is sure, else the talk, else the message, else the channel."""
    assert settle(guess, talk, hint) == language


def test_easy_japanese_is_understood_as_japanese() -> None:
    """Easy Japanese has texts of its own and no examples."""
    assert (head_of("ja-easy"), head_of("en")) == ("ja", "en")


@given(st.text(max_size=40))
def test_any_text_can_be_recognised(text: str) -> None:
    """No text is refused; what has no letter is of no language."""
    guess = recognise(text)
    assert guess is None or any(c.isalpha() for c in text)
