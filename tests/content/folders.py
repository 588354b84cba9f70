"""A small folder of content that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.content import strict_yaml
from bot.content.current import CITIES

KAWASAKI = CITIES / "kawasaki"
EDITION = KAWASAKI / "editions" / "2025.yml"

ENTRY = """\
{name}:
  title: 題名
  short: 短い答え。
  again: 別の言葉。
  script: 読み上げ。
  checked: 2026-11-23
"""
PHRASE = """\
source:
  line: "出典: {newsletter}{issue} {place}"
  page: "{value}ページ"
  question: "問{value}"
talk:
  back: 続きです。
"""
TRANSLATION = """\
{name}:
  title: title
  short: short.
  again: again.
"""
NAMES = """\
names:
  {city: City, newsletter: Letter, insurer: Kokuho, centre: Centre, publisher: Office}
"""
OTHERS = "".join(ENTRY.format(name=name) for name in ("b", "c", "d", "e"))
CITY = """\
languages: [ja]
home: https://www.city.shiken.jp/
names:
  {city: 試験市, newsletter: 試験だより, insurer: 試験国保, centre: 試験センター, publisher: 試験課}
"""


class Files:
    """city.yml, one edition, two files of answers and the phrases of one language."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts, self.phrases = folder / "answers" / "ja", folder / "phrases" / "ja.yml"
        self.texts.mkdir(parents=True)
        self.phrases.parent.mkdir()
        (folder / "editions").mkdir()
        shutil.copy(EDITION, folder / "editions")
        for name in ("widget", "page"):
            shutil.copytree(KAWASAKI / name, folder / name)
        shutil.copy(KAWASAKI / "facts.yml", folder)
        self.topics("{usual: [{id: a}], over: [{id: a}]}")
        self.city(CITY)
        self.write(ENTRY.format(name="a"))
        (self.texts / "others.yml").write_text(OTHERS, encoding="utf-8")
        self.phrase(PHRASE)

    def city(self, text: str) -> None:
        (self.folder / "city.yml").write_text(text, encoding="utf-8")

    def topics(self, text: str) -> None:
        (self.folder / "topics.yml").write_text(text, encoding="utf-8")

    def write(self, text: str) -> None:
        (self.texts / "first.yml").write_text(text, encoding="utf-8")

    def phrase(self, text: str) -> None:
        self.phrases.write_text(text, encoding="utf-8")

    def label(self, names: str) -> None:
        """Names of buttons, in all languages: `notice: お知らせ, certificate: 確認書`."""
        for path in self.phrases.parent.glob("*.yml"):
            path.write_text(f"{path.read_text(encoding='utf-8')}label: {{{names}}}\n", "utf-8")

    def translate(self, language: str) -> None:
        """A whole other language."""
        own = self.folder / "answers" / language
        own.mkdir()
        for path in self.texts.glob("*.yml"):
            names = strict_yaml.load(path)
            text = "".join(TRANSLATION.format(name=name) for name in names)
            (own / path.name).write_text(text, encoding="utf-8")
        for path in ("widget/{}.yml", "page/{}.html"):
            shutil.copy(self.folder / path.format("ja"), self.folder / path.format(language))
        said = PHRASE.replace("続きです", language) + NAMES
        (self.folder / "phrases" / f"{language}.yml").write_text(said, encoding="utf-8")
