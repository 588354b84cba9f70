"""A second factor: the six digits of an authenticator app (RFC 6238), and codes for a lost phone.

The secret is sealed with a key of BOT_SECRET, so a copy of the database signs nobody in. Each code
is good once. Between two steps of a sign-in nothing is stored: the browser carries a sealed ticket.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pyotp
import segno
from cryptography.fernet import InvalidToken

from bot.storage.ports.factors import FactorRecord, FactorStore
from bot.storage.sealing import fernet_for, key_for

log = logging.getLogger(__name__)

ISSUER = "国保 応対支援"
TICKET_SECONDS = 5 * 60  # for the second step of a sign-in
SETUP_SECONDS = 15 * 60  # for fetching a phone and installing an app
CODES = 10
_STEP_SECONDS = 30
_EARLIER_LATER = (0, -1, 1)  # a phone's clock may be half a minute off, and so may we
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read for something else
_LONGEST = 40  # characters of what may be a code
_PURPOSE = b"bot.console.second_factor"


@dataclass(frozen=True, slots=True)
class Setup:
    """A secret that is offered: for the camera, for fingers, and sealed for the way back."""

    picture: str
    secret: str
    sealed: str


class Factors:
    """The second factors of all accounts. Its methods block."""

    def __init__(
        self, store: FactorStore, key: str, clock: Callable[[], float] = time.time
    ) -> None:
        """`key`: the same at all who share the store. `clock`: seconds of Unix time, the phone's
        own, whatever day we take for today."""
        self._store, self._clock = store, clock
        self._key, self._fernet = key_for(key, _PURPOSE), fernet_for(key, _PURPOSE)

    def has(self, name: str) -> bool:
        """Does this account sign in with a second factor?"""
        return self._store.find(name) is not None

    def names(self) -> set[str]:
        """Every account that does."""
        return self._store.names()

    def offer(self, name: str) -> Setup:
        """A new secret for `name`. It is kept only once `begin` has seen a code of it."""
        secret = pyotp.random_base32()
        return Setup(_picture(name, secret), secret, self._seal("setup", name, secret))

    def offered(self, name: str, sealed: str) -> Setup | None:
        """What was offered to `name` a while ago; None if that is over."""
        found = self._unseal("setup", sealed, SETUP_SECONDS)
        if found is None or found[0] != name:
            return None
        return Setup(_picture(name, found[1]), found[1], sealed)

    def begin(self, name: str, sealed: str, typed: str) -> list[str] | None:
        """Keeps the offered secret if `typed` is its code; the recovery codes, which are told this
        once."""
        offered = self.offered(name, sealed)
        step = None if offered is None else self._step_of(offered.secret, _digits(typed))
        if offered is None or step is None:
            return None
        codes = _new_codes()
        kept = self._fernet.encrypt(offered.secret.encode())
        self._store.put(FactorRecord(name, kept, step), [self._hidden(_digits(c)) for c in codes])
        return codes

    def renew_codes(self, name: str) -> list[str] | None:
        """Other recovery codes; those before are worth nothing. None without a second factor."""
        codes = _new_codes()
        done = self._store.change_codes(name, [self._hidden(_digits(code)) for code in codes])
        return codes if done else None

    def codes_left(self, name: str) -> int:
        """How many recovery codes are not used yet."""
        return self._store.codes_left(name)

    def remove(self, name: str) -> bool:
        """The account signs in with its password alone again; False if it did already."""
        return self._store.remove(name)

    def verify(self, name: str, typed: str) -> str | None:
        """How `name` proves it, "app" or "recovery"; None if `typed` is no code of theirs."""
        found, words = self._store.find(name), _digits(typed)
        if found is None:
            return None
        if len(words) == 6 and words.isdigit():
            step = self._step_of(self._secret(found), words)
            return "app" if step is not None and self._store.use_step(name, step) else None
        return "recovery" if self._store.use_code(name, self._hidden(words)) else None

    def ticket(self, name: str, stamp: str) -> str:
        """Says that `name` has brought the right password just now."""
        return self._seal("ticket", name, stamp)

    def holder(self, ticket: str) -> tuple[str, str] | None:
        """Name and stamp of who brought the right password; None if that is too long ago."""
        return self._unseal("ticket", ticket, TICKET_SECONDS)

    def _step_of(self, secret: str, code: str) -> int | None:
        """The time step of which `code` is, near to now."""
        now, totp = int(self._clock() // _STEP_SECONDS), pyotp.TOTP(secret)
        steps = [now + away for away in _EARLIER_LATER]
        fits = [s for s in steps if hmac.compare_digest(totp.generate_otp(s), code)]
        return fits[0] if fits else None

    def _secret(self, found: FactorRecord) -> str:
        try:
            return self._fernet.decrypt(found.sealed).decode()
        except InvalidToken:  # nobody's code fits then; an administrator can take it away
            log.error("a second factor was sealed with another BOT_SECRET: it has to be reset")
            return pyotp.random_base32()

    def _hidden(self, code: str) -> str:
        return hmac.new(self._key, code.encode(), hashlib.sha256).hexdigest()

    def _seal(self, purpose: str, *parts: str) -> str:
        """With the time of our own clock, so that tests can set it."""
        whole = json.dumps([purpose, *parts]).encode()
        return self._fernet.encrypt_at_time(whole, int(self._clock())).decode()

    def _unseal(self, purpose: str, sealed: str, seconds: int) -> tuple[str, str] | None:
        try:
            whole = self._fernet.decrypt_at_time(sealed, seconds, int(self._clock()))
        except (InvalidToken, UnicodeError, ValueError):
            return None
        found = json.loads(whole)
        return (str(found[1]), str(found[2])) if found[0] == purpose else None


def _picture(name: str, secret: str) -> str:
    """What the camera reads, black on white whatever the page's colours are."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
    return segno.make(uri, error="m").svg_inline(scale=4, dark="#000", light="#fff")


def _digits(typed: str) -> str:
    """A code as it is compared: full-width is narrow, and what parts it for reading is gone."""
    plain = unicodedata.normalize("NFKC", typed[:_LONGEST]).casefold()
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def _new_codes() -> list[str]:
    """Ten that can be written down: twelve characters, 59 bits each."""

    def part() -> str:
        return "".join(secrets.choice(_ALPHABET) for _ in range(4))

    return [f"{part()}-{part()}-{part()}" for _ in range(CODES)]
