"""電子証明書: until when an expired one still works."""

from __future__ import annotations

from datetime import date

from bot.content import say
from bot.dialogue.personal import PersonalAction
from bot.dialogue.turn import Turn
from bot.rules import Facts, Question, Result
from bot.text import format_date


class EcertGrace(PersonalAction):
    """It ran out, or will: until when does マイナ保険証 work?"""

    id = "ecert_grace"
    question = Question.USABLE_UNTIL

    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """The last day, how it is counted, and what comes then."""
        assert isinstance(result.value, date)
        if result.value < turn.today:
            was = say("ecert", "was_until", date=format_date(result.value))
            return [was, say("ecert", "why"), say("ecert", "clinic")]
        until = say("ecert", "until", date=format_date(result.value))
        return [until, say("ecert", "why"), say("ecert", "comes")]
