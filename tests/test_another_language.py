"""A second language is a folder: what a browser that asks for it gets has no Japanese phrase."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.adapters import AnswerAction
from bot.content import current_content
from bot.conversation import offline
from bot.text import writers
from bot.text.writers import JapaneseDates
from tests.house.serving import House, house, settings_for
from tests.house.translated import JAPANESE_WORD, two_languages
from tests.test_another_city import utterances


class Digits(JapaneseDates):
    """Writes dates in digits alone."""

    def date(self, day: date) -> str:
        """2026-07-31."""
        return day.isoformat()

    def month(self, day: date) -> str:
        """2026-07."""
        return f"{day:%Y-%m}"

    def moment(self, at: Any) -> str:
        """2026-07-31 8:30."""
        return f"{at:%Y-%m-%d %H:%M}"

    def time(self, at: Any) -> str:
        """8:30."""
        return f"{at:%H:%M}"

    def ordinals(self, numbers: Any) -> str:
        """2, 4."""
        return ", ".join(map(str, numbers))

    def period(self, first: date, last: date) -> str:
        """Two days."""
        return f"{first} - {last}"

    def months_later(self, months: int) -> str:
        """+2."""
        return f"+{months}"

    def month_name(self, number: int) -> str:
        """7."""
        return str(number)

    def issue(self, number: int, month: date | None = None) -> str:
        """179."""
        return str(number)


@pytest.fixture(scope="module", autouse=True)
def _two_languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Our city, which answers in ja and xx. Nobody's words are recognised, as xx has no letters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(writers.WRITERS, "xx", Digits())
        patch.setattr(offline, "recognise", lambda text: None)
        with two_languages(tmp_path_factory.mktemp("city"), "xx"):
            yield


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The gateway, with the last resort in Rasa's place."""
    with house(settings_for(tmp_path_factory.mktemp("data"), 1024), up=False) as found:
        yield found


def shown(card: dict[str, Any]) -> list[str]:
    """What a resident reads of a card, without the source, which quotes the newsletter."""
    choices = [choice["label"] for choice in card.get("choices", ())]
    lines = [*card["details"], *card["bring"], *card["steps"], *choices]
    return [text for text in (card.get("title"), card["lead"], *lines) if text]


def japanese(texts: list[str]) -> list[str]:
    """The texts that hold a Japanese word; names of banks are names."""
    banks = {bank.name for bank in current_content().editions[-1].banks.listed}
    found = []
    for text in texts:
        bare = text
        for bank in banks:
            bare = bare.replace(bank, "")
        bare = re.sub(
            r"第\d+号\(令和\d年\d+月\)|第\d+号|、", "", bare
        )  # the newsletter's own number
        if JAPANESE_WORD.search(bare):
            found.append(text)
    return found


def test_the_web(home: House) -> None:
    """Greeting, answers, a question and a computed date are in the language of the browser."""
    browser = home.browser()
    browser.headers["accept-language"] = "xx, ja;q=0.5"
    cards = browser.begin()["cards"]
    asked = utterances()
    for said in (asked["certificate_expiry"], "昭和50年1月1日", asked["call_center"], "12345678"):
        cards += browser.say(said)["cards"]
    texts = [text for card in cards for text in shown(card)]
    assert any("2026-07-31" in text for text in texts)
    assert japanese(texts) == []


def test_refusals_and_words_of_the_widget(home: House) -> None:
    """A refusal, the call centre and the widget's words follow the browser too."""
    headers = {"accept-language": "xx"}
    client = home.client()
    refusal = client.get("/api/nothing", headers=headers).json()["error"]["message"]
    centre = client.get("/api/centre", headers=headers).json()["sentence"]
    script = client.get("/widget/any/xx/panel.js").text
    words, _ = json.JSONDecoder().raw_decode(script.removeprefix("export const T="))
    del words["dates"]  # a pattern for the dates of every language
    said = [text for text in words.values() if isinstance(text, str)]
    assert japanese([refusal, centre, *said]) == []
    assert words["language"] == "xx"


@pytest.mark.parametrize("language", ["xx", "ja", ""])
def test_rest(language: str) -> None:
    """Rasa's REST door: the language of the message's metadata, for every answer."""
    texts = []
    for name in sorted(current_content().book().answers):
        dispatcher = CollectingDispatcher()
        message: dict[str, Any] = {"text": f"/{name}", "intent": {"name": name}, "entities": []}
        message["metadata"] = {"language": language}
        tracker = Tracker("s", {}, message, [], False, None, {}, None)
        asyncio.run(AnswerAction().run(dispatcher, tracker, {}))
        for found in dispatcher.messages:
            parts = found["answer"]["parts"]
            texts += [parts["lead"], *parts["details"], *parts["bring"], *parts["steps"]]
            texts += [button["title"] for button in found.get("buttons") or ()]
    assert len(texts) > 200
    assert bool(japanese(texts)) is (language != "xx")
