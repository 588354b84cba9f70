"""The shared rule module: facts about one person in, a dated result with its source out.

Pure: no clock, no texts, no Rasa. `answer` asks one question; `missing` says what else to ask;
`boundaries` how near another answer is.
"""

from bot.rules.applications import Paper, Requirements, requirements
from bot.rules.boundary import Boundary, boundaries
from bot.rules.call_centre import JAPAN, DayKind, Opening, day_kind
from bot.rules.documents import Carry, Post, Posting
from bot.rules.ecert import EcertState
from bot.rules.edition import Edition
from bot.rules.expiry import later_paper
from bot.rules.questions import Question, answer, missing
from bot.rules.renewal import SETTLED_FIRST, Renewal, other_insurance_from
from bot.rules.terms import (
    ABSENT,
    Absent,
    Applicant,
    Application,
    Document,
    Facts,
    Ground,
    Mark,
    Met,
    Result,
    TransferMethod,
)

__all__ = [
    "ABSENT",
    "JAPAN",
    "SETTLED_FIRST",
    "Absent",
    "Applicant",
    "Application",
    "Boundary",
    "Carry",
    "DayKind",
    "Document",
    "EcertState",
    "Edition",
    "Facts",
    "Ground",
    "Mark",
    "Met",
    "Opening",
    "Paper",
    "Post",
    "Posting",
    "Question",
    "Renewal",
    "Requirements",
    "Result",
    "TransferMethod",
    "answer",
    "boundaries",
    "day_kind",
    "later_paper",
    "missing",
    "other_insurance_from",
    "requirements",
]
