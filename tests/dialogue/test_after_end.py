"""bot/dialogue/after_end.py: what is useful once the papers of the edition are over."""

from __future__ import annotations

import pytest

from bot.content import library, say
from tests.dialogue.conftest import LONG_AFTER, WITHIN, Begin

EXCEPT = ("renewal.except_stay", "renewal.except_student")
TODAY_KEYS = ("newer", *EXCEPT, "carry", "whom")
LATER_KEYS = ("next", *EXCEPT, "carry", "whom")
FULL_PRICE = ("newer", *EXCEPT, "carry", "full_price", "whom")
ROWS = (
    # what was understood, the words, the phrases of the answer in order
    ("certificate_expiry", "今日病院に行くのに期限が切れてます", TODAY_KEYS),
    ("out_of_scope", "期限切れなので全額と言われました", FULL_PRICE),
    ("discard_expired", "お知らせの期限が過ぎてました", TODAY_KEYS),
    ("nlu_fallback", "新しい確認書はいつ届きますか", LATER_KEYS),
    ("auto_renewal", "次のお知らせはいつ来るの", LATER_KEYS),
    ("certificate_expiry", "紙に令和9年7月31日って書いてあります", ("later_paper",)),
)
KEYS = {key for _, _, keys in ROWS for key in keys}


def phrase(key: str) -> str:
    section, _, name = key.rpartition(".")
    return say(section or "after_end", name)


def lines(keys: tuple[str, ...]) -> list[str]:
    return [phrase(key) for key in keys]


def test_every_phrase_has_a_row() -> None:
    """The table below holds each phrase that can be told."""
    assert {*library().book().phrases["after_end"]} <= KEYS


@pytest.mark.parametrize(("intent", "words", "keys"), ROWS)
def test_what_to_do_now(begin: Begin, intent: str, words: str, keys: tuple[str, ...]) -> None:
    """After the end the answer says what to do, in this order, and asks nothing."""
    reply = begin(LONG_AFTER).say(intent, words)
    assert [line for line in reply.text.split("\n") if line in lines(keys)] == lines(keys)
    assert not reply.asks


@pytest.mark.parametrize(("intent", "words", "keys"), ROWS[:5])
def test_not_while_the_papers_run(
    begin: Begin, intent: str, words: str, keys: tuple[str, ...]
) -> None:
    """Within the edition the same words get the answer of the edition."""
    assert lines(keys)[0] not in begin(WITHIN).say(intent, words)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("ecert_grace", "電子証明書の期限が切れてます"),
        ("limit_certificate", "認定証の期限が切れました"),
        ("debit_start", "新しい口座の引き落としはいつから"),
    ],
)
def test_not_of_other_papers(begin: Begin, intent: str, words: str) -> None:
    """What is not about the two papers is answered as before."""
    reply = begin(LONG_AFTER).say(intent, words)
    assert not any(phrase(key) in reply for key in KEYS)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("在留期限は2028年3月31日です", "令和8年(2026年)7月31日"),
        ("マル学で、2028年3月20日に卒業します", "令和8年(2026年)7月31日"),
        ("2027年1月から負担割合が変わります", "令和8年(2026年)7月31日"),
    ],
)
def test_a_later_year_that_no_paper_bears(begin: Begin, told: str, day: str) -> None:
    """The end of a stay or of a school is no last day of a paper that lies there."""
    words = f"昭和29年5月5日生まれです。{told}。資格確認書はいつまで使えますか"
    reply = begin(LONG_AFTER).say("certificate_expiry", words)
    assert say("after_end", "later_paper") not in reply
    assert day in reply


@pytest.mark.parametrize(
    ("born", "paper", "told"),
    [
        ("平成8年5月5日", "資格情報のお知らせ", "内容が変わらない限り"),
        ("昭和26年2月10日", "資格確認書", "自動で届くとは言えません"),
    ],
)
def test_who_tells_the_birthday(begin: Begin, born: str, paper: str, told: str) -> None:
    """Not everybody gets a paper by itself: who says who it is about hears what holds for them."""
    talk = begin(LONG_AFTER)
    reply = talk.say("auto_renewal", f"{born}生まれです。次の{paper}は自動で届きますか")
    if reply.asks:
        reply = talk.press("どれもない")
    assert told in reply


def test_a_notice_of_who_has_turned_70_since(begin: Begin) -> None:
    """From 70 on a notice bears a day: nobody of that age is told that it has none."""
    words = "昭和31年9月10日生まれです。資格情報のお知らせはいつまで使えますか"
    talk = begin(LONG_AFTER)
    reply = talk.say("notice_expiry", words)
    if reply.asks:
        reply = talk.press("どれもない")
    assert say("rule", "age70_since") in reply
    assert "有効期限がありません" not in reply


@pytest.mark.parametrize(
    "words",
    [
        "期限が切れた資格確認書は捨ててもいいですか",
        "期限が過ぎたお知らせは返すんですか",
        "切れてる紙、シュレッダーでいい?",
    ],
)
@pytest.mark.parametrize("birthday", ["", "昭和26年2月20日生まれです。"])
def test_what_is_done_with_the_old_paper(begin: Begin, words: str, birthday: str) -> None:
    """問3: who asks whether the old paper may be thrown away is told that, first."""
    reply = begin(LONG_AFTER).say("discard_expired", f"{birthday}{words}", sure=True)
    assert reply.ids == ["discard_expired"]
    assert say("after_end", "newer") not in reply


@pytest.mark.parametrize(
    ("born", "told", "never"),
    [
        ("昭和26年2月20日", "other_insurance_now", "by_itself"),
        ("昭和26年11月23日", "other_insurance_now", "by_itself"),  # 75 after the edition, by today
        ("平成7年5月5日", "except_stay", "other_insurance_now"),
    ],
)
def test_who_has_no_paper_today(begin: Begin, born: str, told: str, never: str) -> None:
    """By the birthday in the same words: at 75 no newer paper is to be looked for."""
    words = f"{born}生まれです。期限が切れた確認書しかないのに今日病院に行きます"
    reply = begin(LONG_AFTER).say("certificate_expiry", words)
    assert say("renewal", told) in reply
    assert say("renewal", never) not in reply
    assert (say("after_end", "newer") in reply) is (told != "other_insurance_now")


@pytest.mark.parametrize(("paper", "alone"), [("確認書", True), ("お知らせ", False), ("紙", False)])
def test_a_later_notice_never_alone(begin: Begin, paper: str, *, alone: bool) -> None:
    """1ページ: the notice alone gives no insured care, however late its day."""
    words = f"{paper}に令和9年7月31日って書いてあります"
    reply = begin(LONG_AFTER).say("certificate_expiry", words)
    assert (say("direct", "not_alone") not in reply) is alone
