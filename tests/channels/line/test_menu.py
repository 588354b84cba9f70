"""bot/channels/line/menu.py, menu_shown.py: what the fields below the talk ask, and which menu a
resident sees: that of the language of the talk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.line.menu import (
    CALL,
    FIELDS,
    HEIGHT,
    LANGUAGE,
    WIDTH,
    Press,
    bounds_of,
    languages,
    picture,
    pressed,
    rich_menu,
)
from bot.channels.line.menu import (
    name_of as menu_of,
)
from bot.content import current_content, say, words_today
from bot.conversation.small_talk import SMALL_TALK
from bot.text.languages import name_of
from tests.house.serving import wait_until
from tests.line_platform import events
from tests.line_platform.platform import Phone, Platform

from .conftest import NOBODY, Direct, Line, actions, running, told

LANGUAGES = current_content().city.languages
ASKING = [asks for asks in FIELDS if asks not in (CALL, LANGUAGE)]


def test_fields_cover_the_picture() -> None:
    """No place of the picture is without a field, and none has two."""
    boxes = [bounds_of(number) for number in range(len(FIELDS))]
    assert sum(width * height for _, _, width, height in boxes) == WIDTH * HEIGHT
    corners = {(x + w, y + h) for x, y, w, h in boxes}
    assert (WIDTH, HEIGHT) in corners
    assert all(x + w <= WIDTH and y + h <= HEIGHT for x, y, w, h in boxes)


@pytest.mark.parametrize(
    "data",
    [
        *("", "m:", "m:operator", "m:/restart", "certificate_expiry", "c:x", "m:call"),
        *("m:xx:help", "m:ja:help", "m:en:operator", "en:help", "m:en:"),
    ],
)
def test_what_no_field_sends(data: str) -> None:
    """Only what stands in a menu can be asked for by its id."""
    assert pressed(data) is None


@pytest.mark.parametrize("language", languages())
def test_each_menu_says_whose_it_is(language: str) -> None:
    """Every field of every menu but the phone is read back as what it asks for, and in which
    language; the first menu names none."""
    asked = [
        pressed(area["action"]["data"])
        for area in rich_menu(words_today(language)).to_dict()["areas"]
        if area["action"]["type"] == "postback"
    ]
    named = language if language != languages()[0] else ""
    assert asked == [Press(asks, named) for asks in FIELDS if asks != CALL]


@pytest.mark.parametrize("answer_id", ASKING)
def test_a_field_is_answered_at_once(direct: Direct, user: str, answer_id: str) -> None:
    """Without Rasa and without a talk before, each field gets its own card."""
    words = words_today()
    told_by = words.conclusion(answer_id) if answer_id in SMALL_TALK else words.title(answer_id)
    assert told_by.splitlines()[0] in told(direct.ask(events.postback(user, f"m:{answer_id}")))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_language_is_chosen_by_its_own_name(direct: Direct, user: str, language: str) -> None:
    """The field shows all languages in their own words; from then on fields answer in it."""
    shown = direct.ask(events.postback(user, f"m:{LANGUAGE}"))
    assert say("line", "language") in told(shown)
    assert set(actions(shown)) == {name_of(code) for code in LANGUAGES[1:]}
    words = words_today(language)
    chosen = direct.ask(events.postback(user, actions(shown)[name_of(language)]["data"]))
    assert words.say("language", "switched") in told(chosen)
    assert words.title("what_to_bring") in told(
        direct.ask(events.postback(user, "m:what_to_bring"))
    )
    back = direct.ask(events.postback(user, f"m:{LANGUAGE}"))
    assert words.say("line", "language") in told(back)
    assert name_of(LANGUAGES[0]) in actions(back)


@pytest.fixture
def set_up(platform: Platform) -> Platform:
    """A platform with our menus."""
    for code in languages():
        menu = rich_menu(words_today(code)).to_dict()
        _, made = platform.menus.handle("POST", [], "", menu)
        given = (made["richMenuId"], "content")
        platform.menus.handle("POST", [*given], "image/png", picture(code).read_bytes())
        platform.menus.default = platform.menus.default or made["richMenuId"]
    return platform


@pytest.fixture
def served(set_up: Platform, resort: Any, tmp_path: Path) -> Iterator[Line]:
    """An application without Rasa in front of it."""
    with running(set_up, tmp_path, NOBODY) as found:
        yield found


def choose(line: Line, phone: Phone, language: str) -> None:
    """Presses the field for the language, and then the language."""
    shown = line.ask(phone, events.postback(phone.user, f"m:{LANGUAGE}"))
    line.ask(phone, events.postback(phone.user, actions(shown)[name_of(language)]["data"]))


def sees(line: Line, phone: Phone, language: str) -> None:
    """Returns once the phone shows the menu of the language."""
    wait_until(lambda: line.platform.menus.shown_to(phone.user) == menu_of(language))


def test_the_menu_follows_the_talk(served: Line) -> None:
    """Who chooses a language sees its menu, and the first one again in the first language; nobody
    else's menu changes, and nothing is asked of LINE while the language stays."""
    one, other = served.phone(), served.phone()
    served.ask(other, events.postback(other.user, "m:help"))
    for language in ("vi", "ne", "ja-easy"):
        choose(served, one, language)
        sees(served, one, language)
    served.ask(one, events.postback(one.user, "m:ja-easy:help"))
    choose(served, one, "ja")
    sees(served, one, "ja")
    served.settle()
    linked = [call.path for call in served.platform.calls if "/user/" in call.path]
    assert len(linked) == 4
    assert served.platform.menus.shown_to(other.user) == menu_of("ja")


def test_a_menu_remembers_the_language(served: Line) -> None:
    """A new talk that begins with a field of the Korean menu is in Korean, and the menu is kept."""
    phone = served.phone()
    shown = served.ask(phone, events.postback(phone.user, "m:ko:what_to_bring"))
    assert words_today("ko").title("what_to_bring") in told(shown)
    served.settle()
    assert [call for call in served.platform.calls if "/user/" in call.path] == []


def test_a_menu_made_anew_is_found(served: Line) -> None:
    """After another setup LINE knows the menus by other names: they are asked for again."""
    phone, menus = served.phone(), served.platform.menus
    choose(served, phone, "es")
    sees(served, phone, "es")
    made = {f"{name}-anew": menu for name, menu in menus.made.items()}
    menus.made, menus.pictures, menus.default = made, set(made), f"{menus.default}-anew"
    menus.linked.clear()
    choose(served, phone, "pt")
    choose(served, phone, "es")
    sees(served, phone, "es")


def test_without_menus_nothing_is_late(platform: Platform, alone: Line) -> None:
    """An account without our menus answers as ever."""
    phone = alone.phone()
    choose(alone, phone, "en")
    shown = alone.ask(phone, events.postback(phone.user, "m:help"))
    assert words_today("en").conclusion("help").splitlines()[0] in told(shown)
    assert platform.menus.linked == {}


def test_presses_are_counted(direct: Direct, user: str) -> None:
    """Each press of a field is counted by its id; what no field sends is not."""
    statistics = direct.gateway.statistics
    today = direct.gateway.now().date()
    before = dict(statistics.presses(today, today))
    for data in ("m:help", f"m:{LANGUAGE}", "m:help", "m:operator"):
        direct.ask(events.postback(user, data))
    after = dict(statistics.presses(today, today))
    pressed = {key.field: n - before.get(key, 0) for key, n in after.items()}
    assert {key.channel for key in after} == {"line"}
    assert {field: n for field, n in pressed.items() if n} == {"help": 2, LANGUAGE: 1}
