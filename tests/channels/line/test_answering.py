"""bot/channels/line/answering.py: what everyday events of one person are answered with."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.line.receiving import CONTENTS
from bot.content import current_content, say, words_today
from bot.dialogue.facts import DATED
from bot.text.languages import name_of
from tests.line_platform import events

from .conftest import Direct, actions, told

WORDS = "資格確認書の期限いつ?"
PICK = say("pick", "birthday")
LANGUAGES = current_content().city.languages


def pick(direct: Direct, user: str, asked: list[Any], day: str) -> list[Any]:
    """The answer to a day that is picked for the question in `asked`."""
    (data,) = [a["data"] for a in actions(asked).values() if a["type"] == "datetimepicker"]
    return direct.ask(events.postback(user, data, day))


def press(direct: Direct, user: str, shown: list[Any], label: str) -> list[Any]:
    """The answer to a quick reply."""
    return direct.ask(events.postback(user, actions(shown)[label]["data"]))


@pytest.mark.parametrize(
    "event",
    [
        lambda user: events.content(user, "sticker"),
        lambda user: events.text(user, "👍"),
        lambda user: events.text(user, "(love)", emojis=[{"index": 0, "length": 6}]),
    ],
    ids=["sticker", "thumb", "emoji"],
)
def test_a_thumb_in_the_middle_of_a_question(direct: Direct, user: str, event: Any) -> None:
    """It is thanked for like a sticker, and the open question comes again with all its choices,
    which are as good as before."""
    direct.ask(events.text(user, "こんにちは"))
    asked = direct.ask(events.text(user, WORDS))
    for _ in range(3):
        again = direct.ask(event(user))
        assert again[0]["text"] == say("line", "sticker")
        assert "生年月日" in told(again[1:])
        assert actions(again).keys() == actions(asked).keys()
    assert "令和8年(2026年)2月28日" in told(pick(direct, user, again, "1956-03-01"))


def test_a_thumb_where_nothing_is_open(direct: Direct, user: str) -> None:
    """Without a question it is thanked for, and nobody is asked anything."""
    for before in (None, events.postback(user, "m:debit_methods")):
        if before is not None:
            direct.ask(before)
        (answer,) = direct.ask(events.text(user, "👍"))
        assert answer == {"type": "text", "text": say("line", "sticker")}


def test_a_number_is_offered_again(direct: Direct, user: str) -> None:
    """A heart is no consent: the question about the number stands, with yes and no."""
    direct.ask(events.text(user, "コールセンターの電話番号は?"))
    asked = direct.ask(events.text(user, "相談番号"))
    again = direct.ask(events.text(user, "❤️"))
    assert say("consult", "agree") in told(asked)
    assert say("consult", "agree") in told(again)
    assert actions(again).keys() == actions(asked).keys()


@pytest.mark.parametrize("typed", [False, True], ids=["picked", "typed"])
def test_a_birthday_that_is_given_twice_is_a_correction(
    direct: Direct, user: str, typed: bool
) -> None:
    """While circumstances are asked for, another birthday from the same bubble, or typed, takes
    the place of the first; neither is said back."""
    asked = direct.ask(events.text(user, WORDS))
    first = pick(direct, user, asked, "1956-03-01")
    assert "令和8年(2026年)2月28日" in told(first)
    if typed:
        second = direct.ask(events.text(user, "昭和31年4月10日"))
    else:
        second = pick(direct, user, asked, "1956-04-10")
    assert "令和8年(2026年)4月30日" in told(second)
    assert say("talk", "unread") not in told(second)
    assert not [said for said in ("1956", "昭和31", "4月10日") if said in told(second)]


@pytest.mark.parametrize(
    "event",
    [
        *(
            lambda user, kind=kind: events.event(kind, user)
            for kind in ("beacon", "membership", "accountLink", "videoPlayComplete", "teleport")
        ),
        lambda user: events.unsend(user, "7"),
        lambda user: events.unfollow(user),
    ],
)
def test_silence(direct: Direct, user: str, event: Any) -> None:
    """Events that are no message get no word, though LINE gives a reply token."""
    assert direct.ask(event(user)) == []


@pytest.mark.parametrize("kind", [*CONTENTS, "hologram"])
def test_what_is_no_text(direct: Direct, user: str, kind: str) -> None:
    """Pictures and whatever LINE may invent get a sentence; no talk is opened for it."""
    (answer,) = direct.ask(events.content(user, kind))
    assert answer["text"] == say("line", kind if kind in CONTENTS else "unknown")
    assert direct.resident(user) is None


def test_coming_back(direct: Direct, user: str) -> None:
    """Who had blocked us is welcomed back, who is new is thanked; an older event greets too."""
    older = events.follow(user)
    del older["follow"]
    assert say("line", "back") in told(direct.ask(events.follow(user, back=True)))
    assert say("line", "follow") in told(direct.ask(events.follow(user)))
    assert say("line", "follow") in told(direct.ask(older))


def test_an_unsend_that_names_no_message(direct: Direct, user: str) -> None:
    """What cannot be read of a message that was taken back costs the whole talk."""
    direct.ask(events.text(user, WORDS))
    assert direct.resident(user) is not None
    assert direct.ask({**events.unsend(user, ""), "unsend": None, "deliveryContext": None}) == []
    assert direct.resident(user) is None


def test_the_number_stays_out_of_notifications(direct: Direct, user: str) -> None:
    """A locked screen says that there is a number, and does not show it; a button copies it."""
    direct.ask(events.text(user, "コールセンターの電話番号は?"))
    direct.ask(events.text(user, "相談番号"))
    (answer,) = direct.ask(events.text(user, "はい"))
    assert answer["altText"] == say("line", "number")
    (copy,) = [
        button["action"]
        for button in answer["contents"]["footer"]["contents"]
        if button["action"]["type"] == "clipboard"
    ]
    number = copy["clipboardText"]
    assert f"{number[:3]} {number[3:]}" in told([answer])


def test_small_talk_has_no_source(direct: Direct, user: str) -> None:
    """Where no fact is told, nothing was held against the newsletter."""
    for words in ("こんにちは", "ありがとうございます", "さようなら", "あなたはロボットですか"):
        assert "照らし合わせました" not in told(direct.ask(events.text(user, words)))


# What asks for each day.
_ASKING = {
    "birthday": "certificate_expiry",
    "residence_until": "expiry_residence",
    "graduation": "expiry_student",
    "burden_change": "expiry_burden_change",
    "ecert_expiry": "ecert_grace",
    "applied_on": "debit_start",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_picked_in_every_language(direct: Direct, language: str) -> None:
    """The picker is labelled in the language, and what was picked is computed with, in it. For a
    month, which LINE's picker does not know, the question says which day will do."""
    assert _ASKING.keys() == set(DATED)
    for fact, answer_id in _ASKING.items():
        day = "1953-05-05" if fact == "birthday" else "2025-11-30"
        assert _picked(direct, language, fact, answer_id, day) == day, fact


def _picked(direct: Direct, language: str, fact: str, answer_id: str, day: str) -> str:
    """What the talk has as the fact after `day` was picked for it."""
    user, words = events.user_id(hash((language, fact))), words_today(language)
    shown = direct.ask(events.follow(user))
    if language != LANGUAGES[0]:
        press(direct, user, shown, name_of(language))
    asked = direct.ask(events.text(user, words.title(answer_id)))
    label = words.say("pick", fact)
    for _ in range(3):  # a question that comes first is answered by its first button
        if label not in actions(asked):
            first = next(a for a in actions(asked).values() if a["type"] == "postback")
            asked = direct.ask(events.postback(user, first["data"]))
    assert (words.say("line", "first_day") in told(asked)) == (fact == "burden_change")
    answer = direct.ask(events.postback(user, actions(asked)[label]["data"], day))
    assert words.say("talk", "unread") not in told(answer)
    talk = direct.resident(user).conversation.record.state["talk"]
    assert talk.get("language", LANGUAGES[0]) == language
    found = {name: value for p in talk["people"] for name, value in p.get("facts", {}).items()}
    return str(found.get(fact))
