"""BOT_CITY: all that goes out is of the city whose folder it names; nothing of Kawasaki is left."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.adapters import AnswerAction
from bot.channels.line.menu import rich_menu
from bot.channels.line.render import render
from bot.channels.web.bundle import WIDGET
from bot.console.desk.carding import operator_card
from bot.console.desk.suggesting import NEVER_ASKED
from bot.content import current_content, speaking, words_today
from bot.content.strict_yaml import load
from bot.text import mask
from tests.house.other_city import city_of, folder_of_other_city
from tests.house.serving import NOW, House, house, settings_for, shared_resort

ROOT = Path(__file__).parents[1]
PHONE = "0999-55-4321"
# What only Kawasaki is called, has, or prints in 第179号. 川崎 is part of most of it.
OF_KAWASAKI = (
    *("川崎", "kawasaki", "かわさき", "国保だより", "第179号", "令和7年7月", "令和7年(2025年)7月"),
    *("044-", "044200", "ゼロヨンヨン", "koukin-koufuri", "210-0890", "ニーイチゼロ", "宮本町"),
    *("7月31日", "7月30日", "7月1日", "8月1日", "8月2日", "25日", "3か月後"),
    *("8時30分", "17時15分", "午後5時15分", "12時30分", "第2・第4", "第2と第4", "08:30", "17:15"),
    *("みずほ", "ゆうちょ", "4月1日現在", "4月1日(ついたち)現在"),
)


@pytest.fixture(scope="module", autouse=True)
def _other_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All of this file is 海辺市."""
    with city_of(folder_of_other_city(tmp_path_factory.mktemp("city") / "umibe")):
        yield


@pytest.fixture(scope="module")
def umibe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Its gateway, with the last resort in Rasa's place."""
    with house(settings_for(tmp_path_factory.mktemp("data"), 1024), up=False) as found:
        yield found


@cache
def utterances() -> dict[str, str]:
    """One thing that people say for each id."""
    found = {}
    for path in sorted((ROOT / "data/nlu").glob("*.yml")):
        for block in load(path)["nlu"]:
            if "examples" in block:
                found[block["intent"]] = block["examples"].splitlines()[0].removeprefix("- ")
    return found


def betrayed(text: str) -> list[str]:
    """What in `text` is Kawasaki's, with the words around it."""
    found = []
    for mark in OF_KAWASAKI:
        at = text.find(mark)
        if at >= 0:
            found.append(f"{mark}: …{text[max(0, at - 30) : at + 30]}…")
    return found


def ids() -> list[str]:
    return sorted(current_content().book().answers)


def test_the_web(umibe: House) -> None:
    """Greeting, every answer, dates, refusals: what a browser gets holds nothing of Kawasaki."""
    browser = umibe.browser()
    told = [json.dumps(browser.begin(), ensure_ascii=False)]
    for said in utterances().values():
        told.append(json.dumps(browser.say(said), ensure_ascii=False))
    told.append(umibe.client().get("/api/centre").text)
    told.append(umibe.client().get("/api/nothing").text)
    assert PHONE in told[-2]
    assert "".join(told).count("こくほ通信第42号(令和7年9月)") > 40
    assert [found for text in told for found in betrayed(text)] == []


@pytest.mark.parametrize("path", ["/", "/embed", "/openapi.json", "/widget/x/ja/panel.js"])
def test_pages_and_descriptions(umibe: House, path: str) -> None:
    """The sample page, how to embed, the description for programs, the widget's words."""
    text = umibe.client().get(path).text
    assert "umibe" in text or "海辺市" in text
    assert betrayed(text) == []


@pytest.mark.parametrize("path", sorted(p.name for p in WIDGET.iterdir() if p.is_file()))
def test_the_widgets_files(path: str) -> None:
    """No script or style of the widget names a city."""
    assert betrayed((WIDGET / path).read_text(encoding="utf-8")) == []


def test_a_date_is_computed_by_its_own_edition(umibe: House) -> None:
    """A paper of somebody under 70 runs two years there, and 70歳以上 one; to the end of 9月."""
    told = {}
    for birthday in ("昭和50年1月1日", "昭和28年5月5日"):
        browser = umibe.talk()
        browser.say(utterances()["certificate_expiry"])
        answered = browser.say(birthday)
        told[birthday] = json.dumps(answered, ensure_ascii=False)
    assert "令和9年(2027年)9月30日" in told["昭和50年1月1日"]
    assert "令和8年(2026年)9月30日" in told["昭和28年5月5日"]
    assert [found for text in told.values() for found in betrayed(text)] == []


def said_by_rest(name: str) -> str:
    """What the action of `name` sends through Rasa's REST door, as JSON."""
    dispatcher = CollectingDispatcher()
    message: dict[str, Any] = {"text": f"/{name}", "intent": {"name": name}, "entities": []}
    tracker = Tracker("s", {}, message, [], False, None, {}, None)
    asyncio.run(AnswerAction().run(dispatcher, tracker, {}))
    return json.dumps(dispatcher.messages, ensure_ascii=False)


def test_rest() -> None:
    """What every action hands to Rasa."""
    told = [said_by_rest(name) for name in ids()]
    assert all('"kind"' in text for text in told)
    assert "apology" not in "".join(told)
    assert [found for text in told for found in betrayed(text)] == []


def test_line() -> None:
    """Every answer as LINE shows it, and the menu."""
    told = [str(rich_menu(words_today()).to_dict())]
    with speaking(current_content().words(NOW.date())):
        for said in utterances().values():
            found, _ = shared_resort().answer(said, {}, NOW, pressed=False)
            for shown in render(found, NOW.date(), lambda fact: fact, ""):
                told.append(json.dumps(shown.to_dict(), ensure_ascii=False))
    assert "tel:0999554321" in told[0]
    assert [found for text in told for found in betrayed(text)] == []


def test_the_desk() -> None:
    """Every card and script of the console, as it is read aloud."""
    with speaking(current_content().words(NOW.date())):
        cards = {name: operator_card(name, NOW) for name in set(ids()) - NEVER_ASKED}
    told = [card.model_dump_json() for card in cards.values()]
    assert [found for text in told for found in betrayed(text)] == []
    (number,) = [s for s in cards["call_center"].script if "ヨンサンニーイチ" in s]
    assert "ゼロキューキューキュー の ゴーゴー" in number


def test_masking() -> None:
    """Its own number stays readable; Kawasaki's is somebody's number there."""
    assert mask(f"{PHONE}に電話した") == f"{PHONE}に電話した"
    assert mask("044-200-0783に電話した") == "〔電話〕に電話した"
