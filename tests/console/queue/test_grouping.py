"""bot/console/queue/grouping.py: what is said alike is decided once."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.queue import grouping
from bot.console.queue.deciding import Decisions, State, UnansweredLine
from bot.console.queue.grouping import Group, Groups, grouped
from bot.conversation.unanswered import Unanswered
from bot.storage.stores import Stores
from tests.console.learning_project import heard, line

ALIKE = [
    ("資格確認書をなくした", "しかくかくにんしょをなくした"),
    ("資格確認書をなくした", "資格確認所をなくした"),
    ("資格確認書をなくした", "四角確認書を無くした"),
    ("資格確認書をなくした", "資格確認証をなくしました"),
    ("入院代を安くする紙がほしい", "入院代を安くする紙が欲しいです"),
    ("ﾏｲﾅ保険証の期限はいつ", "マイナ保険証の期限はいつですか?"),
    ("保険料の口座を変えたい", "口座を変えたい、保険料の"),
]
ALIKE_ALL = ("資格確認書をなくした", "資格確認所をなくした", "資格確認証をなくしました")
APART = [
    ("資格確認書をなくした", "資格確認書の色を知りたい"),
    ("入院代を安くする紙がほしい", "口座振替をやめたい"),
    ("保険料が高い", "保険証が届かない"),
    ("お知らせをなくした", "引っ越したら何がいりますか"),
    ("子どもの医療証", "ごみの日はいつ"),
]


def words(groups: Sequence[Group]) -> list[list[str]]:
    return [[found.words for found in group.lines] for group in groups]


def said(text: str, number: int, times: int) -> UnansweredLine:
    """A line that was said so many times on the web."""
    return line(text, number, None, None, ("web", "asked", "", times))


def of(*texts: str) -> list[list[str]]:
    """The groups of lines that were each said once."""
    return words(grouped([line(text, number) for number, text in enumerate(texts)]))


@pytest.mark.parametrize("pair", ALIKE)
def test_alike(pair: tuple[str, str]) -> None:
    """Kana, width, politeness, order and misconversions do not part a question."""
    assert len(of(*pair)) == 1


def test_the_head_is_what_was_said_most() -> None:
    """A group is called by its commonest wording, not by the one that the others are like."""
    lines = [said(text, number, 1) for number, text in enumerate(ALIKE_ALL)]
    lines.append(said("資格確認書を、なくしました", 9, 5))
    (group,) = grouped(lines)
    assert group.typical.words == "資格確認書を、なくしました"


@pytest.mark.parametrize("pair", APART)
def test_unlike(pair: tuple[str, str]) -> None:
    """Another wish about the same paper, or another matter, is a group of its own."""
    assert len(of(*pair)) == 2


def test_all_together() -> None:
    """Among many questions each still finds its own."""
    groups = of(*dict.fromkeys(text for pair in (*ALIKE, *APART) for text in pair))
    lost = next(group for group in groups if "資格確認書をなくした" in group)
    assert {"しかくかくにんしょをなくした", "資格確認所をなくした"} <= set(lost)
    assert "入院代を安くする紙がほしい" not in lost


def test_most_first() -> None:
    """The group that was said most is first; in it the line that most are like."""
    groups = grouped(
        [
            line("口座を変えたい", 1, None, None, ("web", "refused", "", 9)),
            line("口座を変えたいです", 2, None, None, ("line", "asked", "", 2)),
            line("ごみの日はいつ", 3, None, None, ("web", "refused", "", 10)),
        ]
    )
    assert words(groups) == [["口座を変えたい", "口座を変えたいです"], ["ごみの日はいつ"]]
    assert [group.times for group in groups] == [11, 10]
    assert groups[0].counted("channel") == [("web", 9), ("line", 2)]
    assert groups[0].counted("why") == [("refused", 9), ("asked", 2)]


@pytest.mark.parametrize(
    ("counts", "shown", "found"),
    [
        ([("web", "refused", "", 3)], None, None),
        ([("web", "wrong", "greet", 1)], "greet", None),
        ([("phone", "found", "debit_docs", 5)], None, "debit_docs"),
        (
            [("phone", "found", "debit_docs", 5), ("web", "wrong", "greet", 1)],
            "greet",
            "debit_docs",
        ),
        ([("web", "refused", "", 3), ("web", "wrong", "greet", 1)], None, None),
        ([("phone", "found", "a", 1), ("phone", "found", "b", 2)], None, "b"),
    ],
)
def test_shown_and_found(
    counts: list[tuple[str, str, str, int]], shown: str | None, found: str | None
) -> None:
    """What the bot answered and what a person found are two things, never mixed."""
    (group,) = grouped([line("口座を変えたい", 1, None, None, *counts)])
    assert (group.shown, group.found) == (shown, found)


QUESTIONS = st.lists(
    st.sampled_from([text for pair in (*ALIKE, *APART) for text in pair] + ["?", "〔名前〕", "a"]),
    unique=True, max_size=15,
)  # fmt: skip


@settings(max_examples=30)
@given(QUESTIONS, st.randoms(use_true_random=False))
def test_the_same_lines_make_the_same_groups(texts: list[str], chance: random.Random) -> None:
    """In whatever order lines come, each is in exactly one group, always the same."""
    lines = [
        line(text, n, None, None, ("web", "asked", "", n % 3 + 1)) for n, text in enumerate(texts)
    ]
    first = words(grouped(lines))
    chance.shuffle(lines)
    assert words(grouped(lines)) == first
    assert sorted(text for group in first for text in group) == sorted(texts)


def test_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound only what was said most is compared."""
    monkeypatch.setattr(grouping, "MOST", 3)
    lines = [
        line(f"{n}番窓口のことを聞きたい", n, None, None, ("web", "asked", "", n)) for n in range(9)
    ]
    assert {found.id for group in grouped(lines) for found in group.lines} == {6, 7, 8}


def test_rows_at_once_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rows at a time make the same groups as all of them."""
    texts = [f"{number}番の紙を{verb}" for number in range(30) for verb in ("なくした", "見たい")]
    whole = of(*texts)
    grouping._neighbours.cache_clear()
    monkeypatch.setattr(grouping, "_AT_ONCE", 7)
    assert of(*texts) == whole


def test_threads() -> None:
    """Two editors who open the queue at once both see it."""
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            of(*(f"資格確認書の{number}番と{n}番はいつまで使えますか" for n in range(60)))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_worked_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups are worked out again only after something has changed."""
    store = Stores.local(tmp_path).unanswered
    collection = Unanswered(store)
    heard(collection, "口座を変えたい")
    groups, times = Groups(Decisions(store)), []
    real = grouping.grouped
    monkeypatch.setattr(grouping, "grouped", lambda lines: times.append(1) or real(lines))
    for _ in range(3):
        assert words(groups.of(State.OPEN)) == [["口座を変えたい"]]
    assert len(times) == 1
    heard(collection, "ごみの日はいつ")
    assert len(groups.of(State.OPEN)) == 2
    assert groups.of(State.NEW) == []
    collection.stop()
