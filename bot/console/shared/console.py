"""What every page of the console shares, put together once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.templating import Jinja2Templates

from bot.console.shared.accounts import Accounts, Role
from bot.console.shared.audit_log import Audit
from bot.console.shared.sessions import Sessions
from bot.conversation.gateway import Gateway
from bot.conversation.threads import stored

if TYPE_CHECKING:
    from bot.console.shared.sign_on import SignOn

FOLDER = Path(__file__).parents[1]  # bot/console; below it each page has its own folder
STATIC = tuple(sorted(FOLDER.glob("*/static")))
_PAGES = Jinja2Templates(sorted(FOLDER.glob("*/templates")))


@dataclass
class Console:
    """The parts that the console's routes use; the gateway's own parts are in `gateway`.

    `two_factor_roles`: who has to sign in with a second factor. `sign_on`: the provider that signs
    people in, if there is one. `transcript_token`: of a telephony service that writes transcripts.
    """

    gateway: Gateway
    accounts: Accounts
    audit: Audit
    sessions: Sessions
    keeps_unanswered: bool = True
    pages: Jinja2Templates = _PAGES
    two_factor_roles: frozenset[Role] = field(default_factory=frozenset)
    sign_on: SignOn | None = None
    transcript_token: str = field(default="", repr=False)

    async def note(self, operator: str, what: str, which: str = "") -> None:
        """Notes in the audit what an operator has just done. Raises StorageError."""
        await stored(self.audit.note, self.gateway.now(), operator, what, which)
