"""電子証明書: until when an expired one still works."""

from __future__ import annotations

from datetime import date

from bot.dialogue.telling import Telling


def explain_usable_until(telling: Telling) -> list[str]:
    """The last day, how it is counted, and what comes then."""
    words, day = telling.words, telling.result.value
    assert isinstance(day, date)
    said = {"who": telling.who, "date": words.date(day)}
    why = words.say("ecert", "why")
    if day < telling.today:
        return [words.say("ecert", "was_until", **said), why, words.say("ecert", "clinic")]
    return [words.say("ecert", "until", **said), why, words.say("ecert", "comes")]
