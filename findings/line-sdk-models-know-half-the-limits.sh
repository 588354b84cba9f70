#!/usr/bin/env bash
# line-bot-sdk 3.27.0 refuses some messages that LINE would refuse, and takes others of the same kind.
#
# LINE's reference gives a limit for each part of a message. The SDK's models (made from LINE's OpenAPI)
# hold these: 13 quick replies, 5 messages a reply, 300 characters of postback data. They take without a
# word: 21 characters as the label of a quick reply (20 allowed), 5 buttons of a buttons template (4), 3
# of a confirm template (2), 13 bubbles of a carousel (12), a text of 5,001 characters (5,000) or of none.
# The description has the one half as maxItems and maxLength and the other half only as prose.
# For a bot in Japanese: a label that grew by a word passes every check here and is lost at LINE with a
# 400 for the whole reply. This project checks the limits itself (tests/line_platform/limits.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check line-bot-sdk==3.27.0
"$folder/venv/bin/python" -W ignore - <<'PY'
from collections.abc import Callable
from importlib.metadata import version

from linebot.v3.messaging import (
    ButtonsTemplate,
    ConfirmTemplate,
    FlexBubble,
    FlexCarousel,
    MessageAction,
    PostbackAction,
    QuickReply,
    QuickReplyItem,
    ReplyMessageRequest,
    TextMessage,
)

button = MessageAction(label="はい", text="はい")
item = QuickReplyItem(action=button)
long_label = "負担割合が変わる方の有効期限について知りたい"[:21]
REFUSED: dict[str, Callable[[], object]] = {
    "14 quick replies": lambda: QuickReply(items=[item] * 14),
    "6 messages a reply": lambda: ReplyMessageRequest(
        reply_token="token", messages=[TextMessage(text="はい")] * 6
    ),
    "301 characters of postback data": lambda: PostbackAction(label="はい", data="a" * 301),
}
TAKEN: dict[str, Callable[[], object]] = {
    "21 characters as a quick reply's label": lambda: QuickReplyItem(
        action=MessageAction(label=long_label, text="はい")
    ),
    "5 buttons": lambda: ButtonsTemplate(text="どれですか", actions=[button] * 5),
    "3 buttons to confirm": lambda: ConfirmTemplate(text="よいですか", actions=[button] * 3),
    "13 bubbles": lambda: FlexCarousel(contents=[FlexBubble()] * 13),
    "a text of 5,001 characters": lambda: TextMessage(text="あ" * 5001),
    "a text of none": lambda: TextMessage(text=""),
}


def taken(make: Callable[[], object]) -> bool:
    try:
        make()
    except ValueError:
        return False
    return True


assert len(long_label) == 21
print("line-bot-sdk", version("line-bot-sdk"))
for name, make in (REFUSED | TAKEN).items():
    print(f"  {'taken  ' if taken(make) else 'refused'}  {name}")
assert not any(map(taken, REFUSED.values()))
assert all(map(taken, TAKEN.values()))
PY
