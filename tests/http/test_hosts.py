"""bot/http/hosts.py: under which names we are reached, and what the proxy before us tells."""

from __future__ import annotations

import pytest

from tests.house.serving import PROXY, House

OTHERS = ["rebound.example", "testserver.example", "testserver@rebound.example", ""]
OWN = ["testserver", "TESTSERVER:8000", "testserver.", "localhost:8000", "127.0.0.1", "[::1]:8000"]
FORWARDED = [{"x-forwarded-for": "127.0.0.1"}, {"forwarded": "for=127.0.0.1"}]


@pytest.mark.parametrize("host", OWN)
def test_a_name_of_ours(home: House, host: str) -> None:
    """A name of BOT_HOSTS, this machine and any address in digits are answered."""
    assert home.client().get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", OTHERS)
def test_a_strange_name(home: House, host: str) -> None:
    """Whatever else was asked for gets one sentence, and nothing of ours."""
    answer = home.client().get("/healthz", headers={"host": host})
    assert (answer.status_code, answer.json()["error"]["code"]) == (421, "unknown_host")


@pytest.mark.parametrize("headers", [*FORWARDED, {"host": "testserver"}])
def test_figures_are_for_this_machine(home: House, headers: dict[str, str]) -> None:
    """Nobody reads them through a proxy, whatever it forwards and under whatever name."""
    asked = {"host": "127.0.0.1", **headers}
    assert home.client().get("/metrics", headers=asked).status_code == 404
    assert "kokuho_rasa_up 1.0" in home.figures()


def test_a_proxy_that_hides_who_calls(home: House) -> None:
    """It is told until a request names an address of its own."""
    home.client(PROXY).get("/healthz")
    assert "X-Forwarded-For" in home.gateway.troubles()["proxy"]
    home.client("203.0.113.5").get("/healthz")
    assert "proxy" not in home.gateway.troubles()


def test_tls_for_a_year(home: House) -> None:
    """Who came by TLS comes by TLS from then on; without it nothing is promised."""
    header = "strict-transport-security"
    assert home.client(url="https://testserver").get("/healthz").headers[header]
    assert header not in home.client().get("/healthz").headers


def test_space_is_told(home: House) -> None:
    """How much is left where data is kept, before it is full."""
    (line,) = [
        one for one in home.figures().splitlines() if "free_bytes " in one and "#" not in one
    ]
    assert float(line.split()[1]) > 0
