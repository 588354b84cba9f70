"""May somebody see a doctor with this paper? Yes or no first, then by what is known of them."""

from __future__ import annotations

from bot.dialogue.buttons import related_buttons
from bot.dialogue.listening import News
from bot.dialogue.next_paper import spoken_of
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.results import result_message
from bot.dialogue.talk import Person
from bot.dialogue.topics import find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import outcome_of
from bot.messages import Message

_NOTICE, _CERTIFICATE = "notice_alone", "certificate_expiry"


def notice_at_clinic(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """お知らせで受診できますか, of who has no registered card: no, with the certificate.

    Who names the certificate, in a language in which the model takes it for the other paper: yes.
    """
    if asked.id == _NOTICE and turn.original and asked.document == "certificate":
        return certificate_at_clinic(turn, news, "what_is_certificate")
    people = spoken_of(turn, news)
    if asked.id != _NOTICE or not people or not all(_why(person) for person in people):
        return None
    return _said(turn, [turn.words.say("direct", "notice_unregistered")], _NOTICE)


def certificate_at_clinic(turn: Turn, news: News, told: str) -> Message:
    """資格確認書で受診できますか: yes, and until when, where one person's birthday is known."""
    words, people = turn.words, spoken_of(turn, news)
    lines = [words.say("direct", "certificate_alone")]
    if len(people) == 1 and (why := _why(people[0])):
        lines.append(words.say("carry", f"certificate_why_{why}"))
    dated = _dated(turn, people[0], lines) if len(people) == 1 else None
    if dated is not None:
        return dated
    if words.is_over:
        lines += [words.say("after_end", "newer"), words.say("after_end", "whom")]
    return _said(turn, lines, told)


def _why(person: Person) -> str:
    """Why it is the certificate that this person carries, if they said so."""
    if person.facts.get("has_card") == "no":
        return "no_card"
    return "not_registered" if person.facts.get("registered") == "no" else ""


def _dated(turn: Turn, person: Person, lines: list[str]) -> Message | None:
    topic = find_topic(_CERTIFICATE)
    if topic is None or person.facts.get("document", "certificate") != "certificate":
        return None
    outcome = outcome_of(turn, topic, person)
    if "birthday" not in person.facts or outcome.found is None or outcome.ranged:
        return None
    turn.talk.topic, turn.talk.about = topic.id, [person.key]
    turn.talk.last, turn.talk.misses = topic.id, 0
    return result_message(turn, topic, outcome, "\n".join(lines))


def _said(turn: Turn, lines: list[str], told: str) -> Message:
    words, talk = turn.words, turn.talk
    talk.last, talk.misses = told, 0
    source = words.source(words.edition.sources.which_document)
    buttons = related_buttons(words, told)
    return Message.said("\n".join(lines), "answer", told, buttons, source=source)
