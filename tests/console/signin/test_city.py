"""bot/console/signin/city.py: the city's own accounts, and what an attacker makes of the way."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import OctKey

from bot.console.shared.access import COOKIE
from bot.console.shared.accounts import Role
from bot.console.shared.sign_on import NOTE_SECONDS, Provider, SignOn
from bot.console.signin.city import NOTE_COOKIE
from tests.console.conftest import PASSWORD, Desk
from tests.console.visiting import noted, visitor
from tests.house.serving import SECRET, Clock, House, is_error
from tests.oidc_provider import CLIENT, CLIENT_SECRET, OidcProvider
from tests.oidc_provider.provider import new_key

BACK = "http://testserver/signin/city/back"
JIRO = {"sub": "0123-jiro", "preferred_username": "Jiro", "roles": ["staff", "kokuho 編集"]}
ROLES = (("kokuho-kanri", "administrator"), ("kokuho 編集", "editor"), ("kokuho", "operator"))


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    """One at which 次郎 is signed in, an editor."""
    with OidcProvider(BACK, dict(JIRO)).listening() as found:
        yield found


@pytest.fixture
def time_(clock: Clock) -> Clock:
    """The time of the world, as a test moves it on."""
    clock.now = time.time()
    return clock


@pytest.fixture
def joined_up(stranger: Desk, provider: OidcProvider, time_: Clock) -> Desk:
    """A browser of nobody in particular, at a console that knows the provider."""
    known = Provider(provider.issuer, CLIENT, CLIENT_SECRET, ROLES)
    stranger.console.sign_on = SignOn(known, SECRET, time_)
    return stranger


def leave(desk: Desk) -> str:
    """Where the browser is sent."""
    answer = desk.client.get("/signin/city", follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def sent_back(url: str) -> str:
    """What the provider sends the browser on to, without the host."""
    answer = requests.get(url, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"]).removeprefix("http://testserver")


def come_back(desk: Desk, path: str) -> int:
    """The status of the way back."""
    return int(desk.client.get(path, follow_redirects=False).status_code)


def whole_way(desk: Desk) -> int:
    """There and back."""
    return come_back(desk, sent_back(leave(desk)))


def is_nobody(desk: Desk) -> bool:
    """Is the browser still a stranger, and has no session?"""
    return COOKIE not in dict(desk.client.cookies) and desk.get("/desk").status_code == 303


def test_there_and_back(joined_up: Desk) -> None:
    """The sign-in offers it; who comes back is in, in the role that the provider told."""
    assert 'href="/signin/city"' in joined_up.get("/signin").text
    answer = joined_up.client.get(sent_back(leave(joined_up)))
    assert answer.status_code == 200
    assert 'content="0;url=/desk"' in answer.text
    assert "jiro" in joined_up.get("/desk").text
    assert joined_up.get("/queue").status_code == 200
    account = joined_up.console.accounts.existing("jiro")
    assert (account.role, account.is_local) == (Role.EDITOR, False)
    assert noted(joined_up)[0] == ("jiro", "sign_in_city", "testclient")
    assert NOTE_COOKIE not in dict(joined_up.client.cookies)


def test_what_is_asked_for(joined_up: Desk) -> None:
    """Code, PKCE, a state and a nonce, new each time; the secret is in no address."""
    asked = [parse_qs(urlsplit(leave(joined_up)).query) for _ in range(2)]
    assert asked[0]["response_type"] == ["code"]
    assert asked[0]["code_challenge_method"] == ["S256"]
    assert asked[0]["redirect_uri"] == [BACK]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert CLIENT_SECRET not in leave(joined_up)


def test_off_by_default(stranger: Desk) -> None:
    """Without a provider there is neither the button nor the way."""
    assert "/signin/city" not in stranger.get("/signin").text
    for path in ("/signin/city", "/signin/city/back?code=x&state=y"):
        assert is_error(stranger.client.get(path), 404, "not_found")


def wrong_key(provider: OidcProvider) -> None:
    """Somebody else's key under the name of the provider's."""
    evil = new_key()
    header = {"alg": "RS256", "kid": provider.key.kid}
    provider.signing = lambda claims: jwt.encode(header, claims, evil)


def part(value: dict[str, Any]) -> str:
    """A part of a token, as it is written."""
    return url_safe(json.dumps(value).encode())


def url_safe(data: bytes) -> str:
    """In letters that go into a token."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unsigned(provider: OidcProvider) -> None:
    """The algorithm "none"."""
    provider.metadata = {"id_token_signing_alg_values_supported": ["none", "RS256"]}
    provider.signing = lambda claims: f"{part({'alg': 'none'})}.{part(claims)}."


def public_key_as_secret(provider: OidcProvider) -> None:
    """HS256 with the published key, which everybody knows; no library would sign so."""
    provider.metadata = {"id_token_signing_alg_values_supported": ["HS256", "RS256"]}
    secret = provider.key.as_pem(private=False)

    def forge(claims: dict[str, Any]) -> str:
        whole = f"{part({'alg': 'HS256', 'kid': provider.key.kid})}.{part(claims)}"
        return f"{whole}.{url_safe(hmac.digest(secret, whole.encode(), 'sha256'))}"

    provider.signing = forge


def client_secret_as_key(provider: OidcProvider) -> None:
    """HS256 with the secret that client and provider share."""
    provider.metadata = {"id_token_signing_alg_values_supported": ["HS256"]}
    secret = OctKey.import_key(CLIENT_SECRET)
    provider.signing = lambda claims: jwt.encode(
        {"alg": "HS256"}, claims, secret, algorithms=["HS256"]
    )


def changed(**claims: object) -> Any:
    """Other claims under a right signature; None takes one away."""

    def change(provider: OidcProvider) -> None:
        provider.claims = lambda told: {
            k: v for k, v in {**told, **claims}.items() if v is not None
        }

    return change


def altered(provider: OidcProvider) -> None:
    """Another role, put into a signed token."""

    def alter(claims: dict[str, Any]) -> str:
        header, _, signature = provider.signed(claims).split(".")
        return f"{header}.{part({**claims, 'roles': ['kokuho-kanri']})}.{signature}"

    provider.signing = alter


ATTACKS = {
    "key": wrong_key,
    "none": unsigned,
    "public key": public_key_as_secret,
    "client secret": client_secret_as_key,
    "altered": altered,
    "nonce": changed(nonce="another"),
    "no nonce": changed(nonce=None),
    "audience": changed(aud="another-client"),
    "audiences": changed(aud=["another-client", "a-third"]),
    "two audiences": changed(aud=[CLIENT, "another"], azp="another"),
    "no audience": changed(aud=None),
    "issuer": changed(iss="https://evil.example"),
    "no issuer": changed(iss=None),
    "expired": changed(exp=int(time.time()) - 3600),
    "no end": changed(exp=None),
    "of tomorrow": changed(iat=int(time.time()) + 86_400),
    "not yet": changed(nbf=int(time.time()) + 86_400),
    "access token": changed(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "no subject": changed(sub=None),
    "empty subject": changed(sub=""),
    "long subject": changed(sub="x" * 256),
    "subject of another kind": changed(sub=7),
    "no name": changed(preferred_username=None),
    "name of another kind": changed(preferred_username=["jiro"]),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_wrong_id_token(joined_up: Desk, provider: OidcProvider, attack: str) -> None:
    """A token that is not the provider's, for us, of now and for this browser opens nothing."""
    ATTACKS[attack](provider)
    assert whole_way(joined_up) == 401
    assert is_nobody(joined_up)
    assert joined_up.console.accounts.find("jiro") is None
    assert noted(joined_up) == [("(unknown)", "sign_in_city_failed", "testclient")]
    assert not provider.refusals, "the attack was in the token, not on the way to it"


@pytest.mark.parametrize("junk", ["", "x", "a.b.c", "..", None, 7])
def test_what_is_no_token(joined_up: Desk, provider: OidcProvider, junk: Any) -> None:
    """Whatever stands in its place is refused, and is no failure of ours."""
    provider.signing = lambda _: junk
    assert whole_way(joined_up) == 401
    assert is_nobody(joined_up)


def test_the_state_of_another_browser(joined_up: Desk, console: FastAPI, home: House) -> None:
    """Nobody is made to come back with somebody else's code: login CSRF, in both directions."""
    evil = visitor(console, home)
    planted = sent_back(leave(evil))
    assert come_back(joined_up, planted) == 401  # a browser that never left
    leave(joined_up)
    assert come_back(joined_up, planted) == 401  # and one that did
    assert is_nobody(joined_up)


@pytest.mark.parametrize("state", ["", "x", "ä", "\ud83d"])
def test_a_wrong_state(joined_up: Desk, state: str) -> None:
    """No other state will do, with a right code either."""
    path = sent_back(leave(joined_up))
    code = parse_qs(urlsplit(path).query)["code"][0]
    answer = joined_up.client.get(
        "/signin/city/back",
        params={"code": code, "state": state.encode(errors="surrogatepass")},
        follow_redirects=False,
    )
    assert answer.status_code == 401
    assert is_nobody(joined_up)


def test_a_code_twice(joined_up: Desk, provider: OidcProvider) -> None:
    """The way back is gone once; the second time neither the provider nor we take it."""
    url = leave(joined_up)
    note = dict(joined_up.client.cookies)[NOTE_COOKIE]
    path = sent_back(url)
    assert come_back(joined_up, path) == 200
    joined_up.client.cookies.clear()
    joined_up.client.cookies.set(NOTE_COOKIE, note)
    assert come_back(joined_up, path) == 401
    assert provider.refusals == ["invalid_grant"]
    assert is_nobody(joined_up)


def test_a_code_of_another_browser(
    joined_up: Desk, provider: OidcProvider, console: FastAPI, home: House
) -> None:
    """A stolen code is worth nothing with one's own state: the verifier is another one."""
    victim = visitor(console, home)
    stolen = parse_qs(urlsplit(sent_back(leave(victim))).query)["code"][0]
    state = parse_qs(urlsplit(leave(joined_up)).query)["state"][0]
    assert come_back(joined_up, f"/signin/city/back?code={stolen}&state={state}") == 401
    assert provider.refusals == ["invalid_grant"]


def test_the_answer_of_another_provider(joined_up: Desk) -> None:
    """An answer that names another issuer is refused before its code goes anywhere (RFC 9207)."""
    path = sent_back(leave(joined_up))
    head, _, _ = path.partition("&iss=")
    assert come_back(joined_up, f"{head}&iss=https%3A%2F%2Fevil.example") == 401
    assert come_back(joined_up, path) == 401  # the note is gone


def test_a_note_is_over(joined_up: Desk, time_: Clock) -> None:
    """Who comes back after ten minutes begins anew; a made-up note is none."""
    path = sent_back(leave(joined_up))
    time_.now += NOTE_SECONDS + 1
    assert come_back(joined_up, path) == 401
    joined_up.client.cookies.set(NOTE_COOKIE, "x")
    assert come_back(joined_up, path) == 401


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": None},
        {"jwks_uri": 7},
        {"token_endpoint": "ftp://evil.example/token"},
    ],
)
def test_wrong_metadata(joined_up: Desk, provider: OidcProvider, metadata: Any) -> None:
    """A provider that calls itself otherwise, or leaves something out, is none."""
    provider.metadata = metadata
    answer = joined_up.client.get("/signin/city", follow_redirects=False)
    assert answer.status_code == 401
    assert "もう一度" in answer.text


def test_the_provider_is_away(joined_up: Desk, provider: OidcProvider) -> None:
    """That is said, and a local account signs in as ever."""
    provider.answers = False
    answer = joined_up.client.get("/signin/city", follow_redirects=False)
    assert answer.status_code == 503
    assert "つながりません" in answer.text
    assert joined_up.sign_in("umeko").status_code == 303


def test_who_says_no(joined_up: Desk, provider: OidcProvider) -> None:
    """Whoever turns back at the provider is told so, as often as they like."""
    provider.user = {}
    for _ in range(7):
        answer = joined_up.client.get(sent_back(leave(joined_up)))
        assert answer.status_code == 401
        assert "取りやめ" in answer.text


def test_new_keys(joined_up: Desk, provider: OidcProvider, time_: Clock) -> None:
    """A key that the provider has made since is fetched; an unknown one costs one look a minute."""
    assert whole_way(joined_up) == 200
    provider.key = new_key()
    time_.now += 61
    assert whole_way(joined_up) == 200
    asked = provider.asked_for_keys
    provider.published = []
    evil = new_key()
    provider.signing = lambda claims: provider.signed(claims, evil)
    for _ in range(3):
        assert whole_way(joined_up) == 401
    assert provider.asked_for_keys == asked


def test_roles(joined_up: Desk, provider: OidcProvider) -> None:
    """The role is the provider's at each sign-in; the one that was written first counts."""
    assert whole_way(joined_up) == 200
    provider.user["roles"] = ["kokuho"]
    assert whole_way(joined_up) == 200
    assert joined_up.console.accounts.existing("jiro").role is Role.OPERATOR
    assert joined_up.get("/queue").status_code == 403
    provider.user["roles"] = ["kokuho", "kokuho-kanri", "kokuho 編集"]
    assert whole_way(joined_up) == 200
    assert joined_up.console.accounts.existing("jiro").role is Role.ADMINISTRATOR


@pytest.mark.parametrize("roles", [[], ["staff"], None, "", {"kokuho": 1}, 7, "kokuho-kanr"])
def test_nobody_here(joined_up: Desk, provider: OidcProvider, roles: Any) -> None:
    """Who has no role here is told so, and no account is made."""
    provider.user["roles"] = roles
    assert whole_way(joined_up) == 403
    assert is_nobody(joined_up)
    assert joined_up.console.accounts.find("jiro") is None


def test_a_role_is_taken_away(
    joined_up: Desk, provider: OidcProvider, console: FastAPI, home: House
) -> None:
    """With the next sign-in everything that is open of them ends."""
    assert whole_way(joined_up) == 200
    provider.user["roles"] = []
    assert whole_way(visitor(console, home)) == 403
    assert joined_up.get("/desk").headers["location"] == "/signin"


def test_a_name_within_another_claim(joined_up: Desk, provider: OidcProvider) -> None:
    """Claims within claims are named by their path, as Keycloak has them."""
    provider.user |= {"realm_access": {"roles": ["kokuho"]}, "email": "jiro@city.example.jp"}
    known = Provider(provider.issuer, CLIENT, CLIENT_SECRET, ROLES, "realm_access.roles", "email")
    joined_up.console.sign_on = SignOn(known, SECRET)
    assert whole_way(joined_up) == 200
    assert joined_up.console.accounts.existing("jiro@city.example.jp").role is Role.OPERATOR


@pytest.mark.parametrize(
    "name", ["hanako", "ＨＡＮＡＫＯ ", "umeko", "(unknown)", "", "a\0b", "x" * 41]
)
def test_a_name_that_is_taken(joined_up: Desk, provider: OidcProvider, name: str) -> None:
    """Who calls himself like a local account, or like nobody, gets no account."""
    provider.user["preferred_username"] = name
    before = joined_up.console.accounts.everybody()
    assert whole_way(joined_up) == 403
    assert is_nobody(joined_up)
    assert joined_up.console.accounts.everybody() == before
    assert noted(joined_up)[-1][1] == "sign_in_city_refused"


def test_another_person_of_the_same_name(joined_up: Desk, provider: OidcProvider) -> None:
    """A person is who the provider says by its own word for them, whatever they are called."""
    assert whole_way(joined_up) == 200
    provider.user["sub"] = "another-jiro"
    assert whole_way(joined_up) == 403
    provider.user |= {"sub": JIRO["sub"], "preferred_username": "jiro-yamada"}
    assert whole_way(joined_up) == 200
    names = [account.name for account in joined_up.console.accounts.everybody()]
    assert names == ["hanako", "jiro", "taro", "umeko"]


def test_no_password_opens_such_an_account(joined_up: Desk, administrator: Desk) -> None:
    """It has none, gets none, and guessing one is refused like any other."""
    assert whole_way(joined_up) == 200
    joined_up.client.cookies.clear()
    for password in ("", PASSWORD, "x" * 300):
        assert joined_up.sign_in("jiro", password).status_code == 401
    assert administrator.submit("/accounts/reset", name="jiro").status_code == 422
    assert joined_up.sign_in("jiro", "").status_code == 401


def test_a_required_second_factor_is_the_providers(joined_up: Desk) -> None:
    """Who was signed in there is not asked for another one here."""
    joined_up.console.two_factor_roles = frozenset(Role)
    assert whole_way(joined_up) == 200
    assert joined_up.get("/desk").status_code == 200


def test_coming_back_with_guesses_is_slowed(joined_up: Desk) -> None:
    """Junk that comes back costs the provider five questions, and then waits."""
    statuses = []
    for _ in range(6):
        state = parse_qs(urlsplit(leave(joined_up)).query)["state"][0]
        statuses.append(come_back(joined_up, f"/signin/city/back?code=x&state={state}"))
    assert statuses == [401] * 5 + [429]


def test_nothing_of_it_in_a_log(joined_up: Desk, provider: OidcProvider, caplog: Any) -> None:
    """Neither codes nor tokens, nor what the provider says, nor the secret."""
    path = sent_back(leave(joined_up))
    code = parse_qs(urlsplit(path).query)["code"][0]
    come_back(joined_up, path)
    changed(nonce="another")(provider)
    whole_way(joined_up)
    for word in (code, CLIENT_SECRET, JIRO["sub"], "another", "eyJ"):
        assert word not in caplog.text
