"""What kind of thing is asked, read from the words of a question: when, how, whether."""

from __future__ import annotations

import re
from typing import Literal

from bot.text import mentions, normalise

QuestionKind = Literal[
    "whether", "when", "how", "which", "why", "where", "what", "howmuch", "who", "statement"
]

# 何か, どこかで: some thing, not which; いつかと and どこかを do ask.
_SOME = r"か(?:ら|(?![とはもをが、。?]|$))"
# The first that is found counts.
_KINDS: tuple[tuple[QuestionKind, str], ...] = (
    ("why", r"なぜ|何故|どうして(?!も)|な[にん]で(?!も|す)|何で(?!も|す)|理由|わけを|どういうわけ"),
    ("howmuch", r"いくら(?!でも)|幾ら|何円|何割|金額|料金|費用|手数料"),
    (
        "when",
        rf"いつ(?!も|{_SOME})|いつか(?:ら|[とはもをが、。?]|$)|何[月日時年曜]|何[かヶ]月|なん(?:がつ|にち|じ)|期限|きげん|"
        r"ど[のれ](?:くらい|ぐらい)(?:で|の?期間|かか|待)",
    ),
    (
        "where",
        rf"どこ(?!も|にも|{_SOME})|どちらの(?:窓口|区役所)|(?:窓口|場所|住所|あて先|宛先|送り先)(?:は|を|が)",
    ),
    ("who", r"(?:誰|だれ|どなた)(?!も|か)"),
    (
        "which",
        r"どっち|どちら(?!も|様|さま)|どれ(?!も|くらい|ぐらい|だけ)|どの(?!くらい|ぐらい|よう)|違い|ちがい",
    ),
    (
        "how",
        r"どう(?:し|すれ|すりゃ|や|なる|なり|なっ|で|です|なん)|どのよう|方法|やり方|仕方|手順|手続き?(?:は|を|が|につ)|"
        r"どんなふう|いかが",
    ),
    (
        "what",
        rf"(?:何|なに)(?!も|{_SOME})|なん(?:です|の)|どんな|とは|必要な?(?:物|もの|書類)|持ち物|電話番号",
    ),
)
_WHETHER = re.compile(
    r"[?]|(?:です|ます|ません|でしょう|でした|ました|だろう|[のんいるた])か|っけ|"
    r"(?:[のいるた]|ません|ます)[?。\s]*$"
)
_ASKS = re.compile(r"[?]|か(?:な|ね|しら|どうか|と|を|も|は)?[?。、\s]*$|の[?。\s]*$|っけ")
_TOLD = re.compile(r"教え|おしえ|(?:知り|聞き|確認し|伺い)たい|お願い")


def kind_of(words: str) -> QuestionKind:
    """The kind of question that `words` ask; `statement` if they ask nothing."""
    said = normalise(words)
    for kind, pattern in _KINDS:
        if re.search(pattern, said):
            return kind
    if _ASKS.search(said) and _WHETHER.search(said):
        return "whether"
    return "what" if _TOLD.search(said) else "statement"


def asks_whether(words: str) -> bool:
    """使えますか, 捨てていい？: is yes or no an answer?"""
    return kind_of(words) == "whether"


_CHANGES = re.compile(
    r"[\sのはもほう方分場合、]*(?:それで|これで|そうすると|すると|だと)?、?(?:何か|期限は|日付は)?、?"
    r"(?:変わ(?:り|る|っ)|かわ(?:り|る)|違っ|どうな[りるっ])[^。、]{0,8}[。?？]?"
)


def asks_of_the_result(words: str) -> bool:
    """母のほうは変わりますか, どうなります: of what was worked out, behind a fact said anew."""
    return _CHANGES.fullmatch(normalise(mentions.without_names(words))) is not None
