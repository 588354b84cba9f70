"""How somebody applies for the account transfer, which the whole message tells."""

from __future__ import annotations

import pytest

from .told import told_in


@pytest.mark.parametrize(
    "said",
    [
        "el 26 de agosto hice el débito por internet",
        "pido por internet el 26 de agosto",
        "lo hice por internet el 26/8",
    ],
)
def test_who_did_it_applied(said: str) -> None:
    """Spanish says doing and asking where others say applying."""
    assert "Webで8月26日に申し込みます" in told_in("es", said)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("pt", "se eu levar o formulario no banco dia 20 de agosto, em que mes começa?",
         "銀行で8月20日に申し込みます"),
        ("es", "llevé el formulario al banco el 24 de julio, ¿cuándo es el primer cobro?",
         "銀行で7月24日に申し込みます"),
        ("en", "did it at the kuyakusho counter on july 31, when does it start?",
         "区役所で7月31日に申し込みます"),
        ("en", "Is the bank open on 3 January?", "1月3日は開いていますか"),
    ],
)  # fmt: skip
def test_a_day_at_a_counter_is_of_the_application(language: str, said: str, told: str) -> None:
    """At the bank on 20 August: one applies there, unless it is asked whether it is open."""
    assert told in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "口座振替想去川崎信用金库的柜台办，要带什么？另外8月20号去办的话几月开始扣"),
        ("en", "what do I bring to the bank for the account transfer? If I apply on 20 August, "
               "which month does it start?"),
        ("ko", "자동이체는 신용금고에서 하려고 해요. 8월 20일에 신청하면 몇 월부터 빠져나가요?"),
    ],
)  # fmt: skip
def test_the_way_that_the_message_named(language: str, said: str) -> None:
    """At the bank: so is what is handed in on 20 August."""
    assert "銀行で8月20日に申し込みます" in told_in(language, said)
