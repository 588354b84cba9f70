"""LINE down for a minute (a second here stands for a minute): nothing lost, nothing doubled."""

from __future__ import annotations

import math
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.line.sender import Patience
from tests.house.serving import StandIn, wait_until
from tests.line_platform import events
from tests.line_platform.platform import Platform

from .conftest import running

pytestmark = pytest.mark.e2e

# As in the product, sixty times as fast: a token lives 0.9 seconds, a push is tried for 5.
SCALED = Patience(call=0.5, token=0.9, push=5.0, first_pause=0.02, longest_pause=0.13, piece=0.0)
# For what must come before a token dies, however slow the machine is just now.
LONG_LIVED = replace(SCALED, token=30.0)
USERS, EACH = 20, 3


@pytest.mark.parametrize(
    ("patience", "down", "push"), [(LONG_LIVED, 0.4, False), (SCALED, 1.2, True)]
)
def test_line_is_down(
    platform: Platform,
    rasa: StandIn,
    tmp_path: Path,
    patience: Patience,
    down: float,
    push: bool,
) -> None:
    """Down for less than a token lives, all are replied to; for longer, all are pushed. Each
    resident gets each answer once, in order."""
    with running(platform, tmp_path, rasa.port, patience, line_push=push) as line:
        phones = [line.phone() for _ in range(USERS)]
        platform.down_until = math.inf
        for number in range(EACH):
            for phone in phones:
                assert phone.send(events.text(phone.user, f"{number}番め")) == 200
        platform.down_until = time.monotonic() + down
        wait_until(lambda: len(platform.delivered) == USERS * EACH, 15)
        line.settle()
    assert len(platform.delivered) == USERS * EACH
    assert set(platform.times.values()) == {1}
    assert Counter(user for user, _ in platform.delivered) == {p.user: EACH for p in phones}
    for phone in phones:
        told = [messages[0]["contents"]["body"]["contents"][1]["text"] for messages in phone.got()]
        assert told == [f"答え: {number}番め" for number in range(EACH)]
    pushed = len([call for call in platform.of("/v2/bot/message/push") if call.status == 200])
    assert (pushed > 0) == push


def test_without_push_what_is_too_late_is_counted(
    platform: Platform, rasa: StandIn, tmp_path: Path
) -> None:
    """Push is off: an answer whose token died is not sent, and the figures say so."""
    with running(platform, tmp_path, rasa.port, SCALED) as line:
        phone = line.phone()
        platform.down_until = time.monotonic() + 1.2
        assert phone.send(events.text(phone.user, "期限は?")) == 200
        line.settle()
        figures = line.gateway.metrics.text(0, up=True).decode()
    assert 'kokuho_line_sent_total{how="expired"} 1.0' in figures
    assert phone.got() == []
