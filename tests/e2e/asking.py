"""Residents who ask without end, as the widget does, and what they count."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import requests

from benchmarks.scale.storm.scripts import is_of_somebody_else, said
from benchmarks.web.doors import words_of_cards
from tests.deploy.door import Resident
from tests.house.engines import RealNginx
from tests.house.serving import Body, wait_until

_AGAIN = 5  # of the storm's sayings the one about one's own result
_PATIENCE = 30.0  # of the widget, for one try
_LONGEST_PAUSE = 15  # seconds between two of its tries
_PAUSE = 0.3  # from an answer to the next question
_LOST = 60.0
_OF_THE_WIDGET = "its own words"


class Asking(Resident):
    """One talk. `seen`: what the tries were answered with where that was no answer; `told`: the
    sentences of those, in the words of the gateway or, where it has none, of the widget."""

    def __init__(self, nginx: RealNginx, number: int) -> None:
        super().__init__(nginx)
        self.number, self.answered, self.begun = number, 0, 0
        self.waits: list[float] = []
        self.seen: Counter[str] = Counter()
        self.told: list[str] = []
        self.reduced, self.mixed, self.lost, self.doubled = 0, 0, 0, 0
        self.wrong: list[str] = []
        self._step = 0

    def ask_on(self, end: Event) -> None:
        """One question after another."""
        while not end.is_set():
            if not self._is_answered():
                self.lost += 1
            end.wait(_PAUSE)

    def _is_answered(self) -> bool:
        began, tries = time.monotonic(), 0
        key = f"asking-{self.number:03}-{self.answered + self.lost:06}"
        while time.monotonic() - began < _LOST:
            if self._try(key):
                self.waits.append(time.monotonic() - began)
                self.answered += 1
                return True
            Event().wait(min(2**tries, _LONGEST_PAUSE))
            tries += 1
        return False

    def _try(self, key: str) -> bool:
        if "Authorization" not in self.session.headers:
            begun = self._post("conversations", {})
            if begun is None or begun.status_code != 201:
                return False
            self.begun, self._step = self.begun + 1, 0
            self.session.headers["Authorization"] = f"Bearer {begun.json()['conversation']}"
        message = said(self.number, _number(self._step))
        body = {"id": key, "text": message.text}
        answer = self._post("messages", body)
        if answer is None or answer.status_code != 200:
            if answer is not None and answer.status_code in (401, 410):
                del self.session.headers["Authorization"]
            return False
        words = words_of_cards(answer.json()["cards"])
        self.reduced += answer.json()["reduced"]
        self.mixed += is_of_somebody_else(self.number, message, words)
        if message.expects not in words and not answer.json()["reduced"]:
            self.wrong.append(f"{message.text}: {words[:60]}")
        again = self._post("messages", body) if self._step % 3 == 0 else None
        if again is not None and again.status_code == 200:
            self.doubled += again.json()["cards"] != answer.json()["cards"]
        self._step += 1
        return True

    def _post(self, path: str, body: Body) -> requests.Response | None:
        """The response; None where there was none, or no JSON, as the widget has it."""
        try:
            answer = self.session.post(f"{self.url}/api/{path}", json=body, timeout=_PATIENCE)
            told = answer.json()
        except (requests.RequestException, ValueError) as error:
            self.seen[type(error).__name__] += 1
            return None
        if not answer.ok:
            self.seen[f"{answer.status_code} {told['error']['code']}"] += 1
            self.told.append(told["error"].get("message", _OF_THE_WIDGET))
        return answer


def _number(step: int) -> int:
    """Which saying of the storm: paper, birthday, then a question and one's own result in turn."""
    if step < 2:
        return step
    return _AGAIN if step % 2 else 2 + step % 3


class Crowd(list[Asking]):
    """Several, counted together."""

    def wait_for(self, more: int, seconds: float = 60.0) -> None:
        """Returns when each has had so many answers more."""
        enough = {one: one.answered + more for one in self}
        wait_until(lambda: all(one.answered >= most for one, most in enough.items()), seconds)

    @property
    def seen(self) -> Counter[str]:
        """What all their tries were answered with that was no answer."""
        return sum((one.seen for one in self), Counter[str]())

    def said(self) -> str:
        """What was counted, for who looks on."""
        waits = sorted(wait for one in self for wait in one.waits)
        wrong = [found for one in self for found in one.wrong]
        reduced = sum(one.reduced for one in self)
        longest = ", ".join(f"{wait:.1f}" for wait in waits[-6:])
        return (
            f"{len(waits)} answered, {reduced} reduced, {longest} s, {dict(self.seen)}, {wrong[:4]}"
        )

    def check(self) -> None:
        """Each has one talk, which knows all that he has said; no question is without its one
        answer, his own."""
        assert sum(one.lost for one in self) == 0
        assert sum(one.doubled for one in self) == 0
        assert sum(one.mixed for one in self) == 0
        assert [one.wrong for one in self] == [[]] * len(self)
        assert [one.begun for one in self] == [1] * len(self)


@contextmanager
def asking(nginx: RealNginx, residents: Sequence[int]) -> Iterator[Crowd]:
    """They ask until the block ends."""
    crowd, end = Crowd(Asking(nginx, number) for number in residents), Event()
    with ThreadPoolExecutor(len(crowd)) as pool:
        talks = [pool.submit(one.ask_on, end) for one in crowd]
        try:
            crowd.wait_for(2)
            yield crowd
        finally:
            end.set()
        for talk in talks:
            talk.result()
