"""Everything that the console holds, put together once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from starlette.templating import Jinja2Templates

from bot.console.accounts import Accounts
from bot.console.audit import Audit
from bot.console.guessing import Guessing
from bot.console.sessions import Sessions
from bot.console.suggesting import Suggester
from bot.conversation.gateway import Gateway

FILES = Path(__file__).parent
_PAGES = Jinja2Templates(FILES / "templates")


@dataclass
class Console:
    """The parts that the console's routes use; the gateway's own parts are in `gateway`."""

    gateway: Gateway
    accounts: Accounts
    audit: Audit
    data: Path  # the folder of what editors decide
    keeps_unanswered: bool = True
    sessions: Sessions = field(default_factory=Sessions)
    guessing: Guessing = field(default_factory=Guessing)
    pages: Jinja2Templates = _PAGES
    suggester: Suggester = field(init=False)

    def __post_init__(self) -> None:
        gateway = self.gateway
        self.suggester = Suggester(gateway.rasa, gateway.watch, gateway.resort, gateway.now)
