"""bot/rules/edition.py and bot/content/strict_yaml.py: a data file cannot fail silently."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import Content, WhichPaper, announced_edition, edition_for, paper_of
from bot.content.editions import edition_of, read_edition, read_editions
from bot.errors import DataError, OutsideEdition
from bot.rules import Edition
from tests.content.folders import KAWASAKI
from tests.rules import expectations as expected
from tests.rules.building import EDITION, D

EDITIONS = KAWASAKI / "editions"
# Without its notes in the margin.
R7 = re.sub(r" +#.*", "", (EDITIONS / "2025.yml").read_text(encoding="utf-8"))
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


LATER = replace(
    EDITION.documents, starts=D("2026-08-01"), ends=D("2027-07-31"), turns_70_by=D("2027-07-01")
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
        ("  closing_day: 25\n", "", "closing_day"),
        # impossible dates
        ("ends: 2026-07-31\n", "ends: 2026-02-30\n", "ends"),
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
        ("rule: age70,", "rule: age75,", "twice"),
        ("turns_on: birthday, age: 70", "turns_on: birthday", "age"),
        ("turns_on: graduation", "turns_on: graduation, age: 22", "age"),
        ("last_day: day_after", "last_day: some_day", "last_day"),
        ("by: residence_by", "by: starts", "by"),
        ("ends: 2026-07-31\n", "ends: 2026-07-31\n  younger_ends: 2025-08-01\n", "younger_ends"),
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
def two(tmp_path: Path) -> tuple[Edition, ...]:
    """第179号, and a made-up edition after it that moved the closing day of 口座振替."""
    write(tmp_path, R7)
    write(tmp_path, edited(("closing_day: 25", "closing_day: 20"), text=R8), "r8.yml")
    return read_editions(tmp_path)


# The day asked about, the edition whose documents hold, the one whose services hold.
DAYS = (
    ("2024-01-01", 0, 0),  # before the first one was out
    ("2025-07-10", 0, 0),  # the first one is out, its documents are announced
    ("2025-08-01", 0, 0),
    ("2025-10-01", 0, 0),
    ("2026-06-30", 0, 0),
    ("2026-07-01", 0, 1),  # both papers lie on the table
    ("2026-07-10", 0, 1),
    ("2026-07-31", 0, 1),
    ("2026-08-01", 1, 1),
    ("2027-07-31", 1, 1),
    ("2030-01-01", 1, 1),  # over: the last one that is known
)


@pytest.mark.parametrize(("day", "documents", "services"), DAYS)
def test_edition_for(two: tuple[Edition, ...], day: str, documents: int, services: int) -> None:
    """Documents hold from their first day on, services from the day their newsletter is out."""
    edition = edition_for(D(day), two)
    assert edition.documents == two[documents].documents
    assert edition.late_posting == two[documents].late_posting
    assert edition.newsletter == two[documents].newsletter
    assert edition.transfer == two[services].transfer
    assert edition.issue_of(edition.sources.transfer) == two[services].newsletter
    assert edition.issue_of(edition.sources.certificate_expiry) == two[documents].newsletter


@given(day=st.dates(D("2024-01-01"), D("2029-12-31")))
def test_one_edition_alone_holds_always(day: date) -> None:
    """With one edition every day is its own, whole and unchanged."""
    assert edition_for(day, (EDITION,)) is EDITION
    assert announced_edition(day, (EDITION,)) is None


@given(day=st.dates(D("2024-01-01"), D("2029-12-31")))
def test_a_day_inside_an_edition_is_told_by_it(day: date) -> None:
    """A day that documents cover is never told by another edition's documents."""
    later = replace(EDITION, documents=LATER, published=D("2026-07-01"))
    documents = edition_for(day, (EDITION, later)).documents
    if EDITION.documents.starts <= day <= later.documents.ends:
        assert documents.starts <= day <= documents.ends


@pytest.mark.parametrize(
    ("day", "which"),
    [
        ("2025-07-10", None),  # the first one: nothing of ours lies beside it
        ("2026-06-30", None),
        ("2026-07-01", 1),
        ("2026-07-31", 1),
        ("2026-08-01", None),
        ("2027-08-01", None),
    ],
)
def test_announced_edition(two: tuple[Edition, ...], day: str, which: int | None) -> None:
    """From publication to the first day, the next edition's papers lie on the table too."""
    assert announced_edition(D(day), two) is (None if which is None else two[which])


# The last day on a paper, the day of the question, which paper that is.
PAPERS = (
    ("2025-07-31", "2025-10-01", WhichPaper.EARLIER),
    ("2025-08-31", "2025-10-01", WhichPaper.IN_FORCE),
    ("2026-07-31", "2025-10-01", WhichPaper.IN_FORCE),
    ("2027-07-31", "2025-10-01", WhichPaper.NEXT),
    ("2026-07-31", "2026-07-10", WhichPaper.IN_FORCE),
    ("2027-07-31", "2026-07-10", WhichPaper.NEXT),
    ("2026-07-31", "2026-08-02", WhichPaper.EARLIER),
    ("2027-07-31", "2026-08-02", WhichPaper.IN_FORCE),
    ("2028-07-31", "2026-08-02", WhichPaper.NEXT),
)


@pytest.mark.parametrize(("printed", "day", "which"), PAPERS)
def test_paper_of(two: tuple[Edition, ...], printed: str, day: str, which: WhichPaper) -> None:
    """The printed day says which paper it is, also where its edition is not known to us."""
    assert paper_of(D(printed), edition_for(D(day), two)) is which


@pytest.mark.parametrize(
    ("printed", "which"),
    [
        ("2025-07-31", None),
        ("2025-08-01", 0),
        ("2026-07-31", 0),
        ("2026-08-01", 1),
        ("2027-07-31", 1),
        ("2027-08-01", None),
    ],
)
def test_edition_of_a_paper(two: tuple[Edition, ...], printed: str, which: int | None) -> None:
    """A paper is told by the edition that it belongs to, or by none; services stay of the day."""
    if which is None:
        with pytest.raises(OutsideEdition, match=printed):
            edition_of(D(printed), two)
        with pytest.raises(OutsideEdition, match=printed):
            edition_for(D("2026-10-01"), two, printed=D(printed))
    else:
        assert edition_of(D(printed), two) == two[which]
        named = edition_for(D("2026-10-01"), two, printed=D(printed))
        assert named.documents == two[which].documents
        assert named.transfer == two[1].transfer


def test_installed_editions() -> None:
    """The installation's own editions are sound, and their ends raise OutsideEdition."""
    installed = Content(KAWASAKI).editions
    first, last = installed[0].documents, installed[-1].documents
    assert read_editions(EDITIONS) == installed
    for day in (first.starts - ONE_DAY, last.ends + ONE_DAY):
        with pytest.raises(OutsideEdition):
            edition_of(day, installed)
    for day in (first.starts, last.ends):
        assert isinstance(edition_of(day, installed).documents.starts, date)


def test_an_edition_cannot_be_changed() -> None:
    """The values of an edition are frozen."""
    with pytest.raises(AttributeError):
        EDITION.documents.ends = D("2030-01-01")
    assert replace(EDITION) == EDITION
