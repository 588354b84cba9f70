"""`line setup` makes the rich menus; `line check` says in clear sentences what is not right yet;
`line figures` tells editors how the menu is used."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from datetime import date

from linebot.v3.messaging import MessagingApi
from linebot.v3.messaging.exceptions import ApiException
from linebot.v3.messaging.models import (
    SetWebhookEndpointRequest,
    TestWebhookEndpointRequest,
)

from bot.channels.line.menu import language_named, languages, picture, rich_menu
from bot.commands.line_account import SECONDS, MessagingAccount, asked, sentence
from bot.commands.line_figures import menu_figures, period
from bot.content import words_today
from bot.errors import StartError
from bot.settings import settings

_PATH = "/line/webhook"
_SECRET = re.compile(r"[0-9a-f]{32}")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `line` and what can be done with an account to the command line."""
    command = commands.add_parser("line", help="set up or check the LINE account")
    parts = command.add_subparsers(required=True, metavar="PART")
    setup = parts.add_parser("setup", help="make the rich menus and show them")
    setup.add_argument("--webhook", metavar="URL", help=f"also set the webhook, https://…{_PATH}")
    setup.set_defaults(run=run_setup)
    parts.add_parser("check", help="check token, secret and webhook").set_defaults(run=run_check)
    figures = parts.add_parser("figures", help="how often each field of the menu was pressed")
    figures.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY")
    figures.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DAY")
    figures.set_defaults(run=run_figures)


def run_setup(options: argparse.Namespace) -> int:
    """Makes and shows a new menu for each language, then removes earlier ones of ours."""
    account = MessagingAccount(settings())
    api = account.api
    listed = asked(api.get_rich_menu_list).richmenus
    earlier = [menu for menu in listed if language_named(menu.name) is not None]
    first, *others = [_make_menu(account, language) for language in languages()]
    asked(api.set_default_rich_menu, first)
    for menu in earlier:
        asked(api.delete_rich_menu, menu.rich_menu_id)
    print(
        f"line: the menu is shown to everybody, and {len(others)} more to who reads other languages"
        f" ({len(earlier)} earlier removed)"
    )
    if options.webhook:
        _set_webhook(api, options.webhook)
    return 0


def _make_menu(account: MessagingAccount, language: str) -> str:
    """Makes the menu of one language, with its picture; what LINE calls it."""
    if not (path := picture(language)).is_file():
        raise StartError(f"there is no {path}: run tools/rich_menu.py, which draws it")
    menu = rich_menu(words_today(language))
    made = str(asked(account.api.create_rich_menu, menu).rich_menu_id)
    headers = {"Content-Type": "image/png"}
    asked(account.data.set_rich_menu_image, made, path.read_bytes(), _headers=headers)
    return made


def _set_webhook(api: MessagingApi, url: str) -> None:
    if not (url.startswith("https://") and url.endswith(_PATH)):
        raise StartError(f"the webhook is {url!r}: LINE needs https://your.host{_PATH}")
    asked(api.set_webhook_endpoint, SetWebhookEndpointRequest(endpoint=url))
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


def run_figures(options: argparse.Namespace) -> int:
    """Prints a table of the menu's fields for the period; the four weeks until yesterday."""
    today = settings().now().date()
    first, last = period(options.first, options.last, today)
    for text in menu_figures(MessagingAccount(settings()), first, last):
        print(text)
    return 0


def _problems(account: MessagingAccount) -> Iterator[str]:
    if not _SECRET.fullmatch(account.secret):
        yield (
            "BOT_LINE_SECRET does not look like a channel secret (32 digits and letters a to f): "
            "copy it from the console, Basic settings, Channel secret"
        )
    try:
        info = asked(account.api.get_bot_info)
    except StartError as error:
        yield str(error)
        return
    print(f"line: the token is good; the account is {info.display_name} ({info.basic_id})")
    if info.chat_mode != "bot":
        yield "the account's response mode is Chat: set it to Bot in the Official Account Manager"
    yield from _webhook_problems(account.api)


def _webhook_problems(api: MessagingApi) -> Iterator[str]:
    try:
        endpoint = api.get_webhook_endpoint(_request_timeout=SECONDS)
    except ApiException as error:
        if error.status != 404:
            raise StartError(sentence(error)) from None
        yield f"no webhook is set: run `python -m bot line setup --webhook https://…{_PATH}`"
        return
    if not endpoint.endpoint.endswith(_PATH):
        yield f"the webhook is {endpoint.endpoint}: it must end with {_PATH}"
        return
    if not endpoint.active:
        yield "the webhook is off: turn on 'Use webhook' in the console, Messaging API"
    result = asked(api.test_webhook_endpoint, TestWebhookEndpointRequest())
    if result.success:
        print(f"line: LINE reached {endpoint.endpoint} and the signature fits the secret")
    elif result.status_code == 401:
        yield "the webhook answers 401: the gateway has another secret than this channel"
    elif result.status_code == 404:
        yield "the webhook answers 404: the gateway was started without BOT_LINE_SECRET"
    elif result.status_code == 421:
        yield "the webhook answers 421: the host is not in the gateway's BOT_HOSTS"
    else:
        yield (
            f"LINE cannot reach {endpoint.endpoint} ({result.reason or 'no reason given'}, status "
            f"{result.status_code}): check the host, its certificate and that the gateway runs"
        )
