"""bot/channels/line/passing.py: general answers in groups, and for who has no name."""

from __future__ import annotations

from typing import Any

import pytest

from bot.content import say
from tests.line_platform import events

from .conftest import Direct, actions, told

GROUP = "C" + "0" * 32
GENERAL = "コールセンターの電話番号は?"


@pytest.mark.parametrize("edited", [False, True], ids=["written", "edited"])
@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("1995年1月17日の震災を忘れない", False),
        ("2011年3月11日から15年", False),
        ("同窓会は昭和60年3月1日卒業の人だけ", False),
        ("母は昭和26年1月20日生まれです", True),
        ("誕生日は1956年3月1日です", True),
        ("生年月日 昭和31年3月1日", True),
    ],
)
def test_a_group_that_does_not_call_us(
    direct: Direct, user: str, words: str, warned: bool, edited: bool
) -> None:
    """We speak only where words of birth stand by the date: an old day may be an earthquake's."""
    answer = direct.ask(events.text(user, words, group=GROUP, edited=edited))
    assert told(answer) == (say("line", "group") if warned else "")


@pytest.mark.parametrize("edited", [False, True], ids=["written", "edited"])
def test_a_group_that_calls_us(direct: Direct, user: str, edited: bool) -> None:
    """Whoever names us, also by mending a message, gets the general answer and nothing is kept."""
    called = events.text(user, GENERAL, group=GROUP, calls_us=True, edited=edited)
    answer = direct.ask(called)
    assert "044-200-0783" in told(answer)
    assert actions(answer) == {}
    assert direct.talks() == 0


def test_what_is_personal_is_asked_alone(direct: Direct, user: str) -> None:
    """A group is told where one's own date is worked out; the general answer comes first."""
    answer = direct.ask(events.text(user, "資格確認書の期限いつ?", group=GROUP, calls_us=True))
    assert "令和8年(2026年)7月31日" in told(answer)
    assert answer[-1]["text"] == say("line", "group")


@pytest.mark.parametrize(
    "content",
    [
        {"type": "image", "contentProvider": {"type": "line"}},
        {"type": "sticker", "packageId": "1", "stickerId": "1"},
        {"type": "hologram"},
    ],
)
def test_pictures_in_a_group(direct: Direct, user: str, content: dict[str, Any]) -> None:
    """What a group shows to one another is none of ours."""
    message = {"id": "1", **content}
    assert direct.ask(events.event("message", user, group=GROUP, message=message)) == []


def test_who_has_no_name_gets_a_general_answer(direct: Direct) -> None:
    """LINE names nobody to us who uses it on a computer alone: the reply token is enough for what
    is the same for all, and the rest is asked on the phone."""
    assert "044-200-0783" in told(direct.ask(events.text("", GENERAL)))
    personal = direct.ask(events.text("", "資格確認書の期限いつ?"))
    assert "令和8年(2026年)7月31日" in told(personal)
    assert personal[-1]["text"] == say("line", "nameless")
    assert actions(personal) == {}
    assert told(direct.ask(events.text("", "相談番号"))) == say("line", "nameless")
    assert told(direct.ask(events.content("", "sticker"))) == say("line", "sticker")
    assert direct.ask(events.event("beacon", "")) == []
    assert direct.talks() == 0
