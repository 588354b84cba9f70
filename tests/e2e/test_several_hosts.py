"""Several hosts: links are cut and texts published while residents ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
import requests
from sqlalchemy import create_engine, text

from bot.conversation.publishing import LOOK_SECONDS
from tests.e2e.asking import Crowd, asking
from tests.e2e.editing import Editor
from tests.e2e.several import (
    BACK,
    ENGINES,
    FRONT,
    OUTSIDE,
    A,
    B,
    Service,
    service,
    until,
)
from tests.house.serving import ORIGIN, new_id, wait_until
from tests.line_platform import events
from tests.line_platform.platform import Phone

pytestmark = pytest.mark.e2e

NEW = "お役に立ててうれしいです。"
_FIRST = iter(range(0, 300, 10))  # residents of each test have birthdays of their own


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The whole service."""
    with service(tmp_path_factory.mktemp("hosts")) as found:
        yield found


@pytest.fixture
def crowd(running: Service) -> Iterator[Crowd]:
    """Four residents, who ask until the end; each has his one talk, and his own answers in it."""
    first = next(_FIRST)
    with asking(running.nginx, range(first, first + 4)) as found:
        yield found
    print(found.said())
    found.check()


@contextmanager
def cut(running: Service, *cables: tuple[str, str]) -> Iterator[None]:
    """Nothing goes through these in the block; afterwards both gateways are at work again."""
    for host, network in cables:
        running.network.cut(host, network)
    try:
        yield
    finally:
        for host, network in cables:
            running.network.heal(host, network)
    for host in (A, B):
        until(partial(running.is_ready, host))


def test_one_gateway_without_the_engines(running: Service, crowd: Crowd) -> None:
    """The other one answers; who asked in that very moment waits for seconds, and nobody else."""
    with cut(running, (A, BACK)):
        crowd.wait_for(10)
    crowd.wait_for(3)


def test_one_gateway_out_of_reach(running: Service, crowd: Crowd) -> None:
    """The same where nginx does not reach it."""
    with cut(running, (A, FRONT)):
        crowd.wait_for(10)
    crowd.wait_for(3)


def test_nobody_has_the_engines(running: Service, crowd: Crowd) -> None:
    """Everybody is told in a sentence within seconds, and nobody waits in silence; afterwards the
    talks go on by themselves."""
    with cut(running, (ENGINES, BACK)):
        wait_until(lambda: all(one.told for one in crowd), 30)
    crowd.wait_for(3)
    assert all(sentence for one in crowd for sentence in one.told)


def test_what_a_lost_gateway_owes_to_line(running: Service) -> None:
    """It took events and can neither answer them nor say that it lives: the other one answers, and
    what it sends itself when it is back is taken by nobody."""
    phones = [Phone(running.platform, running.webhook, events.user_id(n)) for n in range(4)]
    sent = running.line_sent(A)
    with cut(running, (A, OUTSIDE)):
        for phone in phones:
            assert phone.send(events.text(phone.user, "コールセンターの電話番号は?")) == 200
        assert len(runs(running, "true")) == 2
        until(lambda: len(runs(running, "not answered")) == 1, 30)
        late = sum(not phone.got() for phone in phones)
        with cut(running, (A, BACK)):
            wait_until(lambda: all(phone.got() for phone in phones), 40)
    until(lambda: running.line_sent(A) >= sent + late, 30)
    assert [len(phone.got()) for phone in phones] == [1] * 4
    assert all("044-200-0783" in str(phone.got()) for phone in phones)


def runs(running: Service, which: str) -> set[str]:
    """The gateways that have taken such events."""
    query = text(f"select run from webhook_events where {which}")
    with running.network.inside(ENGINES):
        engine = create_engine(running.postgres.url, future=True)
        with engine.connect() as connection:
            found = set(connection.execute(query).scalars())
        engine.dispose()
    return found


def test_a_text_is_published(running: Service, crowd: Crowd) -> None:
    """Both gateways tell it within the seconds that the page on scale names, and no message fails
    meanwhile."""
    running.add_editors("hanako", "sachiko")
    with running.network.inside(A):
        url = running.servers[A].console_url
        written = Editor(url, "hanako").write("answer:thank", short=NEW)
        assert thanked(running, A) == thanked(running, B) != NEW
        Editor(url, "sachiko").approve(written)
    for host in (A, B):
        until(lambda: thanked(running, host) == NEW, LOOK_SECONDS + 3)  # noqa: B023
    assert not crowd.seen


def thanked(running: Service, host: str) -> str:
    """What who thanks is told at a gateway, in a talk of his own."""
    url = f"{running.servers[host].url}/api"
    with running.network.inside(host), requests.Session() as session:
        session.headers["Origin"] = ORIGIN
        begun = session.post(f"{url}/conversations", json={}, timeout=30).json()
        session.headers["Authorization"] = f"Bearer {begun['conversation']}"
        body = {"id": new_id(), "text": "ありがとうございました"}
        answer = session.post(f"{url}/messages", json=body, timeout=30)
    return str(answer.json()["cards"][0]["lead"])
