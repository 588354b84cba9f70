"""The steps of a change: sent, approved by a second person, published, sent back, taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.console.shared.accounts import Account
from bot.console.shared.forms import day_in
from bot.console.texts.drafts import Drafts
from bot.conversation.refusals import refused
from bot.storage.ports.editing import ContentChange, Stage

_OF_WRITERS = frozenset({"send", "withdraw"})
QUICKER = "ほかの人が先に変えました。今の様子を確かめて、もう一度押してください。"
SECOND = "書いた人は、承認できません。ほかの編集者か、管理者に頼んでください。"
PAST = "公開する日は、今日より後の日にしてください。"
OVER = "この変更は、もうその段階ではありません。今の様子を確かめてください。"
WRONG = "送れません。下の誤りを直してください。"


@dataclass(frozen=True, slots=True)
class Step:
    """What an editor asks for; `publish_on` is empty for at once."""

    what: str
    editor: str
    version: str
    publish_on: str = ""


def check_may(what: str, account: Account) -> None:
    """Raises not_yours for a step that is the writers' own, where the account writes nothing.

    An administrator approves, sends back and takes back what editors wrote.
    """
    if what in _OF_WRITERS and not account.edits:
        raise refused("not_yours")


class Approvals:
    """Of the changes of one city. Its methods block."""

    def __init__(self, drafts: Drafts, today: date) -> None:
        self._drafts, self._publisher, self._today = drafts, drafts.publisher, today

    def take(self, change: ContentChange, step: Step) -> tuple[str, ...]:
        """Takes the step; what speaks against it where it is not taken."""
        stages, work = _STEPS.get(step.what, ((), Approvals._unknown))
        if change.stage not in stages:
            return (OVER,)
        if step.version != str(change.version):
            return (QUICKER,)
        return work(self, change, step)

    def together(self, changes: Sequence[ContentChange], step: Step) -> tuple[str, ...]:
        """Takes the step with all of them, or with none; what speaks against it where it is not."""
        stages = _TOGETHER.get(step.what, ())
        if not changes or any(change.stage not in stages for change in changes):
            return (OVER,)
        if step.what == "approve":
            return self._approve_together(changes, step)
        texts = [text for change in changes for text in change.texts]
        if step.what == "send" and (complaints := self._publisher.judge(texts).complaints):
            return (WRONG, *complaints)
        stage = Stage.WAITING if step.what == "send" else Stage.WITHDRAWN
        return self._moved_together(changes, stage)

    def _approve_together(self, changes: Sequence[ContentChange], step: Step) -> tuple[str, ...]:
        if any(step.editor in change.authors for change in changes):
            return (SECOND,)
        if step.publish_on == "":
            today = self._today.isoformat()
            return self._publisher.publish(
                *(replace(change, approver=step.editor, publish_on=today) for change in changes)
            )
        day = day_in(step.publish_on)
        if day is None or day <= self._today:
            return (PAST,)
        texts = [text for change in changes for text in change.texts]
        if complaints := self._publisher.judge(texts).complaints:
            return complaints
        return self._moved_together(changes, Stage.APPROVED, step.editor, day.isoformat())

    def _moved_together(
        self,
        changes: Sequence[ContentChange],
        stage: Stage,
        approver: str = "",
        publish_on: str = "",
    ) -> tuple[str, ...]:
        moved = [self._moved(change, stage, approver, publish_on) for change in changes]
        return next((problems for problems in moved if problems), ())

    def _send(self, change: ContentChange, step: Step) -> tuple[str, ...]:
        if self._publisher.judge(change.texts).complaints:
            return (WRONG,)
        return self._moved(change, Stage.WAITING)

    def _approve(self, change: ContentChange, step: Step) -> tuple[str, ...]:
        if step.editor in change.authors:
            return (SECOND,)
        if step.publish_on == "":
            today = self._today.isoformat()
            return self._publisher.publish(replace(change, approver=step.editor, publish_on=today))
        day = day_in(step.publish_on)
        if day is None or day <= self._today:
            return (PAST,)
        return self._moved(change, Stage.APPROVED, step.editor, day.isoformat())

    def _back(self, change: ContentChange, step: Step) -> tuple[str, ...]:
        """A draft again; another one of its entry that is open by now has to be ended first."""
        other = self._drafts.opened(change.entry)
        if other is not None and other.id != change.id:
            return ("同じ文章の別の下書きがあります。先に、そちらを済ませてください。",)
        return self._moved(change, Stage.DRAFT)

    def _withdraw(self, change: ContentChange, step: Step) -> tuple[str, ...]:
        return self._moved(change, Stage.WITHDRAWN)

    def _undo(self, change: ContentChange, step: Step) -> tuple[str, ...]:
        """At once: what stood there before was approved when it was published."""
        return self._publisher.take_back(change, step.editor)

    def _unknown(self, change: ContentChange, step: Step) -> tuple[str, ...]:
        return (OVER,)

    def _moved(
        self, change: ContentChange, stage: Stage, approver: str = "", publish_on: str = ""
    ) -> tuple[str, ...]:
        done = self._drafts.move(change, stage, approver, publish_on)
        return () if done else (QUICKER,)


_Work = Callable[[Approvals, ContentChange, Step], tuple[str, ...]]
_TOGETHER: Mapping[str, tuple[Stage, ...]] = {
    "send": (Stage.DRAFT,),
    "approve": (Stage.WAITING,),
    "withdraw": (Stage.DRAFT, Stage.WAITING),
}
_STEPS: Mapping[str, tuple[tuple[Stage, ...], _Work]] = {
    "send": ((Stage.DRAFT,), Approvals._send),
    "approve": ((Stage.WAITING,), Approvals._approve),
    "back": ((Stage.WAITING, Stage.APPROVED), Approvals._back),
    "withdraw": ((Stage.DRAFT, Stage.WAITING, Stage.APPROVED), Approvals._withdraw),
    "undo": ((Stage.PUBLISHED,), Approvals._undo),
}
