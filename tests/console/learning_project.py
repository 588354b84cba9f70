"""A small project to learn in, lines that wait in its queue, and a bot that can be taught."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot import models, training
from bot.console.learning.exporting import Exports
from bot.console.learning.learning import Learning
from bot.console.learning.reviewing import reviewed
from bot.console.queue.deciding import Decisions, State, UnansweredLine
from bot.conversation.rasa_client import RasaDown
from bot.conversation.unanswered import REFUSED, Unanswered
from bot.storage.stores import Stores
from tests.house.serving import NOW

OWN = """\
version: "3.1"

nlu:
- intent: limit_certificate
  examples: |
    - 限度額適用認定証とは何ですか
- intent: greet
  examples: |
    - こんにちは
"""


def made(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A project in `folder`, in place of the real one, until `patch` is undone."""
    nlu = folder / "data" / "nlu"
    nlu.mkdir(parents=True)
    (nlu / "applications.yml").write_text(OWN, encoding="utf-8")
    (folder / "models").mkdir()
    patch.setattr(training, "ROOT", folder)
    patch.setattr(training, "MODELS", folder / "models")
    patch.setattr(training, "SERVED", folder / ".cache" / "serving.tar.gz")
    patch.setattr(models, "_is_whole", Path.is_file)  # no archives here
    for function in (training.inputs, training.fingerprint, training.model_path):
        patch.setattr(function, "__defaults__", (folder,))
    return folder


def serve_present() -> Path:
    """A model of the present inputs is there, and in service."""
    model = training.model_path(training.ROOT)
    model.write_text("a model", encoding="utf-8")
    training.put_in_service(model)
    return model


def heard(found: Unanswered, *texts: str, channel: str = "web", why: str = REFUSED,
          shown: str | None = None, now: datetime = NOW) -> None:  # fmt: skip
    """Each of `texts` was said once."""
    for text in texts:
        found._put(now, channel, text, why, shown)
    found.flush()


def ids(decisions: Decisions, *states: State) -> dict[str, int]:
    """The number of each line, by its words."""
    return {line.words: line.id for line in decisions.lines(*(states or tuple(State)))}


def state_of(decisions: Decisions, words: str) -> State:
    """Where the line with `words` stands."""
    return next(line.state for line in decisions.lines(*State) if line.words == words)


def line(words: str, number: int = 1, wording: str | None = None, answer: str | None = None,
         *heard: tuple[str, str, str, int]) -> UnansweredLine:  # fmt: skip
    """A line as it is read from the base; said once on the web unless `heard` says otherwise."""
    return UnansweredLine(
        id=number, words=words, last="2025-10-01T10", state=State.OPEN, answer=answer,
        wording=wording or words, note=None, editor="hanako", decided="2025-10-01T10:00",
        heard=heard or (("web", "refused", "", 1),),
    )  # fmt: skip


@dataclass
class RasaClient:
    """Stands where the client of Rasa stands; `down` models cannot be loaded."""

    loaded: list[str] = field(default_factory=list)
    down: set[str] = field(default_factory=set)

    async def load(self, model: str) -> None:
        """Takes a model."""
        self.loaded.append(model)
        if model in self.down or "all" in self.down:
            raise RasaDown("slow")


@dataclass
class Bot:
    """Stands where the gateway stands."""

    unanswered: Unanswered
    rasa: RasaClient = field(default_factory=RasaClient)
    reread_times: int = 0

    async def reread(self) -> None:
        """Reads the utterances again."""
        self.reread_times += 1


@dataclass
class School:
    """A learning with its bot; what was noted for the audit is in `noted`."""

    bot: Bot
    learning: Learning
    noted: list[tuple[str, str, str]]

    @property
    def decisions(self) -> Decisions:
        """What editors have decided."""
        return self.learning.exports.decisions

    def trains(self, *lines: str, code: int = 0, makes: bool = True) -> str:
        """From now on a training prints `lines` and ends with `code`; the model's name."""
        model = training.model_path(training.ROOT)
        said = [*lines, f"model {model.name}"] if makes else lines
        script = "; ".join(f"echo {shlex.quote(text)}" for text in said)
        if makes:
            script += f"; touch {shlex.quote(str(model))}"
        self.learning.command = ("sh", "-c", f"{script}; exit {code}")
        return model.name

    def teach(self, *texts: str, answer: str = "limit_certificate") -> None:
        """Decides that `texts`, which were heard, mean `answer`, and exports them."""
        numbers = ids(self.decisions)
        self.decisions.choose({numbers[text]: text for text in texts}, answer, "hanako", NOW)
        items = self.reviewed()
        assert self.learning.exports.export(items, "hanako", NOW) == len(texts)

    def reviewed(self) -> Any:
        """What waits for the export."""
        return reviewed(self.decisions.lines(State.CHOSEN))


def school(data: Path) -> School:
    """A new one; its collection lies in `data`."""
    stores = Stores.local(data)
    bot, noted = Bot(Unanswered(stores.unanswered)), []  # type: ignore[var-annotated]
    decisions = Decisions(stores.unanswered)
    exports = Exports(stores.teaching, decisions)
    exports.settle()

    def note(who: str, what: str, which: str) -> None:
        noted.append((who, what, which))

    found: Any = bot
    return School(bot, Learning(found, exports, note), noted)
