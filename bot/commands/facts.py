"""`facts`: 国保だより fact by fact, with the answers that tell each: what a clerk checks.

python -m bot facts
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bot.content import fill, library
from bot.rules import Mark

_MARKS = {Mark.STATED: "明記", Mark.READ: "読み取り", Mark.INFERRED: "要確認"}
_COLUMNS = ("id", "場所", "紙面が言うこと", "確かさ", "伝える答え")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `facts` to the command line."""
    command = commands.add_parser(
        "facts",
        help="the newsletter fact by fact, with the answers that tell it (Markdown)",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints a table in Markdown."""
    print(fill("# {newsletter}{issue} に書かれていることと、それを伝える答え\n"))
    for row in (_COLUMNS, ("---",) * len(_COLUMNS), *_rows()):
        print(f"| {' | '.join(row)} |")
    return 0


def _rows() -> Iterator[tuple[str, ...]]:
    content = library()
    for name, fact in content.facts.items():
        told = [
            f"{answer.title}(`{answer_id}`)"
            for answer_id, answer in content.book().answers.items()
            if name in answer.facts
        ]
        yield f"`{name}`", fact.place, fill(fact.says), _MARKS[fact.mark], "、".join(told)
