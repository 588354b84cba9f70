"""What the residents of the benchmark say: general questions, dates of their own, buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain, cycle, islice

TODAY = "2025-08-01"  # the day of every process, so that each answer is known beforehand


class Kind(Enum):
    """What a turn asks of the servers."""

    QUESTION = "一般の質問"
    DATE = "自分の日付"
    BUTTON = "ボタン"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. `expects` stands in its right answer.

    `intent` is its right id; a button has `payload` instead, and `text` is its label.
    """

    text: str
    expects: str
    intent: str = ""
    payload: str = ""

    @property
    def kind(self) -> Kind:
        """`inform` is what a resident's own facts are, whatever the talk is about."""
        if self.payload:
            return Kind.BUTTON
        return Kind.DATE if self.intent == "inform" else Kind.QUESTION


Script = tuple[Turn, ...]

_NONE_OF_THEM = '/inform{"answer": "circumstances=none"}'

SCRIPTS: tuple[Script, ...] = (
    (
        Turn("資格確認書はどんな郵便で届きますか", "特定記録郵便", "delivery_method"),
        Turn("まだ届かない", "044-200-0783", payload="/not_arrived"),
        Turn("マル学とは何のことですか", "ほかの市町村", "what_is_marugaku"),
        Turn("コールセンターの電話番号は?", "044-200-0783", "call_center"),
    ),
    (
        Turn("母の資格確認書はいつまで使えますか", "生年月日", "certificate_expiry"),
        Turn("昭和31年3月1日です", "令和8年(2026年)2月28日", "inform"),
        Turn("どれもない", "令和8年(2026年)2月28日", payload=_NONE_OF_THEM),
        Turn("次の紙は自動で届くか", "自動で", payload="/auto_renewal"),
    ),
    (
        Turn("お知らせと確認書は何が違うのですか", "ない方", "notice_vs_certificate"),
        Turn("期限の切れた保険証は捨ててもいいですか", "捨ててかまいません", "discard_expired"),
        Turn("利用登録の解除は郵送でもできますか", "郵送", "cancel_registration_mail"),
    ),
    (
        Turn("電子証明書が切れたらいつまでマイナ保険証が使えますか", "期限を教えて", "ecert_grace"),
        Turn("2025年8月3日です", "令和7年(2025年)11月30日", "inform"),
        Turn("電子証明書の更新", "0000105058", payload="/ecert_renewal"),
        Turn("カードの有効期限と電子証明書の有効期限は違うのですか", "5年", "ecert_vs_card"),
    ),
)


def scripts_from(number: int) -> Iterator[Script]:
    """All scripts again and again; each talk begins with another one."""
    first = number % len(SCRIPTS)
    return islice(cycle(SCRIPTS), first, None)


def share_of(kind: Kind) -> float:
    """How many of all turns are of this kind."""
    turns = list(chain.from_iterable(SCRIPTS))
    return sum(turn.kind is kind for turn in turns) / len(turns)
