"""bot/channels/line/menu.py: what the fields below the talk ask, in the language of the talk."""

from __future__ import annotations

import pytest

from bot.channels.line.menu import FIELDS, HEIGHT, LANGUAGE, WIDTH, asked_of, bounds_of
from bot.content import current_content, say, words_today
from bot.conversation.small_talk import SMALL_TALK
from bot.text.languages import name_of
from tests.line_platform import events

from .conftest import Direct, actions, told

LANGUAGES = current_content().city.languages
ASKING = [field.asks for field in FIELDS if field.asks and field.asks != LANGUAGE]


def test_fields_cover_the_picture() -> None:
    """No place of the picture is without a field, and none has two."""
    boxes = [bounds_of(number) for number in range(len(FIELDS))]
    assert sum(width * height for _, _, width, height in boxes) == WIDTH * HEIGHT
    corners = {(x + w, y + h) for x, y, w, h in boxes}
    assert (WIDTH, HEIGHT) in corners
    assert all(x + w <= WIDTH and y + h <= HEIGHT for x, y, w, h in boxes)


@pytest.mark.parametrize(
    "data", ["", "m:", "m:operator", "m:/restart", "certificate_expiry", "c:x"]
)
def test_what_no_field_sends(data: str) -> None:
    """Only what stands in the menu can be asked for by its id."""
    assert asked_of(data) is None


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
