"""Every id of the catalogue, asked over HTTP of the running servers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import Any

import pytest

from tests.e2e.questions import QUESTIONS
from tests.e2e.running import Servers, text_of

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def asked(bot: Servers) -> Callable[[str], list[dict[str, Any]]]:
    """What a question about an id is answered, each asked once."""
    return cache(lambda answer_id: bot.ask(QUESTIONS[answer_id][0]))


@pytest.mark.parametrize("answer_id", QUESTIONS)
def test_answer_says_the_facts(
    asked: Callable[[str], list[dict[str, Any]]], answer_id: str
) -> None:
    """A question about an id gets that id's answer with its facts."""
    messages = asked(answer_id)
    assert messages[0]["answer"]["id"] == answer_id
    text = text_of(messages)
    assert [fact for fact in QUESTIONS[answer_id][1] if fact not in text] == []


def test_no_id_is_shown(asked: Callable[[str], list[dict[str, Any]]]) -> None:
    """No id and no placeholder is ever shown to a resident."""
    for message in chain.from_iterable(map(asked, QUESTIONS)):
        shown = message["text"] + "".join(b["title"] for b in message.get("buttons", ()))
        assert "{" not in shown
        assert not [answer_id for answer_id in QUESTIONS if f"{answer_id}" in shown]
