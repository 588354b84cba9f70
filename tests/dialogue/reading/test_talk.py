"""Messages within a talk: people known before, our open question, corrections."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from bot.dialogue.reading import KnownPerson, read_situation
from tests.dialogue.reading.telling import TODAY, fact, same, told

FATHER = KnownPerson("father", "父", {"birthday": "1950-11-03", "document": "certificate"})
MOTHER = KnownPerson("mother", "母", {"birthday": "1956-02-11"})
SON = KnownPerson("child_1", "上の子", {"birthday": "2014-04-04"})
SELF = KnownPerson("self", "私", {"birthday": "1980-01-01"})

KNOWN = (
    # who is spoken of, the message, what is read
    ("mother", "昭和26年4月29日生まれです", "mother birthday=1951-04-29"),
    ("mother", "資格確認書です", "mother document=certificate"),
    ("mother", "父のほうは昭和24年1月1日です", "father birthday=1949-01-01"),
    ("mother", "二人とも国保です", "father insured=yes | mother insured=yes"),
    ("mother", "ふたりともお知らせが届きました", "father document=notice | mother document=notice"),
    (
        "mother",
        "両方とも在留期限はありません",
        "father residence_until=none | mother residence_until=none",
    ),
    ("father", "本人は来年の1月から負担が2割になります", "father burden_change~2026-01"),
    ("mother", "母も同じ紙です", "mother document=certificate"),
    ("mother", "私は昭和50年2月2日生まれです", "self birthday=1975-02-02"),
    ("father", "じゃあ母は？", "mother"),
    ("mother", "10月から2割になるんだった", "mother burden_change~--10"),
)


@pytest.mark.parametrize(("speaking_of", "message", "line"), KNOWN)
def test_people_of_the_talk(speaking_of: str, message: str, line: str) -> None:
    """父のほう, 二人とも, 本人 mean the people of the talk; without a name, the one spoken of."""
    situation = read_situation(message, TODAY, known=(FATHER, MOTHER), speaking_of=speaking_of)
    assert told(situation) == same(line)


def test_nothing_changes_for_the_other() -> None:
    """母は変わりません, once father's 負担割合 was spoken of, is said of hers."""
    changing = KnownPerson("father", "父", {**FATHER.facts, "burden_change": "2026-01-01"})
    situation = read_situation("母は変わりません", TODAY, known=(changing, MOTHER))
    assert told(situation) == "mother burden_change=none"
    assert told(read_situation("母は変わりません", TODAY, known=(FATHER, MOTHER))) == "mother"


def test_twins() -> None:
    """Twins have one birthday, beside that of the elder child; 双子の弟 is one person."""
    message = "上の子は平成20年5月5日、双子は平成25年5月5日生まれです"
    assert told(read_situation(message, TODAY)) == (
        "child_1 birthday=2008-05-05 | twin_1 birthday=2013-05-05 | twin_2 birthday=2013-05-05"
    )
    brother = read_situation("双子の弟は昭和31年3月1日生まれです", TODAY)
    assert told(brother) == "brother_younger birthday=1956-03-01"


def test_children_of_the_talk() -> None:
    """下の子 is the child below the one that was named; 上の子 is that one."""
    for message, key in (
        ("下の子は2019年9月9日生まれ", "child_2"),
        ("上の子は日本国籍です", "child_1"),
    ):
        situation = read_situation(message, TODAY, known=(SON,))
        assert [person.key for person in situation.people] == [key]


def test_people_called_by_name() -> None:
    """佐藤さん stays the same person through a talk, and 田中さん is another."""
    known = (KnownPerson("named_1", "佐藤さん"),)
    situation = read_situation(
        "田中さんは昭和12年5月5日、佐藤さんは昭和10年3月3日生まれです", TODAY, known=known
    )
    assert told(situation) == "named_2 birthday=1937-05-05 | named_1 birthday=1935-03-03"


CORRECTIONS = (
    # the one spoken of, the message, the person, the words taken back, the new fact
    (
        "mother",
        "すみません、母は31年ではなく29年の2月11日でした。",
        "mother",
        "31年",
        "birthday=1954-02-11",
    ),
    ("father", "母は昭和31年じゃなくて29年でした", "mother", "昭和31年", "birthday=1954-02-11"),
    ("mother", "すみません、29年でした", "mother", "", "birthday=1954-02-11"),
    ("father", "31年ではなく29年でした", "mother", "31年", "birthday=1954-02-11"),
    ("mother", "違います、11月13日です", "mother", "", "birthday=1956-11-13"),
    ("mother", "父は昭和25年ではなくて24年です", "father", "昭和25年", "birthday=1949-11-03"),
    ("mother", "間違えました。昭和30年2月11日です", "mother", "", "birthday=1955-02-11"),
)


@pytest.mark.parametrize(("speaking_of", "message", "person", "old", "new"), CORRECTIONS)
def test_correction(speaking_of: str, message: str, person: str, old: str, new: str) -> None:
    """A correction is of one person and one fact; the parts that it leaves out stay."""
    situation = read_situation(message, TODAY, known=(FATHER, MOTHER), speaking_of=speaking_of)
    assert [(c.person, c.old, fact(c.new)) for c in situation.corrections] == [(person, old, new)]
    assert told(situation) == f"{person} {new}"


NO_CORRECTION = (
    "それ間違ってるよ。紙には7月31日って書いてある",
    "違います、父のことです",
    "それは間違いです",
)


@pytest.mark.parametrize("message", NO_CORRECTION)
def test_nothing_is_corrected(message: str) -> None:
    """Who only says that something is wrong gives no new fact, and a paper's day is no birthday."""
    situation = read_situation(message, TODAY, known=(FATHER, MOTHER), speaking_of="mother")
    assert situation.corrections == ()
    assert "birthday" not in told(situation)


ASKED = (
    # the fact asked of the mother, the message, what is read
    ("birthday", "昭和27年5月5日", "mother birthday=1952-05-05"),
    ("birthday", "2014年4月4日です", "mother birthday=2014-04-04"),
    ("birthday", "昭和31年3月", "mother birthday~1956-03"),
    (
        "birthday",
        "父は昭和25年11月3日、母は昭和31年3月1日",
        "father birthday=1950-11-03 | mother birthday=1956-03-01",
    ),
    (
        "birthday",
        "昭和31年3月1日です。父は昭和25年11月3日です",
        "mother birthday=1956-03-01 | father birthday=1950-11-03",
    ),
    ("residence_until", "2026年3月31日", "mother residence_until=2026-03-31"),
    ("residence_until", "3月としか分からない", "mother residence_until~--03"),
    ("residence_until", "ありません", "mother residence_until=none"),
    ("residence_until", "日本人なので", "mother foreign=no residence_until=none"),
    ("burden_change", "10月から", "mother burden_change~--10"),
    ("burden_change", "変わりません", "mother burden_change=none"),
    ("burden_change", "2026年1月1日です", "mother burden_change=2026-01-01"),
    ("burden_change", "昭和28年6月6日", "mother birthday=1953-06-06"),
    ("graduation", "2026年3月20日です", "mother graduation=2026-03-20"),
    ("graduation", "来年の3月です", "mother graduation~2026-03"),
    ("ecert_expiry", "2025年11月30日", "mother ecert_expiry=2025-11-30"),
    ("applied_on", "昨日です", "mother applied_on=2025-07-31"),
    ("applied_on", "7月20日", "mother applied_on~--07-20"),
    ("document", "確認書のほうです", "mother document=certificate"),
    ("document", "お知らせ", "mother document=notice"),
    ("method", "銀行です", "mother method=bank"),
    ("has_card", "はい", "mother has_card=yes"),
    ("has_card", "持っていません", "mother has_card=no"),
    ("has_card", "登録してないです", "mother has_card=yes registered=no"),
    ("has_card", "カード ある。とうろく してない", "mother has_card=yes registered=no"),
    ("registered", "まだです", "mother registered=no"),
    ("registered", "わかりません", "-"),
    ("graduation_moved", "いいえ", "mother graduation_moved=no"),
    ("circumstances", "負担割合が変わる", "mother burden_change!named"),
    ("circumstances", "在留期限", "mother residence_until!named"),
    ("circumstances", "マル学で2026年3月20日に卒業します", "mother graduation=2026-03-20"),
    (
        "circumstances",
        "外国籍で令和8年3月31日までの在留期限です",
        "mother foreign=yes residence_until=2026-03-31",
    ),
    (
        "circumstances",
        "負担割合が変わります。令和7年10月1日からです",
        "mother burden_change=2025-10-01",
    ),
    ("circumstances", "市外の大学で2026年3月卒業予定", "mother graduation~2026-03"),
    (
        "circumstances",
        "市内の大学に自宅から通っていて2026年3月20日に卒業",
        "mother graduation=none",
    ),
    (
        "circumstances",
        "どれもない",
        "mother burden_change=none graduation=none residence_until=none",
    ),
    (
        "circumstances",
        "特にありません",
        "mother burden_change=none graduation=none residence_until=none",
    ),
    (
        "circumstances",
        "それ間違ってるよ。紙には7月31日って書いてある",
        "mother printed_expiry~--07-31",
    ),
)


@pytest.mark.parametrize(("name", "message", "line"), ASKED)
def test_answer(name: str, message: str, line: str) -> None:
    """Bare words answer the open question, of the person whom it was about."""
    known = (KnownPerson("mother", "母"),)
    situation = read_situation(
        message, TODAY, known=known, speaking_of="mother", asked=("mother", name)
    )
    assert told(situation) == same(line)


BEGUN = (
    ("昭和31年3月", "2", "birthday=1956-03-02"),
    ("昭和31年3月", "2日です", "birthday=1956-03-02"),
    ("昭和31年3月", "二日", "birthday=1956-03-02"),
    ("昭和", "31", "birthday~1956"),
    ("昭和31年", "3", "birthday~1956-03"),
    ("昭和31年", "3月1日", "birthday=1956-03-01"),
    ("昭和31年", "3月", "birthday~1956-03"),
    ("3月1日", "昭和31年", "birthday=1956-03-01"),
    ("31年3月1日", "昭和", "birthday=1956-03-01"),
)


@pytest.mark.parametrize(("begun", "message", "line"), BEGUN)
def test_rest_of_a_day(begun: str, message: str, line: str) -> None:
    """A bare number is the part of the day that was missing."""
    known = (KnownPerson("father", "父", begun={"birthday": begun}),)
    situation = read_situation(message, TODAY, known=known, asked=("father", "birthday"))
    assert told(situation) == f"father {line}"


ASKS_ABOUT = (
    (
        "父は昭和25年11月3日生まれ、母は昭和31年3月1日生まれです。二人の資格確認書の期限は？",
        ("father", "mother"),
    ),
    (
        "夫婦それぞれの資格確認書の有効期限をお教えください。主人は昭和25年12月10日生まれ、私は昭和29年5月22日生まれです。",
        ("self", "husband"),
    ),
    ("母は昭和31年3月1日生まれです。父の確認書の期限は？", ("father",)),
    ("1990年1月1日生まれの私の資格確認書はいつまで？夫は外国籍です", ("self",)),
    ("じゃあ父は？", ("father",)),
    ("父の分も教えてください", ("father",)),
    ("保険証の登録解除って同居の母の分を私が出せる？", ("mother",)),
    (
        "父は昭和25年11月3日、母は昭和31年3月1日です。期限を一人ずつ教えてください",
        ("father", "mother"),
    ),
    ("資格確認書の期限はいつですか", ()),
    ("友人の紙はいつまでですか", ()),
)


@pytest.mark.parametrize(("message", "keys"), ASKS_ABOUT)
def test_whom_it_asks_about(message: str, keys: tuple[str, ...]) -> None:
    """The question names whom it is about; facts told of others do not."""
    assert read_situation(message, TODAY).asks_about == keys


def test_spans() -> None:
    """Every span is one of the message as it was typed, half-width letters and all."""
    message = "ｵｯﾄﾊ ｼｮｳﾜ30ﾈﾝ9ｶﾞﾂ10ｶ、ﾜﾀｼﾊ ｼｮｳﾜ33ﾈﾝ2ｶﾞﾂ3ｶ"
    for person in read_situation(message, TODAY).people:
        assert normalize("NFKC", message[person.start : person.end]) == person.called
        for stated in person.facts:
            assert message[stated.start : stated.end] == stated.words
            assert stated.owner_words in message


def test_everybody() -> None:
    """A fact of all at once stands with each, and says so; the number is kept."""
    situation = read_situation("父と母ですが、二人とも資格確認書です", TODAY)
    assert situation.everybody
    assert situation.count == 2
    assert not read_situation("父と母は資格確認書です", TODAY).everybody
    assert read_situation("三人家族です", TODAY).count == 3
