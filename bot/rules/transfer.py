"""口座振替: the month of the first transfer."""

from __future__ import annotations

from bot.errors import ImpossibleFacts
from bot.rules.calendar import first_of_month
from bot.rules.edition import Edition
from bot.rules.terms import Facts, Mark, Result, TransferMethod, single


def first_transfer(facts: Facts, edition: Edition) -> Result:
    """The month of the first transfer (4ページ). Value: the first day of that month.

    Needs `method` and `applied_on`. After the closing day: one month later (inferred).
    The newsletter does not name the day of the month, so neither do we.
    """
    if facts.method is None or facts.applied_on is None:
        raise ImpossibleFacts("first_transfer needs the method and the day of application")
    rules = edition.transfer
    months = {
        TransferMethod.BANK: rules.bank_months,
        TransferMethod.WEB: rules.web_months,
        TransferMethod.WARD: rules.ward_months,
    }[facts.method]
    late = facts.method is not TransferMethod.WARD and facts.applied_on.day > rules.closing_day
    month = first_of_month(facts.applied_on, months + late)
    if late:
        return single(month, "after_closing_day", Mark.INFERRED, edition.sources.silent)
    return single(month, facts.method.value, Mark.STATED, edition.sources.transfer)
