"""bot/content/checking.py: what is left to do is said, each in a sentence with its place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.content.checking import complaints
from bot.content.drafting import write_draft
from bot.content.editions import read_editions
from tests.content.folders import ENTRY, Files
from tests.content.years import fill_in

REVIEWED = date(2027, 7, 6)  # later than the edition before was checked


def two_years(files: Files) -> Files:
    """The small city with the year after, filled in on REVIEWED."""
    path, _ = write_draft(files.folder / "editions", 2026, REVIEWED)
    fill_in(path)
    return files


def found(files: Files) -> list[str]:
    newest = read_editions(files.folder / "editions", drafts=True)[-1]
    rules = ("phrases/ja.yml: 決まりの言葉",)  # the small city has none
    return [
        complaint
        for complaint in complaints(files.folder, newest.documents.starts)
        if not complaint.startswith(rules)
    ]


def entry(short: str, checked: str = "2026-11-23") -> str:
    text = ENTRY.format(name="a").replace("短い答え。", f'"{short}"')
    return text.replace("2026-11-23", checked)


def test_nothing_left(files: Files) -> None:
    """Filled in and free of years: nothing is left to do."""
    assert not found(two_years(files))


def test_unfilled_values(files: Files) -> None:
    """Each unfilled value is named with its line, what stands there and where it stood."""
    _, blanks = write_draft(files.folder / "editions", 2026, REVIEWED)
    named = [complaint for complaint in found(files) if "要記入" in complaint]
    assert len(named) == len(blanks)
    ends = next(complaint for complaint in named if "documents.ends" in complaint)
    for words in ("editions/2026.yml", "8行目", "2027-07-31", "1・2ページ「有効期限」の「原則」"):
        assert words in ends


@pytest.mark.parametrize(
    ("short", "named"),
    [
        ("令和7年度は初めてでした。", "令和7年度"),
        ("令和8年の紙です。", "令和8年"),
        ("世帯の令和6年中の所得です。", "令和6年中"),
        ("2025年の更新です。", "2025年"),
        ("Renewed in 2025.", "2025"),
        ("昭和30年に生まれた方です。", "昭和30年"),
    ],
)
def test_years_that_are_written_out(files: Files, short: str, named: str) -> None:
    """A text that names a year or a newsletter is named, until it was checked again."""
    two_years(files).write(entry(short, "2027-07-05"))
    (complaint,) = [c for c in found(files) if "a.short" in c]
    assert "answers/ja/first.yml" in complaint
    assert f"「{named}」" in complaint
    files.write(entry(short, "2027-07-06"))
    assert not found(files)


@pytest.mark.parametrize(
    ("short", "named"),
    [
        ("期限は令和8年(2026年)7月31日です。", "{ends}"),
        ("電話は044-200-0783です。", "{phone}"),
        ("第2・第4土曜日です。", "{saturdays}"),
        ("昭和30年(1955年)7月2日から8月1日に生まれた方です。", "{late_births}"),
    ],
)
def test_values_of_the_year_before(files: Files, short: str, named: str) -> None:
    """A value of the edition before is named with the placeholder for it, checked or not."""
    two_years(files).write(entry(short, "2027-12-01"))
    (complaint,) = [c for c in found(files) if "a.short" in c]
    assert named in complaint


@pytest.mark.parametrize(
    "text", ["(例:昭和30年7月15日)", "「令和8年7月1日」のように書いてください。"]
)
def test_examples_may_be_of_any_year(files: Files, text: str) -> None:
    """A date that shows how to write one is no date of an edition."""
    two_years(files).phrase(f'source: {{line: "{{newsletter}}"}}\ntalk: {{back: "{text}"}}\n')
    assert not found(files)


def test_phrases(files: Files) -> None:
    """Phrases are looked at like answers."""
    two_years(files).phrase('source: {line: "{newsletter}"}\ntalk: {back: 第179号です。}\n')
    (complaint,) = found(files)
    assert complaint.startswith("phrases/ja.yml talk.back: 「第179号」")


def test_a_number_that_is_written_out(files: Files) -> None:
    """For the newsletter's number there is a placeholder."""
    two_years(files).write(entry("第179号によります。"))
    (complaint,) = [c for c in found(files) if "a.short" in c]
    assert "「第179号」は {issue_number}" in complaint


def test_a_value_that_went(files: Files) -> None:
    """A text that names a value that the new edition does not have is named."""
    two_years(files).write(entry("{late_births}に生まれた方です。"))
    assert not found(files)
    path = files.folder / "editions" / "2026.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("late_posting:"), text.index("ecert:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    (complaint,) = found(files)
    assert "{late_births}" in complaint


def test_answers_to_hold_against_the_newsletter(files: Files) -> None:
    """Answers with a source are listed until they were checked after the edition's file."""
    old = entry("短い。", "2027-07-05") + "  facts: [discard]\n"
    two_years(files).write(old)
    (complaint,) = found(files)
    assert "1の答え" in complaint
    files.write(old.replace("2027-07-05", "2027-07-06"))
    assert not found(files)


def test_rules_without_words(files: Files) -> None:
    """A rule that no phrase explains is named."""
    said = list(complaints(files.folder, date(2026, 1, 1)))
    assert "phrases/ja.yml: 決まりの言葉 rule.age70 がありません。" in said


@pytest.mark.parametrize(
    ("starts", "what"), [("2026-08-02", "間が空いています"), ("2026-07-31", "重なっています")]
)
def test_a_gap_or_an_overlap(files: Files, starts: str, what: str) -> None:
    """A gap or an overlap between two editions is said with its file and the right day."""
    path = two_years(files).folder / "editions" / "2026.yml"
    text = path.read_text(encoding="utf-8").replace("starts: 2026-08-01", f"starts: {starts}")
    path.write_text(text, encoding="utf-8")
    (complaint,) = complaints(files.folder, date(2026, 8, 2))
    for words in ("editions/2026.yml", starts, what, "2026-08-01 のはず"):
        assert words in complaint


def test_no_edition_for_today(files: Files) -> None:
    """After the last edition's end the missing year is said."""
    last = read_editions(files.folder / "editions")[-1].documents.ends
    for days, missing in ((0, False), (1, True)):
        said = complaints(files.folder, last + timedelta(days=days))
        assert any("その後の年度のファイルがありません" in c for c in said) is missing


def test_the_broken_city_is_one_sentence(files: Files, tmp_path: Path) -> None:
    """Content that cannot be read is one sentence with the file."""
    files.write("a: 1\n")
    (complaint,) = complaints(tmp_path, date(2026, 1, 1))
    assert "first.yml" in complaint


def test_an_example_in_a_translation(files: Files) -> None:
    """A year that only a translation of a phrase has shows how a day is written, and is none."""
    files.city((files.folder / "city.yml").read_text().replace("[ja]", "[ja, en]"))
    files.translate("en")
    path = files.folder / "phrases" / "en.yml"
    path.write_text(path.read_text().replace("back: en", "back: as in 31 October 2026"))
    two_years(files)
    assert "October 2026" in path.read_text()
    assert not [complaint for complaint in found(files) if "talk.back" in complaint]
    files.phrase(files.phrases.read_text().replace("続きです。", "令和8年の続きです。"))
    named = [complaint for complaint in found(files) if "talk.back" in complaint]
    assert [complaint.partition(" ")[0] for complaint in named] == [
        "phrases/ja.yml",
        "phrases/en.yml",
    ]
