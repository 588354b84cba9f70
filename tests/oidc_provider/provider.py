"""Signs people in for one client: OpenID Connect Core's code flow, RFC 6749, 7636 and 9207.

It really signs, takes a code once, and refuses another client, secret, address to go back to, or
verifier. What a test changes of its ID tokens is in `claims`, `header` and `signing`.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any
from urllib.parse import urlencode

from aiohttp import BasicAuth, web
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.house.listening import served_in_a_thread

CLIENT, CLIENT_SECRET = "kokuho-desk", "a secret between the two of them"

Claims = dict[str, Any]


def new_key() -> RSAKey:
    """A signing key with a name of its own."""
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})


@cache
def usual_key() -> RSAKey:
    """Of every provider that needs none of its own: to make one takes as long as ten tests."""
    return new_key()


@dataclass
class OidcProvider:
    """One provider; `user` is who is signed in there, with the claims that it tells of them.

    `asks`: it shows a page of its own first, so that another site sends the browser back.
    """

    back: str
    user: Claims = field(default_factory=dict)
    claims: Callable[[Claims], Claims] = dict
    signing: Callable[[Claims], str] | None = None
    key: RSAKey = field(default_factory=usual_key)
    published: list[RSAKey] | None = None
    answers: bool = True
    host: str = "127.0.0.1"
    asks: bool = False
    metadata: Claims = field(default_factory=dict)
    port: int = 0
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    asked_for_keys: int = 0

    @property
    def issuer(self) -> str:
        """What it calls itself."""
        return f"http://{self.host}:{self.port}"

    async def _discover(self, _: web.Request) -> web.Response:
        if not self.answers:
            return web.Response(status=503)
        return web.json_response(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
                "authorization_response_iss_parameter_supported": True,
                **self.metadata,
            }
        )

    async def _keys(self, _: web.Request) -> web.Response:
        self.asked_for_keys += 1
        keys = [self.key] if self.published is None else self.published
        return web.json_response({"keys": [key.as_dict(private=False) for key in keys]})

    async def _authorize(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        # What is wrong with the client or the address is told to nobody there.
        if asked.get("client_id") != CLIENT or asked.get("redirect_uri") != self.back:
            return web.Response(status=400, text="unknown client or redirect_uri")
        told = {"state": asked.get("state", ""), "iss": self.issuer}
        is_whole = (
            asked.get("response_type") == "code"
            and "openid" in asked.get("scope", "").split()
            and asked.get("code_challenge_method") == "S256"
            and len(asked.get("code_challenge", "")) == 43
            and bool(asked.get("nonce") and asked.get("state"))
        )
        if not is_whole:
            told["error"] = "invalid_request"
        elif not self.user:
            told["error"] = "access_denied"
        else:
            told["code"] = secrets.token_urlsafe(16)
            self.codes[told["code"]] = asked
        onward = f"{self.back}?{urlencode(told)}"
        if self.asks:
            page = f'<!doctype html><title>City</title><a href="{escape(onward)}">Sign in</a>'
            return web.Response(text=page, content_type="text/html")
        raise web.HTTPFound(onward)

    async def _token(self, request: web.Request) -> web.Response:
        form = dict(await request.post())
        expected = BasicAuth(CLIENT, CLIENT_SECRET).encode()
        given = request.headers.get("authorization", "")
        if not secrets.compare_digest(given, expected):
            return self._refused("invalid_client", 401)
        if form.get("grant_type") != "authorization_code":
            return self._refused("unsupported_grant_type")
        asked = self.codes.pop(str(form.get("code")), None)
        if asked is None or form.get("redirect_uri") != asked["redirect_uri"]:
            return self._refused("invalid_grant")
        digest = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return self._refused("invalid_grant")
        now = int(time.time())
        access = secrets.token_urlsafe(16)
        half = hashlib.sha256(access.encode()).digest()[:16]
        told = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
            **self.user,
        }
        written = (self.signing or self.signed)(self.claims(told))
        return web.json_response(
            {"access_token": access, "token_type": "Bearer", "id_token": written},
            headers={"Cache-Control": "no-store"},
        )

    def signed(self, claims: Claims, key: RSAKey | None = None) -> str:
        """The claims with a signature."""
        key = key or self.key
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)

    def _refused(self, error: str, status: int = 400) -> web.Response:
        self.refusals.append(error)
        return web.json_response({"error": error}, status=status)

    @contextmanager
    def listening(self) -> Iterator[OidcProvider]:
        """Serves in a thread of its own until the block ends."""
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self._discover)
        app.router.add_get("/keys", self._keys)
        app.router.add_get("/authorize", self._authorize)
        app.router.add_post("/token", self._token)
        with served_in_a_thread(app, self.port) as self.port:
            yield self
