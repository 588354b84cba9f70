"""An editor at the console, without a browser."""

from __future__ import annotations

import re

import requests

from tests.console.texts.city import fields_of
from tests.e2e.desk import PASSWORD


class Editor:
    """Signed in at the console at `url`."""

    def __init__(self, url: str, name: str) -> None:
        self._url, self._session = url, requests.Session()
        self._session.headers["Accept"] = "text/html"
        self._post("signin", name=name, password=PASSWORD)
        found = re.search(r'name="csrf" content="([^"]+)"', self._get("desk"))
        assert found is not None
        self._csrf = {"csrf": found[1]}

    def write(self, entry: str, **texts: str) -> str:
        """Writes into an entry and sends the draft on; where its page is."""
        path = f"texts/entries/{entry}"
        own = {f"text-{name}": text for name, text in texts.items()}
        fields = {"language": "ja", **fields_of(self._get(path)), **own}
        written = self._post(path, **fields).removeprefix(f"{self._url}/").partition("?")[0]
        self._step(written, "send")
        return written

    def texts(self, entry: str) -> dict[str, str]:
        """What can be written in, by its field."""
        found = fields_of(self._get(f"texts/entries/{entry}"))
        own = "text-"
        return {n.removeprefix(own): text for n, text in found.items() if n.startswith(own)}

    def take_back(self, path: str) -> None:
        """The text before it is told again."""
        self._step(path, "undo")

    def approve(self, path: str) -> None:
        """Publishes it at once."""
        self._step(path, "approve")

    def _step(self, path: str, what: str) -> None:
        version = re.search(r'name="version" value="(\d+)"', self._get(path))
        assert version is not None
        assert f"did={what}" in self._post(path, do=what, version=version[1])

    def _get(self, path: str) -> str:
        answer = self._session.get(f"{self._url}/{path}", timeout=60)
        answer.raise_for_status()
        return answer.text

    def _post(self, path: str, **form: str) -> str:
        """Where the console leads after a form."""
        data = {**getattr(self, "_csrf", {}), **form}
        answer = self._session.post(f"{self._url}/{path}", data=data, timeout=60)
        answer.raise_for_status()
        return answer.url
