"""Every id of the catalogue, asked over HTTP of the running servers."""

from __future__ import annotations

import pytest

from tests.e2e.questions import QUESTIONS
from tests.e2e.running import Servers, text_of

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("answer_id", QUESTIONS)
def test_answer_says_the_facts(bot: Servers, answer_id: str) -> None:
    """A question about an id gets that id's answer with its facts."""
    question, facts = QUESTIONS[answer_id]
    messages = bot.ask(question)
    assert messages[0]["answer"]["id"] == answer_id
    text = text_of(messages)
    assert [fact for fact in facts if fact not in text] == []


def test_no_id_is_shown(bot: Servers) -> None:
    """No id and no placeholder is ever shown to a resident."""
    for question, _ in QUESTIONS.values():
        for message in bot.ask(question):
            shown = message["text"] + "".join(b["title"] for b in message.get("buttons", ()))
            assert "{" not in shown
            assert not [answer_id for answer_id in QUESTIONS if f"{answer_id}" in shown]
