"""電子証明書: until when it works."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import LONG_AFTER, WITHIN, Begin


@pytest.mark.parametrize(
    ("ran_out", "until"),
    [
        ("2025年11月30日", "令和8年(2026年)2月28日"),
        ("2025年11月1日", "令和8年(2026年)2月28日"),
        ("令和7年10月15日", "令和8年(2026年)1月31日"),
        ("2025年11月", "令和8年(2026年)2月28日"),
        ("2027年11月30日", "令和10年(2028年)2月29日"),
    ],
)
def test_last_day_of_the_third_month(begin: Begin, ran_out: str, until: str) -> None:
    """The last day of the third month after the month of expiry; the month alone is enough."""
    talk = begin(WITHIN)
    talk.say("ecert_grace", "電子証明書が切れたらいつまで使えますか")
    reply = talk.say("inform", f"{ran_out}です")
    assert reply.first.endswith(f"マイナ保険証が使えるのは、{until}までです。")


@pytest.mark.parametrize(
    ("today", "over"),
    [("2026-02-28T23:00", False), ("2026-03-01T00:30", True), (LONG_AFTER, True)],
)
def test_day_that_has_passed(begin: Begin, today: str, *, over: bool) -> None:
    """After the last day it did work until then; a paper is carried instead."""
    reply = begin(today).say("ecert_grace", "電子証明書が2025年11月30日に切れました。使えますか")
    assert "令和8年(2026年)2月28日" in reply
    assert ("まででした" in reply) is over
    assert ("資格確認書で受診" in reply) is over


def test_expiry_of_the_card_is_not_taken(begin: Begin) -> None:
    """The question says that the card's own expiry is another one."""
    reply = begin().say("ecert_grace", "電子証明書が切れたらいつまで使えますか")
    assert "カード本体の期限とは別" in reply
