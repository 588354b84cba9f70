"""bot/conversation/handoff.py: what an operator will see of a talk, and how long it is held."""

from __future__ import annotations

import pytest

from bot.content import find_answer, say
from bot.conversation.consultation import AskedTurn, Computed
from bot.conversation.handoff import ASK
from bot.dialogue.talk import Person
from bot.dialogue.talk import Talk as TalkState
from bot.storage.ports.conversations import TURNS_KEPT
from tests.house.handing import ASKS, FACTS, STATE, Talk, card
from tests.house.serving import NOW, Body, message
from tests.house.talks import state_of


def test_words_are_masked() -> None:
    """Names, phones, addresses, numbers and dates are hidden before they are kept."""
    talk = Talk()
    words = "山田花子と申します。川崎区宮本町1、090-1234-5678、昭和30年7月15日生、いつまで?"
    talk.turn(words, card("certificate_expiry"))
    (kept,) = talk.shown().asked
    for secret in ("山田", "花子", "090", "5678", "昭和", "7月", "宮本町"):
        assert secret not in kept.words
    assert kept.words.endswith("いつまで?")
    assert (kept.answer_id, kept.kind) == ("certificate_expiry", "answer")


def test_words_are_few_and_short() -> None:
    """Only the last questions are kept, and of a long one its beginning."""
    talk = Talk()
    for number in range(TURNS_KEPT + 3):
        talk.turn(f"質問その{number}" + "あ" * 2000, card("certificate_expiry"))
    found = talk.shown().asked
    assert found[0].words.startswith("質問その3あ")
    assert len(found) == TURNS_KEPT
    assert max(len(turn.words) for turn in found) <= 300


def test_a_pressed_question_is_kept_in_peoples_words() -> None:
    """A button counts as its answer's title; one that only gives a fact is no question."""
    talk = Talk()
    talk.turn("/call_center", card("call_center"), pressed=True)
    talk.turn('/inform{"answer": "document=notice"}', card("notice_expiry"), pressed=True)
    assert [turn.words for turn in talk.shown().asked] == [find_answer("call_center").title]


def test_a_reply_belongs_to_its_question() -> None:
    """A birthday given for a question is no question of its own, also after one in between."""
    talk = Talk()
    open_now = state_of("certificate_expiry", "birthday")
    talk.turn("いつまで?", card("certificate_expiry", "general"), state=open_now)
    talk.turn("窓口は?", card("call_center"), state=open_now)
    talk.turn("昭和30年7月15日です", card("certificate_expiry", "result"), state=STATE)
    assert talk.shown().asked == (
        AskedTurn("いつまで?", "certificate_expiry", "result"),
        AskedTurn("窓口は?", "call_center", "answer"),
    )


@pytest.mark.parametrize("words", ["もう死にたい", "助けてください、夫に紙を取り上げられています"])
def test_a_cry_for_help_is_not_shown(words: str) -> None:
    """What somebody in need wrote is handed to nobody."""
    talk = Talk()
    talk.turn(words, message("119番へ", "refusal", "out_of_scope"))
    assert talk.say(ASKS) == say("consult", "nothing")


# Facts, and how long.


@pytest.mark.parametrize("asks", [ASKS, "button"])
def test_facts_go_with_the_consent(asks: str) -> None:
    """What was worked out is shown, asked for by words or by the button."""
    talk = Talk()
    talk.turn("いつまで?", card("certificate_expiry", "result"), state=STATE)
    if asks == "button":
        talk.say(ASK, pressed=True)
    assert talk.shown().computed == (Computed("certificate_expiry", FACTS),)
    assert talk.mine.computed == ()


def test_facts_survive_the_wish_for_a_person() -> None:
    """Who has a result and then asks for a person takes it along, although the talk has let go of
    it; one turn later it is gone."""
    talk = Talk()
    talk.turn("いつまで?", card("certificate_expiry", "result"), state=STATE)
    talk.turn("人と話したい", card("operator"))
    assert talk.mine.computed == (Computed("certificate_expiry", FACTS),)
    talk.turn("窓口は?", card("certificate_expiry"))
    assert talk.mine.computed == ()
    assert talk.shown().computed == ()


def test_facts_are_held_only_while_the_offer_stands() -> None:
    """While nobody could be reached, and with a card that offers nothing, none are held for it."""
    talk = Talk(NOW.replace(hour=20))
    talk.turn("いつまで?", card("certificate_expiry", "result"), state=STATE)
    assert talk.mine.computed == ()
    talk.moment = NOW
    talk.turn("いつまで?", card("certificate_expiry", "general"), state=STATE)
    assert talk.mine.computed == ()


@pytest.mark.parametrize(
    "state", [state_of("debit_banks"), state_of("", facts=FACTS), state_of("x", facts={})]
)
def test_no_facts_no_matter(state: Body) -> None:
    """A matter without facts, or facts of no matter, are nothing that was worked out."""
    talk = Talk()
    talk.turn("使える銀行は?", card("debit_banks", "result"), state=state)
    assert talk.shown().computed == ()


def test_everybody_of_a_household_is_shown() -> None:
    """Each person goes over with the name and their own facts, and the consent says of whom."""
    father = Person("father", facts={"birthday": "1950-11-03"})
    mother = Person("mother", facts={"birthday": "1956-03-01", "residence_until": "2026-05-01"})
    about = ["father", "mother"]
    state = TalkState([father, mother], "certificate_expiry", about).slots()
    talk = Talk()
    talk.turn("両親の期限は?", card("certificate_expiry", "result"), state=state)
    consent = talk.say(ASKS) or ""
    assert "お父さまの計算に使った「生年月日」" in consent
    assert "お母さまの計算に使った「生年月日」「在留期限」" in consent.replace("、「", "「")
    assert talk.shown().computed == (
        Computed("certificate_expiry", father.facts, "お父さま", "father"),
        Computed("certificate_expiry", mother.facts, "お母さま", "mother"),
    )
