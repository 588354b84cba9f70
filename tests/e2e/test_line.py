"""LINE with real processes: every personal id with difficult turns, floods, kills and restarts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.content import say
from tests.e2e.questions import QUESTIONS
from tests.e2e.running import Servers, account
from tests.house.ports import free_port
from tests.house.serving import StandIn, wait_until
from tests.line_platform import events
from tests.line_platform.platform import Phone, Platform

pytestmark = pytest.mark.e2e

PERSONAL = (
    *("what_to_bring", "why_certificate", "not_arrived", "auto_renewal", "notice_expiry"),
    *("certificate_expiry", "expiry_age70", "expiry_age75", "expiry_burden_change"),
    *("expiry_residence", "expiry_student", "ecert_grace", "debit_start", "debit_banks"),
    "call_center",
)
USERS, EVENTS, SECONDS = 200, 1_000, 10.0
LINE_WAITS = 2.0  # seconds; then its statistics say request_timeout


@dataclass
class Webhook:
    """Where LINE delivers; after `patience` seconds it counts a delivery as failed."""

    port: int
    patience: float = 10.0

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=32))

    def post(self, raw: bytes, headers: dict[str, str]) -> int:
        """The status; 0 if nobody listens."""
        url = f"http://127.0.0.1:{self.port}/line/webhook"
        try:
            answer = self.session.post(url, data=raw, headers=headers, timeout=self.patience)
        except requests.RequestException:
            return 0
        return answer.status_code


@pytest.fixture(scope="module")
def webhook(bot: Servers, platform: Platform) -> Iterator[Webhook]:
    """Where LINE delivers to the whole system."""
    yield Webhook(bot.gateway_port)
    log = bot.log()
    assert "山田" not in log
    assert not [user for user, _ in platform.delivered if user in log]


class Talk:
    """One resident's talk."""

    def __init__(self, platform: Platform, webhook: Webhook, number: int) -> None:
        self.phone = Phone(platform, webhook.post, events.user_id(number))
        self.last: list[Any] = []

    def send(self, event: Any) -> str:
        """All that is read in the answer to an event."""
        before = len(self.phone.got())
        assert self.phone.send(event) == 200
        wait_until(lambda: len(self.phone.got()) > before, 15)
        self.last = self.phone.got()[-1]
        return "\n".join(str(m.get("text") or m["contents"]) for m in self.last)

    def say(self, words: str) -> str:
        """The answer to typed words."""
        return self.send(events.text(self.phone.user, words))

    def offered(self) -> list[Any]:
        """The actions of the quick replies."""
        items = self.last[-1].get("quickReply", {"items": []})["items"]
        return [item["action"] for item in items]


@pytest.mark.parametrize("answer_id", PERSONAL)
def test_personal_ids_with_difficult_turns(
    platform: Platform, webhook: Webhook, answer_id: str
) -> None:
    """The answer with its facts; then a sticker, a redelivery, another question in between, words
    that are no answer and 言いたくない: every turn gets one answer, and LINE takes all of them."""
    talk = Talk(platform, webhook, 1_000 + PERSONAL.index(answer_id))
    question, facts = QUESTIONS[answer_id]
    asked = events.text(talk.phone.user, question)
    told = talk.send(asked)
    assert [fact for fact in facts if fact not in told] == []
    assert talk.phone.send(events.again(asked)) == 200
    talk.send(events.content(talk.phone.user, "sticker"))
    assert "044-200-0783" in talk.say("コールセンターの電話番号は?")
    talk.say("山田ですけど、ぴよぴよ")
    for _ in range(4):
        picks = [a for a in talk.offered() if a["type"] == "datetimepicker"]
        presses = [a for a in talk.offered() if a["type"] == "postback"]
        if picks:
            talk.send(events.postback(talk.phone.user, picks[0]["data"], picks[0]["initial"]))
        elif presses:
            talk.send(events.postback(talk.phone.user, presses[0]["data"]))
    talk.say("言いたくない")
    assert [call.status for call in platform.calls if call.status >= 400] == []
    assert set(platform.times.values()) == {1}


@pytest.mark.parametrize(
    ("birthday", "expiry"),
    [
        ("1955-08-01", "令和8年(2026年)7月31日"),
        ("1956-03-01", "令和8年(2026年)2月28日"),
        ("1956-07-01", "令和8年(2026年)6月30日"),
        ("1950-11-03", "令和7年(2025年)11月2日"),
    ],
)
def test_a_picked_birthday(
    platform: Platform, webhook: Webhook, birthday: str, expiry: str
) -> None:
    """A birthday from the picker is computed with and never said back."""
    talk = Talk(platform, webhook, int(birthday.replace("-", "")))
    talk.say("資格確認書の有効期限はいつですか")
    pick = next(a for a in talk.offered() if a["type"] == "datetimepicker")
    told = talk.send(events.postback(talk.phone.user, pick["data"], birthday))
    assert expiry in told
    assert birthday[:4] not in told


def test_a_typed_birthday(platform: Platform, webhook: Webhook) -> None:
    """It gets its answer, and the advice to take the message back."""
    talk = Talk(platform, webhook, 77)
    told = talk.say("母は昭和26年1月20日生まれです。資格確認書はいつまで使えますか")
    assert "令和8年(2026年)1月19日" in told
    assert say("line", "birthday") in told
    assert "昭和26年" not in told


@pytest.fixture
def quiet() -> Iterator[Platform]:
    """A platform of one's own."""
    with Platform().listening() as found:
        yield found


@pytest.fixture
def rasa() -> Iterator[StandIn]:
    """A stand-in of Rasa that answers at once."""
    with StandIn().listening() as found:
        yield found


@contextmanager
def gateway(platform: Platform, rasa: StandIn, folder: Path, port: int) -> Iterator[Any]:
    """`python -m bot gateway` alone."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "gateway"],
        env={
            **os.environ,
            **account(platform),
            "BOT_RASA_PORT": str(rasa.port),
            "BOT_GATEWAY_PORT": str(port),
            "BOT_CONSOLE_PORT": str(free_port()),
            "BOT_DATA": str(folder / "data"),
        },
    )

    def up() -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=1).ok
        except requests.RequestException:
            return False

    try:
        wait_until(up, 60)
        yield process
    finally:
        process.kill() if process.poll() is None else None
        process.wait(30)


def settle(pid: int) -> None:
    """Returns when a process that has started is at rest: it reads the utterances of the last
    resort for a few seconds, in the background, and is slower while it does."""

    def used() -> int:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def is_calm() -> bool:
        before = used()
        time.sleep(0.5)
        return used() - before <= 5  # of 50 ticks

    wait_until(is_calm, 60)


def test_a_thousand_events_in_ten_seconds(quiet: Platform, rasa: StandIn, tmp_path: Path) -> None:
    """With every tenth delivered twice: LINE waits in vain for none, and each is answered once."""
    port = free_port()
    webhook = Webhook(port, LINE_WAITS)
    phones = [Phone(quiet, webhook.post, events.user_id(n)) for n in range(USERS)]
    with gateway(quiet, rasa, tmp_path, port) as process, ThreadPoolExecutor(16) as pool:
        settle(process.pid)
        began = time.monotonic()

        def send(number: int) -> list[int]:
            time.sleep(max(0.0, began + number * SECONDS / EVENTS - time.monotonic()))
            phone = phones[number % USERS]
            event = events.text(phone.user, f"{number}番めは?")
            again = [phone.send(events.again(event))] if number % 10 == 0 else []
            return [phone.send(event), *again]

        statuses = Counter(status for found in pool.map(send, range(EVENTS)) for status in found)
        wait_until(lambda: len(quiet.delivered) >= EVENTS, 60)
    assert statuses == {200: EVENTS * 11 // 10}
    assert len(quiet.delivered) == EVENTS
    assert set(quiet.times.values()) == {1}
    assert len(set(rasa.heard)) == len(rasa.heard) == EVENTS


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_restart_in_the_middle(
    quiet: Platform, rasa: StandIn, tmp_path: Path, how: signal.Signals
) -> None:
    """Stopped in order, all that was taken is answered; killed, LINE's redelivery brings the rest.
    Nobody gets an answer twice."""
    port = free_port()
    webhook = Webhook(port)
    sent = []
    with gateway(quiet, rasa, tmp_path, port) as process:
        for number in range(120):
            phone = Phone(quiet, webhook.post, events.user_id(number))
            event = events.text(phone.user, f"{number}番めは?")
            sent.append((phone, event, phone.send(event)))
            if number == 60:
                process.send_signal(how)
        process.wait(40)
    taken = [event for _, event, status in sent if status == 200]
    assert taken
    if how == signal.SIGTERM:
        assert len(quiet.delivered) == len(taken)
    with gateway(quiet, rasa, tmp_path, port):
        for phone, event, status in sent:
            if status != 200 or how == signal.SIGKILL:
                assert phone.send(events.again(event)) == 200
        wait_until(lambda: len(quiet.delivered) >= len(sent), 30)
    assert len(quiet.delivered) == len(sent)
    assert set(quiet.times.values()) == {1}
