"""The parts of the gateway and of the console, put together as the settings say."""

from __future__ import annotations

import fcntl
import math
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot import inner, models
from bot.app.processes import ProcessFigures
from bot.console.shared.accounts import Accounts, Role
from bot.console.shared.audit_log import Audit
from bot.console.shared.console import Console
from bot.console.shared.sessions import Sessions
from bot.content import current_content
from bot.content.overlay import PublishedCopy
from bot.conversation.consultation import Consultations
from bot.conversation.conversations import Conversations
from bot.conversation.feedback import Feedback
from bot.conversation.gateway import Gateway
from bot.conversation.metrics import Metrics
from bot.conversation.publishing import Publisher
from bot.conversation.rasa_client import CircuitBreaker, RasaClient
from bot.conversation.retention import Retention
from bot.conversation.secret import signing_key
from bot.conversation.statistics import Statistics
from bot.conversation.throttle import Throttle
from bot.conversation.unanswered import Unanswered
from bot.settings import Settings
from bot.storage.stores import Stores
from bot.text.foreign import load_all

if TYPE_CHECKING:
    from bot.channels.line.webhook import LineWebhook
    from bot.console.shared.sign_on import SignOn

_LOCK = "start.lock"


@contextmanager
def starting(data: Path) -> Iterator[None]:
    """One process after the other looks at what is kept, so that no two of them mend a file."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (data / _LOCK).open("w")
    except OSError:  # then nothing can be mended either
        yield
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ready_content() -> None:
    """Reads every text before anything is served. Raises DataError."""
    current_content().check()
    current_content().keep_good()
    load_all()


def stores_of(settings: Settings) -> Stores:
    """What is kept; it may be damaged: then that is told, and residents are served."""
    return Stores.mended(settings.data, settings.database, settings.redis, settings.secret)


def gateway_of(settings: Settings, stores: Stores | None = None) -> Gateway:
    """The gateway that `settings` describe; nothing of it runs yet. Raises DataError."""
    stores = stores or stores_of(settings)
    rasa = RasaClient(
        settings.rasa_url, settings.rasa_seconds, inner.headers(inner.token_of(settings))
    )
    key = signing_key(settings.secret, settings.data)
    content = current_content()  # broken, it stops the start, not a resident's question
    copy = PublishedCopy(settings.data / "published" / content.folder.name, content.folder)
    metrics = Metrics()
    here = settings.gateway_host, str(settings.gateway_port)
    metrics.add(ProcessFigures(here, os.getppid()))
    return Gateway(
        now=settings.now,
        content=content,
        stores=stores,
        rasa=rasa,
        breaker=CircuitBreaker(rasa),
        metrics=metrics,
        conversations=Conversations(key, stores.conversations),
        consultations=Consultations(stores.consultations, stores.throttles, key),
        throttle=Throttle(stores.throttles, key, settings.per_talk, settings.per_address),
        feedback=Feedback(stores.votes, settings.words_days),
        statistics=Statistics(stores.statistics, settings.now, stores.talks, stores.presses),
        unanswered=Unanswered(
            stores.unanswered, keep=settings.keep_unanswered, days=settings.words_days
        ),
        retention=Retention(settings.words_days),
        publisher=Publisher(stores.content_changes, copy, settings.now),
        model_trouble=models.trouble,
        free_bytes=lambda: _free_bytes(settings.data),
        key=key,
    )


def console_of(settings: Settings, gateway: Gateway) -> Console:
    """The operators' console beside `gateway`."""
    accounts, audit = Accounts(gateway.stores.accounts), Audit(gateway.stores.audit)
    sessions = Sessions(gateway.stores.sessions)
    return Console(
        gateway,
        accounts,
        audit,
        sessions,
        keeps_unanswered=settings.keep_unanswered,
        two_factor_roles=frozenset(map(Role, settings.second_factor)),
        sign_on=_sign_on(settings, gateway.key),
        transcript_token=settings.transcript_token,
    )


def _sign_on(settings: Settings, key: str) -> SignOn | None:
    """The provider of single sign-on; None where none is set."""
    if not settings.oidc_issuer:
        return None
    # Its library is only for who has a provider.
    from bot.console.shared.sign_on import Provider, SignOn

    provider = Provider(
        settings.oidc_issuer,
        settings.oidc_client,
        settings.oidc_secret,
        settings.oidc_roles,
        settings.oidc_role_claim,
        settings.oidc_name_claim,
    )
    return SignOn(provider, key)


def line_of(settings: Settings, gateway: Gateway) -> LineWebhook | None:
    """The channel of LINE; None where no account is set."""
    if not settings.line_secret:
        return None
    # LINE's library takes half a second to import: only for who has an account.
    from bot.channels.line import owed, place
    from bot.channels.line.webhook import LineAccount, LineWebhook

    account = LineAccount(
        settings.line_secret,
        settings.line_token,
        settings.line_api,
        push=settings.line_push,
        profile=settings.line_profile,
    )
    key = signing_key(settings.secret, settings.data)
    with suppress(OSError):  # whoever writes there says what is wrong
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealing = owed.Sealing(settings.data / owed.FILE)
    return LineWebhook(gateway, account, key, sealing, place.Place(settings.data / place.FILE))


def _free_bytes(folder: Path) -> float:
    try:
        return float(shutil.disk_usage(folder).free)
    except OSError:  # nothing was kept there yet
        return math.nan
