"""Dates in LINE: the picker for each fact that we ask for, and birthdays that somebody typed."""

from __future__ import annotations

from datetime import date, timedelta

from linebot.v3.messaging.models import DatetimePickerAction

from bot.content import current_content, current_words, say
from bot.conversation.date_fields import input_of
from bot.rules.calendar import birthday_of
from bot.text import find_dates, read_date
from bot.text.cues import labels_of
from bot.text.foreign import find_personal_days

_OLDEST = date(1900, 1, 1)  # LINE knows no earlier day
_YEARS_BACK, _YEARS_ON, _STUDY_YEARS, _ECERT_YEARS = 2, 10, 7, 6
_GROWN_UP_YEARS = 15
PICKED = ("date", "month")  # how the facts are entered for which there is a picker
_YEAR = timedelta(days=366)


def picker(fact: str, data: str, today: date) -> DatetimePickerAction:
    """The action that lets a resident pick the day for `fact`; `data` comes back with it."""
    first, usual, last = _range(fact, today)
    return DatetimePickerAction(
        label=say("pick", fact),
        data=data,
        mode="date",
        initial=max(first, min(usual, last)).isoformat(),
        min=first.isoformat(),
        max=last.isoformat(),
    )


def _range(fact: str, today: date) -> tuple[date, date, date]:
    """The first day that makes sense, the one to begin with, and the last."""
    back = today - _YEARS_BACK * _YEAR
    match fact:
        case "birthday":
            edition = current_content().words(today).edition
            starts, last = edition.documents.starts, edition.documents.last
            # In the middle of those whose papers differ by age.
            return _OLDEST, birthday_of(edition.expiry.senior_age, starts), min(today, last)
        case "residence_until":
            return back, today, today + _YEARS_ON * _YEAR
        case "graduation":
            spring = date(today.year + (today.month > 3), 3, 20)
            return back, spring, today + _STUDY_YEARS * _YEAR
        case "burden_change":
            next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
            return back, next_month, today + _YEARS_BACK * _YEAR
        case "ecert_expiry":
            return today - _ECERT_YEARS * _YEAR, today, today + _YEARS_ON * _YEAR
        case _:
            return back, today, today + _YEAR


def words_of(fact: str, picked: str) -> str | None:
    """A picked day in words that name the fact, so that it can answer no other question: in the
    language that is spoken, which reads back what it writes.

    None for what no picker sends.
    """
    try:
        day = date.fromisoformat(picked)
    except ValueError:
        return None
    if input_of(fact) not in PICKED:
        return None
    return say("picked", fact, date=current_words().date(day))


def tells_birthday(text: str, asked: str | None, today: date, *, plainly: bool = False) -> bool:
    """Does a typed text hold somebody's birthday, or the part of one that was asked for?

    `plainly`: only with words of birth beside it, for an old day may be that of an earthquake.
    """
    found = read_date(text, today, "birthday")
    if asked == "birthday":
        return bool(found.text) or any(find_personal_days(text))
    if found.date is None:
        return False
    if "birthday" in labels_of(f"{found.before}{found.after}"):
        return True
    return not plainly and found.date.year <= today.year - _GROWN_UP_YEARS


def tells_date(text: str, today: date) -> bool:
    """Does a text hold any whole date?"""
    return any(found.date is not None for found in find_dates(text, today))
