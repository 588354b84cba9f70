"""The shape of one written answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.messages import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One entry of the texts: what a resident reads and an operator reads aloud.

    `title`   the matter in people's words, at most 20 characters (LINE's limit for a button)
    `short`   the conclusion, one or two sentences
    `after`   replaces `short` once the documents of the edition have ended
    `details` one idea each
    `bring`   things to take along, a checklist
    `steps`   what to do next, in order
    `again`   the conclusion in other words, for who asks the same a second time
    `script`  what an operator reads aloud; sentences may be for one choice alone (branches.py)
    `details_after`, `again_after`, `script_after` replace theirs likewise
    `facts`   the facts of the newsletter that it tells, ids of facts.yml
    `related` at most three ids that are asked next
    `source`  where those are printed, made from them; empty only where no fact is told
    `checked` the day a person last held the text against the newsletter
    """

    title: str
    short: str
    again: str
    script: str
    checked: date
    facts: tuple[str, ...] = ()
    source: str = ""
    after: str = ""
    again_after: str = ""
    script_after: str = ""
    details: tuple[str, ...] = ()
    details_after: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    related: tuple[str, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """Every text in which placeholders may stand."""
        alone = (self.short, self.after, self.again, self.again_after)
        lists = (*self.details, *self.details_after, *self.bring, *self.steps)
        return (*alone, self.script, self.script_after, *lists)
