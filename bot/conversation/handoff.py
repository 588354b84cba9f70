"""From chat to phone: offers a consultation number, asks for consent, makes it, takes it back.

Rasa hears nothing of all this. Personal facts are held for a call only while the offer stands: a
turn about anything else drops them, and with the consent they go behind the number alone.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.content import current_words, library, say
from bot.conversation.consultation import (
    VALID_SECONDS,
    AskedTurn,
    Computed,
    Consultations,
    Shown,
    grouped,
)
from bot.conversation.rasa_client import State
from bot.conversation.throttle import Throttle, calling
from bot.dialogue.contact import opening_now, opening_sentence
from bot.dialogue.naming import label
from bot.dialogue.talk import open_question, worked_out
from bot.errors import RequestRefused
from bot.messages import Button, Kind, Message, Parts
from bot.storage.ports.conversations import ConversationRecord
from bot.text import dangers, normalise
from bot.text.foreign import gloss, languages
from bot.text.private import masked_for_people
from bot.text.spans import KATAKANA_TO_HIRAGANA

# Payloads of our own; Rasa's begin with a slash.
OWN = "consult:"
ASK, YES, NO = f"{OWN}ask", f"{OWN}yes", f"{OWN}no"
WORDS_LONGEST = 300

_BY_PERSON = frozenset({"operator", "complaint", "call_center"})
# Answers that say: うかがったことは消しました。
_ERASING = frozenset({"start_over", "cancel"})
_VALID = timedelta(seconds=VALID_SECONDS)
_TIME_TO_RING = timedelta(minutes=10)  # the lines are busy when they open

# Read in hiragana, so that キャンセル and きゃんせる are one.
_ASKS = re.compile(r"(?:相談|そうだん)(?:用の)?(?:番号|ばんごう|なんばー)|^電話で続きを相談")
_TAKES_BACK = re.compile(
    r"取り?消|とりけ|消し|けして|きゃんせる|やめ|(?:いり|要り)ません|(?:いら|要ら)な[いく]|不要"
)
_CANCELS = (
    r"(?:(?:取り?消し?|とりけし|きゃんせる)(?:ます|します|する|たい(?:です)?|を?お願いします|"
    r"(?:し)?て(?:ください|下さい)?)?|取り?消す|とりけす)"
)
_CANCEL = re.compile(rf"(?:番号を)?{_CANCELS}[。!\s]*")
# A consent is nothing to be guessed: these words and no others.
_AGREES = re.compile(
    r"(?:は[あー]*い|ええ|うん|(?:ok|お[っー]けー)(?:です)?|同意(?:します|する)|"
    r"(?:(?:相談)?番号を)?(?:(?:よろ|宜)しく)?(?:お願い|おねがい)(?:します|(?:いた|致)します)?|"
    r"(?:(?:相談)?番号を)?作(?:って(?:ください|下さい|ほしい(?:です)?)?|ります)|"
    r"[、。,.!〜~♪🙏👍😊🙇\s])+"
)
_REFUSES = re.compile(
    r"(?:いいえ|いえ|いや|のー|no|(?:もう)?(?:結構|けっこう|大丈夫|だいじょうぶ|いい|不要)(?:です)?|"
    r"やめ(?:ます|ておきます|る|たい|て(?:ください|下さい)?)|同意しません|"
    r"作(?:りません|らない(?:で(?:ください|下さい)?)?)|(?:い|要)(?:りません|らない(?:です)?)|"
    rf"(?:番号を)?{_CANCELS}|[、。,.!\s])+"
)
_SAYS_SOMETHING = re.compile(r"\w")
_CLEAR_LONGEST = 40  # of a long text only the beginning is read, and a but may follow


class Handoff:
    """The dialogue around the numbers of one gateway."""

    def __init__(
        self, numbers: Consultations, throttle: Throttle, now: Callable[[], datetime]
    ) -> None:
        """`now` gives the moment in Japan time that people are told."""
        self._numbers, self._throttle, self._now = numbers, throttle, now

    async def answer(
        self, conversation: ConversationRecord, text: str, *, pressed: bool
    ) -> list[Message] | None:
        """The messages for what is about a consultation number; None for everything else."""
        live = await self._numbers.is_live(conversation.number)
        match _meant(text, pressed=pressed, consenting=conversation.consenting, live=live):
            case "ask":
                return [await self._ask(conversation)]
            case "yes" if conversation.consenting:
                return [await self._make(conversation)]
            case "yes" if live:  # pressed twice
                return [_said(say("consult", "still"))]
            case "yes":  # of a question that the talk has left behind
                return [await self._ask(conversation)]
            case "no":
                return [await self._undo(conversation)]
        return None

    def offered(self, messages: list[Message]) -> list[Message]:
        """The messages, with the offer as a choice where a person is the next step.

        While nobody could be reached there is no offer. A card without choices gets none: after it
        a question of ours is still open, or it is a cry for help that was answered.
        """
        fit = [i for i, m in enumerate(messages) if m.choices and _is_for_person(m)]
        if not fit or _until(self._now()) is None:
            return messages
        last = messages[fit[-1]]
        offer = (Button(say("consult", "offer"), ASK),)
        # Beside a result the person's own choices come first.
        buttons = last.buttons + offer if last.kind == "result" else offer + last.buttons
        return [replace(m, buttons=buttons) if m is last else m for m in messages]

    async def note(
        self,
        conversation: ConversationRecord,
        before: State,
        text: str,
        messages: Sequence[Message],
        *,
        pressed: bool,
    ) -> None:
        """A turn about something else is over; `before` is the talk's state in front of it."""
        if any(message.answer_id in _ERASING for message in messages):
            await self.forget(conversation)
            return
        stands = any(button.payload == ASK for message in messages for button in message.buttons)
        found = _computed(conversation.state) or _computed(before)
        conversation.computed = found if stands else ()
        conversation.consenting = False
        # To hide what is personal in a long text takes a while: meanwhile others are answered.
        words = await asyncio.to_thread(_words_of, text, pressed=pressed)
        _follow(conversation, before, words, messages)

    async def forget(self, conversation: ConversationRecord) -> bool:
        """Wipes all that was to be handed over; was a number in use?"""
        conversation.trail.clear()
        return await self._drop(conversation)

    async def _drop(self, conversation: ConversationRecord) -> bool:
        conversation.computed, conversation.consenting = (), False
        name, conversation.number = conversation.number, ""
        return await self._numbers.take_back(name)

    async def _ask(self, conversation: ConversationRecord) -> Message:
        """The question for consent, or why there is nothing to agree to."""
        computed = conversation.computed or _computed(conversation.state)
        conversation.computed, conversation.consenting = (), False
        if not conversation.trail and not computed:
            return _said(say("consult", "nothing"))
        if _until(now := self._now()) is None:
            return _closed(now)
        conversation.computed, conversation.consenting = computed, True
        conversation.withdraw(YES)  # はい beside an older question was about something else
        sentences = [say("consult", "why"), say("consult", "shows")]
        sentences += [
            *_facts_shown(computed),
            say("consult", "hides"),
            say("consult", "once", minutes=str(VALID_SECONDS // 60)),
            say("consult", "charge"),
        ]
        if await self._numbers.is_live(conversation.number):
            sentences.append(say("consult", "anew"))
        sentences.append(say("consult", "agree"))
        return _said("\n".join(sentences), "question", (_yes(), _no(say("label", "no"))))

    async def _make(self, conversation: ConversationRecord) -> Message:
        """A number, after the consent; the one that the talk had before is void."""
        computed, conversation.computed = conversation.computed, ()
        conversation.consenting = False
        if (until := _until(now := self._now())) is None:
            return _closed(now)
        try:
            await self._throttle.number(conversation.sender, conversation.holder)
        except RequestRefused:
            return _by_phone(say("consult", "enough"))
        await self._drop(conversation)
        issued = await self._numbers.issue(
            Shown(tuple(conversation.trail), computed, current_words().language),
            calling(conversation.holder),
        )
        if issued is None:
            return _by_phone(say("consult", "full"))
        number, conversation.number = issued
        sentences = (
            say("consult", "number", number=grouped(number)),
            say("consult", "ring", until=current_words().time(until)),
            _open_or_not(now),
        )
        details = (say("consult", "tell"), say("consult", "keep"))
        return _by_phone("\n".join(sentences), details, (_no(say("consult", "undo")),))

    async def _undo(self, conversation: ConversationRecord) -> Message:
        had = bool(conversation.number) and not conversation.consenting
        if await self._drop(conversation):
            return _said(say("consult", "undone"))
        return _said(say("consult", "over" if had else "declined"))


def is_about_number(text: str) -> bool:
    """Do typed words ask for a consultation number, or take one back?"""
    return _meant(text, pressed=False, consenting=False, live=False) is not None


def _meant(text: str, *, pressed: bool, consenting: bool, live: bool) -> str | None:
    """ask, yes or no; None for what is not about a number. A cry for help never is."""
    if pressed:
        return text.removeprefix(OWN) if text.startswith(OWN) else None
    text = _in_japanese(text)
    if dangers.is_emergency(text):
        return None
    words = normalise(text).translate(KATAKANA_TO_HIRAGANA)
    if consenting and len(words) <= _CLEAR_LONGEST and _SAYS_SOMETHING.search(words):
        if _AGREES.fullmatch(words):
            return "yes"
        if _REFUSES.fullmatch(words):
            return "no"
    if live and _CANCEL.fullmatch(words):
        return "no"
    if not _ASKS.search(words.replace(" ", "")):
        return None
    return "no" if _TAKES_BACK.search(words) else "ask"


def _in_japanese(text: str) -> str:
    """What is typed in the language of the talk, in the words that we know of a number."""
    words = current_words()
    if words.language not in languages():
        return text
    typed = normalise(text).casefold()
    if typed.strip(" .!。！") == words.say("consult", "undo").casefold():
        return "相談番号を取り消す"
    if words.say("consult", "name").casefold() in typed:
        return "相談番号"
    return gloss(text, words.language, words.day).text


def _is_for_person(message: Message) -> bool:
    kind, name = message.kind, message.answer_id
    return kind in ("result", "refusal") or (kind == "answer" and name in _BY_PERSON)


def _until(now: datetime) -> datetime | None:
    """The moment until which a number made `now` can be told to somebody; None: nobody is there."""
    opening, ends = opening_now(now, current_words().edition), now + _VALID
    if opening.closes is not None:
        return min(ends, opening.closes)
    opens = opening.next_opening
    return ends if opens is not None and opens + _TIME_TO_RING <= ends else None


def _open_or_not(now: datetime) -> str:
    words = current_words()
    return opening_sentence(opening_now(now, words.edition), words)


def _computed(state: State) -> tuple[Computed, ...]:
    """What the talk has worked out, or is working out, for each person."""
    words = current_words()
    return tuple(
        Computed(matter, facts, label(words, person), person.key, person.called)
        for matter, person, facts in worked_out(state)
    )


def _facts_shown(computed: Sequence[Computed]) -> Iterator[str]:
    """Which facts an operator will see, and of whom."""
    named: dict[str, list[str]] = {}
    for one in computed:
        named.setdefault(one.name, []).extend(one.facts)
    for name, facts in named.items():
        said = [say("consult", "fact", facts=say("fact", fact)) for fact in dict.fromkeys(facts)]
        listed = current_words().listed(said)
        if name:
            yield say("consult", "facts_of", person=name, facts=listed)
        else:
            yield say("consult", "facts", facts=listed)


def _words_of(text: str, *, pressed: bool) -> str:
    """What the resident said; for a button the title of what it asks for, if it asks anything."""
    if not pressed:
        in_need = dangers.is_emergency(text) or dangers.cries_for_help(text)
        return "" if in_need else masked_for_people(text)[:WORDS_LONGEST]
    found = library().book().answers.get(text.removeprefix("/"))
    return found.title if found is not None else ""


def _follow(
    conversation: ConversationRecord, before: State, words: str, messages: Sequence[Message]
) -> None:
    """Keeps what was asked. The reply to a question of ours goes on with the one before."""
    told = next((m for m in messages if m.answer_id is not None), messages[-1])
    trail = conversation.trail
    if open_question(before):
        for i in reversed(range(len(trail))):
            if trail[i].answer_id == told.answer_id:
                trail[i] = AskedTurn(trail[i].words, told.answer_id, told.kind)
                return
    if words:
        trail.append(AskedTurn(words, told.answer_id, told.kind))


def _closed(now: datetime) -> Message:
    sentences = (
        say("consult", "closed"),
        _open_or_not(now),
        say("consult", "later"),
    )
    return _said("\n".join(sentences))


def _said(text: str, kind: Kind = "talk", buttons: tuple[Button, ...] = ()) -> Message:
    return Message.said(text, kind, buttons=buttons)


def _by_phone(
    text: str, details: tuple[str, ...] = (), buttons: tuple[Button, ...] = ()
) -> Message:
    """A message beside which the channels show how to ring up."""
    return Message(Parts(text, details=details), "talk", "operator", buttons)


def _yes() -> Button:
    return Button(say("label", "yes"), YES)


def _no(title: str) -> Button:
    return Button(title, NO)
