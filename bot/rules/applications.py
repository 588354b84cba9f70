"""The three applications and what each wants to see. Their lists are never mixed (2, 4ページ)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from bot.rules.edition import Edition
from bot.rules.terms import Applicant, Application, Mark, Result, single


class Paper(enum.Enum):
    """One thing to bring."""

    IDENTITY = "identity"  # 来庁者の本人確認書類(顔写真付き1点、なしは2点)
    PHOTO_IDENTITY = "photo_identity"  # 顔写真付きの本人確認書類(マイナンバーカードがあれば不要)
    PROXY_LETTER = "proxy_letter"  # 委任状
    PROXY_IDENTITY = "proxy_identity"  # 代理人の本人確認書類
    REPRESENTATION = "representation"  # その他代理権を証明する書類(登記事項証明書など)
    NUMBER_IF_AT_HAND = "number_if_at_hand"  # 被保険者記号・番号・枝番のわかるもの
    DOCUMENT_OR_PORTAL = "document_or_portal"  # 確認書、お知らせ、マイナポータルの画面
    MY_NUMBERS = "my_numbers"  # 世帯主と対象者のマイナンバーのわかるもの
    HOSPITAL_RECEIPTS = "hospital_receipts"  # 入院日数のわかる領収書(非課税世帯等、90日超)


@dataclass(frozen=True, slots=True)
class Requirements:
    """What to bring, and whether the newsletter mentions post (None: it does not say)."""

    papers: tuple[Paper, ...]
    by_post: bool | None


def requirements(
    application: Application,
    applicant: Applicant,
    edition: Edition,
    *,
    over_90_days: bool = False,
) -> Result:
    """What to bring for `application` when `applicant` comes. Value: Requirements.

    `over_90_days`: 住民税非課税世帯等 with more than 90 days in hospital (limit certificate only).
    """
    match application:
        case Application.CERTIFICATE:
            # 委任状 only if another *household* applies.
            proxy = applicant is Applicant.OTHER_HOUSEHOLD
            value = Requirements(_counter_papers(proxy), None)
            source = edition.sources.apply_certificate
        case Application.CANCEL_REGISTRATION:
            # 委任状 for anyone but the person, the same household too.
            proxy = applicant is not Applicant.SELF
            value = Requirements(_counter_papers(proxy), True)
            source = edition.sources.cancel_registration
        case Application.LIMIT_CERTIFICATE:
            value = Requirements(_limit_papers(applicant, over_90_days), None)
            source = edition.sources.limit_certificate
    rule = f"{application.value}_{applicant.value}"
    return single(value, rule, Mark.STATED, source)


def _counter_papers(proxy: bool) -> tuple[Paper, ...]:
    with_proxy = (Paper.PROXY_LETTER, Paper.REPRESENTATION) if proxy else ()
    return (Paper.IDENTITY, *with_proxy, Paper.NUMBER_IF_AT_HAND)


def _limit_papers(applicant: Applicant, over_90_days: bool) -> tuple[Paper, ...]:
    papers = [Paper.DOCUMENT_OR_PORTAL, Paper.MY_NUMBERS, Paper.PHOTO_IDENTITY]
    if over_90_days:
        papers.append(Paper.HOSPITAL_RECEIPTS)
    if applicant is not Applicant.SELF:
        papers += [Paper.PROXY_LETTER, Paper.PROXY_IDENTITY]
    return tuple(papers)
