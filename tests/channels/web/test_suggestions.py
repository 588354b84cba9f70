"""bot/channels/web/suggestions.py: titles while one types; nothing of it stays anywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot.channels.web.shapes import SUGGESTED_LONGEST
from bot.channels.web.suggestions import MOST
from bot.content import library
from bot.conversation.finding import NO_CARDS, NOT_OFFERED
from bot.conversation.throttle import SUGGESTIONS_OF_ADDRESS
from tests.house.serving import NOW, Body, House, is_error
from tests.house.storing import behind

PATH = "/api/suggestions"
LANGUAGES = library().city.languages


def ask(home: House, text: str, address: str = "198.51.100.1", language: str = "ja") -> Any:
    """The response to what was typed so far."""
    client = home.client(address)
    return client.post(PATH, json={"text": text}, headers={"accept-language": language})


def titles(home: House, text: str, language: str = "ja") -> list[str]:
    """The titles that are suggested."""
    answer = ask(home, text, language=language)
    assert answer.status_code == 200, answer.text
    found: list[str] = answer.json()["titles"]
    return found


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("期限", "資格確認書の期限"),
        ("きげ", "資格確認書の期限"),
        ("kigen", "資格確認書の期限"),
        ("なくし", "なくした・破れた"),
        ("でんわ", "電話番号と受付時間"),
        ("銀行", "口座振替に使える銀行"),
    ],
)
def test_two_characters_lead_to_titles(home: House, typed: str, title: str) -> None:
    """However it is written, and before it is whole."""
    found = titles(home, typed)
    assert title in found
    assert len(found) <= MOST


@pytest.mark.parametrize(
    ("typed", "title"), [("届かな", "まだ届かない"), ("捨てて", "古い紙を捨ててよいか")]
)
def test_a_title_that_holds_the_letters_comes_first(home: House, typed: str, title: str) -> None:
    """Half a word is cut into others; the title in which it stands as typed is likest."""
    assert titles(home, typed)[0] == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_the_language(home: House, language: str) -> None:
    """Half of a title suggests it, in the language in which it is asked; and no other language."""
    words = library().words(NOW.date(), language)
    title = words.title("debit_banks")
    found = titles(home, title[: len(title) // 2 + 1], language)
    assert title in found
    assert {*found} <= {answer.title for answer in words.book.answers.values()}


@pytest.mark.parametrize(
    "typed", ["図書館の本", "夫の暴力", "DV", "支援措置", "苦情", "もう死にたい", "👍👍", "。。"]
)
def test_what_is_not_suggested(home: House, typed: str) -> None:
    """Nothing that is only like it; never violence; nothing where life is at stake."""
    book = library().book()
    left_out = {book.answers[name].title for name in NOT_OFFERED | NO_CARDS}
    assert not {*titles(home, typed)} & left_out
    if typed in ("もう死にたい", "👍👍", "。。"):
        assert titles(home, typed) == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid"),
        ({"text": ""}, 422, "invalid"),
        ({"text": "あ"}, 422, "invalid"),
        ({"text": "あ" * (SUGGESTED_LONGEST + 1)}, 413, "too_long"),
    ],
)
def test_one_letter_or_a_sentence(home: House, body: Body, status: int, code: str) -> None:
    """Refused as any other bad body."""
    assert is_error(home.client().post(PATH, json=body), status, code)


def test_another_site(home: House) -> None:
    """Only the sites that may hold the chat may ask."""
    answer = home.client().post(
        PATH, json={"text": "期限"}, headers={"origin": "https://evil.test"}
    )
    assert is_error(answer, 403, "origin_refused")


def test_its_own_limit(home: House) -> None:
    """Who types too much gets no more suggestions for a while, and goes on talking all the same."""
    address = "198.51.100.77"
    answers = [ask(home, "期限", address).status_code for _ in range(SUGGESTIONS_OF_ADDRESS + 1)]
    assert answers == [200] * SUGGESTIONS_OF_ADDRESS + [429]
    refused = ask(home, "期限", address)
    assert int(refused.headers["retry-after"]) > 0
    home.browser(address).begin()
    assert ask(home, "期限", "198.51.100.78").status_code == 200


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, down to the last detail."""
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_nothing_stays(home: House, lines: pytest.LogCaptureFixture) -> None:
    """Neither a log nor the editors' queue holds what was typed, and nothing is counted."""
    typed = "渡辺の期限"
    before = home.gateway.statistics.read(NOW.date(), NOW.date())
    titles(home, typed)
    assert "渡辺" not in lines.text
    assert home.gateway.statistics.read(NOW.date(), NOW.date()) == before
    unanswered = home.gateway.unanswered
    unanswered.flush()
    with behind(unanswered) as base:
        assert not base.execute("select * from unanswered where words like '%渡辺%'").fetchall()
