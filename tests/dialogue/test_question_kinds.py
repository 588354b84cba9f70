"""bot/dialogue/question_kinds.py: what kind of thing is asked."""

from __future__ import annotations

import pytest

from bot.dialogue.question_kinds import asks_whether, kind_of

KINDS = {
    "whether": "捨てていいですか|お知らせも簡易書留にできる？|郵送でもいい？|"
    "資格確認書だけで受診できる？|届きますか|"
    "委任状は要るの？|何か持っていくものはありますか|自動で来るのかどうか|"
    "どこかで見られますか|使えるかな|"
    "いつもの病院で使えますか|土曜もやってる？|はいれますか",
    "when": "いつまで使えますか|いつから引き落とし？|何日に届きますか|お知らせの期限は|"
    "電話は何時まで？|いつかと|"
    "どのくらいで終わりますか|何か月かかりますか",
    "how": "どうすればいいですか|口座振替の申し込み方法を教えて|どうやって申し込むの|"
    "手続きは？|病院はどうなるのか",
    "which": "どちらを見せますか|お知らせと確認書の違い|どの銀行が使える？",
    "why": "なぜ確認書が届いたのですか|なんで使えないんだ|どうして二枚来たの|理由を教えて",
    "where": "どこで更新できますか|窓口はどちらの区役所ですか|送り先は？|どこを見ればいいの",
    "what": "何を持っていけばいいですか|マル学とは|電話番号を教えて|必要なものは？|これは何ですか",
    "howmuch": "保険料はいくらですか|手数料は？|いくら戻りますか",
    "who": "誰が申請できますか|だれに聞けばいいの",
    "statement": "資格確認書が届きました|母は昭和26年生まれです|ありがとうございます|"
    "簡易書留で送ってほしい",
}


@pytest.mark.parametrize(
    ("words", "kind"), [(words, k) for k, line in KINDS.items() for words in line.split("|")]
)
def test_kinds(words: str, kind: str) -> None:
    """The words of a question tell what kind of answer is wanted."""
    assert kind_of(words) == kind


def test_whether() -> None:
    """Yes or no answers a question whether, and no other."""
    assert asks_whether("捨てていいですか")
    assert not asks_whether("いつ捨てるのですか")
