"""Days that no word gives to anybody, where only one owner is possible."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.reading import kin
from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.ledger import Ledger
from bot.dialogue.reading.situation import NONE

_OF_AN_AGE = re.compile(r"(?P<kind>child|son|daughter)_(?P<nth>\d)")


def left_to_the_only_one(ledger: Ledger, people: Sequence[str]) -> None:
    """Give a stay to the only one who is no Japanese, birthdays to brothers by their age."""
    if kin.ACQUAINTANCE in people:
        return
    _given_to_whom_a_part_fits(ledger)
    for name, owners in (("residence_until", _who_may_stay), ("birthday", _by_age)):
        left = [draft for draft in ledger.unowned if draft.name == name]
        for draft, key in zip(left, owners(ledger, people, left), strict=False):
            ledger.give(draft, key)


def _given_to_whom_a_part_fits(ledger: Ledger) -> None:
    """1956年5月15日に生まれました。夫は…。来年5月に70歳になります: of who turns 70 then."""
    for draft in [d for d in ledger.unowned if d.name == "birthday" and d.value]:
        fits = [
            (key, claim)
            for key, mine in ledger.owned.items()
            for claim in mine
            if claim.draft.name == "birthday"
            and claim.draft.value is None
            and len(claim.draft.part) >= len("1956-05")
            and str(draft.value).startswith(claim.draft.part)
        ]
        if len(fits) == 1:
            key, part = fits[0]
            ledger.owned[key].remove(part)
            ledger.give(draft, key)


def _who_may_stay(ledger: Ledger, people: Sequence[str], left: Sequence[Draft]) -> list[str]:
    """日本人の夫と住んでいます。在留カードは2月10日まで、私は…: the caller's, not the husband's."""
    japanese = [
        claim
        for key in people
        for claim in ledger.owned.get(key, ())
        if (claim.draft.name, claim.draft.value) == ("residence_until", NONE)
    ]
    lacking = [key for key in people if not ledger.knows(key, "residence_until")]
    return lacking if japanese and len(left) == len(lacking) == 1 else []


def _by_age(ledger: Ledger, people: Sequence[str], left: Sequence[Draft]) -> list[str]:
    """姉は…、妹は…。平成15年6月1日と平成17年8月9日生まれ: the elder was born first."""
    lacking = [key for key in people if not ledger.knows(key, "birthday")]
    found = [match for key in lacking if (match := _OF_AN_AGE.fullmatch(key))]
    one_kind = len({match["kind"] for match in found}) == 1 and len(found) == len(lacking)
    days = {draft.value for draft in left if draft.value}
    if not one_kind or not len(left) == len(days) == len(lacking) > 1:
        return []
    eldest_first = sorted(found, key=lambda match: match["nth"])
    born = {value: match.group() for value, match in zip(sorted(days), eldest_first, strict=True)}
    return [born[draft.value] for draft in left if draft.value]
