"""bot/dialogue/direct.py and its rows: questions with a sentence of their own, and near misses."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin

FRIDAY = "2025-08-01T10:00"


@pytest.mark.parametrize(
    ("intent", "words", "first"),
    [
        (
            "what_is_certificate",
            "資格確認書だけで受診できる？",
            "はい。期限が過ぎていない資格確認書なら、それだけで受診できます",
        ),
        (
            "notice_alone",
            "お知らせだけで受診できる？",
            "資格情報のお知らせだけでは、保険は使えません",
        ),
        (
            "notice_alone",
            "このお知らせって紙だけ持って病院に行ってもいいんでしょうか",
            "資格情報のお知らせだけでは",
        ),
        (
            "registered_mail",
            "お知らせも簡易書留にできる？",
            "いいえ。資格情報のお知らせは、普通郵便",
        ),
        (
            "ecert_grace",
            "電子証明書が切れたら資格確認書は自分で申請するの？",
            "いいえ。申請はいりません",
        ),
        ("limit_certificate", "認定証は郵送で申請できますか", "認定証を郵送で申請できるかは"),
        (
            "limit_certificate",
            "限度額適用認定証の期限はいつまで",
            "限度額適用認定証などの期限は、その認定証に書かれた日です",
        ),
        (
            "limit_certificate",
            "認定証は自動で更新されますか",
            "いいえ。限度額適用認定証などの認定証は、自動では",
        ),
        (
            "not_arrived",
            "新しい資格確認書はいつ届きますか",
            "新しい紙は、川崎市国保に入っている間は自動で",
        ),
        ("not_arrived", "お知らせは来月届きますか", "新しい紙は、川崎市国保に入っている間は自動で"),
        (
            "nlu_fallback",
            "しかくかくにんしょ いつとどく",
            "新しい紙は、川崎市国保に入っている間は自動で",
        ),
        ("debit_methods", "妻の口座から引き落とせますか", "世帯主でない方の口座を使えるかは"),
        (
            "debit_methods",
            "国保の引き落とし、世帯主じゃない人の口座でもいいの？",
            "世帯主でない方の口座",
        ),
    ],
)
def test_answered_first(begin: Begin, intent: str, words: str, first: str) -> None:
    """The answer to the very question comes first."""
    assert begin(FRIDAY).say(intent, words).first.startswith(first)


@pytest.mark.parametrize("day", [*range(1, 32), "明日", "来週"])
def test_the_day_of_delivery(begin: Begin, day: int | str) -> None:
    """資格確認書は1日に届きますか is answered alike for every number: no day is written."""
    said = f"{day}日に" if isinstance(day, int) else day
    reply = begin(FRIDAY).say("not_arrived", f"資格確認書は{said}届きますか")
    assert "届く日は国保だよりに書かれていません" in reply


@pytest.mark.parametrize(
    ("intent", "words", "answer_id"),
    [
        ("not_arrived", "資格確認書がまだ届きません", "not_arrived"),
        ("not_arrived", "8月1日に届くはずの資格確認書が届いていません", "not_arrived"),
        ("certificate_expiry", "7月に届いた資格確認書はいつまで使えますか", "certificate_expiry"),
        (
            "cancel_registration_time",
            "解除を申請したら資格確認書はいつ届きますか",
            "cancel_registration_time",
        ),
        ("debit_methods", "口座振替の申し込み方を教えて", "debit_methods"),
        ("limit_certificate", "認定証の申請の方法と期限を教えて", "limit_certificate"),
    ],
)
def test_near_misses(begin: Begin, intent: str, words: str, answer_id: str) -> None:
    """A neighbour's question keeps its own answer."""
    reply = begin(FRIDAY).say(intent, words)
    assert reply.ids[0] == answer_id
    assert "届く日は国保だよりに書かれていません" not in reply


@pytest.mark.parametrize(
    ("intent", "words", "answer_id"),
    [
        (
            "lost_reissue",
            "お知らせを誤って捨ててしまったのですが、もう一度もらえますか",
            "lost_reissue",
        ),
        (
            "lost_reissue",
            "うっかりお知らせをシュレッダーにかけました。作り直してもらえるかな",
            "lost_reissue",
        ),
        ("duplicate_notice", "二重に来たお知らせ、片方は処分しますね", "duplicate_notice"),
        ("return_address", "古い紙を返すときの宛名を教えて", "return_address"),
        ("identity_docs", "介護保険証は本人確認の書類になる?", "identity_docs"),
        ("debit_docs", "父の口座にするとき、窓口へ持参する物", "debit_docs"),
        (
            "limit_certificate",
            "72歳です。毎年の限度額適用認定証、新しいのを頼むのは自分から?",
            "limit_certificate",
        ),
    ],
)
def test_what_is_surely_another_matter(
    begin: Begin, intent: str, words: str, answer_id: str
) -> None:
    """Where the model is sure of another matter, no row speaks over it."""
    assert begin(FRIDAY).say(intent, words).ids[0] == answer_id


@pytest.mark.parametrize(
    ("intent", "answer_id"),
    [
        ("not_arrived", "not_arrived"),
        ("auto_renewal", "auto_renewal"),
        ("out_of_scope", "auto_renewal"),
    ],
)
def test_a_sentence_for_two_matters(begin: Begin, intent: str, answer_id: str) -> None:
    """A sentence that answers several matters is told as the one that was understood."""
    reply = begin(FRIDAY).say(intent, "確認書はいつ届きますか")
    assert "届く日は国保だよりに書かれていません" in reply
    assert reply.ids[0] == answer_id
