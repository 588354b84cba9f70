"""bot/channels/line/sender.py: one answer for each event, whatever LINE does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import Any

import pytest
from linebot.v3.messaging.models import TextMessage

from bot.channels.line.receiving import Happened, read_events
from bot.channels.line.sender import Patience, Sender, Sent
from tests.line_platform import events
from tests.line_platform.platform import HANG, TOKEN, Platform

from .conftest import QUICK

pytestmark = pytest.mark.e2e

USER = events.user_id(1)
REPLY, PUSH = "/v2/bot/message/reply", "/v2/bot/message/push"


def happened(platform: Platform, **more: Any) -> Happened:
    """A message that LINE has just delivered."""
    raw = {**events.text(USER, "期限は?"), **more}
    platform.issue(raw)
    return read_events(events.delivery(raw), time.monotonic())[0]


def sent(
    platform: Platform,
    event: Happened,
    *,
    push: bool = False,
    patience: Patience = QUICK,
    token: str = TOKEN,
    times: int = 1,
    ours: bool = True,
) -> Sent:
    """How an answer to `event` went; `ours`: has no other gateway answered it?"""

    async def is_ours() -> bool:
        return ours

    async def work() -> Sent:
        sender = Sender(token, platform.url, push=push, patience=patience)
        try:
            for _ in range(times):
                delivery = await sender.send(event, [TextMessage(text="答え")], is_ours)
            return delivery.how
        finally:
            await sender.close()

    return asyncio.run(work())


def statuses(platform: Platform, path: str) -> list[int]:
    """What the calls of an address were answered."""
    return [call.status for call in platform.of(path)]


@pytest.mark.parametrize(
    ("trouble", "calls"),
    [([], 1), ([429], 2), ([500, 503, 429], 4), ([HANG], 1)],
)
def test_a_reply_is_tried_until_it_is_taken(
    platform: Platform, trouble: Iterable[int], calls: int
) -> None:
    """429, 5xx and silence are tried again; the resident gets one answer."""
    platform.trouble.extend(trouble)
    assert sent(platform, happened(platform)) is Sent.REPLIED
    assert len(platform.delivered) == 1
    assert len(platform.of(REPLY)) == calls
    assert {call.retry_key for call in platform.of(REPLY)} == {None}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413])
def test_what_line_refuses_is_not_tried_again(platform: Platform, status: int) -> None:
    """Any other 4xx is final, and no push is made of it."""
    platform.trouble.extend([status, 200])
    assert sent(platform, happened(platform), push=True) is Sent.REFUSED
    assert statuses(platform, REPLY) == [status]
    assert platform.of(PUSH) == []


def test_a_failure_after_delivery_makes_no_second_answer(platform: Platform) -> None:
    """LINE delivered and then failed: the spent token says so, and nothing is pushed."""
    platform.trouble.append(500)
    platform.after = True
    assert sent(platform, happened(platform), push=True) is Sent.UNSURE
    assert len(platform.delivered) == 1
    assert platform.of(PUSH) == []


@pytest.mark.parametrize("push", [False, True])
def test_an_answer_in_a_new_shape_is_one(platform: Platform, push: bool) -> None:
    """LINE took the message: that the SDK cannot read how it says so makes no second one."""
    platform.newer = True
    event = happened(platform)
    patience = Patience(0.3, 0.0, 3.0, 0.01, 0.05) if push else QUICK
    how = sent(platform, event, push=push, patience=patience)
    assert how is (Sent.PUSHED if push else Sent.REPLIED)
    assert len(platform.delivered) == 1


def test_what_another_gateway_answered_is_not_pushed(platform: Platform) -> None:
    """It was ours when we made the answer; a minute later LINE would take a second one."""
    spent = Patience(0.3, 0.0, 3.0, 0.01, 0.05)
    how = sent(platform, happened(platform), push=True, patience=spent, ours=False)
    assert how is Sent.EXPIRED
    assert platform.delivered == []


def test_push_is_off_by_default(platform: Platform) -> None:
    """When the token's time is over, nothing is sent that costs."""
    platform.down_until = time.monotonic() + 60
    assert sent(platform, happened(platform), patience=Patience(0.3, 0.1, 1, 0.01, 0.02)) is (
        Sent.EXPIRED
    )
    assert platform.of(PUSH) == []
    assert platform.delivered == []


@pytest.mark.parametrize("trouble", [[], [500], [429, 500], [HANG]])
def test_a_push_is_tried_with_one_key(platform: Platform, trouble: list[int]) -> None:
    """A spent token leads to a push; all its tries carry the same key."""
    event = happened(platform)
    platform.spent.add(event.reply_token)
    quick = Patience(0.3, 0.0, 3.0, 0.01, 0.05)  # the token's time is over
    platform.trouble.extend(trouble)
    assert sent(platform, event, push=True, patience=quick) is Sent.PUSHED
    assert len(platform.delivered) == 1
    keys = [call.retry_key for call in platform.of(PUSH)]
    assert len(set(keys)) == 1
    assert keys[0]


def test_a_push_is_not_made_twice(platform: Platform) -> None:
    """The key comes from the event: the same event pushed again, or after a failure that was none,
    arrives once."""
    event = happened(platform)
    gone = Patience(0.3, 0.0, 3.0, 0.01, 0.05)
    assert sent(platform, event, push=True, patience=gone, times=2) is Sent.PUSHED
    platform.after = True
    platform.trouble.append(500)
    other = happened(platform)
    assert sent(platform, other, push=True, patience=gone) is Sent.PUSHED
    assert len(platform.delivered) == 2
    assert statuses(platform, PUSH) == [200, 409, 500, 409]


def test_nobody_listens() -> None:
    """A LINE that is not there is tried for the token's time, and then that is said."""
    event = Happened("1", "text", USER, reply_token="t", received=time.monotonic())
    nowhere = Platform(url="http://127.0.0.1:1")
    assert sent(nowhere, event, patience=Patience(0.3, 0.1, 0.1, 0.01, 0.05)) is Sent.EXPIRED
    assert (
        sent(nowhere, event, push=True, patience=Patience(0.3, 0.1, 0.1, 0.01, 0.05)) is Sent.LOST
    )


def test_a_wrong_token_is_refused(platform: Platform) -> None:
    """Without the account's token nothing is sent, and it is not tried again."""
    assert sent(platform, happened(platform), token="wrong") is Sent.REFUSED
    assert statuses(platform, REPLY) == [401]


@pytest.mark.parametrize(
    ("told", "trouble", "language"),
    [("vi", [], "vi"), ("zh-TW", [], "zh-TW"), ("", [], ""), ("vi", [500], ""), ("vi", [HANG], "")],
)
def test_the_language_of_a_profile(
    platform: Platform, told: str, trouble: list[int], language: str
) -> None:
    """LINE is asked once and not for long; no answer, or one without a language, is none."""
    if told:
        platform.languages[USER] = told
    platform.trouble.extend(trouble)

    async def work() -> str:
        sender = Sender(TOKEN, platform.url, push=False, patience=QUICK)
        try:
            return await sender.language(happened(platform))
        finally:
            await sender.close()

    assert asyncio.run(work()) == language
    assert len(platform.of(f"/v2/bot/profile/{USER}")) == 1 - (trouble == [HANG])
