"""What the newsletter does not hold: said of the thing that was asked, beside the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.buttons import related_buttons
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.speaking import with_open_now
from bot.dialogue.turn import Turn
from bot.dialogue.unsure import not_understood
from bot.messages import Message

_LONG = 25  # characters: a shorter message needs no quotation to be recognised
_LONGEST = 45
_LONGEST_WORD = 15  # what stands longer before the first space is no word cut in two
_MARKUP = re.compile(r"<[^<>]*>|[<>{}`\\]")
_OPENING = re.compile(
    r"^(?:あと|それから|それと|また|並びに|ならびに|及び|および|で|えっと|えーと|あの|すみません|すいません|ちなみに|もう(?:ひと|一)つ|最後に|次に|うちの場合|[、,。\s①-⑨])+"
)
_CLOSING = re.compile(
    r"(?:を|も|が|と|は|って|について)?(?:(?:教えて|おしえて)(?:ください|下さい|ほしい(?:です)?)?|知りたい(?:です)?|お願いします|聞きたい(?:です|んですけど)?|"
    r"(?:計算して)?(?:もらえ|いただけ)ますか|でしょうか|ですか|かな|(?<!ます)(?<!ません)の?か|のと|[、。?？!！\s])+$"
)


def short_clause(words: str) -> str:
    """A clause without how it was introduced, how politely it ends, and markup of any kind."""
    words = _MARKUP.sub("", words).strip()
    core = _CLOSING.sub("", _OPENING.sub("", words)) or words
    pieces = re.split(r"[。\n]", core)
    core = next((piece for piece in reversed(pieces) if len(piece) > 1), core)
    if len(core) <= _LONGEST:
        return core
    last = core[-_LONGEST:]
    piece, _, words = last.partition(" ")
    return "…" + (words if words and len(piece) <= _LONGEST_WORD else last)


def beside_the_rest(turn: Turn, asked: AskedQuestion) -> Message:
    """One sentence about what is not ours, beside the answers to the other questions."""
    text = turn.words.say(
        "scope", "beside", said=short_clause(turn.own_words(asked.start, asked.end))
    )
    return Message.said(text, "refusal", OUT_OF_SCOPE)


def scope_answer(turn: Turn, asked: AskedQuestion) -> Message:
    """The refusal of a message's only question; a long one is told what was understood of it."""
    message = not_understood(replace(turn, intent=OUT_OF_SCOPE))[0]
    if len(turn.original or turn.text) < _LONG or message.answer_id != OUT_OF_SCOPE:
        return message
    text = turn.words.say("scope", "beside", said=short_clause(_asking_words(turn, asked)))
    said = Message.said(text, "refusal", OUT_OF_SCOPE, related_buttons(turn.words, OUT_OF_SCOPE))
    return with_open_now(turn, said)


def _asking_words(turn: Turn, asked: AskedQuestion) -> str:
    """The last clause that asks something."""
    asking = [s for s in turn.sentences if s["asks"]]
    start, end = (asking[-1]["start"], asking[-1]["end"]) if asking else (asked.start, asked.end)
    return turn.own_words(start, end)
