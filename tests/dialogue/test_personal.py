"""What every matter with facts of one's own has in common: one table, one test a rule."""

from __future__ import annotations

import pytest

from bot.content import fill, find_answer, say
from bot.settings import settings
from tests.dialogue.conftest import Begin
from tests.dialogue.matters import (
    BY_ID,
    COMPUTED,
    MATTERS,
    OF_A_PERSON,
    Matter,
    ask,
    do,
    go_through,
)
from tests.dialogue.talking import PHONE, related
from tests.house.telling import short_text

ISSUE = "第179号(令和7年7月)"


def each(matters: tuple[Matter, ...]) -> pytest.MarkDecorator:
    """One test a matter."""
    return pytest.mark.parametrize("matter", matters, ids=lambda m: m.id)


def question_of(matter: Matter) -> str:
    """What the bot asks for first."""
    return say("ask", matter.asks, whose=say("whose", "nobody"))


@each(COMPUTED)
def test_general_answer_comes_before_the_first_question(begin: Begin, matter: Matter) -> None:
    """Nobody is asked for a fact before they have heard the general answer and its source."""
    talk = begin(matter.today)
    reply = ask(talk, matter)
    assert reply.kinds == ["general", "question"]
    assert reply.texts[0] == short_text(find_answer(matter.id), settings().now().date())
    assert ISSUE in reply.texts[0]
    assert reply.last == question_of(matter)


@each(MATTERS)
def test_result_says_the_rule_and_the_place(begin: Begin, matter: Matter) -> None:
    """A result gives the date or the month, the rule that decided, and where it is written."""
    reply = go_through(begin(matter.today), matter)
    assert reply.kinds == ["result"]
    assert matter.result in reply
    assert matter.why in reply
    source = reply.text.splitlines()[-1]
    assert source.startswith("出典")
    assert ISSUE in source
    assert matter.place in source


@each(MATTERS)
def test_result_offers_what_is_asked_next(begin: Begin, matter: Matter) -> None:
    """A result offers one to three related questions in people's words, none about itself."""
    reply = go_through(begin(matter.today), matter)
    offered = related(reply.messages[-1])
    assert 1 <= len(offered) <= 3
    assert find_answer(matter.id).title not in offered


@each(tuple(m for m in MATTERS if m.at_once))
def test_facts_in_the_first_sentence_give_the_result_at_once(begin: Begin, matter: Matter) -> None:
    """Who says all facts with the question hears the result in the first reply."""
    reply = begin(matter.today).say(matter.id, matter.at_once)
    assert matter.result in reply
    assert matter.why in reply


@each(tuple(m for m in MATTERS if m.at_once))
def test_every_reply_with_a_result_names_the_newsletter(begin: Begin, matter: Matter) -> None:
    """An answer that holds a computed date carries the newsletter's number."""
    reply = begin(matter.today).say(matter.id, matter.at_once)
    assert matter.result not in reply or ISSUE in reply


@each(COMPUTED)
def test_who_does_not_want_to_say_gets_an_answer(begin: Begin, matter: Matter) -> None:
    """言いたくない is accepted at once, and nothing else is asked for."""
    talk = begin(matter.today)
    ask(talk, matter)
    reply = talk.say("decline", "言いたくありません")
    assert not reply.asks
    assert reply.first == say("talk", "without")
    assert fill(find_answer(matter.id).source) in reply


@each(tuple(m for m in COMPUTED if m.asks not in ("document", "has_card", "method")))
def test_decline_button_does_the_same(begin: Begin, matter: Matter) -> None:
    """The button 言いたくない stands under each question for a date, and works as the words do."""
    talk = begin(matter.today)
    ask(talk, matter)
    assert not talk.press("言いたくない").asks


@each(MATTERS)
def test_who_does_not_know_gets_an_answer(begin: Begin, matter: Matter) -> None:
    """わからない to each question ends in an answer after four turns at the most."""
    talk = begin(matter.today)
    reply = ask(talk, matter)
    for _ in range(4):
        if not reply.asks:
            break
        reply = talk.say("dont_know", "わかりません")
    assert not reply.asks
    assert talk.state.asked is None


@each(COMPUTED)
def test_no_date_is_told_from_nothing(begin: Begin, matter: Matter) -> None:
    """Nobody whose facts are unknown is told a date of their own, or that there is none."""
    talk = begin(matter.today)
    reply = ask(talk, matter)
    while reply.asks:
        reply = talk.say("dont_know", "わかりません")
        assert "result" not in reply.kinds
        assert say("result", "no_expiry", who="") not in reply


@each(MATTERS)
def test_cancel_ends_the_matter(begin: Begin, matter: Matter) -> None:
    """やめる ends the matter, and nothing of it is kept."""
    talk = begin(matter.today)
    ask(talk, matter)
    reply = talk.say("cancel", "やめます")
    assert not reply.asks
    assert (talk.state.topic, talk.state.asked, talk.facts) == (None, None, {})


@each(MATTERS)
def test_aside_is_answered_and_the_question_comes_back(begin: Begin, matter: Matter) -> None:
    """Another question in the middle is answered first; then the open one, with a way out."""
    talk = begin(matter.today)
    ask(talk, matter)
    reply = talk.say("lost_reissue", "なくしたらどうすればいいですか")
    assert reply.ids == ["lost_reissue", matter.id]
    assert reply.kinds == ["answer", "question"]
    assert reply.last.startswith(say("talk", "back"))
    assert "やめる" in reply.buttons


@each(MATTERS)
def test_matter_goes_on_after_an_aside(begin: Begin, matter: Matter) -> None:
    """After an aside the same answers lead to the same result."""
    talk = begin(matter.today)
    ask(talk, matter)
    talk.say("lost_reissue", "なくしたらどうすればいいですか")
    for turn in matter.turns:
        reply = do(talk, turn)
    assert matter.result in reply


@each(MATTERS)
def test_second_aside_ends_the_matter(begin: Begin, matter: Matter) -> None:
    """Who asks something else twice is not brought back a second time."""
    talk = begin(matter.today)
    ask(talk, matter)
    talk.say("lost_reissue", "なくしたらどうすればいいですか")
    reply = talk.say("discard_expired", "古いのは捨てていいですか")
    assert reply.ids == ["discard_expired"]
    assert not reply.asks
    assert talk.state.asked is None


@each(MATTERS)
def test_matter_as_an_aside_is_answered_in_short(begin: Begin, matter: Matter) -> None:
    """In the middle of another matter it is answered in short, without a question of its own."""
    other = BY_ID["certificate_expiry" if matter.id != "certificate_expiry" else "notice_expiry"]
    talk = begin(matter.today)
    ask(talk, other)
    reply = ask(talk, matter)
    assert reply.ids == [matter.id, other.id]
    assert reply.last.startswith(say("talk", "back"))


@each(tuple(m for m in MATTERS if m.at_once and m.id not in ("certificate_expiry",)))
def test_result_as_an_aside_has_its_source(begin: Begin, matter: Matter) -> None:
    """A result in the middle of another matter is as complete as any: it names its source."""
    talk = begin(matter.today)
    ask(talk, BY_ID["what_to_bring"])
    reply = talk.say(matter.id, matter.at_once)
    if matter.result in reply.texts[0]:
        assert ISSUE in reply.texts[0]


@each(MATTERS)
def test_same_question_again_gets_other_words_then_a_person(begin: Begin, matter: Matter) -> None:
    """Asked the same again, the bot says it in other words; the third time it names a person."""
    talk = begin(matter.today)
    first, second, third = (ask(talk, matter) for _ in range(3))
    assert find_answer(matter.id).again.partition("{")[0] in second
    assert second.text != first.text
    assert PHONE in third
    assert say("talk", "repeat_person") in third


@each(MATTERS)
def test_same_question_after_the_result_gets_a_person(begin: Begin, matter: Matter) -> None:
    """A result that is asked for twice more leads to a person too."""
    talk = begin(matter.today)
    go_through(talk, matter)
    ask(talk, matter)
    assert PHONE in ask(talk, matter)


@each(MATTERS)
def test_three_misunderstandings_lead_to_a_person(begin: Begin, matter: Matter) -> None:
    """Three replies in a row that nobody understands end with the number and the hours."""
    talk = begin(matter.today)
    ask(talk, matter)
    for words in ("ふがふが", "ほげほげ"):
        assert PHONE not in talk.say("nlu_fallback", words).last
    reply = talk.say("nlu_fallback", "もごもご")
    assert not reply.asks
    assert PHONE in reply
    assert "17時15分" in reply
    assert talk.state.topic is None


@each(MATTERS)
def test_answers_that_cannot_be_read_lead_to_a_person(begin: Begin, matter: Matter) -> None:
    """Three answers in a row that cannot be read end with the number, however taken."""
    talk = begin(matter.today)
    ask(talk, matter)
    for words in ("ふがふが", "ほげほげ", "もごもご"):
        reply = talk.say("inform", words)
    assert PHONE in reply
    assert not reply.asks


@each(OF_A_PERSON)
def test_question_names_the_person_it_is_about(begin: Begin, matter: Matter) -> None:
    """母の分です turns the questions to her; 私は? turns them back."""
    talk = begin(matter.today)
    ask(talk, matter)
    assert "お母さまの分" in talk.say("whose", "母の分です")
    assert "あなたの分" in talk.say("whose", "じゃあ私は?")


@each(OF_A_PERSON)
def test_the_same_for_another_person(begin: Begin, matter: Matter) -> None:
    """After a result the same is worked out for somebody else, from nothing known of the first."""
    talk = begin(matter.today)
    go_through(talk, matter)
    reply = talk.press("ほかの家族の分も調べる")
    assert reply.last.endswith(question_of(matter))
    assert not talk.facts
    for turn in matter.turns:
        reply = do(talk, turn)
    assert matter.result in reply


@each(OF_A_PERSON)
def test_nothing_of_one_person_is_used_for_another(begin: Begin, matter: Matter) -> None:
    """母の分は? after a result of one's own knows nothing of her."""
    talk = begin(matter.today)
    go_through(talk, matter)
    talk.say("whose", "母の分は?")
    assert talk.state.about == ["mother"]
    assert not talk.facts


@each(MATTERS)
def test_start_over_forgets(begin: Begin, matter: Matter) -> None:
    """最初から leaves nothing in any slot but that this was answered."""
    talk = begin(matter.today)
    go_through(talk, matter)
    talk.say("start_over", "最初から")
    assert set(talk.slots["talk"]) <= {"told", "last", "shown", "aside"}
    assert not talk.knows_a_date


@each(MATTERS)
def test_dates_are_gone_when_the_talk_moves_on(begin: Begin, matter: Matter) -> None:
    """Once two things else are talked about, no slot holds a date."""
    talk = begin(matter.today)
    go_through(talk, matter)
    talk.say("discard_expired", "古いのは捨てていい?")
    talk.say("household_split", "別の封筒で届くのはなぜですか")
    assert not talk.knows_a_date


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("call_center", "電話番号は?"),
        ("debit_banks", "楽天銀行は使える?"),
        ("operator", "人と話したい"),
        ("thank", "ありがとう"),
        ("goodbye", "さようなら"),
        ("cancel", "やめる"),
        ("deny", "いいえ"),
        ("complaint", "役に立たない"),
        ("out_of_scope", "保険料はいくら?"),
        ("nlu_fallback", "ふがふが"),
    ],
)
def test_dates_are_gone_whatever_comes_next(begin: Begin, intent: str, words: str) -> None:
    """Whatever is said next, once it is not about the matter twice, no slot holds a date."""
    talk = begin()
    go_through(talk, BY_ID["certificate_expiry"])
    talk.say(intent, words)
    talk.say(intent, words)
    assert not talk.knows_a_date
