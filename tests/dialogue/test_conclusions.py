"""bot/dialogue/conclusions.py: a result in a word or two, the same as the sentences beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.content import current_content
from bot.dialogue.conclusions import conclusion
from bot.rules import ABSENT, Document, Facts, Question, answer
from tests.rules.building import EDITION, D

ENDS = "令和8年(2026年)7月31日"
NOTICE = Facts(
    document=Document.NOTICE,
    residence_until=ABSENT,
    graduation=ABSENT,
    burden_change=ABSENT,
)


@pytest.mark.parametrize(
    ("birthday", "today", "value", "renewal"),
    [
        ("1995-05-05", "2025-10-01", "期限なし", "新しいものは送らず、今のものを保管"),
        ("1956-07-02", "2025-10-01", "期限なし(要確認)", "新しいものは送らず、今のものを保管"),
        ("1956-07-02", "2026-11-30", "要確認", "要確認"),
        ("1956-11-30", "2026-11-30", "要確認", "要確認"),
        ("1956-12-01", "2026-11-30", "期限なし", "新しいものは送らず、今のものを保管"),
        ("1951-11-30", "2026-11-30", f"{ENDS}で期限切れ", "75歳から別の医療保険(要確認)"),
    ],
)  # fmt: skip
def test_a_notice_by_the_day(birthday: str, today: str, value: str, renewal: str) -> None:
    """From 70 on a notice bears a day: neither a table nor the desk says that it has none."""
    day = D(today)
    words, facts = current_content().words(day), replace(NOTICE, birthday=D(birthday), today=day)
    for question, wanted in ((Question.EXPIRY, value), (Question.AUTO_RENEWAL, renewal)):
        result = answer(question, facts, EDITION)
        assert conclusion(words, question, result, day) == wanted


def test_a_stay_that_ends_with_the_paper() -> None:
    """問2: a stay that ends on the paper's own last day is renewed first too."""
    facts = replace(NOTICE, document=Document.CERTIFICATE, birthday=D("1995-05-05"))
    facts = replace(facts, residence_until=date(2026, 7, 31), today=D("2025-10-01"))
    result = answer(Question.AUTO_RENEWAL, facts, EDITION)
    words = current_content().words(D("2025-10-01"))
    told = conclusion(words, Question.AUTO_RENEWAL, result, facts.today)
    assert told == "先に在留期限の更新が必要"
