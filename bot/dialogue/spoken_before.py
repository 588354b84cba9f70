"""What a question leans on that was answered before: the last answer's matter, or さっきの…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.breath import CUES, MATTERS
from bot.dialogue.clause import NOWHERE, OUT_OF_SCOPE
from bot.dialogue.commands import COMMANDS, SMALL_TALK
from bot.dialogue.listening import News
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.speaking import answer_card, ask_back
from bot.dialogue.talk import Person
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text import mentions, normalise
from bot.text.readings import names_a_matter

_OPENING = re.compile(r"(?:じゃあ?|では|で|それで|それから|その|あと|えっと|あの|もし|[、。\s])*")
_LONGEST = 40  # characters; a longer message brings its own matter
_MOST = 5  # answers that are remembered
_THOUGHT_OF = 0.05  # confidence of an id that さっきの… may mean
_EARLIER = re.compile(
    r"(?:さっき|先ほど|先程|最初|はじめ)(?:の(?!こと)|に?(?:聞い|きい|言[っわ]|教え|教わ|話し|伺っ)|お(?:聞き|伺い|話し))"
)


def of_last_matter(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """更新の方法はどこに載っていますか, 必ずもらえるのかしら: of the matter that was answered last.

    Of who says surely something else, or names a matter, it is not.
    """
    last, words = turn.talk.last or "", normalise(asked.words)
    matter = next((start for start in MATTERS if last.startswith(start)), None)
    lone = len(turn.text) <= _LONGEST and turn.talk.asked is None
    is_refused = asked.sure and asked.id == OUT_OF_SCOPE
    if matter is None or not lone or (asked.sure and not is_refused):
        return asked
    if names_a_matter(words) or NOWHERE.search(words):
        return asked
    begins = _OPENING.match(words)
    at = begins.end() if begins else 0
    of_matter = ((name, cue) for name, cue in CUES.items() if name.startswith(matter))
    # パスポートの更新は: what is surely not ours has to begin with the word.
    found = [
        n for n, cue in of_matter if (cue.match(words, at) if is_refused else cue.search(words))
    ]
    if len(found) != 1:
        return asked
    return replace(asked, ranking=((found[0], 1.0),), sure=True)


def tells_when_it_ends(turn: Turn, asked: AskedQuestion, news: News) -> bool:
    """見てもらったら電子証明書は10月21日まででした, after where to look it up: it was looked up."""
    told = "ecert_expiry" in news.facts and not mentions.asks(asked.words)
    last = turn.talk.last or ""
    open_to_it = not asked.sure or asked.id in ("ecert_check", "inform")
    return told and turn.talk.asked is None and last.startswith("ecert_") and open_to_it


def remember(turn: Turn, messages: Sequence[Message]) -> None:
    """Notes what was answered, the last one behind all others."""
    told = [str(m.answer_id) for m in messages if m.kind != "refusal" and m.answer_id]
    kept = [name for name in dict.fromkeys([*turn.talk.answered, *told]) if name not in told]
    kept += [name for name in dict.fromkeys(told) if name not in COMMANDS and name != OUT_OF_SCOPE]
    turn.talk.answered = kept[-_MOST:]


def recalled(turn: Turn, questions: Sequence[AskedQuestion]) -> list[Message] | None:
    """さっきの相談先は紙のどこに: that of the earlier answers which the words may mean, again.

    Where they may mean several, these are offered.
    """
    clear = any(q.sure and q.id not in {*SMALL_TALK, OUT_OF_SCOPE, "inform"} for q in questions)
    before = turn.talk.answered
    if clear or not before or not _EARLIER.search(normalise(turn.text)):
        return None
    shares = dict.fromkeys(before, 0.0)
    clauses = ([(r["name"], r["confidence"]) for r in s["ranking"]] for s in turn.sentences)
    for ranking in (turn.ranking, *(q.ranking for q in questions), *clauses):
        shares |= {name: max(shares[name], share) for name, share in ranking if name in shares}
    likely = max(before, key=lambda name: shares[name])
    if shares[likely] >= _THOUGHT_OF or len(before) == 1:
        return [answer_card(turn, likely)]
    return [ask_back(turn, before[-3:])]


def paper_told_of(people: Sequence[Person]) -> str | None:
    """夫のその紙: the certificate, where we told that he carries one: without a card, or without
    its registration."""
    cards = [{person.facts.get("has_card"), person.facts.get("registered")} for person in people]
    return "certificate" if cards and all("no" in card for card in cards) else None
