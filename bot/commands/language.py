"""`language`: what a language still lacks before it may stand in city.yml.

python -m bot language check en
python -m bot language values en
"""

from __future__ import annotations

import argparse

from bot.content import current_content
from bot.content.snapshot import read_originals
from bot.content.translation import TranslationDraft
from bot.content.values import edition_values
from bot.errors import DataError
from bot.text.writers import WRITERS


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with its two steps."""
    command = commands.add_parser(
        "language",
        help="check the texts of a language against the city's first one",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = command.add_subparsers(required=True, metavar="STEP")
    check = steps.add_parser("check", help="every gap and difference, with file, id and field")
    check.add_argument("language")
    check.set_defaults(run=_check)
    values = steps.add_parser("values", help="what the placeholders say in that language")
    values.add_argument("language")
    values.set_defaults(run=_values)


def _check(options: argparse.Namespace) -> int:
    originals = read_originals(current_content().folder)
    found = list(TranslationDraft(options.language, originals).complaints())
    for complaint in found:
        print(f"- {complaint}")
    print(f"\n{len(found)}件あります。" if found else "すべてそろっています。")
    return 1 if found else 0


def _values(options: argparse.Namespace) -> int:
    if options.language not in WRITERS:
        raise DataError(f"no one writes dates in {options.language} (bot/text/writers)")
    own, first = (
        edition_values(current_content().editions[-1], WRITERS[language])
        for language in (options.language, current_content().city.languages[0])
    )
    for name, value in own.items():
        print(f"{{{name}}}: {value}   # {first[name]}".replace("\n", " "))
    return 0
