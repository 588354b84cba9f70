"""bot/channels/line/owed.py: sealed events outlive a process, and their keys do not last."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.channels.line import owed
from bot.channels.line.owed import KEY_SECONDS, Sealing
from bot.channels.line.receiving import Happened
from tests.house.serving import Clock

USER, TOKEN = "U0123456789", "reply-token-1"
WORDS = "母は昭和31年3月1日生まれです"


def happened(name: str = "e1") -> Happened:
    """A resident's message."""
    return Happened(name, "text", user=USER, reply_token=TOKEN, text=WORDS, received=5.0)


def test_a_new_process_reads_what_was_owed(tmp_path: Path, clock: Clock) -> None:
    """Everything but the moment comes back, marked as taken before; the token's age goes on."""
    clock.now = 1_000.0
    sealed = Sealing(tmp_path / owed.FILE, clock).seal(happened())
    clock.now += 20
    (found,) = Sealing(tmp_path / owed.FILE, clock).unseal({"e1": sealed})
    assert (found.id, found.user, found.text, found.reply_token) == ("e1", USER, WORDS, TOKEN)
    assert found.again
    assert time.monotonic() - found.received >= 20


def test_in_the_order_in_which_they_came(tmp_path: Path, clock: Clock) -> None:
    """Whatever the order in the table."""
    sealing = Sealing(tmp_path / owed.FILE, clock)
    sealed = {}
    for name in ("c", "a", "b"):
        clock.now += 1
        sealed[name] = sealing.seal(happened(name))
    assert [e.id for e in sealing.unseal(dict(sorted(sealed.items())))] == ["c", "a", "b"]


@pytest.mark.parametrize("later", [2 * KEY_SECONDS, -60], ids=["minutes later", "clock put back"])
def test_a_key_is_gone_in_minutes(tmp_path: Path, clock: Clock, later: float) -> None:
    """Nothing that is left can be read, by us or by whoever has the database and the file."""
    clock.now = 1_000.0
    sealing = Sealing(tmp_path / owed.FILE, clock)
    sealed, before = sealing.seal(happened()), (tmp_path / owed.FILE).read_text()
    clock.now += later
    sealing.learn(sealing.fresh())
    assert sealing.unseal({"e1": sealed}) == []
    assert Sealing(tmp_path / owed.FILE, clock).unseal({"e1": sealed}) == []
    assert before.split('"')[1] not in (tmp_path / owed.FILE).read_text()


def test_a_key_unseals_for_as_long_as_it_sealed(tmp_path: Path, clock: Clock) -> None:
    """What was sealed last with a key is not lost with the first moment of the next one."""
    sealing = Sealing(tmp_path / owed.FILE, clock)
    clock.now = KEY_SECONDS - 1
    sealed = sealing.seal(happened())
    clock.now += KEY_SECONDS
    sealing.learn(sealing.fresh())
    assert len(sealing.unseal({"e1": sealed})) == 1


def test_no_word_without_the_key(tmp_path: Path, clock: Clock) -> None:
    """Neither words nor LINE's ids are seen in what is stored, nor in the file of keys."""
    sealed = Sealing(tmp_path / owed.FILE, clock).seal(happened())
    for told in (WORDS.encode(), USER.encode(), TOKEN.encode()):
        assert told not in sealed.sealed
        assert told not in (tmp_path / owed.FILE).read_bytes()
    assert (tmp_path / owed.FILE).stat().st_mode & 0o077 == 0


def test_a_broken_file_of_keys(tmp_path: Path, clock: Clock) -> None:
    """Costs what was owed, and nothing else."""
    sealed = Sealing(tmp_path / owed.FILE, clock).seal(happened())
    (tmp_path / owed.FILE).write_bytes(b"\xff{")
    anew = Sealing(tmp_path / owed.FILE, clock)
    assert anew.unseal({"e1": sealed}) == []
    assert len(anew.unseal({"e1": anew.seal(happened())})) == 1


def test_the_keys_of_another_gateway(tmp_path: Path, clock: Clock) -> None:
    """What one has sealed the other reads once it has the key, also with a clock that differs a
    little; it makes none of its own then."""
    clock.now = 1_000.0
    one, other_clock = Sealing(tmp_path / "one", clock), Clock()
    other_clock.now = clock.now - 5
    other = Sealing(tmp_path / "other", other_clock)
    sealed = {"e1": one.seal(happened(), "talk")}
    assert other.unseal(sealed) == []
    other.learn(one.fresh())
    (found,) = other.unseal(sealed)
    assert found.text == WORDS
    assert sealed["e1"].talk == "talk"
    assert other.fresh() == {**one.fresh(), **other.fresh()}
    assert len(other.fresh()) == 2
    assert all(0 < left <= 2 * KEY_SECONDS for left in one.left(one.fresh()).values())


def test_when_nobody_can_read_it_any_more(tmp_path: Path, clock: Clock) -> None:
    """An event is lost once every key that may have sealed it is over, and not before."""
    clock.now = 1_000.0
    sealing = Sealing(tmp_path / owed.FILE, clock)
    sealed = sealing.seal(happened())
    clock.now += 2 * KEY_SECONDS - 1
    assert not sealing.is_over(sealed)
    clock.now += 60
    assert sealing.is_over(sealed)


def test_no_room_for_keys(tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be written is said by name; this process goes on."""
    sealing = Sealing(tmp_path / "missing" / owed.FILE, clock)
    assert owed.FILE in caplog.text
    assert len(sealing.unseal({"e1": sealing.seal(happened())})) == 1
