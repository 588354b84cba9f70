"""Draws the pictures of LINE's rich menus: `.venv/bin/python tools/rich_menu.py`.

Needs fonts for all languages (Debian: fonts-noto-cjk, fonts-noto-core) and a Pillow that shapes
letters (raqm). LINE takes at most 1 MB.
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.channels.line.menu import (
    CALL,
    FIELDS,
    HEIGHT,
    LANGUAGE,
    WIDTH,
    bounds_of,
    languages,
    picture,
)
from bot.content import Words, words_today
from bot.text.languages import name_of, tag_of

_QUIET, _CITY, _PAPER, _LINE = "#404040", "#00558c", "#ffffff", "#b8c4cc"
_TITLE, _BELOW, _LOWEST, _NAMES = 150, 76, 72, 54
_EDGE = 55  # beside the words of a field
_BASELINE = 0.36  # of the size below the middle: one for all fonts of a line
_PIECES = re.compile(r"[\u0900-\u097f]+(?:\s+[\u0900-\u097f]+)*|[^\u0900-\u097f]+")
_SCRIPTS = {"zh": "Noto Sans CJK SC", "ko": "Noto Sans CJK KR"}
_MOST_BYTES = 1_000_000
_ENGLISH = "en"


@cache
def _font(family: str, size: int) -> ImageFont.FreeTypeFont:
    """The system's sans serif of this name, bold."""
    asked = ["fc-match", "-f", "%{file}\n%{index}", f"{family}:bold"]
    path, index = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    return ImageFont.truetype(path, size, index=int(index) & 0xFFFF)


class Pen:
    """Writes on the picture of the menu in one language."""

    def __init__(self, drawn: Image.Image, language: str) -> None:
        self.draw = ImageDraw.Draw(drawn)
        self._family = _SCRIPTS.get(language, "Noto Sans CJK JP")

    def write(self, at: tuple[int, int], text: str, size: int, ink: str, widest: int) -> None:
        """A line around a point, smaller where it would be wider than `widest`."""
        while (width := sum(length for _, _, length in self._pieces(text, size))) > widest:
            size -= 2
        x, baseline = at[0] - width / 2, at[1] + size * _BASELINE
        for piece, font, length in self._pieces(text, size):
            self.draw.text((x, baseline), piece, font=font, fill=ink, anchor="ls")
            x += length

    def _pieces(self, text: str, size: int) -> list[tuple[str, ImageFont.FreeTypeFont, float]]:
        """Devanagari has a font of its own, which has no other letters."""
        found = []
        for piece in _PIECES.findall(text):
            is_own = "\u0900" <= piece[0] <= "\u097f"
            font = _font("Noto Sans Devanagari" if is_own else self._family, size)
            found.append((piece, font, font.getlength(piece)))
        return found


def draw(words: Words) -> Image.Image:
    """The picture: two rows of three fields, dark on white, the phone field the other way round;
    below them the other languages by their own names. In Japanese each field says it in English,
    too, and in the others in Japanese, for who helps."""
    drawn = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = Pen(drawn, words.language)
    first = languages()[0]
    is_first = tag_of(words.language) == tag_of(first)
    beside = words_today(_ENGLISH if is_first else first)
    for number, asks in enumerate(FIELDS):
        x, y, width, height = bounds_of(number)
        box = (x + 14, y + 14, x + width - 14, y + height - 14)
        fill, edge = (_CITY, _CITY) if asks == CALL else (_PAPER, _LINE)
        pen.draw.rounded_rectangle(box, radius=40, fill=fill, outline=edge, width=6)
        middle, centre, widest = x + width // 2, y + height // 2, width - 2 * _EDGE
        title, below = words.say("menu", asks), words.say("menu", f"{asks}_below")
        if asks == LANGUAGE:
            names = "  ".join(name_of(code) for code in languages() if code != words.language)
            pen.write((middle, centre - 58), f"{title} / {below}", _BELOW + 14, _CITY, widest)
            pen.write((middle, centre + 62), names, _NAMES, _QUIET, widest)
            continue
        ink, quiet = (_PAPER, _PAPER) if asks == CALL else (_CITY, _QUIET)
        last = words.say("talk", "phone") if asks == CALL else beside.say("menu", asks)
        pen.write((middle, centre - 80), title, _TITLE, ink, widest)
        pen.write((middle, centre + 90), below, _BELOW, quiet, widest)
        pen.write((middle, centre + 210), last, _LOWEST, quiet, widest)
    return drawn.quantize(32)


if __name__ == "__main__":
    for language in languages():
        path = picture(language)
        draw(words_today(language)).save(path, optimize=True)
        if (size := path.stat().st_size) > _MOST_BYTES:
            sys.exit(f"{path}: {size} bytes are more than LINE takes")
        print(f"{path}: {size} bytes")
