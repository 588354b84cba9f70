"""`line setup` makes the rich menu; `line check` says in clear sentences what is not right yet."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob
from linebot.v3.messaging.exceptions import ApiException
from linebot.v3.messaging.models import (
    SetWebhookEndpointRequest,
    TestWebhookEndpointRequest,
)
from urllib3.exceptions import HTTPError

from bot.channels.line.menu import NAME, picture, rich_menu
from bot.errors import StartError
from bot.settings import DEFAULT_LINE_API, Settings, settings

_PATH = "/line/webhook"
_SECRET = re.compile(r"[0-9a-f]{32}")
_SECONDS = 20
T = TypeVar("T")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `line` and what can be done with an account to the command line."""
    command = commands.add_parser("line", help="set up or check the LINE account")
    parts = command.add_subparsers(required=True, metavar="PART")
    setup = parts.add_parser("setup", help="make the rich menu and show it to everybody")
    setup.add_argument("--webhook", metavar="URL", help=f"also set the webhook, https://…{_PATH}")
    setup.set_defaults(run=run_setup)
    parts.add_parser("check", help="check token, secret and webhook").set_defaults(run=run_check)


class MessagingAccount:
    """The LINE account that the settings name."""

    def __init__(self, chosen: Settings) -> None:
        if not chosen.line_secret:
            raise StartError(
                "LINE is not set up: set BOT_LINE_SECRET and BOT_LINE_TOKEN (docs/tasks/line.md)"
            )
        self.secret = chosen.line_secret
        client = _Client(Configuration(access_token=chosen.line_token, host=chosen.line_api))
        client.one_host = chosen.line_api if chosen.line_api != DEFAULT_LINE_API else None
        self.api, self.data = MessagingApi(client), MessagingApiBlob(client)


class _Client(ApiClient):  # type: ignore[misc]
    """The SDK sends pictures to a host of its own that cannot be set; a stand-in has only one."""

    one_host: str | None = None

    def call_api(self, *args: Any, _host: str | None = None, **more: Any) -> Any:
        """One call, to the one host if there is only one."""
        return super().call_api(*args, _host=self.one_host or _host, **more)


def run_setup(options: argparse.Namespace) -> int:
    """Makes the new menu, shows it, and only then removes earlier ones of ours."""
    account = MessagingAccount(settings())
    api = account.api
    earlier = [m for m in _asked(api.get_rich_menu_list).richmenus if m.name == NAME]
    made = _asked(api.create_rich_menu, rich_menu()).rich_menu_id
    image = picture().read_bytes()
    headers = {"Content-Type": "image/png"}
    _asked(account.data.set_rich_menu_image, made, image, _headers=headers)
    _asked(api.set_default_rich_menu, made)
    for menu in earlier:
        _asked(api.delete_rich_menu, menu.rich_menu_id)
    print(f"line: the menu is shown to everybody ({len(earlier)} earlier removed)")
    if options.webhook:
        _set_webhook(api, options.webhook)
    return 0


def _set_webhook(api: MessagingApi, url: str) -> None:
    if not (url.startswith("https://") and url.endswith(_PATH)):
        raise StartError(f"the webhook is {url!r}: LINE needs https://your.host{_PATH}")
    _asked(api.set_webhook_endpoint, SetWebhookEndpointRequest(endpoint=url))
    print(f"line: the webhook is {url}; turn on 'Use webhook' in the console if it is off")


def run_check(options: argparse.Namespace) -> int:
    """Says what is right, then what is not, with what to do; 1 if anything is not."""
    account = MessagingAccount(settings())
    problems = list(_problems(account))
    for problem in problems:
        print(f"line: NOT OK: {problem}")
    if not problems:
        print("line: all is well; write to the account to try it")
    return 1 if problems else 0


def _problems(account: MessagingAccount) -> Iterator[str]:
    if not _SECRET.fullmatch(account.secret):
        yield (
            "BOT_LINE_SECRET does not look like a channel secret (32 digits and letters a to f): "
            "copy it from the console, Basic settings, Channel secret"
        )
    try:
        info = _asked(account.api.get_bot_info)
    except StartError as error:
        yield str(error)
        return
    print(f"line: the token is good; the account is {info.display_name} ({info.basic_id})")
    if info.chat_mode != "bot":
        yield "the account's response mode is Chat: set it to Bot in the Official Account Manager"
    yield from _webhook_problems(account.api)


def _webhook_problems(api: MessagingApi) -> Iterator[str]:
    try:
        endpoint = api.get_webhook_endpoint(_request_timeout=_SECONDS)
    except ApiException as error:
        if error.status != 404:
            raise StartError(_sentence(error)) from None
        yield f"no webhook is set: run `python -m bot line setup --webhook https://…{_PATH}`"
        return
    if not endpoint.endpoint.endswith(_PATH):
        yield f"the webhook is {endpoint.endpoint}: it must end with {_PATH}"
        return
    if not endpoint.active:
        yield "the webhook is off: turn on 'Use webhook' in the console, Messaging API"
    result = _asked(api.test_webhook_endpoint, TestWebhookEndpointRequest())
    if result.success:
        print(f"line: LINE reached {endpoint.endpoint} and the signature fits the secret")
    elif result.status_code == 401:
        yield "the webhook answers 401: the gateway has another secret than this channel"
    elif result.status_code == 404:
        yield "the webhook answers 404: the gateway was started without BOT_LINE_SECRET"
    else:
        yield (
            f"LINE cannot reach {endpoint.endpoint} ({result.reason or 'no reason given'}, status "
            f"{result.status_code}): check the host, its certificate and that the gateway runs"
        )


def _asked(call: Callable[..., T], *args: Any, **more: Any) -> T:
    """The answer of LINE. Raises StartError with a clear sentence."""
    try:
        return call(*args, _request_timeout=_SECONDS, **more)
    except ApiException as error:
        raise StartError(_sentence(error)) from None
    except (HTTPError, OSError) as error:
        name = type(error).__name__
        raise StartError(f"LINE cannot be reached ({name}): check the network") from None


def _sentence(error: ApiException) -> str:
    match error.status:
        case 401:
            return (
                "LINE does not know the token: issue a channel access token (long-lived) in the "
                "console, Messaging API, and put it into BOT_LINE_TOKEN"
            )
        case 403:
            return "the account may not do this: check its plan and your role in the console"
        case 429:
            return "LINE says too many calls: wait a minute and try again"
        case status if status and status >= 500:
            return f"LINE has a problem of its own (status {status}): try again later"
    return f"LINE refused the call with status {error.status}"
