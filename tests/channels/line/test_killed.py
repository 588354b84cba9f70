"""kill -9 of the process that took events: after each restart every resident is answered."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.deploy.gateways import LONG, KillableGateway
from tests.house.ports import free_port
from tests.house.serving import StandIn, echo, settings_for, wait_until
from tests.line_platform import events
from tests.line_platform.platform import SECRET, TOKEN, Phone, Platform

pytestmark = pytest.mark.e2e

KILLS, EACH = 3, 60


@contextmanager
def gateway(platform: Platform, rasa: StandIn, data: Path) -> Iterator[str]:
    """A gateway process and its webhook; the block's end is a kill -9."""
    platform.token_seconds = LONG
    port = free_port()
    line = {"line_secret": SECRET, "line_token": TOKEN, "line_api": platform.url}
    process = KillableGateway(settings_for(data, rasa.port, **line), port)
    process.start()
    try:
        yield f"http://127.0.0.1:{port}/line/webhook"
    finally:
        process.stop()


def _post(session: requests.Session, url: str, raw: bytes, headers: dict[str, str]) -> int:
    return session.post(url, raw, headers=headers).status_code


def test_nobody_is_left_without_an_answer(
    platform: Platform, rasa: StandIn, tmp_path: Path
) -> None:
    """Of all that LINE was told to have arrived, nothing is lost with three processes."""

    async def slow(body: Any) -> Any:
        await asyncio.sleep(0.3)
        return await echo(body)

    rasa.work, silent = slow, 0
    taken: list[str] = []
    for number in range(KILLS + 1):
        with gateway(platform, rasa, tmp_path) as url, requests.Session() as session:
            post = partial(_post, session, url)
            for one in range(EACH if number < KILLS else 0):
                phone = Phone(platform, post, events.user_id(1_000 * number + one))
                if phone.send(events.text(phone.user, "期限は?")) == 200:
                    taken.append(phone.user)
            if number == KILLS:
                wait_until(lambda: {user for user, _ in platform.delivered} >= set(taken), LONG)
            silent += len(taken) - len(platform.delivered)
    assert len(taken) == KILLS * EACH
    assert silent > 0  # the kills came while answers were owed
    assert set(platform.times.values()) == {1}
    told = Counter(user for user, _ in platform.delivered)
    assert set(told) == set(taken)


def test_pieces_of_a_question(platform: Platform, rasa: StandIn, tmp_path: Path) -> None:
    """Killed while the end of a question is awaited, its pieces are answered, together."""
    with gateway(platform, rasa, tmp_path) as url, requests.Session() as session:
        phone = Phone(platform, partial(_post, session, url), events.user_id(1))
        for words in ("母の", "資格確認書は"):
            assert phone.send(events.text(phone.user, words)) == 200
    assert phone.got() == []
    with gateway(platform, rasa, tmp_path):
        wait_until(phone.got, LONG)
    assert rasa.heard == ["母の 資格確認書は"]
