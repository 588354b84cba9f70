"""bot/dialogue/next_paper.py: when the next paper comes, to whom."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import BEFORE, LONG_AFTER, WITHIN, Begin

WHEN = "新しい{paper}はいつ届きますか"


@pytest.mark.parametrize(
    ("paper", "notice"), [("資格確認書", False), ("資格情報のお知らせ", True), ("紙", True)]
)
def test_of_nobody_known(begin: Begin, paper: str, *, notice: bool) -> None:
    """問2 with its exceptions; a notice without expiry does not come again (問4)."""
    reply = begin(WITHIN).say("not_arrived", WHEN.format(paper=paper))
    assert "今の紙の期限を過ぎても届かないとき" in reply
    assert "先に在留期限の更新" in reply
    assert "先に延長の手続き" in reply
    assert ("内容が変わらない限り、新しいものは届きません" in reply) is notice


@pytest.mark.parametrize(
    ("born", "paper", "told", "never"),
    [
        ("平成7年5月5日", "資格確認書", "今の紙の期限は、令和8年(2026年)7月31日です", "毎年"),
        ("平成7年5月5日", "資格情報のお知らせ", "新しいお知らせは届きません", "自動で届きます"),
        ("昭和31年3月10日", "資格確認書", "今の紙の期限は、令和8年(2026年)3月31日です", "7月"),
        ("昭和31年3月10日", "資格情報のお知らせ", "令和8年(2026年)3月31日です", "7月"),
        ("昭和28年4月4日", "資格情報のお知らせ", "令和8年(2026年)7月31日です", "届きません"),
        ("昭和26年2月20日", "資格確認書", "別の医療保険", "自動で届きます"),
    ],
)
@pytest.mark.parametrize("understood", ["not_arrived", "auto_renewal", "nlu_fallback"])
def test_of_who_tells_a_birthday(
    begin: Begin, understood: str, born: str, paper: str, told: str, never: str
) -> None:
    """By that person's own paper: how long to wait, or that none is to be waited for."""
    words = f"私は{born}生まれです。{WHEN.format(paper=paper)}"
    reply = begin(WITHIN).say(understood, words)
    assert reply.ids[0] == "auto_renewal"
    assert told in reply
    assert never not in reply


@pytest.mark.parametrize(
    ("born", "told", "never"),
    [
        (
            "平成7年5月5日",
            ["令和8年(2026年)7月31日で期限が過ぎています", "今日より後なら"],
            "でした",
        ),
        ("昭和26年2月20日", ["75歳になった方は、別の医療保険"], "自動で届きます"),
    ],
)
def test_after_the_end(begin: Begin, born: str, told: list[str], never: str) -> None:
    """After the edition the paper is over: to look for a newer one, what to carry, to ring now."""
    words = f"私は{born}生まれです。{WHEN.format(paper='資格確認書')}"
    reply = begin(LONG_AFTER).say("not_arrived", words)
    assert [part for part in told if part not in reply] == []
    assert never not in reply
    assert "7月を過ぎても" not in reply


def test_the_paper_that_is_being_posted(begin: Begin) -> None:
    """〈ご注意〉: while the papers are being posted it is those that are waited for."""
    words = "昭和30年7月20日生まれです。資格確認書はいつ届きますか"
    reply = begin(BEFORE).say("not_arrived", words)
    assert "7月下旬頃に別にお送りする予定です" in reply


def test_of_the_person_spoken_of(begin: Begin) -> None:
    """いつ届く?, behind a date that was told: of that very person."""
    talk = begin(WITHIN)
    talk.say("certificate_expiry", "父は昭和26年2月20日生まれです。資格確認書の期限は？")
    talk.press("どれもない")
    assert "別の医療保険" in talk.say("nlu_fallback", "新しいのはいつ届く？")
