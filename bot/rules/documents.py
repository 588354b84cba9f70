"""Which document is sent, what to carry to the clinic, how and when the documents are posted."""

from __future__ import annotations

import enum

from bot.errors import ImpossibleFacts
from bot.rules.edition import Edition
from bot.rules.terms import Document, Facts, Mark, Result, single


class Carry(enum.Enum):
    """医療機関等へ持参するもの."""

    CARD = "card"  # マイナンバーカード
    CERTIFICATE = "certificate"  # 資格確認書


class Posting(enum.Enum):
    """What can be said of a document that has not arrived."""

    LATE_JULY = "late_july"  # 別途7月下旬頃に送付予定
    SEPARATE_ENVELOPES = "separate_envelopes"  # お知らせと確認書は別の封筒で、届く時期が異なる
    ASK = "ask"  # the planned time is over: ask the call centre


class Post(enum.Enum):
    """郵便の種類."""

    ORDINARY = "ordinary"  # 普通郵便
    RECORDED = "recorded"  # 特定記録郵便、希望者は簡易書留郵便


def has_registered_card(facts: Facts) -> bool:
    """マイナ保険証: a card that is registered. Raises ImpossibleFacts while that is unknown."""
    if facts.has_card is False or facts.registered is False:
        return False
    if facts.has_card is None or facts.registered is None:
        raise ImpossibleFacts("it is not known whether there is a registered card")
    return True


def document_sent(facts: Facts, edition: Edition) -> Result:
    """Which document somebody is sent (1ページの表, 2ページ). Value: Document."""
    if facts.ground is None and not has_registered_card(facts):
        rule = "no_card" if facts.has_card is False else "not_registered"
        return single(Document.CERTIFICATE, rule, Mark.STATED, edition.sources.which_document)
    if facts.ground is not None:
        return single(
            Document.CERTIFICATE, facts.ground.value, Mark.STATED, edition.sources.certificate_who
        )
    return single(Document.NOTICE, "registered", Mark.STATED, edition.sources.notice_purpose)


def carry(facts: Facts, edition: Edition) -> Result:
    """What to carry to the clinic (1ページの表). Value: Carry. The notice alone is never enough."""
    sent = document_sent(facts, edition)
    what = Carry.CARD if sent.value is Document.NOTICE else Carry.CERTIFICATE
    return single(what, sent.decided_by.rule, Mark.STATED, edition.sources.which_document)


def posting(facts: Facts, edition: Edition) -> Result:
    """When an awaited document comes (1ページ). Value: Posting. Needs `today`.

    An unknown birthday counts as an ordinary one; `missing` tells whether it could matter.
    """
    if facts.today is None:
        raise ImpossibleFacts("posting needs to know today")
    late = edition.late_posting
    if facts.today > (late.planned_to if late else edition.documents.starts):
        return single(Posting.ASK, "planned_time_over", Mark.INFERRED, edition.sources.silent)
    born_late = late and facts.birthday and late.born_from <= facts.birthday <= late.born_to
    if born_late:
        return single(Posting.LATE_JULY, "late_posting", Mark.STATED, edition.sources.late_posting)
    return single(Posting.SEPARATE_ENVELOPES, "envelopes", Mark.STATED, edition.sources.posting)


def post(facts: Facts, edition: Edition) -> Result:
    """The kind of post (1ページ). Value: Post."""
    if facts.document is None:
        raise ImpossibleFacts("the kind of post needs to know which document")
    kind = Post.ORDINARY if facts.document is Document.NOTICE else Post.RECORDED
    return single(kind, kind.value, Mark.STATED, edition.sources.posting)
