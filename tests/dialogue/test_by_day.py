"""Talks with two editions known: the day decides which paper is told, and which is which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from bot.content import Content
from bot.settings import settings
from bot.text import format_date
from tests.content.years import NEXT_NUMBER, with_next_year
from tests.dialogue.conftest import SetToday
from tests.dialogue.talking import Conversation, Reply

ONE_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The city with next year's edition."""
    return Content(with_next_year(tmp_path_factory.mktemp("years")))


@pytest.fixture
def ask(
    content: Content, set_today: SetToday, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[date], Conversation]]:
    """Begins a talk on a day, in that city."""

    def on(day: date) -> Conversation:
        monkeypatch.setenv("BOT_CITY", str(content.folder))
        set_today(f"{day}T10:00")
        return Conversation()

    yield on
    settings.cache_clear()


def until_when(talk: Conversation) -> Reply:
    """The certificate of somebody of whom nothing is special."""
    talk.say("certificate_expiry", "資格確認書はいつまで使えますか")
    talk.say("inform", "昭和60年3月1日生まれです")
    return talk.press("どれもない")


def test_the_paper_in_hand(content: Content, ask: Callable[[date], Conversation]) -> None:
    """Within an edition its own last day is told, and the next one's is not."""
    before, after = content.editions[-2:]
    for edition, other in ((before, after), (after, before)):
        reply = until_when(ask(edition.documents.starts + 60 * ONE_DAY))
        assert f"有効期限は、{format_date(edition.documents.ends)}です" in reply.text
        assert format_date(other.documents.ends) not in reply.text


def test_both_papers_on_the_table(content: Content, ask: Callable[[date], Conversation]) -> None:
    """From publication to start the paper in force comes first, then the new one by its name."""
    before, after = content.editions[-2:]
    for day in (after.published, after.published + 9 * ONE_DAY, before.documents.ends):
        reply = until_when(ask(day))
        text = reply.text
        now, then = (format_date(e.documents.ends) for e in (before, after))
        assert f"有効期限は、{now}です" in text
        assert f"新しい紙(国保だより{after.newsletter})の期限は、{then}です" in text
        assert NEXT_NUMBER in after.newsletter
        assert text.index(now) < text.index(then)
        assert format_date(after.documents.starts) not in text  # nobody has printed it


def test_the_written_answer_says_which_is_which(
    content: Content, ask: Callable[[date], Conversation]
) -> None:
    """Who tells no birthday is told of both papers too."""
    before, after = content.editions[-2:]
    talk = ask(after.published)
    talk.say("certificate_expiry", "資格確認書はいつまで使えますか")
    reply = talk.press("言いたくない")
    assert format_date(before.documents.ends) in reply.text
    assert format_date(after.documents.ends) in reply.text


def test_a_paper_with_the_day_of_another_year(
    content: Content, ask: Callable[[date], Conversation]
) -> None:
    """紙には令和9年7月31日: the next year's paper. 令和7年7月31日: the one before."""
    before, after = content.editions[-2:]
    day = before.documents.starts + 60 * ONE_DAY
    for printed, words in (
        (after.documents.ends, "次の年度の紙"),
        (before.documents.starts - ONE_DAY, "前の年度の紙"),
    ):
        said = f"紙には{format_date(printed)}と書いてあります。この確認書はいつまで使えますか"
        reply = ask(day).say("certificate_expiry", said)
        assert reply.first.startswith(f"{format_date(printed)}と書かれた紙は、{words}です")
    asked = f"紙には{format_date(before.documents.ends)}と書いてあります。いつまで使えますか"
    reply = ask(after.documents.starts + ONE_DAY).say("certificate_expiry", asked)
    assert "前の年度の紙" in reply.first
