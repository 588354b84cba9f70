"""口座振替: the month of the first transfer, and whether one bank can be used."""

from __future__ import annotations

from datetime import date

from bot.content import find_answer, say, short_parts, source_line
from bot.dialogue.base import answer_card
from bot.dialogue.matter import Matter
from bot.dialogue.personal import PersonalAction
from bot.dialogue.topics.banks import find_bank
from bot.dialogue.turn import Turn, command_button, matter_button
from bot.messages import Button, Message
from bot.rules import Facts, Question, Result, TransferMethod
from bot.text import format_date, format_month, mentions

_METHOD_LABELS = {
    TransferMethod.BANK: "bank",
    TransferMethod.WEB: "web",
    TransferMethod.WARD: "ward_office",
}


class DebitStart(PersonalAction):
    """From which month on?"""

    id = "debit_start"
    question = Question.FIRST_TRANSFER
    about_person = False

    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """The month, and the closing day that decided."""
        assert isinstance(result.value, date)
        assert facts.applied_on is not None
        assert facts.method is not None
        sentences = [
            say(
                "transfer",
                "starts_late" if result.confirm else "starts",
                method=say("transfer", _METHOD_LABELS[facts.method]),
                applied=format_date(facts.applied_on),
                month=format_month(result.value),
            ),
            say("transfer", "ward" if facts.method is TransferMethod.WARD else "closing"),
        ]
        if result.decided_by.rule == "after_closing_day":
            sentences.append(say("transfer", "late"))
        return [*sentences, say("transfer", "day")]


class DebitBanks(Matter):
    """Is this bank on the list? Which way it takes is not known, and never claimed."""

    id = "debit_banks"

    def respond(self, turn: Turn) -> list[Message]:
        """The bank that is named; else the list, and which bank it is about."""
        if find_bank(turn.text) is not None:
            return [self._tell(turn)]
        turn.talk.topic, turn.talk.asked, turn.talk.returned = self.id, "bank", False
        return [answer_card(turn, self.id), self.ask_open(turn, "")]

    def is_answer(self, turn: Turn) -> bool:
        """A bank's name, or that there is none to name."""
        if turn.talk.asked != "bank":
            return False
        gives_none = mentions.does_not_know(turn.text) or mentions.declines(turn.text)
        return find_bank(turn.text) is not None or turn.intent == "dont_know" or gives_none

    def carry_on(self, turn: Turn) -> list[Message]:
        """Tells about the bank, or how to find out."""
        if find_bank(turn.text) is not None:
            return [self._tell(turn)]
        return self.skip(turn, declined=False)

    def skip(self, turn: Turn, *, declined: bool) -> list[Message]:
        """No bank was named."""
        turn.talk.close()
        return [Message.said(say("find", "bank"), "talk", self.id)]

    def once_more(self, turn: Turn) -> Message:
        """The list in other words."""
        return answer_card(turn, self.id)

    def start_again(self, turn: Turn, before: str) -> list[Message]:
        """Another bank."""
        return [self.ask_open(turn, before)]

    def ask_open(self, turn: Turn, before: str) -> Message:
        """Which bank?"""
        text = say("ask", "bank")
        button = command_button("dont_know", "dont_know")
        text = f"{before}\n\n{text}" if before else text
        return Message.said(text, "question", self.id, (button,), asks="bank")

    def aside(self, turn: Turn) -> list[Message]:
        """The bank that is named; else in short."""
        if find_bank(turn.text) is None:
            return [Message(short_parts(find_answer(self.id), turn.today), "general", self.id)]
        return [self._card(turn, ())]

    def _tell(self, turn: Turn) -> Message:
        turn.talk.close()
        turn.talk.told, turn.talk.last, turn.talk.misses = {self.id: 1}, self.id, 0
        related = tuple(matter_button(other) for other in find_answer(self.id).related)
        return self._card(turn, related)

    def _card(self, turn: Turn, buttons: tuple[Button, ...]) -> Message:
        found = find_bank(turn.text)
        assert found is not None
        name, listed = found
        sentences = [
            say("bank", "listed" if listed else "unlisted", bank=name),
            say("bank", "as_of"),
            *([say("bank", "ways")] if listed else []),
        ]
        source = source_line(find_answer(self.id).source)
        return Message.said("\n".join(sentences), "result", self.id, buttons, source=source)
