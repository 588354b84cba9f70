"""A word alone (期限, 銀行, 解除) says what it is about, and not what one wants to know.

One id: it can mean nothing else. Several: they are asked back, whatever the intent model guesses.
"""

from __future__ import annotations

import re

from bot.dialogue.reading import kin
from bot.text import normalise

# The word, however it is written, and what may be meant.
_MEANT: dict[str, tuple[str, ...]] = {
    r"期限|有効期限|きげん|期日|いつまで": ("certificate_expiry", "notice_expiry", "ecert_grace"),
    r"(?:資格情報の?)?お知らせ|おしらせ|通知書?": (
        "what_is_notice", "notice_expiry", "duplicate_notice",
    ),
    r"(?:資格)?確認(?:書|証)|(?:しかく)?かくにんしょ|資格証?": (
        "what_is_certificate", "certificate_expiry", "not_arrived",
    ),
    r"保険証|ほけんしょう|被保険者証": ("system_change", "discard_expired", "what_to_bring"),
    r"マイナ|マイナ保険証|マイナンバーカード|マイナカード": (
        "system_change", "ecert_grace", "cancel_registration",
    ),
    r"電子証明書?|でんししょうめいしょ": ("ecert_check", "ecert_renewal", "ecert_grace"),
    r"銀行|ぎんこう|金融機関": ("debit_banks", "debit_methods", "debit_start"),
    r"口座(?:振替)?|振替|引き?落とし|こうざふりかえ": (
        "debit_methods", "debit_start", "debit_docs",
    ),
    r"(?:国保|保険料)?の?(?:口座(?:振替|引き?落とし)|(?:自動)?引き?落とし)(?:を|に|の)?(?:申し?込み?|手続き?)?を?"
    r"(?:し|始め|変え|申し込み|お願いし)たい"
    r"(?:ん|の)?(?:です)?(?:が|けど|けれど)?": ("debit_methods",),
    r"(?:利用)?登録(?:の?解除)?|解除|かいじょ": (
        "cancel_registration", "cancel_registration_docs", "cancel_registration_time",
    ),
    r"申請|申し?込み?|手続き?": ("apply_certificate", "cancel_registration", "limit_certificate"),
    r"認定証|限度額(?:適用)?(?:認定証)?": (
        "limit_certificate", "limit_certificate_docs", "limit_certificate_unneeded",
    ),
    r"郵送|郵便": ("delivery_method", "registered_mail", "cancel_registration_mail"),
    r"持ち物|もちもの|書類|必要(?:な?(?:もの|物)|書類)": (
        "what_to_bring", "apply_certificate_docs", "debit_docs",
    ),
    r"病院|びょういん|受診|診察": ("what_to_bring", "card_reader_failure", "notice_alone"),
    r"住所|窓口|場所": ("application_counter", "return_address", "call_center"),
    r"マル学|まる学|まるがく|学生|卒業": ("what_is_marugaku", "expiry_student"),
    r"(?:なく|失く)し(?:た|ました|ちゃった)|紛失(?:した|しました)?|再発行": ("lost_reissue",),
    r"電話|電話番号|コールセンター|でんわ": ("call_center",),
    r"書留|簡易書留": ("registered_mail",),
    r"委任状|代理(?:人)?": ("proxy_application",),
    r"介護|介護保険|後期高齢者?": ("other_insurance",),
}  # fmt: skip
_AROUND = r"(?:について|のこと|の件|ですか?|って|は|を|[?!。、\s「」])*"
_LONE = tuple((re.compile(rf"(?:{word}){_AROUND}"), ids) for word, ids in _MEANT.items())
_WHOSE = re.compile(rf"^(?:{kin.PEOPLE.pattern})の(?:分の)?")  # 父の期限は?


def lone_word(text: str) -> tuple[str, ...]:
    """What a message that is one word may mean; empty if it says more, or another word."""
    words = _WHOSE.sub("", normalise(text).strip("「」 。、?!"))
    return next((ids for pattern, ids in _LONE if pattern.fullmatch(words)), ())
