"""bot/text/spoken.py: the whole book as an operator reads it aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import fill, library, say
from bot.text import format_date, format_month
from bot.text import spoken as reading
from bot.text.spoken import Reader
from tests.house.telling import answer_parts, script_sentences

WITHIN, AFTER = date(2025, 10, 1), date(2026, 11, 27)
LONGEST = 60
KAWASAKI = Reader("044-200-0783", "川崎市保険コールセンター", "city.kawasaki.jp", "国保だより")
speakable = partial(reading.speakable, reader=KAWASAKI)
spoken_sentences = partial(reading.spoken_sentences, reader=KAWASAKI)
# An eye reads over these, a mouth does not; the reading of a few days may stand in brackets.
_MARKS = re.compile(r"[0-9]\s?[-ー〜–—]\s?[0-9]|〒|https?:|※|要確認|[0-9]:[0-9]|【|】")
_SENT_HERE = re.compile(r"(?:コールセンター|ゼロナナハチサン)\s?[へにで](?!す)")
_BRACKETS = re.compile(r"[(（](?!(?:ついたち|よっか|ようか|はつか)[)）])")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("令和8年(2026年)7月31日です。", "令和8年7月31日です。"),
        ("令和8年(2026年)7月から", "令和8年7月から"),
        ("令和8年(2026年)4月1日まで", "令和8年4月1日(ついたち)まで"),
        ("令和8年(2026年)4月4日まで", "令和8年4月4日(よっか)まで"),
        ("令和8年(2026年)4月8日まで", "令和8年4月8日(ようか)まで"),
        ("令和8年(2026年)4月20日まで", "令和8年4月20日(はつか)まで"),
        ("令和8年(2026年)4月14日まで", "令和8年4月14日まで"),
        ("11月28日(土曜日)の8時30分から", "11月28日、土曜日の午前8時30分から"),
        ("1日生まれの方", "1日(ついたち)生まれの方"),
        ("在留期限が1日早ければ", "在留期限が1日早ければ"),
        ("第179号(令和7年7月)によるお答え", "令和7年7月の第179号によるお答え"),
        (
            "電話は 044-200-0783 です",
            "電話は ゼロヨンヨン の ニーゼロゼロ の ゼロナナハチサン です",
        ),
        ("コールセンター(044-200-0783)で聞けます", "このお電話で聞けます"),
        ("川崎市保険コールセンター(044-200-0783)で聞けます", "このお電話で聞けます"),
        ("コールセンター(044-200-0783)で確かめてください。", "こちらで確かめて、お答えします。"),
        (
            "使えない方は、受診の前にコールセンター(044-200-0783)へお電話ください。",
            "使えない方は、受診の前に、このお電話で、うかがいます。",
        ),
        (
            "手元にないときは、コールセンター(044-200-0783)へお電話ください。",
            "手元にないときは、このお電話で、うかがいます。",
        ),
        (
            "届かないときは、コールセンター(044-200-0783)へお電話ください。",
            "届かないときは、このお電話で、うかがいます。",
        ),
        ("044-200-0783 へお電話ください。", "このお電話で、うかがいます。"),
        (
            "区役所かコールセンター(044-200-0783)で確かめてください。",
            "区役所か、このお電話でご相談ください。",
        ),
        ("あなたの紙", "お客様の紙"),
        ("〒210-0890 川崎区", "郵便番号、ニーイチゼロ の ゼロハチキューゼロ、川崎区"),
        ("8:30〜17:15", "午前8時30分から、午後5時15分"),
        ("8時30分から12時30分まで", "午前8時30分から、お昼の12時30分まで"),
        ("3時間ほど", "3時間ほど"),
        ("2〜3か月ほど", "2か月から3か月ほど"),
        (
            "75歳からは別の保険のはずです(要確認)。",
            "75歳からは別の保険のはずです。ここは、確認が必要です。",
        ),
        ("要確認です。", "確認が必要です。"),
        ("※1 記号・番号", "記号、番号"),
        ("「限度額適用・標準」と言う", "「限度額適用・標準」と言う"),
        ("第2・第4土曜日", "第2と第4土曜日"),
        ("生年月日を教えてください。(例:昭和30年7月15日)", "生年月日を教えてください。"),
        ("末日まで(1日生まれは前の月)でした。", "末日まで、1日(ついたち)生まれは前の月でした。"),
        ("書いてください。(受付番号 3)", "書いてください。受付番号 3"),
        ("Webサイトから", "インターネットから"),
        ("川崎市Web口座振替受付サイトから", "川崎市ウェブ口座振替受付サイトから"),
        ("https://www.city.kawasaki.jp/a.html を見る", "市のホームページ を見る"),
    ],
)
def test_speakable(written: str, said: str) -> None:
    """What the eye takes and the mouth does not, and what is said for it."""
    assert speakable(written) == said


def written() -> Iterator[tuple[str, str]]:
    """Every text of the book that a call may need, with its name."""
    for name, answer in library().book().answers.items():
        for day in (WITHIN, AFTER):
            yield f"{name} {day.year}", "\n".join(answer_parts(answer, day).lead.splitlines())
        for number, text in enumerate((*answer.details, *answer.steps, *answer.bring)):
            yield f"{name} {number}", fill(text)
    for section, phrases in library().book().phrases.items():
        for key, text in phrases.items():
            end = "です。" if section == "outcome" else ""  # a word or two, for a sentence
            yield f"{section}.{key}", say(section, key, **_values(text)) + end


def _values(text: str) -> dict[str, str]:
    """Something to stand in each placeholder."""
    known = {
        "date": format_date(date(2026, 7, 8)),
        "month": format_month(date(2026, 7, 1)),
        "applied": format_date(date(2025, 8, 1)),
        "late_month": format_month(date(2025, 7, 1)),
        "opens": "11月28日(土曜日)の8時30分",
        "closes": "17時15分",
        "until": "17時15分",
        "days": "1",
        "minutes": "30",
        "number": "123456",
    }
    return {name: known.get(name, "あの件") for name in re.findall(r"{(\w+)}", text)}


@cache
def book() -> tuple[tuple[str, str], ...]:
    """The same, once."""
    return tuple(written())


def is_spoken(sentence: str) -> bool:
    """Can it be read aloud as it stands?"""
    return not _MARKS.search(sentence) and not _BRACKETS.search(sentence)


def test_the_whole_book_can_be_read_aloud() -> None:
    """Every conclusion, detail and phrase comes out without marks, in sentences with an end."""
    for name, text in book():
        for sentence in spoken_sentences(text):
            assert is_spoken(sentence), (name, sentence)
            assert sentence.endswith(("。", "?", "」")), (name, sentence)
            assert not sentence.startswith("、"), (name, sentence)


def test_nobody_is_sent_to_the_call_centre_that_they_speak_with() -> None:
    """Of all conclusions, details, phrases and scripts none tells a caller to ring this number."""
    spoken = [(name, spoken_sentences(text)) for name, text in book()]
    for name, sentences in (*spoken, *scripts()):
        for sentence in sentences:
            assert not _SENT_HERE.search(sentence), (name, sentence)


def scripts() -> Iterator[tuple[str, list[str]]]:
    """Every script, within the edition and after it."""
    for name, answer in library().book().answers.items():
        for day in (WITHIN, AFTER):
            yield f"{name} {day.year}", script_sentences(answer, day)


def test_scripts_are_short_sentences() -> None:
    """As many sentences as facts need, none longer than a breath, none to be read with the eye.

    The conclusion comes first: who reads stops where the caller has what was asked for.
    """
    for name, sentences in scripts():
        assert 1 <= len(sentences) <= 14, name
        for sentence in sentences:
            assert len(sentence) <= LONGEST, (name, sentence)
            assert is_spoken(sentence), (name, sentence)


def test_scripts_are_polite() -> None:
    """Each sentence ends as one speaks to somebody whom one does not know."""
    end = re.compile(
        r"(?:ですね?|ます|ません|ました|でした|ください|ますか|ですか|ませんか|でしょうか|ましょうか)[。?]$"
    )
    for name, sentences in scripts():
        for sentence in sentences:
            assert end.search(sentence), (name, sentence)


def test_no_day_that_has_passed_is_one_to_come() -> None:
    """After the edition's end a script names such a day only as one that is over."""
    for name, answer in library().book().answers.items():
        for sentence in script_sentences(answer, AFTER):
            if re.search(r"令和8年[1-7]月", sentence):
                assert re.search(r"過ぎています|でした", sentence), (name, sentence)


@pytest.mark.parametrize(
    "name",
    [
        "certificate_expiry",
        "notice_expiry",
        "expiry_age70",
        "expiry_age75",
        "expiry_burden_change",
        "expiry_residence",
        "expiry_student",
    ],
)
def test_every_expiry_has_a_script_for_afterwards(name: str) -> None:
    """Both scripts name the newsletter's number; they differ, and change the day after the end."""
    answer = library().book().answers[name]
    last, next_day = date(2026, 7, 31), date(2026, 8, 1)
    assert script_sentences(answer, last) == script_sentences(answer, WITHIN)
    assert script_sentences(answer, next_day) == script_sentences(answer, AFTER)
    assert script_sentences(answer, last) != script_sentences(answer, next_day)
    assert "第179号" in "".join(script_sentences(answer, next_day))


@pytest.mark.parametrize("name", ["expiry_residence", "expiry_student", "expiry_age75"])
def test_no_paper_is_promised_where_something_is_to_be_settled(name: str) -> None:
    """After 75, without a new stay or with a moved graduation nothing comes unconditionally."""
    for day in (WITHIN, AFTER):
        said = script_sentences(library().book().answers[name], day)
        for place, sentence in enumerate(said):
            if "自動" in sentence:
                assert "川崎市国保に加入している間は" in sentence
                assert any("先に" in before for before in said[:place])


def test_the_source_is_not_read_aloud() -> None:
    """The line that names the page is for the eye."""
    assert spoken_sentences("紙は届きます。\n出典: 2ページ") == ["紙は届きます。"]


def test_a_full_stop_in_a_quotation_ends_nothing() -> None:
    """「…。」 stays whole."""
    assert spoken_sentences("「はい。そうです」と言う。次です") == [
        "「はい。そうです」と言う。",
        "次です。",
    ]


@settings(max_examples=150)
@given(st.data())
def test_a_spoken_text_stays_as_it_is(data: st.DataObject) -> None:
    """What can be read aloud is not changed again, in whatever company it stands."""
    texts = st.sampled_from([text for _, text in book()])
    said = speakable("\n".join(data.draw(st.lists(texts, min_size=1, max_size=4))))
    assert speakable(said) == said


@settings(max_examples=200)
@given(st.dates(date(1926, 1, 1), date(2050, 12, 31)))
def test_any_date(day: date) -> None:
    """A date is said once, by its era; no year stands behind it."""
    said = speakable(f"期限は、{format_date(day)}です。")
    assert is_spoken(said)
    assert f"{day.month}月{day.day}日" in said
    assert str(day.year) not in said
