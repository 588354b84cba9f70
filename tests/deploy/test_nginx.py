"""deploy/nginx: a configuration that nginx takes, in front of gateways that come and go."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import requests
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.app.public import create_app
from bot.content import current_words
from bot.settings import ROOT
from tests.house.engines import (
    RealRedis,
    accepts,
    found,
    free_port,
    nginx_configuration,
    real_nginx,
)
from tests.house.serving import (
    ORIGIN,
    QUESTION,
    StandIn,
    leads,
    new_id,
    served,
    settings_for,
    wait_until,
)

pytestmark = pytest.mark.e2e

NGINX = ROOT / "deploy" / "nginx"


def certificate(folder: Path) -> None:
    """One that is signed by itself, for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kokuho.example.jp")])
    now = datetime.now(timezone.utc)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "fullchain.pem").write_bytes(signed)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "privkey.pem").write_bytes(private)


def for_here(folder: Path, gateways: list[int], port: int) -> str:
    """kokuho.conf as it stands, with gateways, port and files of this test."""
    certificate(folder)
    text = (NGINX / "kokuho.conf").read_text(encoding="utf-8")
    for address, gateway in zip(("10.0.0.11:8000", "10.0.0.12:8000"), gateways, strict=True):
        assert address in text
        text = text.replace(address, f"127.0.0.1:{gateway}")
    text = text.replace("listen 443 ", f"listen 127.0.0.1:{port} ")
    text = text.replace("/etc/ssl/kokuho", str(folder)).replace("/usr/share/kokuho", str(NGINX))
    return text.replace("/var/log/nginx", str(folder))


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


class Resident:
    """A page on another site, which talks through nginx."""

    def __init__(self, url: str) -> None:
        self.url, self.session = url, requests.Session()
        self.session.headers["Origin"], self.session.verify = ORIGIN, False
        self.session.trust_env = False  # an own list of authorities would win

    def begin(self) -> None:
        """A new conversation."""
        answer = self.session.post(f"{self.url}/api/conversations", json={}, timeout=30)
        assert answer.status_code == 201, answer.text
        self.session.headers["Authorization"] = f"Bearer {answer.json()['conversation']}"

    def say(self, text: str) -> requests.Response:
        """The response to typed words."""
        body = {"id": new_id(), "text": text}
        return self.session.post(f"{self.url}/api/messages", json=body, timeout=30)


@pytest.fixture(autouse=True)
def _own_certificate() -> None:
    """No warning at each request that the certificate is signed by itself."""
    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)


@contextmanager
def door(folder: Path, ports: list[int]) -> Iterator[str]:
    """The address of nginx in front of gateways at `ports`."""
    port = free_port()
    with real_nginx(folder, for_here(folder, ports, port)):
        wait_until(lambda: accepts(port))
        yield f"https://127.0.0.1:{port}"


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
        door(tmp_path, ports) as url,
    ):
        with gateway(0, rasa):
            with gateway(1, second):
                resident = Resident(url)
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


def test_no_gateway_at_all(tmp_path: Path) -> None:
    """The widget gets an error of the usual shape, which it says in the resident's language; who
    opens the page reads where to call. Nothing of it is in a log."""
    with door(tmp_path, [free_port(), free_port()]) as url:
        answer = Resident(url).say("ひみつ")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert answer.json()["error"]["code"] == "unavailable"
        page = requests.get(f"{url}/", verify=False, timeout=30)
        assert page.status_code == 503
        assert "今、つながりません" in page.content.decode()
    logs = b"".join(path.read_bytes() for path in tmp_path.glob("*.log"))
    assert b"/api" not in logs


def test_what_is_for_nobody_outside(rasa: StandIn, tmp_path: Path) -> None:
    """Figures are not to be had from outside; cookies know that it is TLS."""
    settings, port = settings_for(tmp_path, rasa.port), free_port()
    with (
        served(create_app(settings), port),
        door(tmp_path, [port, free_port()]) as url,
    ):
        assert requests.get(f"{url}/metrics", verify=False, timeout=30).status_code == 404
        begun = requests.post(f"{url}/api/conversations", json={}, verify=False, timeout=30)
        assert begun.status_code == 201
        assert "Secure" in begun.headers["Set-Cookie"]
        assert begun.headers["Strict-Transport-Security"]
