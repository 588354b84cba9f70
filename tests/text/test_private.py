"""bot/text/private.py: what operators and editors see does not tell who asked."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.private import masked_for_people

from . import repeatable

HERE = Path(__file__).parent
NLU = HERE.parents[1] / "data" / "nlu"


def markers(files: str = "markers*.tsv") -> list[tuple[str, str, str]]:
    """Kind, what somebody says, and what must not be left of it."""
    found: list[tuple[str, str, str]] = []
    for path in sorted(HERE.glob(files)):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            found += [(row[0], row[1], row[2]) for row in rows if not row[0].startswith("#")]
    return found


@pytest.mark.parametrize(("kind", "said", "marker"), markers())
def test_no_marker_is_left(kind: str, said: str, marker: str) -> None:
    """Numbers, addresses, names, illnesses and birthdays go, in all registers and languages."""
    assert marker in said, "the table itself"
    assert marker not in masked_for_people(said), kind


@pytest.mark.parametrize(
    "said",
    [
        "中原区の区役所は何時までですか",
        "川崎市の国保に入っています",
        "マンションの郵便受けに入っていました",
        "病院で保険証と言われました",
        "病気で行けないので代わりに申請できますか",
        "最寄りの駅の窓口で更新できますか",
        "家族で3人分届きました",
        "70歳、75歳、80歳の家族がいます",
        "27番の窓口",
        "申請に行くんですけど",
        "入所者さんの分",
        "ばあちゃんの確認書",
        "横浜銀行でも口座振替できますか",
        "How long is my Eligibility Certificate valid?",
        "Do I need My Number Card at the Ward Office?",
        "资格确认书有效期到什么时候",
        "자격확인서는 언제까지인가요",
        "わたしのマンションに届きません",
        "市営の団地に住んでいる",
        "区役所の近くの銀行",
        "二ヶ所の病院で使えますか",
        "障害者手帳を持っています",
        "限度額適用認定証という紙です",
        "パスワードを忘れました",
        "マイナポータルです",
        "カードリーダーです",
        "我妈妈的资格确认书",
        "제 아내 카드는 어디서 받나요",
        "मेरो कार्ड कहाँ छ",
        "こちらは届いていません",
        "もしもし、確認書の件です",
        "chung thu dien tu het han khi nao",
        "a folha tem meu nome e um número",
        "実家の分はいつ届きますか",
        "うちの子の保険証",
        "カード リーダー です",
        "どこにあるといいますか",
        "The number of my card is on the first page of March",
        "my card number is on it",
        "家族の名前があるといいます",
        "妹の春の分",
    ],
)
def test_other_words_stay(said: str) -> None:
    """A question that names nobody stays as it was typed."""
    assert masked_for_people(said) == said


def test_training_lines_hardly_change() -> None:
    """Of the city's own utterances fewer than one in fifty loses more than a date."""
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted(NLU.glob("[ac]*.yml")))
    lines = re.findall(r"^ +- (?!intent)(.+)$", texts, re.MULTILINE)[::12]
    labels = ("〔名前〕", "〔住所〕", "〔番号〕", "〔電話〕")
    changed = [line for line in lines if any(label in masked_for_people(line) for label in labels)]
    assert len(lines) > 150
    assert len(changed) < len(lines) / 50


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(markers()), max_size=3).map(
        lambda rows: "、".join(row[1] for row in rows)
    )
)
@repeatable
def test_twice_is_once(text: str) -> None:
    """What has been masked stays as it is, whatever was typed."""
    masked = masked_for_people(text)
    assert masked_for_people(masked) == masked


_REGISTERS = {
    "plain": "0123456789",
    "wide": "０１２３４５６７８９",
    "kanji": "〇一二三四五六七八九",
    "nepali": "०१२३४५६७८९",
    "spoken": ["ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"],
    "katakana": ["ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュウ"],
}


@given(
    st.integers(0, 10**8 - 1).map("{:08}".format),
    st.sampled_from([*_REGISTERS]),
    st.sampled_from(["", "-", "ー", "の", "、", " ", "…", "・"]),
    st.sampled_from(
        ["電話は{}です", "{}に折り返してください", "番号言いますね、{}", "call me: {}"]
    ),
)
@repeatable
def test_no_telephone_survives(rest: str, register: str, between: str, around: str) -> None:
    """A mobile number in any register and grouping leaves none of its groups behind."""
    digits = _REGISTERS[register]
    groups = ["".join(digits[int(d)] for d in part) for part in ("080", rest[:4], rest[4:])]
    masked = masked_for_people(around.format(between.join(groups)))
    assert not [group for group in groups[1:] if group in masked], masked
