"""bot/conversation/talk_course.py: how whole talks went, whatever their turns looked like."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.talk_course import changes, followed
from bot.messages import KINDS, Message
from bot.storage.ports.talks import WHOLE, TalkKey, TalkTally

BEGUN = TalkKey("2025-10-01T10", "web", "ja", "第179号", WHOLE)
WHY, LOST = "why_certificate", "lost"
Turn = Sequence[tuple[str, str | None]]

GENERAL: Turn = (("general", WHY), ("question", WHY))
ASKED: Turn = (("options", None),)
REFUSED: Turn = (("refusal", "out_of_scope"),)
PHONE: Turn = (("answer", "call_center"),)


def talk(*turns: Turn, number: bool = False) -> dict[TalkKey, TalkTally]:
    """The counts after all turns of one talk."""
    course, found = {}, {}
    for turn in turns:
        messages = [Message.said("…", kind, name) for kind, name in turn]  # type: ignore[arg-type]
        after = followed(course, messages, BEGUN, number=number)
        for key, tally in changes(course, after):
            found[key] = found.get(key, TalkTally()) + tally
        course = after
    return found


@pytest.mark.parametrize(
    ("turns", "whole"),
    [
        ([GENERAL], TalkTally(asked=1, answered=1)),
        ([(("question", WHY),)], TalkTally(asked=1)),
        ([(("question", WHY),), (("result", WHY),)], TalkTally(asked=1, answered=1)),
        ([REFUSED], TalkTally(asked=1, refused=1)),
        ([GENERAL, REFUSED], TalkTally(asked=1, partly=1)),
        ([REFUSED, GENERAL], TalkTally(asked=1, partly=1)),
        ([ASKED], TalkTally(asked=1, asked_back=1)),
        ([ASKED, GENERAL], TalkTally(asked=1, answered=1, asked_back=1, solved=1)),
        ([GENERAL, ASKED], TalkTally(asked=1, partly=1, asked_back=1)),
        ([GENERAL, PHONE], TalkTally(asked=1, answered=1, phoned=1)),
        ([(("refusal", "operator"),)], TalkTally(asked=1, refused=1, phoned=1)),
        ([(("refusal", None),)], TalkTally(asked=1, refused=1)),
        ([GENERAL, GENERAL, GENERAL], TalkTally(asked=1, answered=1)),
    ],
)
def test_what_a_talk_counts_as(turns: list[Turn], whole: TalkTally) -> None:
    """One talk is one, and counts as what all of it came to."""
    assert talk(*turns)[BEGUN] == whole


def test_small_talk_is_no_talk_with_a_question() -> None:
    """Who only says hello has asked nothing."""
    assert talk([("answer", "greet")], [("talk", None)]) == {}


def test_each_matter_for_itself() -> None:
    """A matter counts once a talk, under its own id."""
    found = talk(GENERAL, GENERAL, (("question", LOST),), REFUSED)
    assert found[BEGUN._replace(answer_id=WHY)] == TalkTally(asked=1, answered=1)
    assert found[BEGUN._replace(answer_id=LOST)] == TalkTally(asked=1)
    assert found[BEGUN._replace(answer_id="out_of_scope")] == TalkTally(asked=1, refused=1)


def test_a_consultation_number_hands_over_to_the_phone() -> None:
    """Who takes a number goes on by phone."""
    assert talk(GENERAL, [("talk", None)], number=True)[BEGUN].phoned == 1


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.sampled_from([None, WHY, LOST, "greet"])),
            max_size=3,
        ),
        max_size=6,
    )
)
def test_a_talk_is_never_more_than_one(turns: list[Turn]) -> None:
    """Whatever happens in a talk, each number is 0 or 1, and its outcomes exclude each other."""
    for tally in talk(*turns).values():
        numbers = [tally.asked, tally.answered, tally.partly, tally.refused, tally.solved]
        assert all(number in (0, 1) for number in numbers)
        assert tally.answered + tally.partly + tally.refused <= tally.asked
        assert tally.solved <= tally.asked_back
