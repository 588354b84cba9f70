"""`edition`: next July's newsletter, in one evening.

python -m bot edition new 2026
python -m bot edition check
python -m bot edition preview --on 2026-08-02
"""

from __future__ import annotations

import argparse
import difflib
from datetime import date

from bot.content import current_content
from bot.content.checking import complaints
from bot.content.content import Content
from bot.content.drafting import MARK, values, write_draft
from bot.content.preview import preview, sample_people
from bot.errors import DataError
from bot.settings import settings


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with its three steps."""
    command = commands.add_parser(
        "edition",
        help="make, check and preview next year's edition",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = command.add_subparsers(required=True, metavar="STEP")
    new = steps.add_parser("new", help="make the file of a year from the one before it")
    new.add_argument("year", type=int)
    new.set_defaults(run=_new)
    check = steps.add_parser("check", help="what is still to be filled in or put into other words")
    check.set_defaults(run=_check)
    show = steps.add_parser("preview", help="every answer on a day, and what differs from today")
    show.add_argument("--on", type=_day, required=True, metavar="DAY", help="YYYY-MM-DD")
    show.add_argument("--against", type=_day, metavar="DAY", help="default: today")
    show.add_argument("--language", default="", help="default: the city's first")
    show.add_argument("--differences", action="store_true", help="only what differs")
    show.set_defaults(run=_preview)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"「{text}」は日付ではありません。2026-08-02 のように書いてください。"
        ) from None


def _new(options: argparse.Namespace) -> int:
    folder = current_content().folder / "editions"
    path, blanks = write_draft(folder, options.year, settings().now().date())
    before = values((folder / f"{options.year - 1}.yml").read_text(encoding="utf-8"))
    print(f"{path.name} を作りました。次の{len(blanks)}か所を、新しい紙面を見て直してください。")
    print(f"見比べた行の「{MARK}: 」を消します。")
    print("全部消えるまで、ボットはこのファイルを使いません。\n")
    for blank in blanks:
        was = before[blank.key]
        change = f"{was} → {blank.value}" if was != blank.value else was
        print(f"{blank.line:3}行目 {blank.key}: {change or '(この下の全部)'}")
        print(f"       前の号での場所: {blank.place}")
    print("\n次に: python -m bot edition check")
    return 0


def _check(options: argparse.Namespace) -> int:
    found = list(complaints(current_content().folder, settings().now().date()))
    for complaint in found:
        print(f"- {complaint}")
    print(f"\n{len(found)}件あります。" if found else "すべて済んでいます。")
    return 1 if found else 0


def _preview(options: argparse.Namespace) -> int:
    content = _with_drafts()
    if options.language and options.language not in content.city.languages:
        known = "、".join(content.city.languages)
        raise DataError(f"{options.language} の文章はありません。あるのは {known} です。")
    against = options.against or settings().now().date()
    on, then = (content.words(day, options.language) for day in (options.on, against))
    people = sample_people(on.edition)
    told, told_then = preview(on, people), preview(then, people)
    if not options.differences:
        print(f"● {options.on} の答え({on.values['newsletter']}{on.edition.newsletter})\n")
        print("\n".join(told))
    print(f"\n● {against} の答えとの違い(- が {against}、+ が {options.on})\n")
    lines = difflib.unified_diff(told_then, told, str(against), str(options.on), n=2, lineterm="")
    print("\n".join(lines) or "違いはありません。")
    return 0


def _with_drafts() -> Content:
    """The city's content, with editions that are not yet filled in."""
    return Content(current_content().folder, drafts=True)
