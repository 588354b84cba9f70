"""Our city in a second language, in which each Japanese word is another x: x1, x2 …"""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.content import current_content, strict_yaml
from bot.content.translation import TranslatedAnswer
from tests.house.city import city_of_the_tests
from tests.house.other_city import city_of

JAPANESE_WORD = re.compile(r"[ぁ-んァ-ヶ一-龠々]+")


class Translator:
    """The same word for the same Japanese word."""

    def __init__(self) -> None:
        """No word is known yet."""
        self._known: dict[str, str] = {}

    def words(self, text: str) -> str:
        """`text` without a Japanese letter."""
        return JAPANESE_WORD.sub(
            lambda found: self._known.setdefault(found[0], f"x{len(self._known)}"), text
        )

    def file(self, text: str) -> str:
        """The same; placeholders, ids and comments stay as they are."""
        lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
        return "\n".join(self.words(line.split("   #")[0]) for line in lines) + "\n"

    def answers(self, path: Path) -> str:
        """The text fields of each answer; all else is the first language's."""
        answers = strict_yaml.load(path)
        fields = [field.name for field in dataclasses.fields(TranslatedAnswer)]
        for name, answer in answers.items():
            answers[name] = {field: answer[field] for field in fields if field in answer}
            for link in answer.get("links", ()):
                del link["url"]
        return self.words(json.dumps(answers, ensure_ascii=False))


@contextmanager
def two_languages(folder: Path, language: str) -> Iterator[None]:
    """While it lasts, our city answers in Japanese and in `language`, which has a writer."""
    city, translator = folder / "two", Translator()
    shutil.copytree(city_of_the_tests(), city, ignore=shutil.ignore_patterns(f"{language}*"))
    (city / "answers" / language).mkdir()
    for file in (city / "answers" / "ja").glob("*.yml"):
        (city / "answers" / language / file.name).write_text(translator.answers(file), "utf-8")
    for path in ("phrases/{}.yml", "widget/{}.yml", "page/{}.html"):
        source = (city / path.format("ja")).read_text(encoding="utf-8")
        (city / path.format(language)).write_text(translator.file(source), encoding="utf-8")
    names = "\nnames:\n" + "".join(
        f"  {name}: X{name.replace('_', '')}\n"
        for name in current_content().city.names
        if name != "return_postcode"
    )
    with (city / "phrases" / f"{language}.yml").open("a", encoding="utf-8") as phrases:
        phrases.write(names)
    said = (city / "city.yml").read_text(encoding="utf-8")
    own = re.sub(r"languages: \[.*?\]", f"languages: [ja, {language}]", said)
    (city / "city.yml").write_text(own, encoding="utf-8")
    with city_of(city):
        yield
