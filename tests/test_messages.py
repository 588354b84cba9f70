"""bot/messages.py: one message, whole as text and in parts for a door that shows parts."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.content import Parts, answer_parts, library, whole_text
from bot.content.render import short_parts
from bot.messages import Button, Kind, Link, Message

WHOLE = Parts(
    lead="結論",
    details=("一つ", "二つ"),
    bring=("本人確認書類",),
    steps=("電話する",),
    links=(Link(label="市のページ", url="https://www.city.kawasaki.jp/"),),
    source="出典: 国保だより",
    checked=date(2026, 11, 23),
)
DAYS = (date(2025, 10, 1), date(2027, 1, 1))


def test_all_of_it_as_text() -> None:
    """The text has the conclusion first, then details, what to bring, steps, links, source."""
    assert WHOLE.text == (
        "結論\n\n・一つ\n・二つ\n\n持ち物\n・本人確認書類\n\n→ 電話する\n\n"
        "市のページ\nhttps://www.city.kawasaki.jp/\n\n出典: 国保だより"
    )


def test_a_mere_sentence() -> None:
    """What is not there leaves no blank lines in the text, and is empty in the parts."""
    assert Parts("はい。").text == "はい。"
    assert Parts("はい。").to_json() == {
        "lead": "はい。",
        "details": [],
        "bring": [],
        "steps": [],
        "links": [],
        "source": None,
        "checked": None,
    }


def test_the_parts_as_json() -> None:
    """The parts survive JSON, with the day as a day."""
    assert json.loads(json.dumps(WHOLE.to_json())) == WHOLE.to_json()
    assert WHOLE.to_json() == {
        "lead": "結論",
        "details": ["一つ", "二つ"],
        "bring": ["本人確認書類"],
        "steps": ["電話する"],
        "links": [{"label": "市のページ", "url": "https://www.city.kawasaki.jp/"}],
        "source": "出典: 国保だより",
        "checked": "2026-11-23",
    }


@pytest.mark.parametrize("today", DAYS, ids=["within", "after"])
def test_every_entry_in_parts(today: date) -> None:
    """Each entry's text is made of its parts, all filled in, with a source and the day."""
    for name, answer in library().book().answers.items():
        parts = answer_parts(answer, today)
        assert parts.text == whole_text(answer, today), name
        data = json.dumps(parts.to_json(), ensure_ascii=False)
        assert "{phone}" not in data, name
        assert "{ends}" not in data, name
        assert parts.lead, name
        assert parts.checked == answer.checked, name
        assert all(link.url.startswith("https://") for link in parts.links), name
        short = short_parts(answer, today)
        assert (short.lead, short.source) == (parts.lead, parts.source), name
        assert (short.details, short.bring, short.steps, short.links) == ((), (), (), ()), name


def test_asked_again() -> None:
    """The second time only the conclusion changes."""
    answer = library().book().answers["certificate_expiry"]
    first, again = answer_parts(answer, DAYS[0]), answer_parts(answer, DAYS[0], again=True)
    assert first.lead != again.lead
    assert (first.details, first.source) == (again.details, again.source)


MESSAGE = Message(
    WHOLE,
    "result",
    "certificate_expiry",
    (Button("わからない", "/dont_know"), Button("119に電話する", url="tel:119")),
    asks="birthday",
    person="お母さま",
    day=date(2026, 2, 28),
)


def test_the_json_shape_of_a_message() -> None:
    """Text and buttons stand where Rasa has them; all that is ours stands in `answer`."""
    assert MESSAGE.to_json() == {
        "text": WHOLE.text,
        "buttons": [
            {"title": "わからない", "payload": "/dont_know"},
            {"title": "119に電話する", "payload": "", "url": "tel:119"},
        ],
        "answer": {
            "id": "certificate_expiry",
            "kind": "result",
            "asks": "birthday",
            "person": "お母さま",
            "date": "2026-02-28",
            "language": "ja",
            "parts": WHOLE.to_json(),
        },
    }


@pytest.mark.parametrize("message", [MESSAGE, Message(Parts("はい。")), Message.said("", "talk")])
def test_a_message_comes_back_from_json(message: Message) -> None:
    """What was written is read as the same message."""
    assert Message.from_json(json.loads(json.dumps(message.to_json()))) == message


@pytest.mark.parametrize(
    "broken", [{}, {"answer": {}}, {"answer": {"id": None, "kind": "song", "parts": {}}}]
)
def test_another_shape_is_refused(broken: dict[str, object]) -> None:
    """What is no message is an error, never half a message."""
    with pytest.raises((KeyError, TypeError, ValueError)):
        Message.from_json(broken)


def test_a_button_that_rings() -> None:
    """tel:119 rings 119; a command and a page ring nobody."""
    assert Button("119に電話する", url="tel:119").phone == "119"
    assert Button("はい", "/affirm").phone == Button("市", url="https://example.jp").phone == ""


def test_words_in_front_of_a_message() -> None:
    """Only the conclusion changes; nothing in front changes nothing."""
    kind: Kind = "talk"
    assert Message.said("二つ", kind).after("一つ") == Message.said("一つ\n\n二つ", kind)
    assert Message.said("二つ", kind).after("") == Message.said("二つ", kind)
