"""What the residents of the benchmark say: general questions, dates of their own, buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain, cycle, islice

TODAY = "2025-08-01"  # the day of every process, so that each answer is known beforehand


class TalkKind(Enum):
    """What a turn asks of the servers."""

    QUESTION = "一般の質問"
    DATE = "自分の日付"
    BUTTON = "ボタン"


@dataclass(frozen=True, slots=True)
class TalkTurn:
    """One message. `expects` stands in its right answer.

    `intent` is its right id; a button has `payload` instead, and `text` is its label.
    """

    text: str
    expects: str
    intent: str = ""
    payload: str = ""

    @property
    def kind(self) -> TalkKind:
        """`inform` is what a resident's own facts are, whatever the talk is about."""
        if self.payload:
            return TalkKind.BUTTON
        return TalkKind.DATE if self.intent == "inform" else TalkKind.QUESTION


Script = tuple[TalkTurn, ...]

_NONE_OF_THEM = '/inform{"answer": "circumstances=none"}'

SCRIPTS: tuple[Script, ...] = (
    (
        TalkTurn("資格確認書はどんな郵便で届きますか", "特定記録郵便", "delivery_method"),
        TalkTurn("まだ届かない", "044-200-0783", payload="/not_arrived"),
        TalkTurn("マル学とは何のことですか", "ほかの市町村", "what_is_marugaku"),
        TalkTurn("コールセンターの電話番号は?", "044-200-0783", "call_center"),
    ),
    (
        TalkTurn("母の資格確認書はいつまで使えますか", "生年月日", "certificate_expiry"),
        TalkTurn("昭和31年3月1日です", "令和8年(2026年)2月28日", "inform"),
        TalkTurn("どれもない", "令和8年(2026年)2月28日", payload=_NONE_OF_THEM),
        TalkTurn("次の紙は自動で届くか", "自動で", payload="/auto_renewal"),
    ),
    (
        TalkTurn("お知らせと確認書は何が違うのですか", "ない方", "notice_vs_certificate"),
        TalkTurn("期限の切れた保険証は捨ててもいいですか", "捨ててかまいません", "discard_expired"),
        TalkTurn("利用登録の解除は郵送でもできますか", "郵送", "cancel_registration_mail"),
    ),
    (
        TalkTurn(
            "電子証明書が切れたらいつまでマイナ保険証が使えますか", "期限を教えて", "ecert_grace"
        ),
        TalkTurn("2025年8月3日です", "令和7年(2025年)11月30日", "inform"),
        TalkTurn("電子証明書の更新", "0000105058", payload="/ecert_renewal"),
        TalkTurn("カードの有効期限と電子証明書の有効期限は違うのですか", "5年", "ecert_vs_card"),
    ),
)


def scripts_from(number: int) -> Iterator[Script]:
    """All scripts again and again; each talk begins with another one."""
    first = number % len(SCRIPTS)
    return islice(cycle(SCRIPTS), first, None)


def share_of(kind: TalkKind) -> float:
    """How many of all turns are of this kind."""
    turns = list(chain.from_iterable(SCRIPTS))
    return sum(turn.kind is kind for turn in turns) / len(turns)
