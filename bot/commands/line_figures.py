"""How often each field of the rich menus was pressed, as LINE counts it. Japanese, for editors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bot.channels.line.menu import FIELDS, bounds_of, language_named
from bot.commands.line_account import MessagingAccount, asked
from bot.content import say
from bot.errors import StartError
from bot.text.languages import name_of

_USUAL = 28  # days, until yesterday: LINE counts a day during the next
_LONGEST = 396  # days that LINE adds up
_OLDEST = 3 * 365  # days back
_FEWEST = 20  # people: LINE tells nothing of fewer


def period(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """The first and the last day. Raises StartError for a period of which LINE tells nothing."""
    last = last or today - timedelta(days=1)
    first = first or last - timedelta(days=_USUAL - 1)
    if not first <= last <= first + timedelta(days=_LONGEST):
        raise StartError(f"{first} to {last}: LINE adds up 1 to {_LONGEST} days, in this order")
    if first < today - timedelta(days=_OLDEST):
        raise StartError(f"{first} is too long ago: LINE keeps figures for three years")
    return first, last


def menu_figures(account: MessagingAccount, first: date, last: date) -> Iterator[str]:
    """Tables of our menus, in Markdown."""
    listed = asked(account.api.get_rich_menu_list).richmenus
    menus = [m for m in listed if language_named(m.name) is not None]
    if not menus:
        raise StartError("there is no menu of ours: run `python -m bot line setup`")
    for menu in menus:
        yield f"\n## {name_of(language_named(menu.name) or '') or 'メニュー'}\n"
        found = asked(
            account.figures.get_rich_menu_insight_summary,
            menu.rich_menu_id,
            f"{first:%Y%m%d}",
            f"{last:%Y%m%d}",
        )
        yield from _table(found, first, last)


def _table(found: Any, first: date, last: date) -> Iterator[str]:
    if not found.clicks or found.impression is None:
        yield f"{first}〜{last}: 使った人が{_FEWEST}人より少ないので、LINE は数を出しません。"
        return
    shown = found.impression.metrics
    yield f"{_day(found.metrics_from)}〜{_day(found.metrics_to)}"
    yield f"メニューが表示された回数 {shown.count}(およそ{shown.unique_users}人)\n"
    yield "| ボタン | 押された回数 | 人数 |"
    yield "| --- | ---: | ---: |"
    titles = {bounds_of(number): say("menu", asks) for number, asks in enumerate(FIELDS)}
    for click in sorted(found.clicks, key=lambda click: -click.metrics.count):
        at = click.bounds
        title = titles.get((at.x, at.y, at.width, at.height), "前の形のボタン")
        yield f"| {title} | {click.metrics.count} | {click.metrics.unique_users} |"


def _day(written: str) -> str:
    return f"{written[:4]}-{written[4:6]}-{written[6:]}"
