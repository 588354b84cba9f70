"""Two gateways with one PostgreSQL and one Redis are one service: any of them serves any turn."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import requests
from fastapi import FastAPI

from bot.app.public import create_app
from bot.app.wiring import console_of, gateway_of
from bot.console.app import create_console
from bot.console.shared.accounts import Accounts, Role
from bot.settings import Settings
from bot.storage.stores import Stores
from tests.console.conftest import PASSWORD, QUICK
from tests.house.engines import RealPostgres, RealRedis
from tests.house.serving import (
    ORIGIN,
    QUESTION,
    Body,
    Browser,
    House,
    StandIn,
    house,
    is_error,
    leads,
    message,
    new_id,
    served,
    settings_for,
    wait_until,
)

pytestmark = pytest.mark.e2e

PAIRS, AT_ONCE = 200, 10


async def remember(body: Body) -> Any:
    """Answers with the words; the state holds all words of the talk, in their order."""
    told = [*body["state"].get("told", []), body["message"]]
    await asyncio.sleep(0.001)  # a turn takes its time, so that two could meet
    answer = message(f"答え: {body['message']}", buttons={"次": '/inform{"answer": "next"}'})
    return {"messages": [answer], "state": {"told": told}}


@pytest.fixture
def second() -> Iterator[StandIn]:
    """Another Rasa, behind the second gateway."""
    with StandIn(work=remember).listening() as found:
        yield found


@pytest.fixture
def engines(redis: RealRedis, postgres: RealPostgres) -> dict[str, str]:
    """Settings of who shares them."""
    return {"redis": redis.url, "database": postgres.url}


@pytest.fixture
def two(
    rasa: StandIn, second: StandIn, engines: dict[str, str], tmp_path: Path
) -> Iterator[tuple[House, House]]:
    """Two gateways on two machines: nothing in common but the engines and the secret."""
    rasa.work = remember
    with (
        house(settings_for(tmp_path / "one", rasa.port, **engines)) as one,
        house(settings_for(tmp_path / "two", second.port, **engines)) as other,
    ):
        yield one, other


def elsewhere(browser: Browser, other: House) -> Browser:
    """The same browser, whose next request another gateway gets."""
    found = other.browser()
    found.client.cookies, found.token = browser.client.cookies, browser.token
    return found


def test_a_talk_goes_on_at_the_other(two: tuple[House, House], second: StandIn) -> None:
    """State, buttons and the answer to a message that is sent again are the same at both."""
    here = two[0].talk()
    there = elsewhere(here, two[1])
    first = here.say("一", "the-first-message")
    there.say("二")
    assert second.got[-1]["state"] == {"told": ["一"]}
    (choice,) = first["cards"][0]["choices"]
    assert leads(there.press(choice["token"])) == ['答え: /inform{"answer": "next"}']
    assert second.got[-1]["pressed"]
    assert there.say("一", "the-first-message") == first
    assert here.say("三") != first


def test_a_message_at_both_is_worked_on_once(
    two: tuple[House, House], rasa: StandIn, second: StandIn
) -> None:
    """Whoever sends a message again, to another gateway, gets its one answer."""
    here = two[0].talk()
    there = elsewhere(here, two[1])
    answers = [browser.say(QUESTION, "the-same-message") for browser in (here, there, here)]
    assert answers[0] == answers[1] == answers[2]
    assert rasa.heard + second.heard == [QUESTION]


def test_a_wipe_is_one_for_both(two: tuple[House, House]) -> None:
    """What is wiped at one gateway is gone at the other."""
    here = two[0].talk()
    there = elsewhere(here, two[1])
    there.say(QUESTION)
    assert here.wipe().status_code == 204
    answer = there.post("/api/messages", {"id": new_id(), "text": QUESTION})
    assert is_error(answer, 410, "expired")


def test_a_vote_counts_once(two: tuple[House, House]) -> None:
    """A card's token is good at one of them; both count in one table."""
    here = two[0].talk()
    there = elsewhere(here, two[1])
    (card,) = here.say(QUESTION)["cards"]
    vote = {"card": card["feedback"], "helped": True}
    assert [b.post("/api/feedback", vote).status_code for b in (there, here)] == [204, 422]


def test_a_limit_is_one_for_both(rasa: StandIn, engines: dict[str, str], tmp_path: Path) -> None:
    """Who sends to two gateways in turn may send no more than to one."""
    settings = settings_for(tmp_path, rasa.port, per_talk=3, **engines)
    with house(settings) as one, house(settings) as other:
        here = one.talk()
        there = elsewhere(here, other)
        body = [{"id": new_id(), "text": QUESTION} for _ in range(4)]
        found = [(here, there)[n % 2].post("/api/messages", body[n]) for n in range(4)]
        assert [answer.status_code for answer in found] == [200, 200, 200, 429]


def test_redis_away_and_back(two: tuple[House, House], redis: RealRedis) -> None:
    """Who wants to talk meanwhile gets one sentence and 503; then the talk begins anew, in the same
    browser, without a restart of anything."""
    here = two[0].talk()
    here.say("一")
    redis.stop()
    for browser in (here, elsewhere(here, two[1])):
        answer = browser.post("/api/messages", {"id": new_id(), "text": QUESTION})
        assert is_error(answer, 503, "unavailable")
        assert answer.headers["retry-after"]
    client = two[0].client()
    assert is_error(client.post("/api/conversations", json={}), 503, "unavailable")
    assert client.get("/healthz").status_code == 200
    assert two[0].figures()
    wait_until(lambda: client.get("/readyz").status_code == 503)
    redis.start()
    redis.client.set("kokuho:since", int(time.time()) + 1)  # as if it had taken that second
    assert leads(here.say("二")) == ["答え: 二"]
    wait_until(lambda: client.get("/readyz").status_code == 200)
    assert client.get("/readyz").json()["troubles"] == []


def test_postgres_away_and_back(two: tuple[House, House], postgres: RealPostgres) -> None:
    """Talks go on; a vote is refused, and counts when it is sent again later."""
    here = two[0].talk()
    (card,) = here.say(QUESTION)["cards"]
    vote = {"card": card["feedback"], "helped": True}
    postgres.stop()
    assert is_error(here.post("/api/feedback", vote), 503, "unavailable")
    assert leads(here.say(QUESTION)) == [f"答え: {QUESTION}"]
    client = two[0].client()
    wait_until(lambda: client.get("/readyz").json()["troubles"] == ["storage"])
    postgres.start()
    wait_until(lambda: here.post("/api/feedback", vote).status_code == 204, 20)


def test_both_away_at_the_start(
    rasa: StandIn,
    engines: dict[str, str],
    redis: RealRedis,
    postgres: RealPostgres,
    tmp_path: Path,
) -> None:
    """A gateway starts without its engines, and serves as soon as they are there."""
    redis.stop()
    postgres.stop()
    with house(settings_for(tmp_path, rasa.port, **engines)) as found:
        answer = found.client().post("/api/conversations", json={})
        assert is_error(answer, 503, "unavailable")
        redis.start()
        assert leads(found.talk().say(QUESTION)) == [f"答え: {QUESTION}"]
        postgres.start()
        wait_until(lambda: found.gateway.stores.trouble == "" or not _asked(found), 20)


def _asked(found: House) -> bool:
    """Has a vote been taken?"""
    browser = found.talk()
    (card,) = browser.say(QUESTION)["cards"]
    vote = {"card": card["feedback"], "helped": True}
    return browser.post("/api/feedback", vote).status_code == 204


def test_pairs_at_once(
    rasa: StandIn, second: StandIn, engines: dict[str, str], tmp_path: Path
) -> None:
    """Of 200 pairs of messages, each at two gateways with a Rasa each in the same moment, none is
    lost, mixed with another or worked on twice."""
    rasa.work = remember
    apps = [
        create_app(settings_for(tmp_path / name, port, **engines))
        for name, port in (("one", rasa.port), ("two", second.port))
    ]
    with served(apps[0]) as one, served(apps[1]) as other:
        wait_until(lambda: all(app.state.gateway.breaker.up for app in apps))
        asyncio.run(_pairs(one, other))
    heard = rasa.heard + second.heard
    assert sorted(heard) == sorted(set(heard))
    assert len(heard) == 3 * PAIRS
    states = [b["state"]["told"] for b in rasa.got + second.got if b["message"].endswith("三")]
    assert sorted(map(sorted, states)) == sorted([f"{n}一", f"{n}二"] for n in range(PAIRS))


async def _pairs(one: str, other: str) -> None:
    room = asyncio.Semaphore(AT_ONCE)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(headers={"Origin": ORIGIN}, cookie_jar=jar) as session:

        async def say(url: str, token: str, home: dict[str, str], text: str) -> str:
            headers = {"Authorization": f"Bearer {token}", **home}
            body = {"id": new_id(), "text": text}
            async with session.post(f"{url}/api/messages", json=body, headers=headers) as answer:
                assert answer.status == 200, await answer.text()
                return leads(await answer.json())[-1]

        async def pair(number: int) -> None:
            async with room:
                home = {"X-Forwarded-For": f"10.0.0.{number}"}  # each has an address of its own
                begin = f"{one}/api/conversations"
                async with session.post(begin, json={}, headers=home) as answer:
                    token = (await answer.json())["conversation"]
                texts = [f"{number}{which}" for which in "一二三"]
                both = await asyncio.gather(
                    say(one, token, home, texts[0]), say(other, token, home, texts[1])
                )
                both.append(await say((one, other)[number % 2], token, home, texts[2]))
                assert both == [f"答え: {text}" for text in texts]

        await asyncio.gather(*map(pair, range(PAIRS)))


def desk_at(settings: Settings) -> FastAPI:
    """The console of one more gateway."""
    return create_console(console_of(settings, gateway_of(settings)), settings.hosts)


def test_a_transcript_reaches_the_desk_at_the_other(
    redis: RealRedis, rasa: StandIn, tmp_path: Path
) -> None:
    """What is said to one gateway is heard by the desk that is open at the other, and by nobody
    once it is closed."""
    settings = settings_for(tmp_path, rasa.port, redis=redis.url)
    Accounts(Stores.local(tmp_path).accounts, QUICK).add("taro", Role.OPERATOR, PASSWORD)
    with (
        served(desk_at(settings)) as one,
        served(desk_at(settings)) as other,
        requests.Session() as browser,
    ):
        browser.post(f"{one}/signin", data={"name": "taro", "password": PASSWORD}, timeout=30)
        found = re.search(r'name="csrf" content="([^"]+)"', browser.get(f"{one}/desk").text)
        assert found is not None
        csrf = {"x-csrf-token": found[1]}
        made = browser.post(f"{one}/desk/transcript/token", json={}, headers=csrf, timeout=30)
        bearer = {"authorization": f"Bearer {made.json()['token']}"}

        def say() -> int:
            body = {"text": "もしもし"}
            return requests.post(
                f"{one}/transcripts", json=body, headers=bearer, timeout=30
            ).status_code

        assert say() == 404
        with browser.get(f"{other}/desk/transcript", stream=True, timeout=30) as events:
            lines = events.iter_lines(chunk_size=1)
            assert next(lines) == b": open"
            assert say() == 202
            heard = next(line for line in lines if line.startswith(b"data: "))
        assert json.loads(heard.removeprefix(b"data: "))["text"] == "もしもし"
        wait_until(lambda: say() == 404, 30)
