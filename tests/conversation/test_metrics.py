"""bot/conversation/metrics.py: figures by id, without words, talks or addresses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.house.serving import Body, House, StandIn, house, is_error, message, new_id, settings_for

WORDS = "山田花子の電話は090-1234-5678です"


def value(text: str, name: str, **labels: str) -> float:
    """One figure."""
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == name and sample.labels == labels:
                return float(sample.value)
    return 0.0


@pytest.fixture
def place(rasa: StandIn, tmp_path: Path) -> Any:
    """A house with figures of its own."""
    with house(settings_for(tmp_path, rasa.port)) as found:
        yield found


def test_outcomes_are_counted(place: House) -> None:
    """Turns, cards by id and kind, seconds, open talks and refusals are counted."""
    browser = place.talk()
    browser.say(WORDS)
    browser.say(WORDS)
    browser.client.get("/api/nothing")
    text = place.figures()
    assert value(text, "kokuho_turns_total", channel="web", reduced="false") == 2
    labels = {"channel": "web", "id": "certificate_expiry", "kind": "answer"}
    assert value(text, "kokuho_cards_total", **labels) == 2
    assert value(text, "kokuho_answer_seconds_count", channel="web") == 2
    assert value(text, "kokuho_conversations") == 1
    assert value(text, "kokuho_rasa_up") == 1
    assert value(text, "kokuho_refused_total", code="404") == 1
    browser.wipe()
    assert value(place.figures(), "kokuho_conversations") == 0


def test_failures_are_counted(place: House, rasa: StandIn) -> None:
    """A message that Rasa did not answer is counted by its reason, and as reduced."""

    async def apologises(_: Body) -> Any:
        return {"messages": [message("a", "apology", None)], "state": {}}

    rasa.work = apologises
    place.talk().say(WORDS)
    text = place.figures()
    assert value(text, "kokuho_rasa_failures_total", reason="an apology") == 1
    assert value(text, "kokuho_turns_total", channel="web", reduced="true") == 1


def test_no_words_no_talk_no_address(place: House) -> None:
    """However much is said, the figures hold only ids of ours."""
    browser = place.browser("203.0.113.77")
    token = browser.begin()["conversation"]
    browser.say(WORDS)
    browser.post("/api/messages", {"id": new_id(), "text": WORDS * 500})
    browser.client.get(f"/{WORDS}")
    browser.client.get("/api/messages?x=山田")
    text = place.figures()
    for private in ("山田", "090-1234", "203.0.113", token, browser.token, "browser"):
        assert private not in text
    names = set(re.findall(r'="([^"]*)"', text))
    assert all(re.fullmatch(r"[A-Za-z0-9_.+ ()]*", name) for name in names)


@pytest.mark.parametrize("address", ["203.0.113.77", "10.0.0.1", "::ffff:10.0.0.1", "nowhere", ""])
def test_for_this_machine_alone(home: House, address: str) -> None:
    """Nobody outside sees the figures, or that there are any."""
    assert is_error(home.client(address).get("/metrics"), 404, "not_found")


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "::1"])
def test_this_machine(home: House, address: str) -> None:
    """Any loopback address is this machine."""
    assert home.client(address, "http://localhost:8000").get("/metrics").status_code == 200


def test_this_machine_by_its_address_in_the_inner_network(home: House) -> None:
    """A door that is bound to an address is asked from that address."""
    assert home.client("10.0.0.1", "http://10.0.0.1:8000").get("/metrics").status_code == 200
    assert home.client("10.0.0.2", "http://10.0.0.1:8000").get("/metrics").status_code == 404
