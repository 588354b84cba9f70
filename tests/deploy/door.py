"""nginx as deploy/nginx has it, in front of gateways of a test, and residents who come through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from ipaddress import IPv4Address
from itertools import zip_longest
from pathlib import Path
from typing import Any

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.settings import ROOT
from tests.house.engines import LOCAL, RealNginx
from tests.house.ports import free_port
from tests.house.serving import ORIGIN, new_id

NGINX = ROOT / "deploy" / "nginx"
CERTIFICATE = "fullchain.pem"  # signed by itself


def certificate(folder: Path, host: str) -> None:
    """One of `host` that is signed by itself, for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kokuho.example.jp")])
    now = datetime.now(timezone.utc)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    address = x509.IPAddress(IPv4Address(host))
    made = made.add_extension(x509.SubjectAlternativeName([address]), critical=False)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / CERTIFICATE).write_bytes(signed)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "privkey.pem").write_bytes(private)


def as_it_stands(folder: Path, host: str = LOCAL) -> str:
    """kokuho.conf with files of this test, for residents who call `host`."""
    certificate(folder, host)
    text = (NGINX / "kokuho.conf").read_text(encoding="utf-8")
    text = text.replace("/etc/ssl/kokuho", str(folder)).replace("/usr/share/kokuho", str(NGINX))
    return text.replace("/var/log/nginx", str(folder))


def for_here(folder: Path, gateways: list[int], port: int) -> str:
    """The same with one or two gateways, and a port of this test."""
    text = as_it_stands(folder)
    for address, gateway in zip_longest(("10.0.0.11:8000", "10.0.0.12:8000"), gateways):
        assert address in text
        if gateway is None:
            text = re.sub(rf"^ *server {re.escape(address)} .*\n", "", text, flags=re.MULTILINE)
        else:
            text = text.replace(address, f"127.0.0.1:{gateway}")
    return text.replace("listen 443 ", f"listen {LOCAL}:{port} ")


class Resident:
    """A page on another site, which talks through nginx."""

    def __init__(self, nginx: RealNginx) -> None:
        self.url, self.session = nginx.url, requests.Session()
        self.session.headers["Origin"] = ORIGIN
        self.session.trust_env = False  # an own list of authorities would win
        self.session.verify = str(nginx.folder / CERTIFICATE)

    def begin(self) -> None:
        """A new conversation."""
        answer = self.session.post(f"{self.url}/api/conversations", json={}, timeout=30)
        assert answer.status_code == 201, answer.text
        self.session.headers["Authorization"] = f"Bearer {answer.json()['conversation']}"

    def say(self, text: str, key: str = "") -> requests.Response:
        """The response to typed words."""
        return self.post("messages", {"id": key or new_id(), "text": text})

    def post(self, path: str, body: dict[str, Any]) -> requests.Response:
        """The response of the API."""
        return self.session.post(f"{self.url}/api/{path}", json=body, timeout=60)

    def get(self, path: str) -> requests.Response:
        """What a browser gets there."""
        return self.session.get(f"{self.url}{path}", timeout=30)


@contextmanager
def door(folder: Path, ports: list[int]) -> Iterator[RealNginx]:
    """nginx in front of gateways at `ports`."""
    port = free_port()
    nginx = RealNginx(folder, for_here(folder, ports, port), port)
    nginx.start()
    try:
        yield nginx
    finally:
        nginx.stop()
