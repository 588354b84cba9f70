"""電子証明書: until when an expired one still works as マイナ保険証."""

from __future__ import annotations

import enum
from datetime import date

from bot.errors import ImpossibleFacts
from bot.rules.calendar import first_of_month, month_end
from bot.rules.edition import Edition
from bot.rules.terms import Facts, Mark, Result, single


class EcertState(enum.Enum):
    """Where `today` stands."""

    VALID = "valid"  # not yet expired
    GRACE = "grace"  # expired, still works
    OVER = "over"  # no longer works


def usable_until(facts: Facts, edition: Edition) -> Result:
    """The last day on which マイナ保険証 works (※6). Value: date. Needs `ecert_expiry`."""
    if facts.ecert_expiry is None:
        raise ImpossibleFacts("usable_until needs the expiry of the electronic certificate")
    last_month = first_of_month(facts.ecert_expiry, edition.ecert.months_usable)
    return single(month_end(last_month), "ecert_months", Mark.STATED, edition.sources.ecert)


def ecert_state(facts: Facts, edition: Edition) -> Result:
    """Whether マイナ保険証 works `today`. Value: EcertState. Needs `ecert_expiry` and `today`."""
    until = usable_until(facts, edition)
    if facts.today is None or facts.ecert_expiry is None or not isinstance(until.value, date):
        raise ImpossibleFacts("ecert_state needs to know today")
    if facts.today <= facts.ecert_expiry:
        state = EcertState.VALID
    elif facts.today <= until.value:
        state = EcertState.GRACE
    else:
        state = EcertState.OVER
    return single(state, f"ecert_{state.value}", Mark.STATED, edition.sources.ecert)
