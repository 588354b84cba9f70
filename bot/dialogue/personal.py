"""A matter whose answer depends on the resident's own dates.

General answer at once; then only the questions that the rule module says could change the result;
then the result, the rule that decided, and where it is written.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.content import answer_parts, find_answer, latest_edition, say, short_parts, source_line
from bot.dialogue import facts as fact
from bot.dialogue import replies
from bot.dialogue.asking import PARTIAL, ask, ask_again, key_of, no_answer_buttons
from bot.dialogue.base import answer_card
from bot.dialogue.contact import missed
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, NONE, RARE
from bot.dialogue.hearing import Heard, hear
from bot.dialogue.matter import Matter
from bot.dialogue.turn import Turn, command_button, matter_button
from bot.errors import ImpossibleFacts
from bot.messages import Button, Message
from bot.rules import Facts, Question, Result, answer, missing
from bot.rules.questions import SPECS
from bot.text import mentions

# Facts without which a result may still be told, with the condition that it is under.
_CONDITIONS = ("birthday", *CIRCUMSTANCES)
_CONFIRM = "要確認"


@dataclass(frozen=True, slots=True)
class Told:
    """A result as it is told: the facts behind it, its sentences, where it is written."""

    facts: Facts
    result: Result
    sentences: tuple[str, ...]
    place: str


class PersonalAction(Matter):
    """A matter that one question of the rule module answers."""

    uses_facts = True
    question: ClassVar[Question]
    supposed: ClassVar[dict[str, str]] = {}  # facts that asking this very question tells
    named: ClassVar[tuple[str, ...]] = ()  # circumstances that the question names
    not_asked: ClassVar[tuple[str, ...]] = ()  # told as a condition of the result instead
    about_person: ClassVar[bool] = True  # the same may be asked for somebody else

    @abstractmethod
    def explain(self, turn: Turn, facts: Facts, result: Result) -> list[str]:
        """The result in sentences, conclusion first."""

    def respond(self, turn: Turn) -> list[Message]:
        """The matter is brought up, or brought up again."""
        talk = turn.talk
        again = talk.last == self.id and talk.topic in (None, self.id)
        if replies.names_other(turn):
            talk.forget_person()
            talk.person, again = mentions.person(turn.text), False
        talk.topic, talk.asked, talk.returned = self.id, None, False
        given = self._hear(turn, None).given
        talk.learn(given)
        if again and not given:
            return [self.once_more(turn)]
        talk.told, talk.last, talk.misses = {self.id: 1}, self.id, 0
        open_now = self._open(turn)
        if not open_now or self._only_circumstances(open_now):
            return self._next(turn, "")
        general = Message(short_parts(find_answer(self.id), turn.today), "general", self.id)
        return [general, self.ask_open(turn, "")]

    def once_more(self, turn: Turn) -> Message:
        """The same question again: the result again, or other words; then a person."""
        if not turn.talk.facts or self._open(turn):
            return answer_card(turn, self.id)
        times = turn.talk.told.get(self.id, 1)
        turn.talk.told = {self.id: times + 1}
        return self._result(turn, say("talk", "once_more" if times == 1 else "repeat_person"))

    def aside(self, turn: Turn) -> list[Message]:
        """The result if the words hold all facts, else the general answer."""
        known = {**turn.talk.facts, **self._hear(turn, None).given}
        facts = fact.typed({**known, **self.supposed}, turn.now)
        if missing(self.question, facts, latest_edition()):
            return super().aside(turn)
        result = answer(self.question, facts, latest_edition())
        text = "\n".join(self._told(turn, facts, result, []))
        return [Message.said(text, "result", self.id, source=source_line(self._place(result)))]

    def is_answer(self, turn: Turn) -> bool:
        """An answer to the open question, a correction, or another person for the same matter."""
        asked = turn.talk.asked
        if turn.pressed is not None:
            return asked is not None and turn.pressed[0] in (asked, "era")
        heard = self._hear(turn, turn.talk.awaited)
        return replies.speaks_of_matter(turn) or replies.answers(turn, heard)

    def carry_on(self, turn: Turn) -> list[Message]:
        """Takes up an answer, a correction or another person, and asks on or tells the result."""
        talk = turn.talk
        if (corrected := replies.corrected(turn)) is not None:
            talk.learn(corrected)
            return self._next(turn, say("talk", "corrected"))
        if replies.names_other(turn):
            talk.forget_person()
            talk.person = mentions.person(turn.text)
            if not replies.gives_time(turn):
                return self._next(turn, replies.person_said(turn))
        heard = self._hear(turn, talk.awaited)
        if talk.asked == CIRCUMSTANCE and not set(heard.given) & set(CIRCUMSTANCES):
            return self._take_circumstance(turn)
        if heard.given:
            talk.learn(heard.given)
            talk.misses = 0
            return self._next(turn, "")
        if replies.gives_nothing(turn):
            return self.skip(turn, declined=mentions.declines(turn.text))
        if heard.problem not in PARTIAL and (handed_over := missed(turn)) is not None:
            return [handed_over]
        if heard.problem is not None:
            return [ask_again(turn, heard.problem, heard.words)]
        return [self.ask_open(turn, say("talk", "unread"))]

    def skip(self, turn: Turn, *, declined: bool) -> list[Message]:
        """Goes on without the fact that was asked for."""
        talk = turn.talk
        asked = talk.asked or ""
        names = RARE if asked == CIRCUMSTANCE else (asked,)
        # Who does not want to say one thing is asked for nothing else either, nor is who cannot
        # tell the very circumstance that the question is about.
        vain = self._open(turn) if declined or asked in self.named else ()
        talk.skipped = [*dict.fromkeys([*talk.skipped, *names, *vain])]
        talk.partial, talk.misses = None, 0
        if declined:
            return self._next(turn, say("talk", "without"))
        return self._next(turn, say("talk", "unknown") + say("find", key_of(turn, asked)))

    def start_again(self, turn: Turn, before: str) -> list[Message]:
        """Asks what is open, or tells the result if nothing is."""
        return self._next(turn, before)

    def ask_open(self, turn: Turn, before: str) -> Message:
        """Asks for the next fact that could change the result."""
        open_now = self._open(turn)
        if not open_now and turn.talk.asked:
            # A fact that was over before the start is asked for anew although it is known.
            return ask(turn, (turn.talk.asked,), (turn.talk.asked,), before)
        return ask(turn, open_now, self.named, before)

    def to_ask(self, turn: Turn) -> tuple[str, ...]:
        """Facts that are still worth asking for, in the order to ask."""
        open_now = self._open(turn)
        return () if self._is_early(turn, open_now) and self.is_enough(turn) else open_now

    def told(self, turn: Turn) -> Told | None:
        """The result; while only rare circumstances are open, as it is for most people.

        None while more has to be asked, and where only the general answer is right.
        """
        open_now = self.to_ask(turn)
        if not open_now:
            return self._final(turn)
        return self._so_far(turn) if self._is_early(turn, open_now) else None

    def _is_early(self, turn: Turn, open_now: tuple[str, ...]) -> bool:
        """May a result be told although `open_now` could change it?"""
        may_tell = self._may_tell(turn, list(self._missing(turn)))
        return may_tell and self._only_circumstances(open_now)

    def _next(self, turn: Turn, before: str) -> list[Message]:
        if not self.to_ask(turn):
            return [self._result(turn, before)]
        if (so_far := self.told(turn)) is not None:
            before = "\n".join(filter(None, [before, *so_far.sentences]))
        return [self.ask_open(turn, before)]

    def _only_circumstances(self, names: tuple[str, ...]) -> bool:
        """Is all that is open something that most people have nothing to say to?"""
        return not set(names) - (set(RARE) - set(self.named))

    def _so_far(self, turn: Turn) -> Told | None:
        """The result as it is for most people, told before the rare circumstances are asked for."""
        facts = self.facts(turn)
        try:
            result = answer(self.question, facts, latest_edition())
        except ImpossibleFacts:
            return None
        if result.confirm:
            return None
        sentences = (*self.explain(turn, facts, result), say("result", "unless"))
        return Told(facts, result, sentences, self._place(result))

    def _hear(self, turn: Turn, asked: str | None) -> Heard:
        heard = hear(turn, SPECS[self.question].askable, asked)
        for name in self.supposed:
            heard.given.pop(name, None)
        return heard

    def facts(self, turn: Turn) -> Facts:
        """What is known of the person, with what the question itself tells."""
        return fact.typed({**turn.talk.facts, **self.supposed}, turn.now)

    def _missing(self, turn: Turn) -> tuple[str, ...]:
        key = (self.id, tuple(sorted(turn.talk.facts.items())))
        if key not in turn.memo:
            known = self.facts(turn)
            turn.memo[key] = missing(self.question, known, latest_edition(), self.named)
        return turn.memo[key]

    def _open(self, turn: Turn) -> tuple[str, ...]:
        """Facts that could change the result and that the resident may still be asked for.

        None once a fact is skipped without which there is no result: then more questions are vain.
        """
        missing_now, skipped = self._missing(turn), turn.talk.skipped
        needed = {n for n in missing_now if n in skipped and n not in RARE}
        if needed and not (needed == {"birthday"} and self._may_tell(turn, ["birthday"])):
            return ()
        return tuple(n for n in missing_now if n not in {*skipped, *self.not_asked})

    def _result(self, turn: Turn, before: str = "") -> Message:
        turn.talk.asked = None
        sentences = [before] if before else []
        told = self._final(turn)
        if told is None:
            return self._general(turn, sentences)
        text = "\n".join([*sentences, *told.sentences])
        if (again := self.to_ask_anew(told.result)) is not None:
            turn.talk.asked = again
            return Message.said(text, "question", self.id, no_answer_buttons(), asks=again)
        return self._card(turn, text, told.place)

    def _final(self, turn: Turn) -> Told | None:
        """The result once nothing more is asked; None where only the general answer is right."""
        unknown = [name for name in self._missing(turn) if name in _CONDITIONS]
        if not self._may_tell(turn, unknown):
            return None
        facts = self.facts(turn)
        try:
            result = answer(self.question, facts, latest_edition())
        except ImpossibleFacts:
            return None
        sentences = tuple(self._told(turn, facts, result, unknown))
        return Told(facts, result, sentences, self._place(result))

    def _told(self, turn: Turn, facts: Facts, result: Result, unknown: list[str]) -> list[str]:
        """The result in sentences, with its condition, and 要確認 where it is only inferred."""
        sentences = self.explain(turn, facts, result)
        if unknown:
            sentences += self.condition(result, turn, unknown)
        told = "".join(sentences)
        if result.confirm and not (_CONFIRM in told and say("talk", "phone") in told):
            sentences.append(say("result", "confirm"))
        return sentences

    def _place(self, result: Result) -> str:
        """Where it is written; for what is only inferred, where the matter is."""
        return find_answer(self.id).source if result.confirm else result.source

    def to_ask_anew(self, result: Result) -> str | None:
        """A fact that was over before the documents started: was it renewed or changed since?"""
        return None

    def is_enough(self, turn: Turn) -> bool:
        """Is the result final for the resident although rare circumstances are not known?"""
        return False

    def condition(self, result: Result, turn: Turn, unknown: list[str]) -> list[str]:
        """The condition under which a result is told while `unknown` facts could change it."""
        return [say("result", "condition", facts="、".join(say("condition", n) for n in unknown))]

    def _may_tell(self, turn: Turn, unknown: list[str]) -> bool:
        """Is a result right if its condition is told with it? Not for somebody of unknown age,
        unless a circumstance that they named themselves gives a date."""
        return "birthday" not in unknown or any(n in turn.talk.facts for n in self.named)

    def _general(self, turn: Turn, sentences: list[str]) -> Message:
        parts = answer_parts(find_answer(self.id), turn.today)
        parts = replace(parts, lead="\n\n".join([*sentences, parts.lead]))
        return Message(parts, "answer", self.id, self._related())

    def _card(self, turn: Turn, text: str, place: str) -> Message:
        buttons = self._related()
        if self.about_person:
            buttons = (*buttons, command_button("other_person", "whose"))
        return Message.said(text, "result", self.id, buttons, source=source_line(place))

    def _related(self) -> tuple[Button, ...]:
        return tuple(matter_button(other) for other in find_answer(self.id).related)

    def _take_circumstance(self, turn: Turn) -> list[Message]:
        picked = replies.picked(turn)
        if picked is None:
            if replies.gives_nothing(turn):
                return self.skip(turn, declined=mentions.declines(turn.text))
            return [missed(turn) or self.ask_open(turn, say("talk", "unread"))]
        open_now = [name for name in self._open(turn) if name in CIRCUMSTANCES]
        if picked == NONE:
            turn.talk.learn(dict.fromkeys(open_now, NONE))
            return self._next(turn, "")
        return [ask(turn, (picked,), (picked,))]
