"""bot/console/figures/charting.py and figures.svg: a picture that can be read by everybody."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.templating import Jinja2Templates

from bot.console.figures import charting
from bot.console.figures.charting import (
    LEVELS,
    LOOKS,
    MOST_MATTERS,
    OUTCOMES,
    WIDTH,
    ChartWords,
    Drawing,
    Palette,
    draw,
    level,
    named_levels,
)
from bot.console.figures.reporting import Period, StatisticsReport, rates, report, title_of
from bot.console.shared.console import FOLDER
from bot.storage.ports.statistics import Counted, Key, Tally
from tests.console.counting import TODAY, periods

SVG = "{http://www.w3.org/2000/svg}"
PAGES = Jinja2Templates(FOLDER / "figures" / "templates")
LONG = "ながいなまえのけんめいはにじゅうもじまで"  # a title has twenty characters at most


def told(counted: list[Counted], days: int = 7) -> StatisticsReport:
    """The report of the last days."""
    return report(counted, None, Period("days", TODAY - timedelta(days=days - 1), TODAY), "")


def one(answer_id: str = "certificate_expiry", count: int = 1, **more: int) -> Counted:
    """A count at ten o'clock."""
    return Key("2025-10-01T10", "web", answer_id), Tally(answered=count, **more)


def svg(found: StatisticsReport, look: str = "light") -> str:
    """The picture as it is sent."""
    template = PAGES.get_template("figures.svg")
    return template.render(drawing=draw(found, look), width=WIDTH)


def parsed(found: StatisticsReport, look: str = "light") -> ElementTree.Element:
    """The same, read again."""
    return ElementTree.fromstring(svg(found, look))


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2 has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well `one` is seen on `other`, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def extent(it: ChartWords) -> tuple[float, float]:
    """From where to where words go, with the widths of usual fonts."""
    wide = sum(1.0 if sign > "\xff" else 0.56 if sign.isdigit() else 0.4 for sign in it.text)
    length = wide * it.size
    start = it.x - {"start": 0.0, "middle": length / 2, "end": length}[it.anchor]
    return start, start + length


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Words that are written over each other."""
    lines: dict[int, list[ChartWords]] = {}
    for it in drawing.words:
        lines.setdefault(round(it.y), []).append(it)
    found = []
    for words in lines.values():
        words.sort(key=lambda it: extent(it)[0])
        found += [
            (left.text, right.text)
            for left, right in pairwise(words)
            if extent(left)[1] > extent(right)[0]
        ]
    return found


@settings(max_examples=15)
@given(case=periods(), look=st.sampled_from(list(LOOKS)))
def test_everything_is_within_the_picture(case: tuple[Period, list[Counted]], look: str) -> None:
    """No box and no words leave the picture, and no words lie upon others, whatever was counted."""
    drawing = draw(report(case[1], None, case[0], ""), look)
    for box in drawing.boxes:
        assert 0 <= box.x <= box.x + box.width <= WIDTH + 0.001, box
        assert 0 <= box.y <= box.y + box.height <= drawing.height, box
    for it in drawing.words:
        start, end = extent(it)
        assert (start >= 0, end <= WIDTH, 0 < it.y < drawing.height) == (True, True, True), it
    assert overlapping(drawing) == []


@pytest.mark.parametrize("days", [1, 14, 31, 217, 401])
def test_much_is_still_readable(days: int) -> None:
    """A city's busiest year fits: long titles, five digits a column, every hour, many columns."""
    counted = [
        (
            Key(f"{TODAY - timedelta(days=n)}T{hour:02}", "web", LONG[n % 20 :] or LONG),
            Tally(answered=450, refused=50, votes=500, helped=450, wrong=40),
        )
        for n in range(days)
        for hour in range(24)
    ]
    drawing = draw(told(counted, days))
    assert overlapping(drawing) == []
    assert max(extent(it)[1] for it in drawing.words) <= WIDTH
    assert min(extent(it)[0] for it in drawing.words) >= 0


def test_a_day_with_a_name_is_the_last_one() -> None:
    """Where not every column has room for a name, the newest days have theirs."""
    names = [line.title for line in told([], 30).days]
    shown = [it.text for it in draw(told([], 30)).words if it.text in names]
    assert shown[-1] == "10/1(水)"
    assert 5 < len(shown) < 30


@settings(max_examples=15)
@given(case=periods())
def test_the_picture_tells_the_same_numbers(case: tuple[Period, list[Counted]]) -> None:
    """What is written beside the bars, in the cells and over the columns adds up to the total."""
    found = report(case[1], None, case[0], "")
    total = found.total.questions
    drawing = draw(found)
    beside = [re.match(r"([\d,]+)件(?: ・ |$)", it.text) for it in drawing.words]
    assert sum(int(it[1].replace(",", "")) for it in beside if it) == total
    titles = [box.title for box in drawing.boxes if box.title]
    cells = [re.fullmatch(r".曜日 \d+時台 ([\d,]+)件", title) for title in titles]
    assert sum(int(it[1].replace(",", "")) for it in cells if it) == total
    assert len([it for it in cells if it]) == 24 * len(found.hours)
    days = {line.title for line in found.days}
    for name, label in OUTCOMES.items():
        parts = [title.split(" ") for title in titles if title.endswith("件")]
        columns = [p[2] for p in parts if p[0] in days and p[1] == label]
        assert sum(int(p[:-1].replace(",", "")) for p in columns) == getattr(found.total, name)
    assert f"質問 {total:,}件" in [it.text for it in drawing.words]


def test_lengths_are_in_proportion() -> None:
    """A bar is as long as its count, its parts as long as theirs, in the order of the legend."""
    counted = [one("debit_start", 30, refused=10), one("ecert_grace", 20)]
    boxes = [box for box in draw(told(counted)).boxes if "口座振替が始まる月" in box.title]
    other = next(box for box in draw(told(counted)).boxes if "電子証明書が切れたら" in box.title)
    assert [box.fill for box in boxes] == ["answered", "refused"]
    assert boxes[0].x + boxes[0].width == boxes[1].x
    assert boxes[0].width == pytest.approx(3 * boxes[1].width)
    assert other.width == pytest.approx(2 * boxes[1].width)


def test_answered_stands_on_the_ground_line() -> None:
    """Columns begin with the answered, so that these can be compared from day to day."""
    day = [box for box in draw(told([one(count=3, refused=1)])).boxes if "10/1(水)" in box.title]
    assert [box.fill for box in day] == ["answered", "refused"]
    assert day[0].y == pytest.approx(day[1].y + day[1].height)
    assert day[0].height == pytest.approx(3 * day[1].height)


@pytest.mark.parametrize("number", [MOST_MATTERS, MOST_MATTERS + 1, MOST_MATTERS + 45])
def test_a_page_of_matters(number: int) -> None:
    """The most asked have bars, the others are told in one line, and are not lost."""
    found = told([one(f"id_{n:02}", 100 - n, votes=1) for n in range(number)])
    words = [it.text for it in draw(found).words]
    assert ["id_14" in words, "id_15" in words] == [True, False]
    others = number - MOST_MATTERS
    assert (f"ほかの{others}件名" in words) == (others > 0)
    if others:
        count = sum(100 - n for n in range(MOST_MATTERS, number))
        assert any(
            text.startswith(f"{count:,}件 ・ 役に立った 0%(0/{others}") for text in words
        ) or (f"{count:,}件 ・ 役に立った 0/{others}件" in words)


@pytest.mark.parametrize(
    ("count", "most", "found"),
    [
        (0, 0, 0),
        (0, 9, 0),
        (1, 1, 4),
        (1, 1000, 1),
        (250, 1000, 1),
        (251, 1000, 2),
        (1000, 1000, 4),
    ],
)
def test_levels(count: int, most: int, found: int) -> None:
    """None is lightest, the most is darkest, and whatever was asked is never as light as none."""
    assert level(count, most) == found
    assert found < LEVELS == len(LOOKS["light"].levels)


def test_levels_of_the_page() -> None:
    """The page has the levels of the picture."""
    hours = {"月": [0, 1], "火": [4, 2]}
    assert named_levels(hours) == {"月": [(0, 0), (1, 1)], "火": [(4, 4), (2, 2)]}


@pytest.mark.parametrize("palette", LOOKS.values(), ids=LOOKS)
def test_contrast(palette: Palette) -> None:
    """Words reach 4.5:1 wherever they stand, and bars 3:1 on the ground."""
    pairs = [(palette.ink, palette.ground), (palette.faint, palette.ground), *palette.levels]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
    assert [c for c in palette.outcomes.values() if contrast(c, palette.ground) < 3] == []


@pytest.mark.parametrize("look", LOOKS)
def test_words_stand_on_what_they_are_seen_on(look: str) -> None:
    """No words have another colour than one whose contrast is known."""
    drawing = draw(told([one(count=9), one("greet", 4)]), look)
    on_cells = {
        (it.x, it.y): it.fill for it in drawing.words if it.text.isdigit() and it.size == 12
    }
    assert {it.fill for it in drawing.words if (it.x, it.y) not in on_cells} <= {
        drawing.palette.ink,
        drawing.palette.faint,
    }
    assert set(on_cells.values()) <= {ink for _, ink in drawing.palette.levels} | {
        drawing.palette.ink
    }


@pytest.mark.parametrize(("look", "part"), [("light", 0), ("dark", 1)])
def test_the_page_has_the_same_colours(look: str, part: int) -> None:
    """The cells of the page's table are those of the picture, and its ground that of the panels."""
    css = (FOLDER / "figures" / "static" / "figures.css").read_text(encoding="utf-8")
    written = css.split("@media (prefers-color-scheme: dark)")[part].split("}")[0]
    found = dict(re.findall(r"--((?:level|ink)-\d): (#\w+);", written))
    whole = {
        name: c if len(c) == 7 else "#" + "".join(x * 2 for x in c[1:]) for name, c in found.items()
    }
    palette = LOOKS[look]
    for number, (colour, ink) in enumerate(palette.levels):
        assert (whole[f"level-{number}"], whole[f"ink-{number}"]) == (colour, ink)
    base = (FOLDER / "shared" / "static" / "console.css").read_text(encoding="utf-8")
    panel = re.findall(r"--panel: (#\w+);", base)[part]
    assert palette.ground in (panel, "#" + "".join(x * 2 for x in panel[1:]))


def test_no_outcome_is_told_by_colour_alone() -> None:
    """Each outcome has a pattern of its own, also without any colour, and a word in the legend."""
    root = parsed(told([one(asked_back=1, refused=1, inquired=1)]))
    patterns = {
        it.get("id"): [p.get("d") for p in it.findall(f"{SVG}path")]
        for it in root.iter(f"{SVG}pattern")
    }
    assert list(patterns) == list(OUTCOMES)
    assert all(a != b for a, b in combinations(patterns.values(), 2))
    written = {it.text for it in root.iter(f"{SVG}text")}
    assert set(OUTCOMES.values()) <= written
    fills = [it.get("fill", "") for it in root.iter(f"{SVG}rect")]
    for name in OUTCOMES:
        assert fills.count(f"url(#{name})") >= 3  # legend, bar, column


@pytest.mark.parametrize("look", LOOKS)
def test_well_formed_with_title_and_description(look: str) -> None:
    """The picture names itself and says its numbers to who cannot see it."""
    found = told([one(count=12, refused=3)])
    root = parsed(found, look)
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (
        title.text == "質問の集計 令和7年(2025年)9月25日から令和7年(2025年)10月1日まで すべての窓口"
    )
    assert description.text is not None
    assert description.text.startswith("質問は15件です。答えた 80%(12/15件)、")
    assert [label for label in rates(found.total) if label not in description.text] == []
    ids = [it.get("id") for it in root.iter() if it.get("id")]
    assert len(ids) == len(set(ids))


def test_it_stands_for_itself() -> None:
    """No script, no link, no file from elsewhere; what is not plain is said on the picture."""
    written = svg(told([one()]))
    for word in ("<script", "href", "<style", "@import", "<foreignObject", " on"):
        assert word not in written
    assert set(re.findall(r"https?://[^\"']+", written)) == {"http://www.w3.org/2000/svg"}
    assert [note for note in charting.NOTES if note not in written] == []


@settings(max_examples=15)
@given(name=st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20))
def test_any_id_is_written_as_text(name: str) -> None:
    """An id that is no longer known cannot break the picture, whatever it holds."""
    for hostile in (name, f"</text><script>{name}", f"\"'&<!--{name}]]>"):
        root = parsed(told([one(hostile)]))
        assert list(root.iter(f"{SVG}script")) == []
        assert title_of(hostile) in [it.text for it in root.iter(f"{SVG}text")]


def test_nothing_was_asked() -> None:
    """A period with nothing has a picture, too, with noughts and no bars."""
    drawing = draw(told([]))
    assert {box.fill for box in drawing.boxes[4:]}.isdisjoint(OUTCOMES)
    assert "質問 0件" in [it.text for it in drawing.words]
    assert parsed(told([])) is not None


@pytest.mark.parametrize(
    ("first", "channel", "heading"),
    [
        (date(2025, 10, 1), "", "質問の集計 令和7年(2025年)10月1日 すべての窓口"),
        (
            date(2025, 9, 30),
            "line",
            "質問の集計 令和7年(2025年)9月30日から令和7年(2025年)10月1日まで LINE",
        ),
        (date(2025, 10, 1), "phone", "質問の集計 令和7年(2025年)10月1日 電話"),
    ],
)
def test_heading(first: date, channel: str, heading: str) -> None:
    """Of which days and of which channel the figures are."""
    assert charting.heading(report([], None, Period("days", first, TODAY), channel)) == heading
