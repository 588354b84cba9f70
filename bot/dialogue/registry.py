"""All actions of the dialogue, in one list."""

from __future__ import annotations

from bot.dialogue.answers import AnswerAction
from bot.dialogue.base import ResidentAction
from bot.dialogue.contact import CallCenterAction, OperatorAction
from bot.dialogue.conversation import (
    AffirmAction,
    CancelAction,
    DeclineAction,
    DenyAction,
    DontKnowAction,
    InformAction,
    RephraseAction,
    StartOverAction,
    WhoseAction,
)
from bot.dialogue.topics.debit import DebitBanks, DebitStart
from bot.dialogue.topics.documents import AutoRenewal, NotArrived, WhatToBring, WhyCertificate
from bot.dialogue.topics.ecert import EcertGrace
from bot.dialogue.topics.expiry import (
    CertificateExpiry,
    ExpiryAge70,
    ExpiryAge75,
    ExpiryBurdenChange,
    ExpiryResidence,
    ExpiryStudent,
    NoticeExpiry,
)
from bot.dialogue.unsure import UnsureAction

ACTIONS: tuple[ResidentAction, ...] = (
    AnswerAction(),
    WhatToBring(),
    WhyCertificate(),
    NotArrived(),
    AutoRenewal(),
    NoticeExpiry(),
    CertificateExpiry(),
    ExpiryAge70(),
    ExpiryAge75(),
    ExpiryBurdenChange(),
    ExpiryResidence(),
    ExpiryStudent(),
    EcertGrace(),
    DebitStart(),
    DebitBanks(),
    CallCenterAction(),
    OperatorAction(),
    AffirmAction(),
    DenyAction(),
    InformAction(),
    DontKnowAction(),
    DeclineAction(),
    CancelAction(),
    StartOverAction(),
    WhoseAction(),
    RephraseAction(),
    UnsureAction(),
)
