"""bot/text/clauses.py: where a clause ends, and whether it asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.clauses import clauses

# Messages cut at |; a clause that asks ends with >.
CUT = (
    "資格確認書が届いたんですが|古い保険証は捨てていいですか>|あと口座振替のやり方も知りたいです>",
    "お知らせの期限はいつか>|そのあと新しいのは勝手に来るのか>|両方教えてください|妻は三月生まれです",
    "期限はいつですか>|あと持ち物は何ですか>",
    "いつまで使えるのかと>|あと何を持っていけばいいのかも聞きたいんですけど>",
    "委任状いる？>|あと解除したあと確認書はもらえるの？>",
    "ひとつは期限がどこで見られるのか>|ふたつめはそれが切れたらどうなるのか>",
    "①Web いつから>|②区役所 いつから>",
    "できますかと聞かれたけど|どうすればいいですか>",
    "きげんはいつですか>|あとなにをもっていけばいいですか>",
    "母の紙が見当たらないんですが|期限は7月末でしたっけ>|母は昭和26年8月9日です",
    "番号がどうのって出て止まったんですが|何を用意すればいいですか>",
    "いつもヘルパーさんと通院しているんですけど|確認書を出してもらえますか>",
)
ASKING = (  # one piece, for what is asked stands in both
    "確認書が来たけどなんで",
    "お知らせが二通届いた。なぜ？",
    "妻の紙だけ来ないのですが、どうしてでしょうか",
)
WHOLE = (
    "何か持っていくものはありますか",
    "どこかで期限を見られますか",
    "いつも母の分は届くのが遅いです",
    "届くかもしれないと言われました",
    "資格確認書はいつまで使えますか",
    "カードの期限と電子証明書の期限は同じですか",
    "持ち物と書類が違うのはなぜですか",
    "いつまで使えるのか教えてください",
    "",
    "👍",
)


@pytest.mark.parametrize("marked", CUT)
def test_cut(marked: str) -> None:
    """A cut comes where a question is over, where a tale ends, where a new matter begins."""
    pieces = marked.split("|")
    for glue in ("、", "。") if "①" not in marked else (" ",):
        text = glue.join(piece.rstrip(">") for piece in pieces)
        found = clauses(text)
        assert [text[c.start : c.end] for c in found] == [p.rstrip(">") for p in pieces]
        assert [c.asks for c in found] == [p.endswith(">") for p in pieces]


@pytest.mark.parametrize("text", ASKING)
def test_why_what_stands_before(text: str) -> None:
    """A bare why at the end asks about the words before it."""
    assert [(text[c.start : c.end], c.asks) for c in clauses(text)] == [(text, True)]


def test_each_thing_that_is_asked_for() -> None:
    """Procedure, papers and post in one breath are three questions; a told day asks nothing."""
    text = "手続きと持ち物、郵送でもできますか"
    found = clauses(text)
    assert [(text[c.start : c.end], c.asks) for c in found] == [
        ("手続きと", True), ("持ち物、", True), ("郵送でもできますか", True),
    ]  # fmt: skip
    assert not clauses("妻はネットで7月1日。いつから？")[0].asks


@pytest.mark.parametrize("signs", ["ㅋㅋㅋ", "ㅎㅎ", "(^^)", "…♪", "☆☆"])
def test_signs_alone(signs: str) -> None:
    """A piece of nothing but signs asks nothing, and what stands before it does."""
    assert any(c.asks for c in clauses(f"確認書はいつ届きますか。{signs}"))
    assert not any(c.asks for c in clauses(signs))


@pytest.mark.parametrize("text", WHOLE)
def test_one_question_is_not_cut(text: str) -> None:
    """A question in one sentence is one piece."""
    assert len(clauses(text)) <= 1


@given(st.text(alphabet="いつまで使えますか、。？あとそれと届いたけどが①② \n😀", max_size=60))
def test_pieces_lie_in_the_text(text: str) -> None:
    """Clauses come in order, do not overlap, and lie within the message."""
    found = clauses(text)
    edges = [edge for c in found for edge in (c.start, c.end)]
    assert edges == sorted(edges)
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert [c.sentence for c in found] == sorted(c.sentence for c in found)


ITEMS = (
    ("お知らせと確認書の期限を教えて", ["お知らせの期限を教えて", "確認書の期限を教えて"]),
    ("期限と持ち物を教えて", ["期限と", "持ち物を教えて"]),
    ("申し込み方法、必要書類、窓口は", ["申し込み方法、", "必要書類、", "窓口は"]),
    ("国保をやめたいのと、古い紙は捨てていいか", ["国保をやめたい", "古い紙は捨てていいか"]),
    ("お知らせと確認書の違いは", ["お知らせと確認書の違いは"]),
    ("父と母の期限を教えて", ["父と母の期限を教えて"]),
    ("夫と妻の確認書の期限を教えて", ["夫と妻の確認書の期限を教えて"]),
)


@pytest.mark.parametrize(("text", "items"), ITEMS)
def test_items(text: str, items: list[str]) -> None:
    """Two things asked for at once are two; of two people it is one thing, a difference is one."""
    assert [c.said or text[c.start : c.end] for c in clauses(text)] == items
