"""Training from the console: one at a time, beside the running bot, checked before it answers.

The training is another process with low priority. Its model is compared with the one in service,
and only then does Rasa load it, while it goes on answering with the one before. Whatever goes
wrong, the model before stays, and the data that would have made the other one is taken back.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from bot import training
from bot.answers import say
from bot.gateway.console.console import Console
from bot.gateway.console.deciding import Decisions
from bot.gateway.console.exporting import Exports
from bot.gateway.console.grouping import Groups
from bot.gateway.gateway import Gateway
from bot.gateway.rasa import RasaDown

log = logging.getLogger(__name__)

Phase = Literal["idle", "training", "checking", "loading", "done", "failed"]
COMMAND = (sys.executable, "-W", "ignore", "-m", "bot", "train", "--checked")
STEPS = 5  # components that are trained, see config.yml
_RUNNING = ("training", "checking", "loading")
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


@dataclass
class Learning:
    """The learning of one bot. `command` trains; tests bring a quicker one."""

    gateway: Gateway
    exports: Exports
    groups: Groups
    note: Callable[[str, str, str], None]  # to the audit: who, what, which
    command: tuple[str, ...] = COMMAND
    progress: Progress = field(default_factory=Progress)
    _work: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, console: Console) -> Learning:
        """The learning of the bot that `console` is of."""
        gateway = console.gateway
        decisions = Decisions(gateway.unanswered)

        def note(who: str, what: str, which: str) -> None:
            console.audit.note(gateway.settings.now(), who, what, which)

        return cls(gateway, Exports(gateway.settings.data, decisions), Groups(decisions), note)

    def begin(self, editor: str) -> bool:
        """Trains in the background; False while something is under way already."""
        return self._start("training", lambda: self._learn(editor))

    def put_back(self, editor: str) -> bool:
        """Brings back the model before, and its data; False if there is none, or as above."""
        model = self.earlier()
        if model is None:
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

    def _start(self, phase: Phase, work: Callable[[], Awaitable[None]]) -> bool:
        if self.progress.running:
            return False
        text = say("learning", phase)
        self.progress = Progress(phase, began=time.monotonic(), sentence=text)
        self._work = asyncio.create_task(self._guarded(work))
        return True

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception as error:  # an editor is not left with a wheel that turns for ever
            log.error("the learning failed: %s", type(error).__name__)
            self._end("failed", "failed")

    async def _learn(self, editor: str) -> None:
        name = await self._trained()
        report = self.progress.report
        if name is None:
            await asyncio.to_thread(self._withdraw)
            self._end("failed", "refused" if report else "not_trained")
            await asyncio.to_thread(self.note, editor, "learning_refused", "")
            return
        self._go("loading")
        if not await self._serve(training.MODELS / name):
            await asyncio.to_thread(self._withdraw)
            self._end("failed", "not_loaded")
            await asyncio.to_thread(self.note, editor, "learning_failed", name)
            return
        await asyncio.to_thread(self.exports.learnt)
        await self.gateway.reread()
        self._end("done", "done")
        await asyncio.to_thread(self.note, editor, "learnt", name)

    async def _put_back(self, model: Path, editor: str) -> None:
        if not await self._serve(model):
            self._end("failed", "not_loaded")
            return
        await asyncio.to_thread(self.exports.put_back, model)
        await self.gateway.reread()
        self._end("done", "put_back")
        await asyncio.to_thread(self.note, editor, "model_put_back", model.name)

    async def _trained(self) -> str | None:
        """The new model's name, None if there is none that may answer."""
        process = await asyncio.create_subprocess_exec(
            *self.command,
            cwd=training.ROOT,
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
        try:
            await self.gateway.rasa.load(model.name)
        except RasaDown as error:
            log.error("Rasa did not load %s: %s", model.name, error)
            return False
        await asyncio.to_thread(training.put_in_service, model)
        return True

    def _withdraw(self) -> None:
        """The data becomes again that of the model in service, so that a restart finds it."""
        served = training.in_service()
        if served is not None:
            self.exports.put_back(served)

    def _go(self, phase: Phase) -> None:
        self.progress.phase, self.progress.sentence = phase, say("learning", phase)

    def _end(self, phase: Phase, key: str) -> None:
        self._go(phase)
        self.progress.sentence, self.progress.ended = say("learning", key), time.monotonic()
