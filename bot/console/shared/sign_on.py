"""Single sign-on: people of the city's own directory, signed in by OpenID Connect.

The code flow with PKCE, state and nonce. Between leaving and coming back nothing is stored: the
browser carries a sealed note. An ID token counts only with a signature of the provider's own keys,
for us, of now, for this browser. What the provider says is told to nobody and stands in no log.
"""

from __future__ import annotations

import hmac
import json
import logging
import secrets
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.integrations.httpx_client.oauth2_client import httpx2 as speaking  # as Authlib does
from authlib.oidc.core import CodeIDToken
from cryptography.fernet import InvalidToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jws import JWSRegistry

from bot.errors import SignOnError
from bot.storage.sealing import fernet_for

log = logging.getLogger(__name__)

NOTE_SECONDS = 10 * 60  # at the provider: a password, a second factor
PATIENCE_SECONDS = 10.0
_KNOWN_SECONDS = 60 * 60  # what the provider publishes of itself
_RENEWED_SECONDS = 60  # at most so often are its keys fetched for a token with an unknown one
_LEEWAY = 60  # seconds by which clocks may differ
_LONGEST = 255  # characters of a subject, by the standard
# Keys with a public half alone: with a shared one, whoever reads the provider's keys could sign.
_ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
)
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
_PURPOSE = b"bot.console.sign_on"


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates count: the usual ones, which each client would read anew, in 30 ms."""
    found: ssl.SSLContext = speaking.create_ssl_context()
    return found


@dataclass(frozen=True, slots=True)
class Provider:
    """Who signs in, and how we are known there.

    `roles`: values of the claim `role_claim` and the roles that they give, the first one first.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    roles: tuple[tuple[str, str], ...]
    role_claim: str = "roles"
    name_claim: str = "preferred_username"


@dataclass(frozen=True, slots=True)
class SignOnPerson:
    """Whom the provider has signed in; `role` is None where they have none here."""

    issuer: str
    subject: str
    name: str
    role: str | None


class SignOn:
    """Talks with one provider."""

    note_seconds = NOTE_SECONDS

    def __init__(
        self, provider: Provider, key: str, clock: Callable[[], float] = time.time
    ) -> None:
        """`key` seals what the browser carries; `clock` gives seconds of Unix time."""
        self._provider, self._clock = provider, clock
        self._fernet = fernet_for(key, _PURPOSE)
        self._known: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    async def begin(self, back: str) -> tuple[str, str]:
        """Where the browser goes, and the note that it brings `back`. Raises SignOnError."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        async with self._client(back) as client:
            metadata = await self._metadata(client)
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state, verifier, nonce=nonce
            )
        note = json.dumps([state, nonce, verifier]).encode()
        return url, self._fernet.encrypt_at_time(note, int(self._clock())).decode()

    async def finish(self, note: str, answer: Mapping[str, str], back: str) -> SignOnPerson:
        """Who came back with the `answer` of the provider. Raises SignOnError."""
        state, nonce, verifier = self._read(note)
        if not hmac.compare_digest(answer.get("state", "").encode(), state.encode()):
            raise SignOnError("state")
        if answer.get("iss", self._provider.issuer) != self._provider.issuer:
            raise SignOnError("issuer")
        if "code" not in answer:
            raise SignOnError("denied")
        async with self._client(back) as client:
            metadata = await self._metadata(client)
            client.token_endpoint_auth_method = _authentication(metadata)
            token = await self._exchange(client, metadata, answer["code"], verifier)
            claims = await self._verified(client, metadata, token, nonce)
        return self._person(claims)

    def _read(self, note: str) -> tuple[str, str, str]:
        try:
            found = self._fernet.decrypt_at_time(note, NOTE_SECONDS, int(self._clock()))
        except (InvalidToken, UnicodeError, ValueError):
            raise SignOnError("state") from None
        state, nonce, verifier = json.loads(found)
        return state, nonce, verifier

    def _client(self, back: str) -> Any:
        return AsyncOAuth2Client(
            self._provider.client,
            self._provider.secret,
            redirect_uri=back,
            scope="openid profile",
            code_challenge_method="S256",
            timeout=PATIENCE_SECONDS,
            verify=_trusted(),
        )

    async def _metadata(self, client: Any) -> dict[str, Any]:
        """What the provider publishes of itself; it must be of who we asked."""
        if self._known and self._clock() < self._known[0]:
            return self._known[1]
        issuer = self._provider.issuer
        found = await self._get(client, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if any(not isinstance(found.get(name), str) for name in _NEEDED):
            raise SignOnError("metadata")
        scheme = urlsplit(issuer).scheme
        plain = [name for name in _NEEDED if urlsplit(found[name]).scheme not in ("https", scheme)]
        if found["issuer"] != issuer or plain:
            raise SignOnError("issuer")
        self._known = self._clock() + _KNOWN_SECONDS, found
        return found

    async def _key_set(self, client: Any, metadata: Mapping[str, Any], *, anew: bool) -> KeySet:
        now = self._clock()
        lasts = _RENEWED_SECONDS if anew else _KNOWN_SECONDS
        if self._keys and now - self._keys[0] < lasts:
            return self._keys[1]
        try:
            found = await self._get(client, metadata["jwks_uri"])
            keys = KeySet.import_key_set(cast(KeySetSerialization, found))
        except (JoseError, KeyError, TypeError, ValueError):
            raise SignOnError("keys") from None
        self._keys = now, keys
        return keys

    async def _get(self, client: Any, url: str) -> dict[str, Any]:
        try:
            response = await client.request("GET", url, withhold_token=True)
            response.raise_for_status()
            found = response.json()
        except (speaking.HTTPError, speaking.InvalidURL, ValueError) as error:
            log.error("the provider of the single sign-on does not answer: %s", _kind(error))
            raise SignOnError("unreachable") from None
        if not isinstance(found, dict):
            raise SignOnError("metadata")
        return found

    async def _exchange(
        self, client: Any, metadata: Mapping[str, Any], code: str, verifier: str
    ) -> dict[str, Any]:
        try:
            token: dict[str, Any] = await client.fetch_token(
                metadata["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
            )
        except OAuthError as error:
            log.error("the provider of the single sign-on refuses the code: %s", _kind(error))
            raise SignOnError("code") from None
        except (speaking.HTTPError, ValueError) as error:
            log.error("the provider of the single sign-on does not answer: %s", _kind(error))
            raise SignOnError("unreachable") from None
        return token

    async def _verified(
        self, client: Any, metadata: Mapping[str, Any], token: Mapping[str, Any], nonce: str
    ) -> dict[str, Any]:
        """The claims of an ID token that is what it should be. Raises SignOnError."""
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        registry = JWSRegistry(
            algorithms=sorted(_ALGORITHMS.intersection(offered)), strict_check_header=False
        )
        written = token.get("id_token")
        if not isinstance(written, str):
            raise SignOnError("token")
        try:
            keys = await self._key_set(client, metadata, anew=False)
            try:
                found = jwt.decode(written, keys, registry=registry)
            except InvalidKeyIdError:  # the provider has a new key
                keys = await self._key_set(client, metadata, anew=True)
                found = jwt.decode(written, keys, registry=registry)
            provider = self._provider
            claims = CodeIDToken(
                found.claims,
                found.header,
                {
                    "iss": {"essential": True, "value": provider.issuer},
                    "aud": {"essential": True, "value": provider.client},
                    "nonce": {"essential": True, "value": nonce},
                },
                {
                    "nonce": nonce,
                    "client_id": provider.client,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(now=int(self._clock()), leeway=_LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            log.error("an ID token was refused: %s", _kind(error))
            raise SignOnError("token") from None
        return dict(claims)

    def _person(self, claims: Mapping[str, Any]) -> SignOnPerson:
        provider, subject = self._provider, claims["sub"]
        name = _claim(claims, provider.name_claim)
        if not 0 < len(subject) <= _LONGEST or not isinstance(name, str):
            raise SignOnError("token")
        given = _claim(claims, provider.role_claim)
        values = set(map(str, given)) if isinstance(given, list) else {str(given)}
        role = next((role for value, role in provider.roles if value in values), None)
        return SignOnPerson(provider.issuer, subject, name, role)


def _claim(claims: Mapping[str, Any], path: str) -> object:
    """The claim of that name; realm_access.roles is one within another."""
    if path in claims:
        return claims[path]
    found: object = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _authentication(metadata: Mapping[str, Any]) -> str:
    """How we show our secret; what the provider does not say is the standard's first."""
    offered = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"


def _kind(error: Exception) -> str:
    """What may stand in a log: no text that somebody outside has chosen."""
    return type(error).__name__
