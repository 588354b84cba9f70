"""What every page of the console shares, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.templating import Jinja2Templates

from bot.console.shared.accounts import Accounts
from bot.console.shared.audit_log import Audit
from bot.console.shared.sessions import Sessions
from bot.conversation.gateway import Gateway

FOLDER = Path(__file__).parents[1]  # bot/console; below it each page has its own folder
STATIC = tuple(sorted(FOLDER.glob("*/static")))
_PAGES = Jinja2Templates(sorted(FOLDER.glob("*/templates")))


@dataclass
class Console:
    """The parts that the console's routes use; the gateway's own parts are in `gateway`."""

    gateway: Gateway
    accounts: Accounts
    audit: Audit
    sessions: Sessions
    keeps_unanswered: bool = True
    pages: Jinja2Templates = _PAGES
