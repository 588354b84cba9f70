"""deploy/nginx: a configuration that nginx takes, in front of gateways that come and go."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bot.app.public import create_app
from bot.content import current_words
from tests.deploy.door import NGINX, Resident, door, for_here
from tests.house.engines import RealRedis, found, nginx_configuration
from tests.house.ports import free_port
from tests.house.serving import QUESTION, StandIn, leads, served, settings_for

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("name", ["kokuho.conf", "rasa.conf"])
def test_nginx_takes_it(name: str, tmp_path: Path) -> None:
    """`nginx -t` has nothing to say against it."""
    text = (NGINX / name).read_text(encoding="utf-8")
    if name == "kokuho.conf":
        text = for_here(tmp_path, [8000, 8001], free_port())
    text = text.replace("/var/log/nginx", str(tmp_path))
    main = nginx_configuration(tmp_path, text.replace(":5005", f":{free_port()}"))
    done = subprocess.run(
        [found("nginx"), "-t", "-c", str(main), "-p", str(tmp_path)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_the_page_without_gateways_has_the_city_s_number() -> None:
    """The number that a clerk has to change is the one of this city now."""
    page = (NGINX / "away.html").read_text(encoding="utf-8")
    phone = current_words().edition.call_centre.phone
    assert page.count(phone) == 2
    assert page.count(f"tel:{re.sub(r'[^0-9]', '', phone)}") == 2


def test_one_after_the_other_is_restarted(rasa: StandIn, redis: RealRedis, tmp_path: Path) -> None:
    """A talk goes on while each gateway in turn is stopped and started again, the next one when
    this one is asked again: each message gets its own answer, and is worked on once."""
    ports, said = [free_port(), free_port()], 0
    shared = {"redis": redis.url}

    def gateway(which: int, behind: StandIn) -> AbstractContextManager[str]:
        return served(create_app(settings_for(tmp_path, behind.port, **shared)), ports[which])

    def talk_on(is_enough: Callable[[], object]) -> None:
        nonlocal said
        while not is_enough():
            answer = resident.say(text := f"{QUESTION}{said}")
            assert answer.status_code == 200, answer.text
            assert leads(answer.json()) == [f"答え: {text}"]
            said += 1

    with (
        StandIn().listening() as second,
        StandIn().listening() as third,
        StandIn().listening() as last,
        door(tmp_path, ports) as nginx,
    ):
        with gateway(0, rasa):
            with gateway(1, second):
                resident = Resident(nginx)
                resident.begin()
                talk_on(lambda: rasa.heard and second.heard)
            before = said
            talk_on(lambda: said == before + 5)
            with gateway(1, third):
                talk_on(lambda: third.heard)
        with gateway(1, last):
            talk_on(lambda: last.heard)
        heard = [*rasa.heard, *second.heard, *third.heard, *last.heard]
        assert sorted(heard) == sorted(f"{QUESTION}{number}" for number in range(said))


def test_who_cannot_reach_redis_is_passed_over(rasa: StandIn, tmp_path: Path) -> None:
    """The other gateway answers what one refuses; where all refuse, their own sentence is read."""
    ports, lost = [free_port(), free_port()], f"redis://127.0.0.1:{free_port()}/0"
    refusing, also = (
        create_app(settings_for(tmp_path / name, rasa.port, redis=lost)) for name in ("one", "also")
    )
    answering = create_app(settings_for(tmp_path / "two", rasa.port))
    with door(tmp_path, ports) as nginx, served(refusing, ports[0]):
        resident = Resident(nginx)
        with served(answering, ports[1]):
            resident.begin()
            for number in range(10):
                answer = resident.say(f"{QUESTION}{number}")
                assert leads(answer.json()) == [f"答え: {QUESTION}{number}"]
        alone = resident.say(QUESTION)
        with served(also, ports[1]):
            refused = resident.say(QUESTION)
    assert [alone.status_code, refused.status_code] == [503, 503]
    assert alone.json()["error"]["code"] == "unavailable"
    assert refused.json()["error"]["message"]


def test_no_gateway_at_all(tmp_path: Path) -> None:
    """The widget gets an error of the usual shape, which it says in the resident's language; who
    opens the page reads where to call. Nothing of it is in a log."""
    with door(tmp_path, [free_port(), free_port()]) as nginx:
        answer = Resident(nginx).say("ひみつ")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert answer.json()["error"]["code"] == "unavailable"
        page = Resident(nginx).get("/")
        assert page.status_code == 503
        assert "今、つながりません" in page.content.decode()
    logs = b"".join(path.read_bytes() for path in tmp_path.glob("*.log"))
    assert b"/api" not in logs


def test_what_is_for_nobody_outside(rasa: StandIn, tmp_path: Path) -> None:
    """Figures are not to be had from outside; cookies know that it is TLS."""
    settings, port = settings_for(tmp_path, rasa.port), free_port()
    with (
        served(create_app(settings), port),
        door(tmp_path, [port, free_port()]) as nginx,
    ):
        resident = Resident(nginx)
        del resident.session.headers["Origin"]  # one of our own page
        assert resident.get("/metrics").status_code == 404
        begun = resident.post("conversations", {})
        assert begun.status_code == 201
        assert "Secure" in begun.headers["Set-Cookie"]
        assert begun.headers["Strict-Transport-Security"]
