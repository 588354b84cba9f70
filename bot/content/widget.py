"""The words of the widget, exactly the keys that its scripts use; and the page that it is on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.content import strict_yaml
from bot.content.book import bad_names
from bot.errors import DataError

KEYS = frozenset(
    {
        *("launcher", "launcher_failed", "first_title", "first_lead", "first_detail", "kept"),
        *("title", "log", "menu", "close", "leave", "leaveHint", "furigana", "large"),
        *("call", "centreName", "erase", "eraseAsk", "eraseYes", "erased", "erasedHere"),
        *("me", "bot", "box", "send", "near", "over", "thinking", "unsent", "offline", "later"),
        *("renewed", "bring", "steps", "more", "related", "next", "answers", "newTab", "print"),
        *("asked", "helped", "yes", "no", "why", "wrong", "unclear", "other_question", "other"),
        *("agree", "sendFeedback", "choose", "thanks", "basis", "missing", "whose", "matter"),
        *("result", "below", "unread", "listen", "speak", "speakAsk", "unheard"),
        *("date", "dateHint", "era", "year", "month", "day", "dateWrong", "dateRange", "dateSend"),
        *("suggestions", "suggested", "western"),
    }
)


def read_widget(path: Path, names: frozenset[str]) -> Mapping[str, str]:
    """Its words, by key. Raises DataError; `names` are the placeholders that they may use."""
    words = strict_yaml.build(dict[str, str], strict_yaml.load(path), path.name)
    where = f"{path.parent.name}/{path.name}"
    if lacking := sorted(KEYS - words.keys()):
        raise DataError(f"{where}: missing key {', '.join(lacking)}")
    if unknown := sorted(words.keys() - KEYS):
        raise DataError(f"{where}: unknown key {', '.join(unknown)}")
    for key, text in words.items():
        for complaint in bad_names(f"{where}: {key}", text, names):
            raise DataError(complaint)
    return words


def check_page(path: Path, names: frozenset[str]) -> None:
    """Is the sample page there, and can all its placeholders be filled in? Raises DataError."""
    where = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DataError(f"{where}: cannot be read: {error}") from error
    for complaint in bad_names(where, text, names):
        raise DataError(complaint)
