"""What a clerk of a city may change stands in its folder, and nowhere else in source or page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import time
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.content import current_content
from bot.rules import Edition
from tests.house.sweeping import sweep

ROOT = Path(__file__).parents[2]
CITY = current_content().city
EDITIONS = current_content().editions
ROOMS = ("bot", "actions", "tools")
PROJECT = ("domain.yml", "endpoints.yml", "credentials.yml", "Makefile")
TEXTS = (".js", ".html", ".css", ".svg")


def source_files() -> list[Path]:
    """Code and pages, without the folders of cities."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    cities = [path.parent for path in (ROOT / "bot/content").glob("*/city.yml")]
    return sorted(
        path
        for path in found
        if path.suffix in (".py", *TEXTS) and not any(path.is_relative_to(c) for c in cities)
    ) + [ROOT / name for name in PROJECT]


def docstrings(tree: ast.AST) -> set[ast.AST]:
    """What explains, and is never shown."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            found |= {s.value for s in body if isinstance(s, ast.Expr)}
    return found


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a file that may be shown: of Python its literals, of all else everything."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield source
        return
    tree = ast.parse(source)
    told = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) >= 3:  # date(2026, 7, 31)
            numbers = [a.value for a in node.args[:3] if isinstance(a, ast.Constant)]
            if len(numbers) == 3 and all(type(number) is int for number in numbers):
                yield "{:04}-{:02}-{:02}".format(*numbers)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value


@cache
def of_the_city() -> dict[str, re.Pattern[str]]:
    """What must not stand in source: what it is, and a pattern for it."""
    found = {
        f"name {name}": re.escape(text) for name, text in CITY.names.items() if name not in ANYWHERE
    }
    short = CITY.names["city"].removesuffix("市")
    found["the city's name"] = re.escape(short)
    hosts = {str(urlsplit(url).hostname) for url in (CITY.home, *CITY.links.values())}
    for host in hosts:
        found[f"host {host}"] = re.escape(host.removeprefix("www."))
    for edition in EDITIONS:
        found |= of_an_edition(edition)
    return {what: re.compile(pattern) for what, pattern in found.items()}


def of_an_edition(edition: Edition) -> dict[str, str]:
    """Its number, phone, days, hours and banks."""
    centre, documents = edition.call_centre, edition.documents
    days = [edition.published, documents.starts, documents.ends, documents.turns_70_by]
    days += [documents.residence_by, documents.graduates_by, edition.banks.as_of]
    hours: list[time] = [centre.weekday_opens, centre.weekday_closes, centre.saturday_closes]
    found = {
        "the number of the newsletter": re.escape(edition.newsletter.partition("(")[0]),
        "the phone": "[-() .の]*".join(centre.phone.split("-")),
        "the closing day": rf"(?<![0-9]){edition.transfer.closing_day}日",
        "the Saturdays": r"第2[・と、]第4",
        "months of the certificate": rf"(?<![0-9]){edition.ecert.months_usable}[かヶ]月後",
    }
    for day in days:
        found[f"{day}"] = rf"(?<![0-9]){day.month}月{day.day}日|^{day.isoformat()}$"
    for hour in hours:
        said = rf"{hour.hour}時{hour.minute}分|0?{hour.hour}:{hour.minute:02}"
        found[f"{hour}"] = rf"(?<![0-9])(?:{said})(?![0-9])"
    for bank in edition.banks.listed:
        found[bank.name] = re.escape(bank.name)
    return found


# What stays, and why: the folder that is taken where BOT_CITY names none.
ALLOWED = {("bot/settings.py", "kawasaki")}
# What offices are called in many cities, and by whoever looks for one: words of the language.
ANYWHERE = frozenset({"ward_desk", "ward_counter"})


def test_there_is_something_to_read() -> None:
    """The scan reads code of every room, scripts and pages."""
    kinds = {path.suffix for path in source_files()}
    assert {".py", ".js", ".html", ".css", ".yml"} <= kinds
    assert len(source_files()) > 200


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("コールセンター(044-200-0783)", "the phone"),
        ("044(200)0783", "the phone"),
        ("国保だよりによる", "name newsletter"),
        ("第179号", "the number of the newsletter"),
        ("25日まで", "the closing day"),
        ("https://www.city.kawasaki.jp/a", "host www.city.kawasaki.jp"),
        ("令和8年7月31日", "2026-07-31"),
        ("17時15分まで", "17:15:00"),
        ("第2・第4土曜日", "the Saturdays"),
        ("横浜銀行です", "横浜銀行"),
    ],
)
def test_the_scan_finds(text: str, what: str) -> None:
    """The scan itself: each kind of value is found where it stands."""
    assert of_the_city()[what].search(text)


@sweep("path", source_files())
def test_no_value_of_a_city_stands_in_source(path: Path) -> None:
    """No name, phone, number, address, page, day, hour or bank of a city is in code or page."""
    name = path.relative_to(ROOT).as_posix()
    found = [
        (what, text[:60])
        for text in texts_of(path)
        for what, pattern in of_the_city().items()
        if pattern.search(text) and (name, text) not in ALLOWED
    ]
    assert found == []
