"""bot/console/signin/factors.py: codes of an app, good once, and codes for when it is lost."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyotp
import pytest

from bot.console.signin.factors import CODES, SETUP_SECONDS, TICKET_SECONDS, Factors
from bot.storage.stores import Stores
from tests.house.serving import SECRET, Clock

START = 1_700_000_010.0  # ten seconds into a time step


@pytest.fixture
def time() -> Clock:
    """A clock of Unix time."""
    found = Clock()
    found.now = START
    return found


@pytest.fixture
def factors(tmp_path: Path, time: Clock) -> Factors:
    """Nobody has one yet."""
    return Factors(Stores.local(tmp_path).factors, SECRET, time)


def code(secret: str, time: Clock, away: int = 0) -> str:
    """What the app shows, so many seconds from now."""
    return pyotp.TOTP(secret).at(int(time.now) + away)


def begun(factors: Factors, time: Clock) -> tuple[str, list[str]]:
    """太郎 has set one up a minute ago: the secret and the recovery codes."""
    offered = factors.offer("taro")
    codes = factors.begin("taro", offered.sealed, code(offered.secret, time))
    assert codes is not None
    time.now += 60
    return offered.secret, codes


def test_set_up_and_used(factors: Factors, time: Clock) -> None:
    """It holds from the first code on that fits; an offer alone changes nothing."""
    offered = factors.offer("taro")
    assert not factors.has("taro")
    assert factors.begin("taro", offered.sealed, "000000") is None
    assert not factors.has("taro")
    secret, _ = begun(factors, time)
    assert factors.names() == {"taro"}
    assert factors.verify("taro", code(secret, time)) == "app"
    assert factors.verify("hanako", code(secret, time)) is None


def test_the_camera_and_the_fingers_get_one_secret(factors: Factors) -> None:
    """The picture is drawn for light and dark alike, and runs nothing."""
    offered = factors.offer("taro")
    assert offered.picture.startswith("<svg")
    assert not re.search(r"<script|style=|href", offered.picture)
    assert factors.offered("taro", offered.sealed) == offered


@pytest.mark.parametrize("away", [-30, 0, 30])
def test_clocks_differ_a_little(factors: Factors, time: Clock, away: int) -> None:
    """The code before and the code after fit, too."""
    secret, _ = begun(factors, time)
    assert factors.verify("taro", code(secret, time, away)) == "app"


@pytest.mark.parametrize("away", [-90, -60, 60, 90])
def test_other_codes_do_not_fit(factors: Factors, time: Clock, away: int) -> None:
    """What is older or newer is no code."""
    secret, _ = begun(factors, time)
    assert factors.verify("taro", code(secret, time, away)) is None


def test_a_code_is_good_once(factors: Factors, time: Clock) -> None:
    """Who looked over a shoulder comes too late, also with the code before."""
    secret, _ = begun(factors, time)
    now = code(secret, time)
    assert factors.verify("taro", now) == "app"
    assert factors.verify("taro", now) is None
    assert factors.verify("taro", code(secret, time, -30)) is None
    time.now += 30
    assert factors.verify("taro", code(secret, time)) == "app"


def test_the_code_of_the_set_up_is_used(factors: Factors, time: Clock) -> None:
    """It opens nothing a second time."""
    offered = factors.offer("taro")
    first = code(offered.secret, time)
    factors.begin("taro", offered.sealed, first)
    assert factors.verify("taro", first) is None


def test_one_of_many(factors: Factors, time: Clock) -> None:
    """Of several who bring one code at the same time, one comes in."""
    secret, codes = begun(factors, time)
    now = code(secret, time)
    with ThreadPoolExecutor(4) as pool:
        for typed in (now, codes[0]):
            found = list(pool.map(lambda _, typed=typed: factors.verify("taro", typed), range(8)))
            assert len(list(filter(None, found))) == 1


def test_recovery_codes(factors: Factors, time: Clock) -> None:
    """Each is good once, however it is written; other ones end them all."""
    _, codes = begun(factors, time)
    assert len(set(codes)) == factors.codes_left("taro") == CODES
    first, second, third = codes[:3]
    assert factors.verify("taro", first) == "recovery"
    assert factors.verify("taro", first) is None
    assert factors.verify("taro", f" {second.upper().replace('-', ' ')} ") == "recovery"
    assert factors.codes_left("taro") == CODES - 2
    other = factors.renew_codes("taro")
    assert other is not None
    assert factors.verify("taro", third) is None
    assert factors.verify("taro", other[0]) == "recovery"


@pytest.mark.parametrize(
    "typed",
    ["", " ", "12345", "1234567", "abcdef", "\0", "１２３", "𝟙" * 6, "x" * 60_000, "\ud83d"],
)
def test_what_is_no_code(factors: Factors, time: Clock, typed: str) -> None:
    """Whatever else is typed is no code and no failure of ours."""
    begun(factors, time)
    assert factors.verify("taro", typed) is None


def test_full_width_figures(factors: Factors, time: Clock) -> None:
    """Japanese input writes wide figures; they are the same code."""
    secret, _ = begun(factors, time)
    wide = code(secret, time).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert factors.verify("taro", f"{wide[:3]}\u3000{wide[3:]}") == "app"


def test_nothing_on_the_disk_signs_in(factors: Factors, time: Clock, tmp_path: Path) -> None:
    """Neither the secret nor a recovery code is in a file."""
    secret, codes = begun(factors, time)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for word in (secret, *codes, *(c.replace("-", "") for c in codes)):
        assert word.encode() not in written
    assert b"taro" in written


def test_another_key(factors: Factors, time: Clock, tmp_path: Path) -> None:
    """Where BOT_SECRET is another one nobody comes in with it, and it can be taken away."""
    secret, codes = begun(factors, time)
    other = Factors(Stores.local(tmp_path).factors, "another secret", time)
    assert other.verify("taro", code(secret, time)) is None
    assert other.verify("taro", codes[0]) is None
    assert other.remove("taro")
    assert not other.remove("taro")
    assert not other.has("taro")


def test_an_offer_is_of_one_account_and_ends(factors: Factors, time: Clock) -> None:
    """What was offered to one sets up nobody else's, and not for ever."""
    offered = factors.offer("taro")
    assert factors.offered("hanako", offered.sealed) is None
    assert factors.offered("taro", factors.ticket("taro", offered.secret)) is None
    time.now += SETUP_SECONDS + 1
    assert factors.offered("taro", offered.sealed) is None


def test_a_ticket(factors: Factors, time: Clock, tmp_path: Path) -> None:
    """It tells who has brought the password for five minutes, and to nobody without the key."""
    ticket = factors.ticket("taro", "stamp")
    assert factors.holder(ticket) == ("taro", "stamp")
    for wrong in ("", "x", ticket[:-8], ticket[::-1], "ä", factors.offer("taro").sealed):
        assert factors.holder(wrong) is None
    other = Factors(Stores.local(tmp_path).factors, "another secret", time)
    assert other.holder(ticket) is None
    time.now += TICKET_SECONDS + 1
    assert factors.holder(ticket) is None
