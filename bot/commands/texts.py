"""`texts`: what editors published at the console, as files for the next release.

python -m bot texts export bot/content/kawasaki
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.content import current_content


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with its one step."""
    command = commands.add_parser(
        "texts",
        help="bring what was published at the console into files",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = command.add_subparsers(required=True, metavar="STEP")
    export = steps.add_parser("export", help="write each file in which a published text stands")
    export.add_argument("folder", type=Path, help="the folder of the city, or any other one")
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    source, written = current_content().in_force, 0
    for path in sorted(source.rglob("*.yml")):
        target = options.folder / path.relative_to(source)
        text = path.read_text(encoding="utf-8")
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            print(target.relative_to(options.folder))
            written += 1
    print(f"\n{written}個のファイルを書きました。" if written else "違いはありません。")
    return 0
