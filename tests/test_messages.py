"""bot/messages.py: one message, whole as text and in parts for a door that shows parts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.content import Parts, library
from bot.messages import Button, HeardFact, Kind, Link, Message, PersonResult
from tests.house.telling import answer_parts, short_parts, whole_text

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
        "heard": [],
        "people": [],
        "question": "",
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
        "heard": [],
        "people": [],
        "question": "",
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
            "original": None,
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


BORN = HeardFact("birthday", "昭和25年(1950年)11月3日生まれ")
STAYS = HeardFact("residence_until", "在留期限令和8年(2026年)3月31日")
FATHER = PersonResult(
    name="お父さま",
    value="令和7年11月2日",
    told=("11月2日まで。",),
    facts=(BORN, STAYS),
    basis="父(昭和)",
    missing=("卒業予定日",),
)
MENDED = HeardFact("birthday", "生年月日を29年から25年に直しました。", "生年月日を直しました。")
HOUSEHOLD = Parts("まとめ", heard=(MENDED,), people=(FATHER,), question="ほかには?", source="出典")


def test_a_household_as_text() -> None:
    """What was mended, the lead, each person with the facts and the result, then what is asked."""
    assert HOUSEHOLD.text == (
        "生年月日を29年から25年に直しました。\n\nまとめ\n\n"
        "父(昭和)\n11月2日まで。\n\n"
        "ほかには?\n\n出典"
    )


def test_one_person_as_text() -> None:
    """Where the lead is the one person's result, what it rests on follows as a sentence."""
    one = replace(FATHER, told=())
    assert Parts("11月2日まで。", people=(one,)).text == "11月2日まで。\n\n父(昭和)"


def test_a_household_comes_back_from_json() -> None:
    """People and what was heard survive JSON."""
    assert Parts.from_json(json.loads(json.dumps(HOUSEHOLD.to_json()))) == HOUSEHOLD


def test_without_a_fact() -> None:
    """A fact that is not shown stands nowhere; what else was said stays."""
    shown = HOUSEHOLD.without("birthday")
    assert [heard.said for heard in shown.heard] == ["生年月日を直しました。"]
    assert shown.people[0].facts == (STAYS,)
    assert "1950" not in json.dumps(shown.to_json())
    assert "お父さま\n11月2日まで。" in shown.text
    assert HOUSEHOLD.without("graduation") == HOUSEHOLD
