"""The same question gives the same facts on the web and in LINE, for every id."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from starlette.testclient import TestClient

from bot.content import library
from bot.conversation.offline import OfflineAnswerer
from bot.conversation.utterances import labelled
from tests.house.serving import NOW, Browser, leads
from tests.line_platform import events
from tests.line_platform.platform import Platform

from .conftest import NOBODY, Line, running

pytestmark = pytest.mark.e2e

IDS = sorted(library().book().answers)


@cache
def by_length() -> list[tuple[str, str]]:
    """Every labelled sentence, short ones first."""
    return sorted(labelled(), key=lambda pair: len(pair[1]))


def question_about(answer_id: str, resort: OfflineAnswerer) -> str:
    """A sentence that is answered at once; a few labelled ones are asked back all the same."""
    for name, text in by_length():
        if name == answer_id:
            messages, _ = resort.answer(text, {}, NOW, pressed=False)
            if answer_id in {message.answer_id for message in messages}:
                return text
    raise AssertionError(f"nothing asks about {answer_id}")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, resort: OfflineAnswerer) -> Iterator[Line]:
    """One application for both doors, without Rasa, so that it answers what is labelled."""
    with (
        Platform().listening() as platform,
        running(platform, tmp_path_factory.mktemp("data"), NOBODY) as line,
    ):
        yield line


@pytest.mark.parametrize("answer_id", IDS)
def test_same_question_same_facts(both: Line, resort: OfflineAnswerer, answer_id: str) -> None:
    """Conclusion, details, what to bring, steps, links, source: all that the web shows is there,
    and the same choices are offered."""
    question = question_about(answer_id, resort)
    client = both.client
    assert isinstance(client, TestClient)
    browser = Browser(client)
    browser.begin()
    cards = browser.say(question)["cards"]
    phone = both.phone()
    messages = both.ask(phone, events.text(phone.user, question))
    shown = "\n".join(str(m.get("text") or m["contents"]) for m in messages).replace("\\n", "\n")
    assert all(leads({"cards": cards}))
    assert answer_id in {card["answer_id"] for card in cards}
    for card in cards:
        for line in (card["lead"], *card["details"], *card["bring"], *card["steps"]):
            assert line in shown
        for link in card["links"]:
            assert link["label"] in shown
            assert link["url"] in shown
        assert (card["source"] or "") in shown
        assert (card["title"] or "") in shown
    items = messages[-1].get("quickReply", {"items": []})["items"]
    offered = {item["action"]["label"] for item in items}
    assert {c["label"] for card in cards for c in card["choices"]} <= offered


def test_there_are_ids() -> None:
    """The table is not empty by mistake."""
    assert len(IDS) > 60
