"""Training from the console: one at a time, beside the running bot, checked before it answers.

The training is another process with low priority. Its model is compared with the one in service:
an editor sees what it helped and what it cost, and lets it answer or not. Rasa loads it while it
goes on answering with the one before. Whatever goes wrong, the model before stays, and what was
exported to make the other one waits again.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from bot import models, training
from bot.console.learning import taught
from bot.console.learning.exporting import Exports
from bot.console.queue.deciding import Decisions
from bot.console.shared.console import Console
from bot.content import say
from bot.conversation.gateway import Gateway
from bot.conversation.rasa_client import RasaDown
from bot.conversation.threads import stored
from bot.environment import environment_with

log = logging.getLogger(__name__)

Phase = Literal["idle", "training", "checking", "loading", "ready", "done", "failed"]
COMMAND = (sys.executable, "-W", "ignore", "-m", "bot", "train", "--checked")
UNLEARNING = ("--unlearning",)
STEPS = 5  # components that are trained, see config.yml
_RUNNING = ("training", "checking", "loading")
_ENDED_WELL = ("done", "put_back", "discarded")
_AUDITED = {
    "done": "learnt",
    "refused": "learning_refused",
    "not_trained": "learning_failed",
    "not_loaded": "learning_failed",
}
_LINE_LONGEST = 4 * 1024 * 1024  # the report holds every line that changed
_STEP = re.compile(r"^ +training (\w+)")


@dataclass
class Progress:
    """Where the learning stands; `report` is bot.acceptance's, as JSON."""

    phase: Phase = "idle"
    steps: int = 0
    began: float = 0.0
    ended: float = 0.0
    sentence: str = ""
    report: dict[str, Any] | None = None
    withdrawn: bool | None = None  # of a learning that failed: does what was exported wait?

    @property
    def running(self) -> bool:
        """Is something under way?"""
        return self.phase in _RUNNING

    def shown(self) -> dict[str, Any]:
        """For the page that waits: `done` of 100, and how many seconds it has taken."""
        share = {"training": 80 * min(self.steps, STEPS) // STEPS, "checking": 85, "loading": 95}
        seconds = (time.monotonic() if self.running else self.ended) - self.began
        return {
            "phase": self.phase,
            "running": self.running,
            "done": share.get(self.phase, 100),
            "seconds": round(seconds) if self.began else 0,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class ReadyModel:
    """A model that passed and answers nobody yet; `began`: the file that it was made of."""

    name: str
    began: str

    @property
    def is_current(self) -> bool:
        """Is the training data still what it was made of?"""
        return taught.current() == self.began


@dataclass
class Learning:
    """The learning of one bot. `command` trains; tests bring a quicker one."""

    gateway: Gateway
    exports: Exports
    note: Callable[[str, str, str], None]  # to the audit: who, what, which
    command: tuple[str, ...] = COMMAND
    progress: Progress = field(default_factory=Progress)
    ready: ReadyModel | None = None
    _work: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, console: Console, decisions: Decisions) -> Learning:
        """The learning of the bot that `console` is of, from what editors have decided."""
        gateway = console.gateway

        def note(who: str, what: str, which: str) -> None:
            console.audit.note(gateway.now(), who, what, which)

        exports = Exports(gateway.stores.teaching, decisions)
        exports.settle()
        return cls(gateway, exports, note)

    def begin(self, editor: str) -> bool:
        """Trains in the background; False while something is under way already."""
        return self._start("training", lambda: self._learn(editor))

    def use(self, name: str, editor: str) -> bool:
        """Has the model that is ready answer; False if it is not that one, or no longer fits."""
        ready = self.ready
        if ready is None or ready.name != name or not ready.is_current:
            return False
        return self._start("loading", lambda: self._use(ready, editor))

    def discard(self, name: str, editor: str) -> bool:
        """Leaves the model that is ready alone: what was exported for it waits again."""
        ready = self.ready
        if ready is None or ready.name != name:
            return False
        return self._start("loading", lambda: self._discard(ready, editor))

    def put_back(self, name: str, editor: str) -> bool:
        """Brings back that model and its data; False if it is not the one before, or as above."""
        model = self.earlier()
        if model is None or model.name != name:
            return False
        return self._start("loading", lambda: self._put_back(model, editor))

    def earlier(self) -> Path | None:
        """The model before the one in service, if it can be brought back."""
        served = training.in_service()
        models = training.MODELS.glob("bot-*.tar.gz")
        others = sorted((m for m in models if m != served), key=lambda m: m.stat().st_mtime)
        known = [model for model in others if self.exports.brings_back(model)]
        return known[-1] if known and served is not None else None

    async def finished(self) -> None:
        """Returns when nothing is under way any more."""
        if self._work is not None:
            await self._work

    def _start(self, phase: Phase, work: Callable[[], Awaitable[str]]) -> bool:
        if self.progress.running:
            return False
        text, decided = say("learning", phase), self.ready is not None and phase == "loading"
        report = self.progress.report if decided else None
        self.ready = None
        self.progress = Progress(phase, began=time.monotonic(), sentence=text, report=report)
        self._work = asyncio.create_task(self._guarded(work))
        return True

    async def _guarded(self, work: Callable[[], Awaitable[str]]) -> None:
        try:
            key = await work()
        except Exception as error:  # an editor is not left with a wheel that turns for ever
            log.error("the learning failed: %s", type(error).__name__)
            key = "failed"
        if key == "ready":
            self._end("ready", key)
        else:
            self._end("done" if key in _ENDED_WELL else "failed", key)

    async def _learn(self, editor: str) -> str:
        """Returns how it ended. Without a model that may answer, the lines wait again."""
        key, name = "failed", None
        began = await asyncio.to_thread(taught.current)
        try:
            name = await self._trained()
            report = self.progress.report
            if name is not None:
                key = "ready"
            else:
                key = "refused" if report and not report["passed"] else "not_trained"
        finally:
            if key != "ready":
                await self._withdraw(began, loaded=False)
        if name is not None:
            self.ready = ReadyModel(name, began)
        else:
            await stored(self.note, editor, _AUDITED[key], "")
        return key

    async def _use(self, ready: ReadyModel, editor: str) -> str:
        """Whatever happens, model and lines belong together afterwards."""
        key = "failed"
        try:
            key = "done" if await self._serve(training.MODELS / ready.name) else "not_loaded"
        finally:
            if key == "done":
                await stored(self.exports.settle)
            else:
                await self._withdraw(ready.began, loaded=True)
        if key == "done":
            await self.gateway.reread()
        await stored(self.note, editor, _AUDITED[key], ready.name)
        return key

    async def _discard(self, ready: ReadyModel, editor: str) -> str:
        await self._withdraw(ready.began, loaded=False)
        await stored(self.note, editor, "learning_discarded", ready.name)
        return "discarded"

    async def _put_back(self, model: Path, editor: str) -> str:
        if not await self._serve(model):
            await self._reload()
            return "failed"
        await stored(self.exports.put_back, model)
        await self.gateway.reread()
        await stored(self.note, editor, "model_put_back", model.name)
        return "put_back"

    async def _trained(self) -> str | None:
        """The new model's name, None if there is none that may answer."""
        less = await stored(self.exports.only_removes)
        process = await asyncio.create_subprocess_exec(
            *self.command,
            *(UNLEARNING if less else ()),
            cwd=training.ROOT,
            env=environment_with(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_LINE_LONGEST,
        )
        name = None
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                name = self._read(line.decode(errors="replace").rstrip("\n")) or name
            code = await process.wait()
        finally:
            if process.returncode is None:
                process.terminate()
        if code != 0:
            log.error("no model came of the training, which says why: bot train --checked")
        return name if code == 0 else None

    def _read(self, line: str) -> str | None:
        """One line of the training; the model's name once it is there."""
        if _STEP.match(line):
            self.progress.steps += 1
        elif line == "checking":
            self._go("checking")
        elif line.startswith("report "):
            self.progress.report = json.loads(line.removeprefix("report "))
        elif line.startswith("model "):
            return line.removeprefix("model ")
        return None

    async def _serve(self, model: Path) -> bool:
        """Has Rasa answer with `model`, now and after its next start."""
        if wrong := await asyncio.to_thread(models.wrong_with, model):
            log.error("%s is not used, %s", model.name, wrong)
            return False
        try:
            await self.gateway.rasa.load(model.name)
        except RasaDown as error:
            log.error("Rasa did not load %s: %s", model.name, error)
            return False
        await asyncio.to_thread(training.put_in_service, model)
        return True

    async def _withdraw(self, began: str, *, loaded: bool) -> None:
        """What was exported waits again, if the file is still the one that it all `began` with."""
        self.progress.withdrawn = await stored(self.exports.withdraw, began)
        if loaded:
            await self._reload()

    async def _reload(self) -> None:
        """Gives Rasa the model in service: it may have taken another one after we had given up."""
        served = training.in_service()
        if served is not None:
            with contextlib.suppress(RasaDown):
                await self.gateway.rasa.load(served.name)

    def _go(self, phase: Phase) -> None:
        self.progress.phase, self.progress.sentence = phase, say("learning", phase)

    def _end(self, phase: Phase, key: str) -> None:
        self._go(phase)
        self.progress.sentence, self.progress.ended = say("learning", key), time.monotonic()
        if self.progress.withdrawn is not None:
            data = say("learning", "withdrawn" if self.progress.withdrawn else "kept")
            self.progress.sentence += data
