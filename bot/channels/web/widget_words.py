"""What of the widget's code depends on city, edition and language: its words, and where it leads.

The scripts stand in widget/; the server puts the words in, so that none of them names a city.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.content import Words
from bot.conversation.calling import telephone
from bot.conversation.date_fields import WESTERN
from bot.text.eras import ERAS
from bot.text.languages import name_of, tag_of
from bot.text.writers import WRITERS, DateWriter

# Words of the launcher, and those that `first` and `eras` hold.
_ELSEWHERE = {"launcher", "launcher_failed", "first_lead", "first_detail", "western"}
# What is Japanese in a text of each language, as a pattern of the browser: by its letters. Chinese
# shares them: there it is what stands in brackets without a letter that only Chinese has, or kana.
_JAPANESE = {
    "": r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー・「」]+",
    "ja": "(?!)",
    "zh": "（[^（）0-9a-z%的认资请根编险签急其察]+）"
    "|[「“《][^（）「」“”《》]*[ぁ-ヺ][^（）「」“”《》]*(?=[」”》（])|[ぁ-ヺー]{2,}(?:保険証|学|銀行)?",
}
_FIGURES = re.compile(r"\d+")
_NAME = r"\p{L}[\p{L}\p{M}]*"  # of a month
LAUNCHER = Path(__file__).parent / "widget" / "launcher.js"


def texts_script(words: Words) -> str:
    """The module texts.js: `T`, with every word of the panel."""
    said = {key: words.fill(text) for key, text in words.book.widget.items()}
    phone = words.values["phone"]
    own: dict[str, Any] = {
        "centre": {"phone": phone, "tel": telephone(phone), "sentence": ""},
        "first": {
            "kind": "opening",
            "language": tag_of(words.language),
            "lead": said["first_lead"],
            "details": [said["first_detail"], said["kept"]],
            "choices": [{"label": label} for _, label in words.opening()],
        },
        "cancel": words.say("label", "cancel"),
        "eras": {**{era.name: words.dates.era(era.name) for era in ERAS}, WESTERN: said["western"]},
        "easier": _easier(words),
        "code": words.language,
        "language": tag_of(words.language),
        "japanese": japanese_in(words),
        "dates": dates_in(words.city.languages),
        "languages": [[code, tag_of(code), name_of(code)] for code in words.city.languages],
        "exit": words.city.home,
        "sites": sites(words),
    }
    panel = {key: text for key, text in said.items() if key not in _ELSEWHERE}
    return f"export const T = {json.dumps({**panel, **own}, ensure_ascii=False)};\n"


def japanese_in(words: Words) -> dict[str, str]:
    """The pattern of the Japanese words in a text, by its language; "" stands for all others."""
    # Where to send a paper stands as the envelope has it.
    desk = words.values["return_desk"].partition("（")[0]
    return {**_JAPANESE, "zh": f"{desk}|{_JAPANESE['zh']}"}


def dates_in(languages: Iterable[str]) -> str:
    """The pattern of a date, which no line should break, in any of these languages.

    A question is answered in its own language, whatever the page is set to.
    """
    return "|".join(sorted({_dates(WRITERS[language]) for language in languages}))


def _dates(writer: DateWriter) -> str:
    """A date as a language writes it; Japan's own ones the card knows.

    The names of months are what differs between two of them.
    """
    some, others = (_written(writer, month) for month in (2, 3))
    return " ".join(
        _FIGURES.sub(_figures, one) if one == other or _FIGURES.search(one) else _NAME
        for one, other in zip(some, others, strict=True)
    )


def _figures(found: re.Match[str]) -> str:
    figure = r"\d" if found.group().isascii() else r"\p{Nd}"
    return figure + ("{4}" if len(found.group()) == 4 else "{1,2}")


def _written(writer: DateWriter, month: int) -> list[str]:
    """A day of that month, word by word, without the year of Japan behind it."""
    return re.split("[(（]", writer.date(date(2026, month, 28)))[0].split()


def _easier(words: Words) -> str:
    """The language in easy words; from there, the city's first one."""
    easy = next((code for code in words.city.languages if code.endswith("-easy")), "")
    return words.city.languages[0] if words.language == easy else easy


def launcher_script(words: Words, release: str) -> str:
    """launcher.js with the words of the button; it loads nothing, so they must be in it."""
    script = LAUNCHER.read_text(encoding="utf-8")
    own = {key: words.book.widget[key] for key in ("launcher", "launcher_failed")}
    own |= {"release": release, "code": words.language, "language": tag_of(words.language)}
    for key, value in own.items():
        script = script.replace(f'"{key}"', json.dumps(value, ensure_ascii=False))
    return script


def sites(words: Words) -> list[str]:
    """Beginnings of the addresses that a link may have: those of the city and of its answers."""
    urls = [words.city.home]
    for answer in words.book.answers.values():
        urls += [words.fill(link.url) for link in answer.links]
    parts = (urlsplit(url) for url in urls)
    return sorted({f"{part.scheme}://{part.netloc}/" for part in parts})
