"""The LINE account that the settings name, and LINE's troubles as clear sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from linebot.v3 import insight
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob
from linebot.v3.messaging.exceptions import ApiException
from urllib3.exceptions import HTTPError

from bot.errors import StartError
from bot.settings import DEFAULT_LINE_API, Settings

SECONDS = 20
T = TypeVar("T")


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
        reading = insight.Configuration(access_token=chosen.line_token, host=chosen.line_api)
        self.figures = insight.Insight(insight.ApiClient(reading))


class _Client(ApiClient):  # type: ignore[misc]
    """The SDK sends pictures to a host of its own that cannot be set; a stand-in has only one."""

    one_host: str | None = None

    def call_api(self, *args: Any, _host: str | None = None, **more: Any) -> Any:
        """One call, to the one host if there is only one."""
        return super().call_api(*args, _host=self.one_host or _host, **more)


def asked(call: Callable[..., T], *args: Any, **more: Any) -> T:
    """The answer of LINE. Raises StartError with a clear sentence."""
    try:
        return call(*args, _request_timeout=SECONDS, **more)
    except (ApiException, insight.ApiException) as error:
        raise StartError(sentence(error)) from None
    except (HTTPError, OSError) as error:
        name = type(error).__name__
        raise StartError(f"LINE cannot be reached ({name}): check the network") from None


def sentence(error: Any) -> str:
    """What an error of either part of the SDK means, and what to do."""
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
