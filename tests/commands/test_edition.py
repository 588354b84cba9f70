"""bot/commands/edition.py: next July's newsletter, from the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.content.drafting import blanks
from bot.content.editions import read_editions
from bot.settings import settings
from tests.content.years import NEXT_NUMBER, copied, last_year, with_next_year

Capture = pytest.CaptureFixture[str]
Use = Callable[[Path, date | str], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Makes a folder the city of the command, on a day."""

    def of(city: Path, today: date | str) -> None:
        monkeypatch.setenv("BOT_CITY", str(city))
        monkeypatch.setenv("BOT_TODAY", str(today))
        settings.cache_clear()

    yield of
    settings.cache_clear()


def test_new(tmp_path: Path, use: Use, capsys: Capture) -> None:
    """The file is made, and each value to fill in is listed with its place in the last one."""
    city = copied(tmp_path)
    year = last_year(city) + 1
    use(city, f"{year}-07-06")
    assert main(["edition", "new", str(year)]) == 0
    said = capsys.readouterr().out
    path = city / "editions" / f"{year}.yml"
    for blank in blanks(path.read_text(encoding="utf-8")):
        assert f"{blank.line}行目 {blank.key}: " in said
        assert blank.place in said
    assert f"{year - 1}-08-01 → {year}-08-01" in said


def test_new_twice(tmp_path: Path, use: Use, capsys: Capture) -> None:
    """A second time is refused in one sentence, and nothing is overwritten."""
    city = copied(tmp_path)
    year = last_year(city)
    use(city, f"{year}-07-06")
    assert main(["edition", "new", str(year)]) == 1
    assert capsys.readouterr().err.strip() == (
        f"bot: {year}.yml はもうあります。作り直すときは、先に消してください。"
    )


def test_check(tmp_path: Path, use: Use, capsys: Capture) -> None:
    """What is left is listed, with its number, and the status says that something is."""
    city = copied(tmp_path)
    year = last_year(city) + 1
    use(city, f"{year}-08-02")
    main(["edition", "new", str(year)])
    capsys.readouterr()
    assert main(["edition", "check"]) == 1
    said = capsys.readouterr().out
    assert f"- editions/{year}.yml 2行目: newsletter" in said
    assert said.rstrip().endswith(f"{said.count('- ')}件あります。")


def test_preview(tmp_path: Path, use: Use, capsys: Capture) -> None:
    """Every answer as it is told on the day, screen and script, then what differs from today."""
    city = with_next_year(tmp_path)
    before, after = read_editions(city / "editions")[-2:]
    use(city, before.documents.starts)
    assert main(["edition", "preview", "--on", str(after.documents.starts)]) == 0
    whole, _, difference = capsys.readouterr().out.partition("との違い")
    for path in (city / "answers" / "ja").glob("*.yml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and line[0].isalpha():
                assert f"■ {line.rstrip(':')} " in whole
    assert NEXT_NUMBER in whole
    assert before.newsletter not in whole.replace(before.newsletter, "", 1)
    removed = [line for line in difference.splitlines() if line.startswith("-")]
    added = [line for line in difference.splitlines() if line.startswith("+")]
    assert any(f"({before.documents.ends.year}年)7月31日" in line for line in removed)
    assert any(f"({after.documents.ends.year}年)7月31日" in line for line in added)
    assert any("見本" in line for line in whole.splitlines())


def test_preview_of_the_same_day(tmp_path: Path, use: Use, capsys: Capture) -> None:
    """Against the day itself nothing differs; with --differences nothing else is shown."""
    use(copied(tmp_path), "2025-10-01")
    day = ["--on", "2025-10-01", "--against", "2025-10-01"]
    assert main(["edition", "preview", *day, "--differences"]) == 0
    said = capsys.readouterr().out
    assert "違いはありません。" in said
    assert "■" not in said


def test_preview_with_both_papers(tmp_path: Path, use: Use, capsys: Capture) -> None:
    """Between publication and start, sample people are told the last day of both papers."""
    city = with_next_year(tmp_path)
    after = read_editions(city / "editions")[-1]
    use(city, after.published)
    main(["edition", "preview", "--on", str(after.published)])
    said = capsys.readouterr().out
    assert f"新しい紙は令和{after.documents.ends.year - 2018}年" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["preview", "--on", "2026-13-02"], "2026-08-02 のように"),
        (["preview", "--on", "8月2日"], "2026-08-02 のように"),
        (["preview", "--on", "2026-08-02", "--language", "xx"], "xx の文章はありません"),
        (["new", "1999"], "1998.yml がない"),
    ],
)
def test_kind_errors(
    tmp_path: Path, use: Use, capsys: Capture, arguments: list[str], words: str
) -> None:
    """What a clerk may get wrong is one sentence that says what to do."""
    use(copied(tmp_path), "2026-07-06")
    try:
        status = main(["edition", *arguments])
    except SystemExit as stopped:
        status = int(stopped.code or 0)
    assert status != 0
    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error
