"""One turn of a talk, from what came in to the messages that go out. The one way in."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace

from bot.content import speaking
from bot.dialogue.ambiguous import choices
from bot.dialogue.answering import answer_one, answer_several, owed
from bot.dialogue.asking import ask_again
from bot.dialogue.banks import BANK, answers_bank, names_bank, respond_banks
from bot.dialogue.breath import in_one_breath, of_a_bank
from bot.dialogue.challenge import explain_again, is_challenge
from bot.dialogue.choices import is_bare_number
from bot.dialogue.choosing import lone_number, number_turn, press, typed_choice
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.commands import COMMANDS, ENDS_MATTER, SMALL_TALK, obey
from bot.dialogue.digression import back_to, open_state
from bot.dialogue.direct import direct_answer, whole_answer
from bot.dialogue.emergency import emergency, in_need
from bot.dialogue.facts import DATED
from bot.dialogue.following import follow, of_the_told_day, other_paper_said
from bot.dialogue.foreign import as_read, which_day
from bot.dialogue.language import LANGUAGE, ORIGINAL, beside, shown, switched, unspoken
from bot.dialogue.listening import News, listen, read
from bot.dialogue.meant import by_context, by_facts
from bot.dialogue.one_question import answer_the_one
from bot.dialogue.ownerless import with_owner
from bot.dialogue.question_kinds import asks_of_the_result, kind_of
from bot.dialogue.questions import AskedQuestion, asked_questions
from bot.dialogue.reading import UNNAMED, Situation
from bot.dialogue.replies import carry_on, is_reply, moved
from bot.dialogue.settling import settled
from bot.dialogue.speaking import ask_back
from bot.dialogue.spoken_before import of_last_matter, recalled, remember
from bot.dialogue.summary import asks_summary, summary, with_summary_button
from bot.dialogue.supposing import without_it
from bot.dialogue.swapping import swapped
from bot.dialogue.talk import Talk
from bot.dialogue.topics import TOPICS, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.unsure import FALLBACK, not_understood
from bot.dialogue.working import proceed, skip
from bot.messages import Message
from bot.text import mentions, normalise

_TWO_DAYS = re.compile(r"日\s?(?:[〜~～‐–-]|から|か)\s?\d{1,2}日")  # 3月1日〜2日
_MOST_ASIDE = 2  # turns about something else, after which no personal fact is kept
_SETTLED_BY = frozenset({"document", "method"})  # facts that a passing mention does not answer


def take_turn(turn: Turn) -> list[Message]:
    """The messages that answer `turn`; the state of the talk is changed in `turn.talk`."""
    if turn.pressed is not None and turn.pressed[0] == ORIGINAL:
        return shown(turn)
    turn, japanese = as_read(turn), turn.words.original
    if japanese is None:
        return _taken_in(turn)
    again = replace(turn, words=japanese, sure=False, talk=deepcopy(turn.talk))
    messages = _taken_in(turn)
    with speaking(japanese):
        return beside(turn, messages, _taken_in(again))


def _taken_in(turn: Turn) -> list[Message]:
    """In the language of the turn's words; the same turn says the same in every language."""
    talk = turn.talk
    known = _facts_of(talk)
    messages = which_day(turn, _taken(turn))
    messages += owed(turn)
    remember(turn, messages)
    messages[-1] = with_summary_button(turn, messages[-1])
    messages = [replace(m, language=turn.words.language) for m in messages]
    talk.shown = [[b.title, b.payload] for b in messages[-1].buttons if b.payload]
    tells = messages[0].answer_id == "inform" and _facts_of(talk) != known
    if tells:  # 父は…, 母は… before any question: all of them are for the question that comes
        talk.aside, talk.misses = 0, 0
        talk.told.pop("inform", None)
    else:
        _forget_what_is_over(talk, messages)
    return messages


def _facts_of(talk: Talk) -> dict[str, dict[str, str]]:
    return {person.key: person.facts for person in talk.people}


def _forget_what_is_over(talk: Talk, messages: list[Message]) -> None:
    """Personal facts outlive one turn about something else, and not two."""
    if talk.asked is not None or any(
        m.answer_id == talk.topic or m.answer_id in _MATTERS or m.parts.people for m in messages
    ):
        talk.aside = 0
        return
    said = [str(m.answer_id) for m in messages]
    if talk.aside and all(i in SMALL_TALK and talk.told.get(i, 0) < _MOST_ASIDE for i in said):
        return  # ありがとう, after something else, is no second thing
    talk.aside += 1
    if talk.aside >= _MOST_ASIDE:
        for person in talk.people:
            person.forget()
        talk.about = talk.about if talk.topic else []


_MATTERS = {topic.id for topic in TOPICS}


def _taken(turn: Turn) -> list[Message]:
    if turn.pressed is not None and turn.pressed[0] == LANGUAGE:
        return switched(turn)
    if asks_summary(turn) and (told := summary(turn)) is not None:
        return [told]
    if not turn.text:
        return press(turn) if turn.pressed is not None else _pressed(turn)
    if in_need(turn):
        return [emergency(turn)]
    if (kindly := unspoken(turn)) is not None:
        return [kindly]
    if (chosen := typed_choice(turn)) is not None:
        return _taken(chosen)
    if (completed := number_turn(turn)) is not None:
        return _typed(completed)
    if is_bare_number(turn.text):
        return lone_number(turn)
    return _typed(turn)


def _pressed(turn: Turn) -> list[Message]:
    """A button that asks about a matter, or speaks of the talk itself."""
    nothing = News(Situation())
    intent = turn.intent
    if intent == "whose":
        return _somebody_else(turn)
    if intent in COMMANDS:
        return obey(turn, intent)
    if intent in (FALLBACK, OUT_OF_SCOPE):
        return not_understood(turn)
    asked = AskedQuestion(((intent, 1.0),), 0, 0, "", "statement", True)
    return answer_one(turn, asked, nothing)


def _somebody_else(turn: Turn) -> list[Message]:
    """The same matter for somebody else, of whom nothing is known; what was told stays told."""
    talk, topic = turn.talk, find_topic(turn.talk.topic)
    if topic is None:
        return obey(turn, "whose")
    unnamed = talk.find(UNNAMED)
    if unnamed is not None:
        unnamed.key = f"earlier_{len(talk.people)}"
    talk.about, talk.misses = [UNNAMED], 0
    return proceed(turn, topic)


def _typed(turn: Turn) -> list[Message]:
    talk, topic = turn.talk, find_topic(turn.talk.topic)
    if talk.asked in DATED and _TWO_DAYS.search(normalise(turn.text)):
        person = talk.person(talk.asked_of or UNNAMED)
        return [ask_again(turn, person, talk.asked, "unclear", "")]
    if (beside := of_the_told_day(turn)) is not None:
        return back_to(turn, beside, open_state(talk))
    questions = _questions(turn)
    others = [q for q in questions if _is_other(turn, q)]
    news = listen(turn, read(turn), topic, passing=_SETTLED_BY if others else ())
    if topic is not None and (anew := moved(turn, news, topic)) is not None:
        return anew
    if topic is not None and (anew := swapped(turn, news, topic)) is not None:
        return anew
    if topic is not None and (told := settled(turn, topic)) is not None:
        return told
    if topic is not None and (supposed := without_it(turn, news, topic)) is not None:
        return supposed
    if talk.asked == BANK and answers_bank(turn):
        return respond_banks(turn) if names_bank(turn) else skip(turn, declined=False)
    if topic is not None and is_challenge(turn, news):
        state = open_state(talk)
        again = explain_again(turn, topic)
        return again if talk.asked is None else back_to(turn, again, state)
    supposes = topic is not None and not topic.about_person and talk.asked is None
    if (switched := other_paper_said(turn, news, questions[0])) is not None:
        return switched
    if topic is not None and not others and not supposes and is_reply(turn, news):
        return carry_on(turn, news, topic)
    if talk.asked is None and (whole := whole_answer(turn, news)) is not None:
        return [whole]
    if talk.asked is None and len(questions) == 1:
        direct = direct_answer(turn, questions[0], news)
        if direct is not None:
            return [direct]
    if (followed := follow(turn, news, questions)) is not None:
        return followed
    if talk.asked is None and (earlier := recalled(turn, questions)) is not None:
        return earlier
    if (
        talk.asked is None
        and len(questions) == 1
        and not _is_told_by_context(turn, questions[0])
        and (meanings := choices(turn.text, turn.intent, talk.last))
    ):
        return [ask_back(turn, meanings)]
    alone = len(questions) == 1
    questions = tuple(by_facts(turn, question, news, alone=alone) for question in questions)
    if len(questions) > 1:
        messages = answer_several(turn, questions, news)
        of_people = any(find_topic(q.id) is not None for q in questions if q.sure)
        return with_owner(turn, messages, news) if of_people else messages
    return answer_the_one(turn, questions[0], news)


def _questions(turn: Turn) -> tuple[AskedQuestion, ...]:
    sure = turn.intent != FALLBACK
    ranking = turn.ranking or (((turn.intent, 1.0),) if sure else ())
    if sure and (not ranking or ranking[0][0] != turn.intent):
        ranking = ((turn.intent, 1.0), *ranking)
    found = asked_questions(turn.text, turn.sentences, ranking, sure)
    silent = turn.talk.asked is None and found[0].id in ("decline", "dont_know")
    if len(found) == 1 and found[0].sure and (silent or found[0].id in SMALL_TALK):
        found = (_beside_small_talk(turn) or _no_reply(turn, found[0], silent=silent),)

    def bank_in(words: str) -> bool:
        return names_bank(replace(turn, text=words))

    found = tuple(of_a_bank(turn.text, question, bank_in) for question in found)
    if sure or turn.answer_from < 1.0:  # without a model that weighs them, likely ids are no odds
        found = tuple(o for q in found for o in in_one_breath(turn.text, q, bank_in))
    found = tuple(of_last_matter(turn, question) for question in found)
    return tuple(meant for question in found for meant in by_context(turn, question))


def _is_told_by_context(turn: Turn, asked: AskedQuestion) -> bool:
    """更新の方法は, after 電子証明書 was spoken of: surely meant, though its words are open."""
    read = (turn.intent, OUT_OF_SCOPE, *(name for name, _ in turn.ranking[:1]))
    return asked.sure and asked.id not in read


def _no_reply(turn: Turn, found: AskedQuestion, *, silent: bool) -> AskedQuestion:
    """登録したか忘れました。確かめ方は?, as the first words: it answers no question of ours."""
    if not (silent and mentions.asks(turn.text)):
        return found
    likely = tuple(pair for pair in found.ranking if pair[0] not in COMMANDS)
    return replace(found, ranking=likely or found.ranking, sure=not likely)


def _beside_small_talk(turn: Turn) -> AskedQuestion | None:
    """ありがとうございます。あと電話番号を教えてください: the question beside the thanks."""
    for clause in turn.sentences:
        first = clause["ranking"][0]["name"] if clause["ranking"] else ""
        if clause["asks"] and clause["sure"] and first not in COMMANDS:
            start, end = clause["start"], clause["end"]
            words = turn.text[start:end]
            return AskedQuestion(((first, 1.0),), start, end, words, kind_of(words), True)
    return None


def _is_other(turn: Turn, asked: AskedQuestion) -> bool:
    """A question of its own, about another matter than the one that is open?"""
    if not asked.sure or asked.id in COMMANDS - ENDS_MATTER or asked.id == turn.talk.topic:
        return False
    if asked.id == OUT_OF_SCOPE and asks_of_the_result(asked.words):
        return False
    return mentions.asks(asked.words) or turn.talk.asked is None
