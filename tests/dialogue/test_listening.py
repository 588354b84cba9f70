"""What is known of one person stays theirs, whatever is told of another."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin

FRIDAY = "2025-08-01T10:00"
# {b}: somebody else than the one whom the talk is about; nobody but them is named.
TOLD_OF_ANOTHER = (
    "{b}は確認書じゃなくてお知らせの紙がきた。63年の2月1日生まれ",
    "{b}は確認書じゃなくてお知らせの紙がきた",
    "{b}のはお知らせではなくて確認書です",
    "{b}は昭和33年3月3日生まれでした",
    "すみません、{b}は33年3月3日です",
    "{b}は違います。33年の3月3日です",
    "{b}もいるんですけど、3月3日生まれでした",
    "やっぱり{b}のも知りたい。51年10月11日生まれです",
    "それはわかりました。{b}は確認書です",
    "それは助かります。{b}の期限は？",
    "{b}は日本人じゃなくてフィリピン人で、期限は2026年3月31日でした",
    "{b}の在留期限は2026年3月31日です",
    "{b}は12月から3割になります",
    "{b}は1月からじゃなくて2月から3割になります",
    "{b}はマル学じゃなくて社会人でした",
    "{b}は70歳になりました",
    "{b}は2つ下です",
    "{b}は2つ下で誕生日は同じ日です",
    "{b}も同じ日の生まれです",
    "{b}も同い年でした",
    "ごめんなさい、{b}は会社の健保でした",
    "{b}はカードを持っていません",
    "{b}の電子証明書は9月5日で切れます",
    "{b}の紙は7月31日じゃなくて9月30日まででした",
    "{b}のは間違って届いたみたいです。51年の4月生まれなのに",
    "ちがうちがう、{b}は60年5月5日",
    "{b}は病院に3月3日に行きます",
    "{b}が3月3日に行くんでした",
)  # fmt: skip
PAIRS = (("夫", "私"), ("父", "母"), ("母", "娘"), ("妻", "義父"), ("長男", "次男"), ("私", "妻"))
KNOWN = (
    "{a}の資格確認書の期限は？{a}は昭和31年9月9日生まれです",
    "{a}の資格確認書の期限は？{a}は昭和31年9月9日生まれで、在留期限は2026年5月5日です",
    "{a}の資格確認書の期限は？{a}は昭和27年9月9日生まれで、10月から2割になります",
    "{a}の資格確認書の期限は？",
)


@pytest.mark.parametrize("pair", PAIRS, ids="→".join)
@pytest.mark.parametrize("known", KNOWN)
def test_the_facts_of_one_stay_theirs(begin: Begin, known: str, pair: tuple[str, str]) -> None:
    """A message that names only somebody else changes nothing of what was known before, also
    while a question about the first one is open, and gives to the other none of it."""
    for told in TOLD_OF_ANOTHER:
        talk = begin(FRIDAY)
        talk.say("certificate_expiry", known.format(a=pair[0]))
        (key,) = talk.state.about
        before = talk.state.person(key)
        talk.say("inform", told.format(b=pair[1]))
        after = talk.state.person(key)
        assert (after.facts, after.half) == (before.facts, before.half), told
        given = {value for p in talk.state.people if p.key != key for value in p.facts.values()}
        days = {
            value for name, value in before.facts.items() if name not in ("document", "foreign")
        }
        if "同" not in told:
            assert not given & days, told
