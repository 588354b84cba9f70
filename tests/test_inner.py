"""bot/inner.py: the token that opens the doors between our own processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import inner
from bot.settings import Settings

GIVEN = "a token that somebody has given us"


def test_whose_token_it_is(tmp_path: Path) -> None:
    """The one that is given; processes that are started by themselves share that of their data."""
    assert inner.token_of(Settings(inner_token=GIVEN, data=tmp_path)) == GIVEN
    alone = Settings(data=tmp_path)
    assert inner.token_of(alone) == inner.token_of(alone) != GIVEN


@pytest.mark.parametrize("header", [None, "", GIVEN, f"bearer {GIVEN}", f"Bearer {GIVEN} ", "鍵"])
def test_who_is_not_ours(header: str | None) -> None:
    """Whoever sends anything but the header that our own processes send."""
    assert not inner.is_ours(header, GIVEN)


def test_who_is_ours() -> None:
    """Whoever sends the token; where there is none, nobody."""
    assert inner.is_ours(inner.headers(GIVEN)["Authorization"], GIVEN)
    assert not inner.is_ours(inner.headers("")["Authorization"], "")
