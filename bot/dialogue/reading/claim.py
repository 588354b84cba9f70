"""A fact with the people whose it is, and how sure that is."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.people import Mention


class Grade(enum.IntEnum):
    """How sure an owner is."""

    NONE = 0  # two people could claim it
    CARRIED = 1  # nobody is named beside it; the talk is about this person
    SURE = 2  # the words beside it say so


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact with the people whose it is; several where it was said of all of them."""

    draft: Draft
    keys: tuple[str, ...] = ()
    grade: Grade = Grade.NONE
    node: Mention | None = None
