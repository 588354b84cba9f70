"""All matters of the dialogue, in one list. Every other id has its written answer alone."""

from __future__ import annotations

from bot.dialogue.topics.debit import explain_first_transfer
from bot.dialogue.topics.documents import (
    explain_carry,
    explain_posting,
    explain_why_certificate,
)
from bot.dialogue.topics.ecert import explain_usable_until
from bot.dialogue.topics.expiry import (
    NOT_ASKED_OF_STUDENTS,
    asked_anew,
    explain_expiry,
    is_final,
)
from bot.dialogue.topics.renewal import explain_renewal, tells_exceptions
from bot.dialogue.topics.topic import Topic
from bot.rules import Question


def _expiry(name: str, *named: str, document: str = "", not_asked: tuple[str, ...] = ()) -> Topic:
    return Topic(
        id=name,
        question=Question.EXPIRY,
        explain=explain_expiry,
        supposed={"document": document} if document else {},
        named=named,
        not_asked=not_asked,
        anew=asked_anew,
        final=is_final,
    )


# In the order in which the desk offers them.
TOPICS: tuple[Topic, ...] = (
    _expiry("certificate_expiry", document="certificate"),
    _expiry("notice_expiry", document="notice"),
    _expiry("expiry_age70", "birthday"),
    _expiry("expiry_age75", "birthday"),
    _expiry("expiry_burden_change", "burden_change"),
    _expiry("expiry_residence", "residence_until"),
    _expiry(
        "expiry_student",
        "graduation",
        not_asked=NOT_ASKED_OF_STUDENTS,
    ),
    Topic(
        id="auto_renewal",
        question=Question.AUTO_RENEWAL,
        explain=explain_renewal,
        tells_exceptions=tells_exceptions,
    ),
    Topic(id="what_to_bring", question=Question.CARRY, explain=explain_carry),
    Topic(id="why_certificate", question=Question.ECERT_STATE, explain=explain_why_certificate),
    Topic(id="not_arrived", question=Question.POSTING, explain=explain_posting),
    Topic(id="ecert_grace", question=Question.USABLE_UNTIL, explain=explain_usable_until),
    Topic(
        id="debit_start",
        question=Question.FIRST_TRANSFER,
        explain=explain_first_transfer,
        about_person=False,
    ),
)
_BY_ID = {topic.id: topic for topic in TOPICS}


def find_topic(topic_id: str | None) -> Topic | None:
    """The matter of an id; None for an id that depends on nobody's facts."""
    return _BY_ID.get(topic_id or "")
