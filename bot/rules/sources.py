"""Places in 国保だより, as an answer quotes them: which page of which edition holds which rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sources:
    """The places of one edition: page and heading, one name each, so that no rule spells its own.

    `silent` is said where the newsletter holds nothing: only with Mark.INFERRED.
    """

    which_document: str
    notice_purpose: str
    notice_expiry: str
    notice_cautions: str
    posting: str
    late_posting: str
    certificate_who: str
    certificate_expiry: str
    either_expiry: str
    apply_certificate: str
    cancel_registration: str
    auto_renewal: str
    ecert: str
    transfer: str
    banks: str
    limit_certificate: str
    call_centre: str
    silent: str
