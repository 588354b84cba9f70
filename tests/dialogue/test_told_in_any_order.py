"""Whole talks about households, told in any order: each hears what follows from their own facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dialogue.conftest import Begin
from tests.dialogue.oracle import ENDS, Case, expected, said, typed
from tests.dialogue.talking import Conversation, Reply
from tests.dialogue.whole_talks import FIRST_DAY, PEOPLE, circumstances, some_case, told
from tests.text import repeatable

# The clock of `begin` may stand still between the talks.
talks = settings(
    repeatable,
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


# What is told of those whom it is not about, and is a fact of nobody in the household.
OF_OTHERS = (
    "隣の人は昭和26年12月9日生まれだそうです。",
    "祖父は先月他界しました。",
    "友人の在留期限は2026年2月9日です。",
)


@dataclass(frozen=True)
class Telling:
    """A household, and the messages in which it is told: the intent and the words of each."""

    people: tuple[Case, ...]
    messages: tuple[tuple[str, str], ...]


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    """One to four people, each fact with its owner, and strangers, in up to three messages."""
    chance = draw(st.randoms(use_true_random=True))
    people = tuple(
        some_case(chance, *names) for names in chance.sample(PEOPLE, chance.randint(1, 4))
    )
    sentences = [sentence for case in people for sentence in _sentences(case)]
    for other in chance.sample(OF_OTHERS, chance.randint(0, len(OF_OTHERS))):
        beside = chance.randrange(len(sentences))
        sentences[beside] = chance.choice((other + sentences[beside], sentences[beside] + other))
    chance.shuffle(sentences)
    cuts = sorted(
        chance.sample(range(1, len(sentences)), min(chance.randint(0, 2), len(sentences) - 1))
    )
    pieces = ["".join(sentences[a:b]) for a, b in zip([0, *cuts], [*cuts, None], strict=True)]
    question = "と".join(case.called for case in people) + "の資格確認書の期限はいつですか。"
    asked = ("certificate_expiry", question)
    messages = [("inform", piece) for piece in pieces]
    match chance.choice(("before", "first", "last", "behind")):
        case "before":
            messages.insert(0, asked)
        case "behind":
            messages.append(asked)
        case "first":
            messages[0] = ("certificate_expiry", question + pieces[0])
        case _:
            messages[-1] = ("certificate_expiry", pieces[-1] + question)
    return Telling(people, tuple(messages))


def _sentences(case: Case) -> Iterator[str]:
    yield f"{case.called}は{typed(case.birthday)}生まれです。"
    for name, day in circumstances(case):
        yield f"{case.called}は{told(name, day)}。"


def last_of(talk: Conversation, case: Case, people: tuple[Case, ...]) -> str:
    """What was said last of one person."""
    for reply in reversed(talk.replies):
        if len(people) == 1:
            return reply.text
        _, found, behind = reply.text.rpartition(f"{case.label}(")
        if found:
            return behind.partition("\n\n")[0]
    return ""


def led_to_the_end(talk: Conversation, messages: tuple[tuple[str, str], ...]) -> Reply:
    """Everything is told; to what is still asked there is nothing more."""
    for intent, words in messages:
        reply = talk.say(intent, words)
    while reply.asks and len(talk.replies) < 20:
        none = next(title for title in reply.buttons if title in ("どれもない", "ほかにはない"))
        reply = talk.press(none)
    return reply


@talks
@given(telling=tellings())
def test_each_by_their_own_facts_alone(begin: Begin, telling: Telling) -> None:
    """However a household is told, each person's date is their own, and no other's is there."""
    talk = begin(FIRST_DAY)
    led_to_the_end(talk, telling.messages)
    for case in telling.people:
        right, text = expected(case), last_of(talk, case, telling.people)
        wanted = right if isinstance(right, str) else f"有効期限は、{said(right)}です"
        assert wanted in text, (case, telling.messages, [r.text for r in talk.replies])
        assert not {day for day in strange_days(case, telling.people) if day in text}


def strange_days(case: Case, people: tuple[Case, ...]) -> set[str]:
    """The days of the others, as the bot writes them in any era."""
    others = {_written(date(1951, 12, 9)), _written(date(2026, 2, 9)), _written(date(2026, 2, 10))}
    return set.union(others, *map(_days, people)) - _days(case) - {_written(ENDS)}


def _days(case: Case) -> set[str]:
    days = (case.birthday, case.residence, case.graduation, expected(case))
    return {_written(day) for day in days if isinstance(day, date)}


def _written(day: date) -> str:
    return f"({day.year}年){day.month}月{day.day}日"


def test_facts_before_any_question(talk: Conversation) -> None:
    """Facts of three people in three messages are all there for the question that follows."""
    for words in ("父は昭和31年3月1日生まれです", "母は昭和45年6月22日生まれです",
                  "祖母は昭和25年11月3日生まれです"):  # fmt: skip
        assert "伝わらない" not in talk.say("inform", words)
    reply = talk.say("certificate_expiry", "父と母と祖母の資格確認書の期限は?")
    assert all(day in reply for day in ("2月28日", "7月31日", "11月2日"))
