"""bot/console/desk/browsing.py: all answers by topic."""

from __future__ import annotations

from bot.console.desk.browsing import answers_by_topic
from bot.content import current_content
from tests.console.conftest import Desk
from tests.house.serving import NOW

WORDS = current_content().words(NOW.date())


def test_every_answer_stands_under_one_topic() -> None:
    """None is missing and none comes twice; no two topics have the same name."""
    topics = answers_by_topic(WORDS)
    names = [answer.id for topic in topics for answer in topic.answers]
    assert sorted(names) == sorted(WORDS.book.answers)
    titles = [topic.title for topic in topics]
    assert len(set(titles)) == len(titles)
    assert all(answer.lead and "{" not in answer.lead for t in topics for answer in t.answers)


def test_over_the_wire(operator: Desk) -> None:
    """The list is there for operators, and looking at it is not noted."""
    before = operator.console.audit.latest()
    found = operator.get("/desk/answers").json()
    assert [topic["title"] for topic in found] == [t.title for t in answers_by_topic(WORDS)]
    assert operator.console.audit.latest() == before
