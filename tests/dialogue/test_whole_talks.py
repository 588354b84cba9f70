"""1,050 whole talks in three styles against the newsletter's table: no wrong date."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.dialogue.conftest import Begin
from tests.dialogue.oracle import CONFIRM, NONE, Case, expected, said, typed
from tests.dialogue.talking import Conversation, Reply

FIRST_DAY = "2025-08-01T10:00"
STYLES = ("buttons", "typed", "at once")
TALKS, CHUNK = 350, 25  # a style
PEOPLE = (
    ("父", "お父さま"), ("母", "お母さま"), ("私", "あなた"), ("妻", "奥さま"), ("主人", "ご主人"),
    ("下の娘", "下の娘さん"), ("祖母", "おばあさま"), ("兄", "お兄さま"),
)  # fmt: skip
TURNS = [
    *(date(y, m, d) for y, m, d in [(1955, 8, 1), (1955, 8, 2), (1956, 2, 29), (1956, 3, 1),
                                    (1956, 7, 1), (1956, 7, 2), (1950, 8, 1), (1950, 8, 2),
                                    (1950, 11, 3), (1951, 7, 31), (1951, 8, 1), (1949, 5, 5)]),
]  # fmt: skip
LABELS = {"residence": "在留期限がある", "graduation": "マル学", "burden": "負担割合が変わる"}
MOST_ASKED_AGAIN = 0.01


def some_day(chance: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange((last - first).days + 1))


def some_case(chance: random.Random, called: str, label: str) -> Case:
    """Somebody of any age; every second one near a turn of the rules."""
    born = chance.choice(TURNS) if chance.random() < 0.5 else some_day(
        chance, date(1948, 1, 1), date(2008, 1, 1)
    )  # fmt: skip
    kind = chance.choice((None, None, "residence", "graduation", "burden"))
    old = born <= date(1955, 8, 1)
    return Case(
        called,
        label,
        born,
        residence=some_day(chance, date(2025, 8, 5), date(2026, 8, 20))
        if kind == "residence"
        else None,
        graduation=some_day(chance, date(2026, 1, 5), date(2026, 7, 31))
        if kind == "graduation" and born.year > 1990
        else None,
        burden=date(2025 + (m := chance.randrange(9, 20)) // 13, (m - 1) % 12 + 1, 1)
        if kind == "burden" and old
        else None,
    )


def circumstances(case: Case) -> list[tuple[str, date]]:
    found = (
        ("residence", case.residence),
        ("graduation", case.graduation),
        ("burden", case.burden),
    )
    return [(name, day) for name, day in found if day is not None]


def told(name: str, day: date) -> str:
    """A circumstance in the words of a caller."""
    match name:
        case "residence":
            return f"在留期限は{day.year}年{day.month}月{day.day}日です"
        case "graduation":
            return f"マル学で{day.year}年{day.month}月{day.day}日に卒業します"
        case _:
            return f"負担割合が{day.year}年{day.month}月から変わります"


def at_once(case: Case) -> str:
    facts = "".join(f"{told(name, day)}。" for name, day in circumstances(case))
    return f"{case.called}は{typed(case.birthday)}生まれです。{facts}"


def lead_to_the_end(talk: Conversation, people: list[Case], style: str) -> tuple[Reply, int]:
    """The talk until nothing is asked any more, and how often the same was asked again."""
    names = "と".join(case.called for case in people)
    if style == "at once":
        facts = "".join(map(at_once, people))
        reply = talk.say("certificate_expiry", f"{facts}{names}の資格確認書の期限はいつですか。")
        waiting: list[tuple[Case, str, date]] = []
    else:
        reply = talk.say("certificate_expiry", f"{names}の資格確認書の期限はいつですか")
        waiting = [(case, name, day) for case in people for name, day in circumstances(case)]
    questions: list[str] = []
    while reply.asks and len(questions) < 20:
        asks, question = reply.messages[-1]["answer"]["asks"], reply.last
        questions.append(question.rpartition("\n\n")[2])
        who = next((case for case in people if case.label in question), people[0])
        if asks == "birthday":
            reply = talk.say("inform", f"{typed(who.birthday)}です")
        elif asks == "circumstances":
            reply, waiting = next_circumstance(talk, reply, people, waiting, style)
        else:
            day = next(day for name, day in circumstances(who) if asks.startswith(name))
            reply = talk.say("inform", f"{day.year}年{day.month}月{day.day}日です")
    again = sum(a == b for a, b in pairwise(questions) if "ほかに" not in a)
    return reply, again


def next_circumstance(
    talk: Conversation,
    reply: Reply,
    people: list[Case],
    waiting: list[tuple[Case, str, date]],
    style: str,
) -> tuple[Reply, list[tuple[Case, str, date]]]:
    offered = {name for name, title in LABELS.items() if any(title in b for b in reply.buttons)}
    asked = [one for one in waiting if len(people) == 1 or one[0].label in reply.last]
    due = next((one for one in asked if one[1] in offered), None)
    if due is None:
        none = next(title for title in reply.buttons if title in ("どれもない", "ほかにはない"))
        return (talk.press(none) if style == "buttons" else talk.say("inform", none)), []
    case, name, day = due
    rest = [one for one in waiting if one != due]
    if style == "typed":
        owner = f"{case.called}は" if len(people) > 1 else ""
        return talk.say("inform", f"{owner}{told(name, day)}"), rest
    reply = talk.press(next(title for title in reply.buttons if LABELS[name] in title))
    if case.label in reply.buttons and reply.messages[-1]["answer"]["asks"] == "circumstances":
        reply = talk.press(case.label)
    return talk.say("inform", f"{day.year}年{day.month}月{day.day}日です"), rest


def part_about(reply: Reply, case: Case, people: list[Case]) -> str:
    """What the last reply says of one person: the lines below the name, or all of it."""
    if len(people) == 1:
        return reply.text
    behind = reply.text.partition(f"{case.label}(")[2]
    return behind.partition("\n\n")[0]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("chunk", range(TALKS // CHUNK))
def test_the_dates_are_those_of_the_table(begin: Begin, style: str, chunk: int) -> None:
    """Whoever it is and however it is told, each person hears the date of the table."""
    chance = random.Random(f"{style} {chunk}")
    asked_again = 0
    for _ in range(CHUNK):
        chosen = chance.sample(PEOPLE, chance.choice((1, 1, 2, 2, 3)))
        people = [some_case(chance, called, label) for called, label in chosen]
        reply, again = lead_to_the_end(begin(FIRST_DAY), people, style)
        asked_again += again
        assert not reply.asks, (people, reply.last)
        for case in people:
            told_of, right = part_about(reply, case, people), expected(case)
            wanted = right if isinstance(right, str) else f"有効期限は、{said(right)}です"
            assert wanted in told_of, (case, right, told_of)
            assert right in (CONFIRM, NONE) or CONFIRM not in told_of
    assert asked_again <= max(1, CHUNK * MOST_ASKED_AGAIN)
