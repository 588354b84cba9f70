"""benchmarks/scale: what is counted, and what it says of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from benchmarks.scale import report
from benchmarks.scale.__main__ import options
from benchmarks.scale.measure import LAYOUTS
from benchmarks.scale.results import Passed, ScaleResults
from benchmarks.scale.storm import report as storm_report
from benchmarks.scale.storm import residents as residents_module
from benchmarks.scale.storm.counting import LINE, WEB, Counted, StormResults
from benchmarks.scale.storm.residents import Web, WebResident
from benchmarks.scale.storm.scripts import Saying, is_of_somebody_else, own_day, said, written
from benchmarks.web.load import LoadWindow, Sample
from benchmarks.web.talks import TalkKind

ALONE, SHARED = LAYOUTS[0], LAYOUTS[1]


def passed(seconds: float, cpu: float) -> Passed:
    """Ten messages in two seconds, for which a gateway worked so long."""
    window = LoadWindow((Sample(TalkKind.QUESTION, seconds, True),) * 10, 2.0)
    return Passed(window, {"gateway": cpu, "client": 1.0}, cpu + 1.0)


def test_of_each_core() -> None:
    """The client's work is not the service's; a core that worked half of the time is half a one."""
    results = ScaleResults(1, 2.0, 2)
    results.measured[ALONE, 1] = [passed(0.1, 1.0)]
    assert results.busy(ALONE, 1) == 0.5
    assert results.of_each_core(ALONE, 1) == 10.0
    assert results.cpu_each(ALONE, 1)["gateway"] == pytest.approx(0.1)
    assert results.foreign == 0.0


def test_the_cost_of_the_engines() -> None:
    """It is what a message takes longer, and more of the processors, beside memory and SQLite."""
    results = ScaleResults(1, 2.0, 2, load=[0.1])
    results.measured[ALONE, 1] = [passed(0.010, 1.0)]
    results.measured[SHARED, 1] = [passed(0.013, 1.5)]
    assert "| 1 | 1.00 | +3.0 | +3.0 | +50.0 |" in report.whole(results)


def test_everybody_has_a_day_of_his_own() -> None:
    """The day that is expected is the one that the rules give: the day before the 75th birthday."""
    assert len({own_day(number) for number in range(345)}) == 345
    first = said(3, 1)
    assert first.saying is Saying.BIRTHDAY
    assert written(own_day(3)) == first.expects


def test_whose_day_it_is() -> None:
    """A day of somebody else in place of one's own is told apart from a day that all may read."""
    message = said(3, 5)
    assert message.saying is Saying.AGAIN
    own, other = written(own_day(3)), written(own_day(4))
    assert not is_of_somebody_else(3, message, f"令和7年{own}です")
    assert not is_of_somebody_else(3, message, "令和8年(2026年)7月31日です")
    assert is_of_somebody_else(3, message, f"令和7年{other}です")


class Answers:
    """In place of the way to nginx: what comes for each try."""

    def __init__(self, *found: tuple[int, Any]) -> None:
        self.found, self.keys = list(found), list[str]()

    async def __call__(self, _: Any, path: str, body: Any, token: str) -> tuple[int, Any]:
        if path == "conversations":
            return 201, {"conversation": "token"}
        self.keys.append(body["id"])
        return self.found.pop(0)


def card(lead: str) -> tuple[int, Any]:
    """An answer with these words."""
    parts = {key: [] for key in ("details", "bring", "steps", "links")}
    return 200, {"cards": [{"lead": lead, **parts}], "reduced": False}


@pytest.mark.parametrize(
    ("found", "amiss"),
    [
        ([card("生年月日は?")], (0, 0, 0)),
        ([(0, None), (503, {}), (410, {}), card("生年月日は?")], (0, 0, 0)),
        ([card("")], (0, 1, 0)),
        ([(503, {})] * 9, (1, 0, 0)),
    ],
)
def test_a_message_is_sent_until_it_is_answered(
    monkeypatch: pytest.MonkeyPatch, found: list[Any], amiss: tuple[int, int, int]
) -> None:
    """Under the same id, anew where the talk is gone; what never comes is lost, once."""
    monkeypatch.setattr(residents_module, "_PAUSE", 0.0)
    monkeypatch.setattr(residents_module, "_LOST_SECONDS", 0.0 if amiss[0] else 60.0)
    counted, answers = Counted(), Answers(*found)
    web = Web("", StormResults(1, 2), counted)
    monkeypatch.setattr(web, "_post", answers)
    asyncio.run(web.say(None, WebResident(1)))  # type: ignore[arg-type]
    assert (counted.lost, counted.silent, counted.doubled) == amiss
    assert len(set(answers.keys)) <= 1
    assert counted.sent == 1


def test_two_answers_to_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent again, it has to have the answer that it had."""
    monkeypatch.setattr(residents_module, "_EACH_AGAIN", 1)
    counted = Counted()
    web = Web("", StormResults(1, 2), counted)
    for second, doubled in (("生年月日は?", 0), ("別の返事", 1)):
        monkeypatch.setattr(web, "_post", Answers(card("生年月日は?"), card(second)))
        asyncio.run(web.say(None, WebResident(1)))  # type: ignore[arg-type]
        assert counted.doubled == doubled


def test_the_verdict() -> None:
    """It says that nothing was amiss, or how much."""
    results = StormResults(2, 2, seconds=10.0)
    results.channels[WEB].sent = results.channels[LINE].sent = 5
    assert "**なし**" in storm_report.whole(results)
    results.channels[LINE].silent = 2
    results.note("line: silence")
    told = storm_report.whole(results)
    assert "**2 件あった**" in told
    assert "line: silence" in told


def test_a_trial_is_short() -> None:
    """Whatever else was asked for."""
    chosen = options(["--storm", "--quick", "--messages", "100000"])
    assert (chosen.messages, chosen.residents, chosen.rounds) == (2_000, 200, 1)
