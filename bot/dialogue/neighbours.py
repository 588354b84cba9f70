"""Matters so near each other that the answer to one harms nobody who meant the other.

The model may be sure that a question is about the account transfer, and unsure whether of its ways
or its papers. Then the likeliest is answered, by its name, and the others are one press away. Two
matters are neighbours only if each answer is true whatever was asked, says itself what it is about,
and tells nobody to do or to leave what the other forbids. The notice and the certificate, throwing
away and keeping, or applying and cancelling never are. ADR 0004.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.dialogue.lone_words import lone_word

Ranking = tuple[tuple[str, float], ...]

NEIGHBOURS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            ("debit_methods", "debit_docs", "debit_banks", "debit_start"),
            ("ecert_check", "ecert_renewal", "ecert_vs_card", "ecert_reregister"),
            ("limit_certificate", "limit_certificate_docs", "limit_certificate_unneeded"),
            ("limit_certificate_docs", "proxy_application"),
            ("apply_certificate", "apply_certificate_docs", "proxy_application", "identity_docs",
             "application_counter"),
            ("cancel_registration", "cancel_registration_docs", "cancel_registration_mail",
             "cancel_registration_time", "cancel_then_move"),
            ("cancel_registration_docs", "proxy_application"),
            ("lost_reissue", "identity_docs", "application_counter"),
            ("not_arrived", "delivery_method", "household_split", "registered_mail"),
            ("not_arrived", "auto_renewal"),
            ("auto_renewal", "expiry_residence"),
            ("auto_renewal", "expiry_student"),
            ("expiry_student", "what_is_marugaku"),
            ("what_is_notice", "notice_vs_certificate", "notice_alone", "card_reader_failure"),
            ("what_is_certificate", "what_to_bring", "system_change", "notice_vs_certificate"),
            ("what_is_certificate", "certificate_despite_registration", "why_certificate"),
            ("call_center", "other_insurance", "application_counter", "not_arrived"),
            ("discard_expired", "return_address"),
        ),
    )
)  # fmt: skip


def nearly_sure(text: str, ranking: Ranking, answer_from: float) -> str | None:
    """The likeliest id, if the model is sure of it and its neighbours together; never from 1 on.

    A lone word says what it is about and not what one wants to know: that is asked back.
    """
    if not ranking or answer_from >= 1.0 or lone_word(text):
        return None
    first, odds = ranking[0][0], dict(ranking)
    together = (_share(odds, circle) for circle in NEIGHBOURS if first in circle)
    return first if max(together, default=0.0) >= answer_from else None


def _share(odds: Mapping[str, float], circle: Iterable[str]) -> float:
    return sum(odds.get(name, 0.0) for name in circle)
