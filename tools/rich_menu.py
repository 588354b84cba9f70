"""Draws the picture of LINE's rich menu: `.venv/bin/python tools/rich_menu.py`.

Needs a Japanese font (Debian: fonts-noto-cjk). LINE takes at most 1 MB.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.channels.line.menu import FIELDS, HEIGHT, LANGUAGE, WIDTH, bounds_of, picture
from bot.content import current_content, say
from bot.text.languages import name_of

_QUIET, _CITY, _PAPER, _LINE = "#404040", "#00558c", "#ffffff", "#b8c4cc"
_TITLE, _BELOW, _LOWEST, _NAMES = 150, 76, 72, 54
_DEVANAGARI = range(0x0900, 0x0980)  # for which the Japanese font has no letters
_MOST_BYTES = 1_000_000


def _font(size: int) -> ImageFont.FreeTypeFont:
    """The system's Japanese sans serif, bold."""
    asked = ["fc-match", "-f", "%{file}\n%{index}", "Noto Sans CJK JP:bold:lang=ja"]
    path, index = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    return ImageFont.truetype(path, size, index=int(index))


def draw() -> Image.Image:
    """The picture: two rows of three fields, dark on white, the phone field the other way round;
    below them the languages by their own names."""
    drawn = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(drawn)
    title, below, lowest = _font(_TITLE), _font(_BELOW), _font(_LOWEST)
    for number, field in enumerate(FIELDS):
        x, y, width, height = bounds_of(number)
        calls = not field.asks
        box = (x + 14, y + 14, x + width - 14, y + height - 14)
        fill, edge = (_CITY, _CITY) if calls else (_PAPER, _LINE)
        pen.rounded_rectangle(box, radius=40, fill=fill, outline=edge, width=6)
        middle, centre = x + width // 2, y + height // 2
        if field.asks == LANGUAGE:
            _languages(pen, middle, centre, f"{field.title} / {field.below}")
            continue
        ink, quiet = (_PAPER, _PAPER) if calls else (_CITY, _QUIET)
        pen.text((middle, centre - 80), field.title, font=title, fill=ink, anchor="mm")
        pen.text((middle, centre + 90), field.below, font=below, fill=quiet, anchor="mm")
        last = say("talk", "phone") if calls else field.english
        pen.text((middle, centre + 210), last, font=lowest, fill=quiet, anchor="mm")
    return drawn.quantize(64)


def _languages(pen: ImageDraw.ImageDraw, middle: int, centre: int, title: str) -> None:
    """The field for the language."""
    names = [name_of(code) for code in current_content().city.languages[1:]]
    shown = [name for name in names if not any(ord(letter) in _DEVANAGARI for letter in name)]
    shown += ["Nepali"] if len(shown) < len(names) else []
    pen.text((middle, centre - 58), title, font=_font(_BELOW + 14), fill=_CITY, anchor="mm")
    line = "  ".join(shown)
    pen.text((middle, centre + 62), line, font=_font(_NAMES), fill=_QUIET, anchor="mm")


if __name__ == "__main__":
    path = picture()
    draw().save(path, optimize=True)
    if (size := path.stat().st_size) > _MOST_BYTES:
        sys.exit(f"{path}: {size} bytes are more than LINE takes")
    print(f"{path}: {size} bytes")
