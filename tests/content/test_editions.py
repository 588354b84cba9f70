"""bot/rules/edition.py and bot/content/strict_yaml.py: a data file cannot fail silently."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.content import edition_in_force, edition_of, editions, latest_edition
from bot.content.editions import read_edition, read_editions
from bot.errors import DataError, OutsideEdition
from tests.content.folders import KAWASAKI
from tests.rules import expectations as expected
from tests.rules.building import EDITION, D

EDITIONS = KAWASAKI / "editions"
R7 = (EDITIONS / "2025.yml").read_text(encoding="utf-8")
ONE_DAY = timedelta(days=1)


def edited(*changes: tuple[str, str], text: str = R7) -> str:
    """The file of the edition with some of its words replaced."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} should be in the file once"
        text = text.replace(old, new)
    return text


def write(folder: Path, text: str, name: str = "2025.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


R8 = edited(
    ("第179号", "第190号"),
    ("published: 2025-07-01", "published: 2026-07-01"),
    ("starts: 2025-08-01", "starts: 2026-08-01"),
    ("ends: 2026-07-31", "ends: 2027-07-31"),
    ("turns_70_by: 2026-07-01", "turns_70_by: 2027-07-01"),
    ("residence_by: 2026-07-30", "residence_by: 2027-07-30"),
    ("graduates_by: 2026-07-31", "graduates_by: 2027-07-31"),
    text=R7.partition("\n")[2],
)


# --- What the newsletter says -----------------------------------------------------------------


def test_values_of_the_newsletter() -> None:
    """The file holds what 第179号 prints."""
    edition = EDITION
    d, late, centre = edition.documents, edition.late_posting, edition.call_centre
    assert "第179号" in edition.newsletter
    assert (d.starts, d.ends) == (expected.BEGINS, expected.ENDS)
    assert d.turns_70_by == D("2026-07-01")
    assert d.residence_by == D("2026-07-30")
    assert d.graduates_by == D("2026-07-31")
    assert (late.born_from, late.born_to) == expected.LATE_BIRTHS
    assert late.planned_to == expected.LATE_UNTIL
    assert edition.ecert.months_usable == 3
    assert edition.transfer.closing_day == 25
    assert centre.phone == "044-200-0783"
    assert (centre.weekday_opens, centre.weekday_closes) == (time(8, 30), time(17, 15))
    assert (centre.saturday_opens, centre.saturday_closes) == (time(8, 30), time(12, 30))
    assert centre.saturdays == (2, 4)


def test_banks_of_the_newsletter() -> None:
    """The 26 institutions of page 4 are listed as of 2025-04-01, in the printed order."""
    assert EDITION.banks.as_of == D("2025-04-01")
    assert tuple(bank.name for bank in EDITION.banks.listed) == expected.BANKS
    assert len(expected.BANKS) == 26


def test_no_name_means_two_banks() -> None:
    """What people call one institution is not a name of another."""
    names = [name for bank in EDITION.banks.listed for name in (bank.name, *bank.also)]
    assert sorted(set(names)) == sorted(names)


# --- Files that are refused -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        # unknown
        ("published:", "colour: red\npublished:", "colour"),
        ("  turns_70_by:", "  turn_70_by: 2026-07-01\n  turns_70_by:", "turn_70_by"),
        # duplicate
        ("checked:", "published: 2025-07-02\nchecked:", "published"),
        ("  months_usable: 3", "  months_usable: 3\n  months_usable: 4", "months_usable"),
        # missing
        ("published: 2025-07-01\n", "", "published"),
        ("  months_usable: 3", "  {}", "months_usable"),
        ("  closing_day: 25  ", "  # ", "closing_day"),
        # impossible dates
        ("ends: 2026-07-31 ", "ends: 2026-02-30 ", "ends"),
        ("published: 2025-07-01", "published: 2025-13-01", "published"),
        # left empty
        ("newsletter: 第179号(令和7年7月)", "newsletter:", "newsletter"),
        ("phone: 044-200-0783", "phone:", "phone"),
        # wrong types
        ("newsletter: 第179号(令和7年7月)", "newsletter: [179]", "newsletter"),
        ("published: 2025-07-01", "published: 2025/07/01", "published"),
        ("published: 2025-07-01", "published: 令和7年7月1日", "published"),
        ('weekday_opens: "08:30"', 'weekday_opens: "08:30+09:00"', "weekday_opens"),
        ("published: 2025-07-01", "published: 2025-07-01 08:00:00", "published"),
        ("published: 2025-07-01", "published:", "published"),
        ("months_usable: 3", "months_usable: 3.0", "months_usable"),
        ("months_usable: 3", "months_usable: true", "months_usable"),
        ("saturdays: [2, 4]", "saturdays: 2", "saturdays"),
        ("saturdays: [2, 4]", "saturdays: [2, fourth]", "saturdays"),
        ('weekday_opens: "08:30"', "weekday_opens: 510", "weekday_opens"),
        ('weekday_opens: "08:30"', 'weekday_opens: "8時半"', "weekday_opens"),
        ('weekday_closes: "17:15"', 'weekday_closes: "25:15"', "weekday_closes"),
        ("  months_usable: 3", "  3", "ecert"),
        # values that contradict each other
        ("starts: 2025-08-01", "starts: 2026-07-31", "starts"),
        ("turns_70_by: 2026-07-01", "turns_70_by: 2027-07-01", "documents"),
        ("residence_by: 2026-07-30", "residence_by: 2025-07-31", "documents"),
        ("graduates_by: 2026-07-31", "graduates_by: 2026-08-01", "documents"),
        ("published: 2025-07-01", "published: 2025-08-02", "published"),
        ("born_to: 1955-08-01", "born_to: 1955-07-01", "born_to"),
        ("planned_to: 2025-07-31", "planned_to: 2025-07-20", "planned_to"),
        ("months_usable: 3", "months_usable: 0", "months_usable"),
        ("months_usable: 3", "months_usable: 13", "months_usable"),
        ("closing_day: 25", "closing_day: 0", "closing_day"),
        ("closing_day: 25", "closing_day: 29", "closing_day"),
        ("ward_months: 1", "ward_months: 0", "months"),
        ('saturday_closes: "12:30"', 'saturday_closes: "08:30"', "call_centre"),
        ("saturdays: [2, 4]", "saturdays: [2, 6]", "saturdays"),
        ('year_end_to: "01-03"', 'year_end_to: "01-32"', "year_end"),
        ('year_end_from: "12-29"', 'year_end_from: "29.12"', "year_end"),
    ],
)
def test_refused(tmp_path: Path, old: str, new: str, key: str) -> None:
    """Unknown, duplicate, missing, impossible and contradicting values name file and key."""
    path = write(tmp_path, edited((old, new)))
    with pytest.raises(DataError) as caught:
        read_edition(path)
    assert "2025.yml" in str(caught.value)
    assert key in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("published: 2025-07-01", 'published: "2025-07-01"'),
        ("months_usable: 3", 'months_usable: "3"'),
        ("phone: 044-200-0783", 'phone: "044-200-0783"'),
        ('weekday_opens: "08:30"', "weekday_opens: 08:30"),  # YAML 1.1 would read 510
    ],
)
def test_quotes_change_nothing(tmp_path: Path, old: str, new: str) -> None:
    """A value means the same with and without quotes."""
    path = write(tmp_path, edited((old, new)))
    assert read_edition(path) == read_edition(EDITIONS / "2025.yml")


@pytest.mark.parametrize("text", ["", "- 1\n- 2\n", "just words\n", "a: [1, 2\n", "a: b: c\n"])
def test_broken_yaml(tmp_path: Path, text: str) -> None:
    """A file that is no mapping, or no YAML at all, is refused by its name."""
    with pytest.raises(DataError, match=r"2025\.yml"):
        read_edition(write(tmp_path, text))


def test_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is refused by its name."""
    path = tmp_path / "2025.yml"
    path.write_bytes(R7.encode("shift_jis", errors="replace"))
    with pytest.raises(DataError, match=r"2025\.yml"):
        read_edition(path)


def test_no_such_file(tmp_path: Path) -> None:
    """A file that is not there is refused by its name."""
    with pytest.raises(DataError, match=r"2025\.yml"):
        read_edition(tmp_path / "2025.yml")


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without editions is refused by its name."""
    with pytest.raises(DataError, match=tmp_path.name):
        read_editions(tmp_path)


# --- Several editions -------------------------------------------------------------------------


def test_editions_follow_each_other(tmp_path: Path) -> None:
    """Editions are read in the order of their days, whatever their files are called."""
    write(tmp_path, R8, "a.yml")
    write(tmp_path, R7, "b.yml")
    assert [e.documents.starts.year for e in read_editions(tmp_path)] == [2025, 2026]


@pytest.mark.parametrize(
    ("starts", "what"), [("2026-08-02", "a gap"), ("2026-07-31", "an overlap"), ("2025-08-01", "")]
)
def test_gap_or_overlap(tmp_path: Path, starts: str, what: str) -> None:
    """A gap or an overlap between two editions names the file and the key."""
    write(tmp_path, R7)
    later = edited(("starts: 2026-08-01", f"starts: {starts}"), text=R8)
    if starts == "2025-08-01":  # the same edition twice, published before it starts
        later = edited(("published: 2026-07-01", "published: 2025-07-01"), text=later)
    if starts == "2026-07-31":
        later = edited(("published: 2026-07-01", "published: 2026-06-30"), text=later)
    write(tmp_path, later, "r8.yml")
    with pytest.raises(DataError) as caught:
        read_editions(tmp_path)
    message = str(caught.value)
    assert what in message
    assert "starts" in message
    assert "r8.yml" in message or "2025.yml" in message


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...]:
    """An installation that knows 第179号 and a made-up one after it."""
    write(tmp_path, R7)
    write(tmp_path, R8, "r8.yml")
    found = read_editions(tmp_path)
    monkeypatch.setattr(sys.modules[edition_of.__module__], "editions", lambda: found)
    return found


@pytest.mark.parametrize(
    ("day", "which"),
    [
        ("2025-07-31", None),
        ("2025-08-01", 0),
        ("2025-08-02", 0),
        ("2026-07-30", 0),
        ("2026-07-31", 0),
        ("2026-08-01", 1),
        ("2027-07-31", 1),
        ("2027-08-01", None),
    ],
)
def test_edition_of(two: tuple[Any, ...], day: str, which: int | None) -> None:
    """A day belongs to the edition whose documents cover it, or to none."""
    if which is None:
        with pytest.raises(OutsideEdition, match=day):
            edition_of(D(day))
    else:
        assert edition_of(D(day)) == two[which]


@pytest.mark.parametrize(
    ("day", "which"),
    [
        ("2025-06-30", None),
        ("2025-07-01", 0),
        ("2025-07-02", 0),
        ("2026-06-30", 0),
        ("2026-07-01", 1),
        ("2026-07-31", 1),
        ("2030-01-01", 1),
    ],
)
def test_edition_in_force(two: tuple[Any, ...], day: str, which: int | None) -> None:
    """What has no end date follows the newest edition that was out on the day."""
    if which is None:
        with pytest.raises(OutsideEdition, match=day):
            edition_in_force(D(day))
    else:
        assert edition_in_force(D(day)) == two[which]


def test_latest_edition(two: tuple[Any, ...]) -> None:
    """The newest edition is the last one."""
    assert latest_edition() == two[1]


def test_installed_editions() -> None:
    """The installation's own editions are sound, and their ends raise OutsideEdition."""
    installed = editions()
    first, last = installed[0].documents, installed[-1].documents
    assert read_editions(EDITIONS) == installed
    for day in (first.starts - ONE_DAY, last.ends + ONE_DAY):
        with pytest.raises(OutsideEdition):
            edition_of(day)
    for day in (first.starts, last.ends):
        assert isinstance(edition_of(day).documents.starts, date)


def test_an_edition_cannot_be_changed() -> None:
    """The values of an edition are frozen."""
    with pytest.raises(AttributeError):
        EDITION.documents.ends = D("2030-01-01")
    assert replace(EDITION) == EDITION
