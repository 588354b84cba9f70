"""bot/content/splicing.py: one text changes, every other character of the file stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import strict_yaml
from bot.content.splicing import leaves, spliced
from bot.errors import DataError
from tests.content.folders import EDITION, KAWASAKI

FILE = """\
# 前書き
first:                # 横の言葉
  title: 題名   # 題
  short: "{ends}まで"
  details:
    - 一つ目
    - "{a}の二つ目"

  # 次の答え
second:
  script: >-
    長い文の
    続きです。

  links: [{label: 市, url: "https://x"}]
  days: [2, 4]
"""


def texts(source: str, folder: Path) -> dict[str, str]:
    """All texts of a file, by key."""
    (folder / "x.yml").write_text(source, encoding="utf-8")
    return {key: leaf.text for key, leaf in leaves(strict_yaml.load(folder / "x.yml"))}


@pytest.mark.parametrize(
    ("key", "text", "line"),
    [
        ("first.title", "別の題", "  title: 別の題   # 題"),
        ("first.title", "a: b", '  title: "a: b"   # 題'),
        ("first.short", "{phone}です", '  short: "{phone}です"'),
        ("first.short", '引用"と\\と\n改行', '  short: "引用\\"と\\\\と\\n改行"'),
        ("first.details", "x\n{b}\nz", '    - x\n    - "{b}"\n    - z\n\n  # 次の答え'),
        ("second.script", "短い。", "  script: 短い。\n\n  links"),
        ("second.links.0.label", "区, 町", '[{label: "区, 町", url: "https://x"}]'),
        ("second.days", "1\n3", "days: [1, 3]"),
    ],
)
def test_only_that_text_changes(key: str, text: str, line: str, tmp_path: Path) -> None:
    """The file reads as before but for one key; comments and order are as they were."""
    found = spliced(FILE, {key: text})
    assert line in found
    assert texts(found, tmp_path) == {**texts(FILE, tmp_path), key: text}
    assert found.startswith("# 前書き\nfirst:                # 横の言葉\n")


def test_several_at_once(tmp_path: Path) -> None:
    """Texts of any length change together."""
    changes = {"first.title": "とても長くなった題", "second.script": "x", "first.details": "y"}
    assert texts(spliced(FILE, changes), tmp_path).items() >= changes.items()


def test_a_list_comes_and_goes(tmp_path: Path) -> None:
    """A list that an entry does not have comes to its end; an empty text takes it away again."""
    with_list = spliced(FILE, {"first.bring": "一つ\n{b}"})
    assert '    - "{a}の二つ目"\n  bring:\n    - 一つ\n    - "{b}"\n\n  # 次の答え' in with_list
    assert texts(with_list, tmp_path) == {**texts(FILE, tmp_path), "first.bring": "一つ\n{b}"}
    assert spliced(with_list, {"first.bring": ""}) == FILE
    assert spliced(FILE, {"first.bring": ""}) == FILE
    last = spliced(FILE, {"second.bring": "x"})
    assert last.endswith("days: [2, 4]\n  bring:\n    - x\n")
    without = spliced(FILE, {"first.details": "", "second.script": ""})
    assert "一つ目" not in without
    assert "\n  # 次の答え\nsecond:\n\n  links" in without


@pytest.mark.parametrize("key", ["third.bring", "second.links.bring", "second.days.bring"])
def test_what_is_not_there_is_refused(key: str) -> None:
    """An entry that the file does not have gets no text."""
    with pytest.raises(DataError, match="there is no"):
        spliced(FILE, {key: "x"})


@pytest.mark.parametrize(
    "path", [KAWASAKI / "answers/ja/expiry.yml", KAWASAKI / "city.yml", EDITION], ids=str
)
def test_files_of_the_city(path: Path, tmp_path: Path) -> None:
    """Each text of a whole file can be written anew, all at once, and no comment is lost."""
    source = path.read_text(encoding="utf-8")
    before = texts(source, tmp_path)
    changes = {key: f"{text}: 変" for key, text in before.items()}
    found = spliced(source, changes)
    assert texts(found, tmp_path) == changes
    comments = [line.partition(" # ")[2] for line in source.splitlines() if " # " in line]
    assert [line for line in comments if line not in found] == []
