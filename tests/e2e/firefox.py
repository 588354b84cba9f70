"""A Firefox, driven over WebDriver BiDi: what Debian's is too old for Playwright to drive."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simple_websocket import Client

SECONDS = 60
ALL_COOKIES, OWN_COOKIES, NO_COOKIES = 0, 1, 2  # network.cookie.cookieBehavior
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class _Client(Client):
    """Names the port in its Host header: Firefox answers nobody who does not."""

    def handshake(self) -> None:
        """The first request."""
        self.host = f"{self.host}:{self.port}"
        super().handshake()


@dataclass
class Firefox:
    """One tab. `said`: errors and warnings of the page."""

    socket: Client
    context: str = ""
    said: list[str] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=itertools.count)

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a command. Raises RuntimeError with what Firefox says of it."""
        number = next(self._ids)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (heard := self.socket.receive(SECONDS)) is not None:
            answer: dict[str, Any] = json.loads(heard)
            if answer.get("method") == "log.entryAdded":
                self._note(answer["params"])
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                result: dict[str, Any] = answer["result"]
                return result
        raise RuntimeError(f"{method}: no answer")

    def _note(self, entry: dict[str, Any]) -> None:
        if entry["level"] in ("error", "warn"):
            self.said.append(str(entry.get("text")))

    def open(self, url: str) -> None:
        """Goes there and waits until it is loaded."""
        self.command("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, script: str) -> Any:
        """What a script in the page returns, as JSON; it may wait for something."""
        whole = f"(async () => JSON.stringify(await ({script})()))()"
        target = {"context": self.context}
        found = self.command("script.evaluate", expression=whole, target=target, awaitPromise=True)
        if found["type"] != "success":
            raise RuntimeError(found["exceptionDetails"]["text"])
        value = found["result"].get("value")
        return None if value is None else json.loads(value)


@contextmanager
def firefox(path: str, cookies: int = ALL_COOKIES) -> Iterator[Firefox]:
    """A Firefox without a window, until the block ends; `cookies`: which it takes."""
    with tempfile.TemporaryDirectory() as profile:
        wishes = {"intl.accept_languages": "ja", "network.cookie.cookieBehavior": cookies}
        lines = (f"user_pref({json.dumps(n)}, {json.dumps(wish)});" for n, wish in wishes.items())
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        options = ("--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile)
        process = subprocess.Popen(
            [path, *options], text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        try:
            assert process.stderr is not None
            found = filter(None, map(_LISTENS.search, process.stderr))
            with_tab = Firefox(_Client.connect(f"{next(found).group(1)}/session"))
            with_tab.command("session.new", capabilities={})
            with_tab.command("session.subscribe", events=["log.entryAdded"])
            tree = with_tab.command("browsingContext.getTree")
            with_tab.context = tree["contexts"][0]["context"]
            yield with_tab
        finally:
            process.terminate()
            process.communicate()
