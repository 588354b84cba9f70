"""kill -9 of the process that took events: after each restart every resident is answered."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.settings import ROOT
from tests.house.ports import free_port
from tests.house.serving import StandIn, echo, wait_until
from tests.line_platform import events
from tests.line_platform.platform import SECRET, TOKEN, Phone, Platform

pytestmark = pytest.mark.e2e

KILLS, EACH = 3, 60
# Reply tokens and keys live long: how long a start takes on this machine tells nothing.
LONG = 3600.0
PROGRAM = f"""\
import sys
from functools import partial
from bot.__main__ import main
from bot.channels.line import owed, webhook
webhook.Patience = partial(webhook.Patience, token={LONG})
owed.KEY_SECONDS = {LONG}
sys.exit(main(["gateway"]))
"""


@contextmanager
def gateway(platform: Platform, rasa: StandIn, data: Path) -> Iterator[str]:
    """A gateway process and its address; the block's end is a kill -9."""
    platform.token_seconds = LONG
    port = free_port()
    told = {
        "BOT_RASA_PORT": rasa.port, "BOT_GATEWAY_PORT": port, "BOT_CONSOLE_PORT": free_port(),
        "BOT_DATA": data, "BOT_LINE_SECRET": SECRET, "BOT_LINE_TOKEN": TOKEN,
        "BOT_LINE_API": platform.url, "BOT_PER_TALK": 1000,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, **{name: str(value) for name, value in told.items()}},
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until(lambda: _lives(url) or process.poll() is not None, LONG)
        yield f"http://127.0.0.1:{port}/line/webhook"
    finally:
        process.kill()
        process.wait()


def _post(session: requests.Session, url: str, raw: bytes, headers: dict[str, str]) -> int:
    return session.post(url, raw, headers=headers).status_code


def _lives(url: str) -> bool:
    try:
        return requests.get(f"{url}/healthz", timeout=5).ok
    except requests.RequestException:
        return False


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
