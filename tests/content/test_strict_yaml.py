"""bot/content/strict_yaml.py: a data file cannot be wrong without being told so."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import pytest

from bot.content.strict_yaml import build, load
from bot.errors import BotError, DataError, StrictYamlError


class Colour(enum.Enum):
    """Two values."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    """One number."""

    number: int


@dataclass(frozen=True)
class Outer:
    """Every type that our data files use."""

    name: str
    day: date
    opens: time
    colour: Colour
    inner: tuple[Inner, ...]
    names: Mapping[str, int]
    maybe: str | None = None


GOOD = {
    "name": "a",
    "day": "2025-08-01",
    "opens": "08:30",
    "colour": "red",
    "inner": "[{number: 1}, {number: 2}]",
    "names": "{x: 1}",
}


def lines(values: Mapping[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in values.items())


def written(folder: Path, text: str) -> Path:
    path = folder / "file.yml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Outer:
    path = written(folder, text)
    return build(Outer, load(path), path.name)


def test_good_data_is_built(tmp_path: Path) -> None:
    """What is right becomes the dataclass, with its defaults."""
    assert read(tmp_path, lines(GOOD)) == Outer(
        "a", date(2025, 8, 1), time(8, 30), Colour.RED, (Inner(1), Inner(2)), {"x": 1}
    )


@pytest.mark.parametrize("text", ["no", "8:30", "1e3", "2025-08-01", "null", "0044", "~", "川崎市"])
def test_a_text_is_what_is_written(tmp_path: Path, text: str) -> None:
    """What a person writes as a text stays that text; nothing is taken for a truth or a number."""
    built = read(tmp_path, lines({**GOOD, "name": text, "maybe": text}))
    assert (built.name, built.maybe) == (text, text)


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("nam", "1", r"file\.yml: unknown key nam"),
        ("name", "", r"file\.yml\.name: .* is not a text"),
        ("name", "''", r"file\.yml\.name: '' is not a text"),
        ("name", "[a]", r"file\.yml\.name: \['a'\] is not a text"),
        ("maybe", "{a: b}", r"file\.yml\.maybe: .* is not a text"),
        ("day", "2025-02-30", r"file\.yml\.day: '2025-02-30' is not a day like"),
        ("day", "令和7年8月1日", r"file\.yml\.day: '令和7年8月1日' is not a day like"),
        ("day", "2025-08-01T00:00", r"file\.yml\.day: .* is not a day like"),
        ("opens", "25:00", r"file\.yml\.opens: '25:00' is not a time like"),
        ("opens", "8:30", r"file\.yml\.opens: '8:30' is not a time like"),
        ("opens", "08:30+09:00", r"file\.yml\.opens: .* is not a time like"),
        ("colour", "green", r"file\.yml\.colour: 'green' is none of: red, blue"),
        ("inner", "{number: 1}", r"file\.yml\.inner: .* is not a list"),
        ("inner", "[{number: 1}, {}]", r"file\.yml\.inner\[1\]: missing key number"),
        ("inner", "[{number: yes}]", r"file\.yml\.inner\[0\]\.number: 'yes' is not a whole number"),
        ("inner", "[{number: 1.0}]", r"file\.yml\.inner\[0\]\.number: '1.0' is not a whole number"),
        ("inner", "[{number: 1_000}]", r"file\.yml\.inner\[0\]\.number: '1_000' is not"),
        ("inner", "[3]", r"file\.yml\.inner\[0\]: '3' is not a mapping"),
        ("names", "[x]", r"file\.yml\.names: .* is not a mapping"),
        ("names", "{x: one}", r"file\.yml\.names\.x: 'one' is not a whole number"),
    ],
)
def test_bad_data_names_the_place(tmp_path: Path, key: str, value: str, complaint: str) -> None:
    """Whatever is wrong is told with file, key and value."""
    with pytest.raises(StrictYamlError, match=complaint):
        read(tmp_path, lines({**GOOD, key: value}))


@pytest.mark.parametrize("key", sorted(GOOD))
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    """Every key without a default has to be there."""
    left = {name: value for name, value in GOOD.items() if name != key}
    with pytest.raises(StrictYamlError, match=rf"file\.yml: missing key {key}"):
        read(tmp_path, lines(left))


@pytest.mark.parametrize("value", [None, [], "text", 3])
def test_what_is_no_mapping_is_refused(value: object) -> None:
    """A file that is empty, or holds something else than keys, is refused."""
    with pytest.raises(StrictYamlError, match=r"file: .* is not a mapping"):
        build(Outer, value, "file")


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a:\n  b: 1\n  b: 2\n",
        "a: [1, 2\n",
        "a: 'open\n",
        "\tb: 1\n",
        "a: {b\n",
    ],
)
def test_broken_yaml_names_the_file(tmp_path: Path, text: str) -> None:
    """Broken YAML and duplicate keys are one sentence with the file's name."""
    with pytest.raises(StrictYamlError, match=r"^file\.yml: cannot be read: ") as caught:
        load(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing file is an error of the same kind."""
    with pytest.raises(StrictYamlError, match=r"^none\.yml: cannot be read"):
        load(tmp_path / "none.yml")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """A file in another encoding than UTF-8 is refused, not guessed at."""
    path = tmp_path / "file.yml"
    path.write_bytes("a: 資格確認書\n".encode("shift_jis"))
    with pytest.raises(StrictYamlError, match=r"^file\.yml: cannot be read"):
        load(path)


def test_plain_content_is_read(tmp_path: Path) -> None:
    """Japanese, dates and nested values come out as they are written."""
    path = written(tmp_path, "題名: 資格確認書\nday: 2025-08-01\nlist: [1, a]\n")
    assert load(path) == {"題名": "資格確認書", "day": "2025-08-01", "list": ["1", "a"]}


def test_the_error_is_one_of_ours() -> None:
    """Callers that show a BotError as one sentence show this one, too."""
    assert issubclass(StrictYamlError, DataError)
    assert issubclass(StrictYamlError, BotError)
