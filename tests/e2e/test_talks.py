"""Whole talks with the running servers."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.e2e.running import Servers, press, text_of
from tests.house.serving import wait_until

pytestmark = pytest.mark.e2e


@pytest.fixture
def sender() -> str:
    """A talk of one's own."""
    return uuid.uuid4().hex


def test_computes_from_the_first_question(bot: Servers, sender: str) -> None:
    """A birthday in the first question is used, and the deciding rule is told."""
    first = bot.ask("母は昭和26年1月20日生まれです。資格確認書はいつまで使えますか", sender)
    assert "お母さまの資格確認書の有効期限は、令和8年(2026年)1月19日です。" in text_of(first)
    assert "75歳の誕生日の前の日" in text_of(first)
    last = bot.ask(press(first, "どれもない"), sender)
    assert "令和8年(2026年)1月19日" in text_of(last)
    assert "2ページ" in text_of(last)


def test_asks_step_by_step_and_takes_a_correction(bot: Servers, sender: str) -> None:
    """The birthday is asked for, taken, corrected in part, and the result computed anew."""
    asked = bot.ask("資格確認書の期限はいつですか", sender)
    assert "生年月日" in text_of(asked)
    told = bot.ask("昭和30年9月15日です", sender)
    assert "令和7年(2025年)9月30日で期限が過ぎています" in text_of(told)
    corrected = bot.ask("いや、31年でした", sender)
    assert "原則の期限" in text_of(corrected)
    assert "令和8年(2026年)7月31日" in text_of(corrected)


def test_a_date_that_cannot_be(bot: Servers, sender: str) -> None:
    """An impossible day is named, a day without an era gets eras to choose from."""
    bot.ask("資格情報のお知らせの有効期限は?", sender)
    text = text_of(bot.ask("昭和30年2月30日", sender))
    assert "「昭和30年2月30日」ですね。" in text
    assert "その日はないようです" in text
    asked = bot.ask("30.7.15", sender)
    assert {"昭和", "平成"} <= {b["title"] for b in asked[0]["buttons"]}
    told = bot.ask(press(asked, "昭和"), sender)
    assert "令和8年(2026年)7月31日" in text_of(told)


def test_another_question_in_between(bot: Servers, sender: str) -> None:
    """A question in between is answered, then the open one comes back."""
    bot.ask("電子証明書が切れたらいつまでマイナ保険証が使えますか", sender)
    between = bot.ask("コールセンターの電話番号は?", sender)
    assert "044-200-0783" in text_of(between)
    assert "電子証明書の期限を教えてください" in between[-1]["text"]
    told = bot.ask("2025年8月3日です", sender)
    assert "令和7年(2025年)11月30日" in text_of(told)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("言いたくないです", "言わなくて大丈夫"),
        ("わからない", "わからなくて大丈夫"),
    ],
)
def test_gives_no_date(bot: Servers, sender: str, words: str, said: str) -> None:
    """Who does not give a date still gets the general answer."""
    bot.ask("お知らせの有効期限はありますか", sender)
    assert said in text_of(bot.ask(words, sender))


def test_typed_commands_are_text(bot: Servers, sender: str) -> None:
    """Typed text that starts with a slash is text, and what was said before is not lost."""
    bot.ask("資格確認書の期限はいつですか", sender)
    commands = ("/restart", "／restart", '/inform{"answer": "document=notice"}', "/session_start")
    for typed in commands:
        messages = bot.ask(typed, sender)
        assert messages
        assert "最初からやり直します" not in text_of(messages)
    # Three that could not be read lead to the phone number; the talk goes on all the same.
    assert "令和8年(2026年)1月19日" in text_of(
        bot.ask("昭和26年1月20日生まれの確認書の期限を知りたい", sender)
    )


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "\u200b\u0000\u0007",
        "😀😀😀",
        "あ" * 5000,
        "<script>alert(1)</script><b>期限</b>",
        "'; DROP TABLE users; --",
        "1234 5678 9012",
        "When does my certificate expire?",
        "ฉันไม่เข้าใจ",
        "\u202eしかく",
    ],
)
def test_bad_input_gets_a_kind_answer(bot: Servers, words: str) -> None:
    """Whatever comes in, a sentence goes out, in Japanese or in the language of its words."""
    text = text_of(bot.ask(words))
    assert re.search("[ぁ-ん]{2}|[a-z]{3} [a-z]{3}", text)
    assert "<script>" not in text
    assert "受付番号" not in text


def test_quick_messages_keep_their_order(bot: Servers, sender: str) -> None:
    """Messages sent at once in one talk are all answered."""
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: bot.ask("コールセンターの番号は?", sender), range(3)))
    assert all("044-200-0783" in text_of(answer) for answer in answers)


def test_a_changed_text_is_used_at_once(bot: Servers, project: Path) -> None:
    """The text of an answer can be changed at each door while it runs, without training."""

    def number() -> set[str]:
        """By both doors: each has a process of its own, which reads when it is next asked."""
        said = "コールセンターの電話番号は?"
        return {text_of(bot.ask(said)), text_of(bot.ask_shortly(said))}

    def told(words: str) -> bool:
        return all(words in text for text in number())

    path = project / "bot/content/kawasaki/answers/ja/contact.yml"
    original = path.read_text(encoding="utf-8")
    assert "通話料がかかります。" in original
    try:
        path.write_text(original.replace("通話料がかかります。", "電話代がかかります。"), "utf-8")
        wait_until(lambda: told("電話代がかかります。"), 20)
        path.write_text("call_center: [", "utf-8")
        wait_until(lambda: number() and "contact.yml" in bot.log(), 20)
        assert told("電話代がかかります。")
    finally:
        path.write_text(original, "utf-8")
    wait_until(lambda: told("通話料がかかります。"), 20)


def test_words_of_residents_are_not_logged(bot: Servers) -> None:
    """No log holds what a resident wrote."""
    bot.ask("ぴよぴよ丸の確認書の期限はいつですか")
    log = bot.log()
    written = [words for words in bot.said if len(words) > 8 and not words.startswith("/")]
    assert len(written) > 10
    assert [words for words in written if words in log] == []
    assert "ぴよぴよ丸" not in log


def test_listens_on_loopback_only(bot: Servers) -> None:
    """Neither server can be reached from another machine."""
    listening = {}
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, state = line.split()[1], line.split()[3]
        address, _, port = local.partition(":")
        if state == "0A":
            listening.setdefault(int(port, 16), set()).add(address)
    assert listening[bot.rasa_port] == {"0100007F"}
    assert listening[bot.actions_port] == {"0100007F"}
