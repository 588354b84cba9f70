"""bot/messages.py: one message, whole as text and in parts for a door that shows parts."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.content import Parts, answer_parts, library, whole_text
from bot.content.entry import Link
from bot.content.render import short_parts

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
    assert Parts("はい。").data() == {
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
    assert json.loads(json.dumps(WHOLE.data())) == WHOLE.data()
    assert WHOLE.data() == {
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
        data = json.dumps(parts.data(), ensure_ascii=False)
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
