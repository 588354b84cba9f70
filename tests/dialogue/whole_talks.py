"""Whole talks in three styles against the newsletter's table: all 1,050 by `-m` of this module."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from bot.content import current_content, say
from tests.dialogue.oracle import CONFIRM, NONE, Case, expected, said, typed
from tests.dialogue.talking import Conversation, Reply

FIRST_DAY = "2025-08-01T10:00"
STYLES = ("buttons", "typed", "at once")
TALKS = 175  # a style and paper: 1,050 altogether
PAPERS = {"certificate": "資格確認書", "notice": "お知らせ"}
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


def lead_to_the_end(
    talk: Conversation, people: list[Case], style: str, paper: str
) -> tuple[Reply, int]:
    """The talk until nothing is asked any more, and how often the same was asked again."""
    names = "と".join(case.called for case in people)
    if style == "at once":
        facts = "".join(map(at_once, people))
        reply = talk.say(f"{paper}_expiry", f"{facts}{names}の{PAPERS[paper]}の期限はいつですか。")
        waiting: list[tuple[Case, str, date]] = []
    else:
        reply = talk.say(f"{paper}_expiry", f"{names}の{PAPERS[paper]}の期限はいつですか")
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


@dataclass
class Held:
    """What came of some talks: how many people, wrong dates, and what was asked again."""

    talks: int = 0
    people: int = 0
    asked_again: int = 0
    wrong: list[tuple[Case, str]] = field(default_factory=list)


def hold(begin: Callable[[], Conversation], style: str, paper: str, talks: int) -> Held:
    """Talks of one to three people about one paper, the same ones in every run."""
    chance, held = random.Random(f"{style} {paper}"), Held()
    for _ in range(talks):
        chosen = chance.sample(PEOPLE, chance.choice((1, 1, 2, 2, 3)))
        notice = paper == "notice"
        people = [replace(some_case(chance, *names), notice=notice) for names in chosen]
        reply, again = lead_to_the_end(begin(), people, style, paper)
        held.talks, held.asked_again = held.talks + 1, held.asked_again + again
        for case in people:
            held.people += 1
            told_of, right = part_about(reply, case, people), expected(case)
            told_of = told_of.replace(say("renewal", "other_insurance"), "")  # not of the date
            wanted = right if isinstance(right, str) else f"有効期限は、{said(right)}です"
            open_still = reply.asks or (right not in (CONFIRM, NONE) and CONFIRM in told_of)
            if open_still or wanted not in told_of:
                held.wrong.append((case, reply.text))
    return held


def main() -> None:
    """All 1,050, in three styles about both papers."""
    os.environ["BOT_TODAY"] = FIRST_DAY
    current_content()
    for style in STYLES:
        for paper in PAPERS:
            held = hold(Conversation, style, paper, TALKS)
            print(
                f"{style:8} {paper:11} {held.talks} talks, {held.people} people,"
                f" {len(held.wrong)} wrong, {held.asked_again} asked again"
            )
            for case, text in held.wrong[:3]:
                print(case, text, sep="\n")


if __name__ == "__main__":
    main()
