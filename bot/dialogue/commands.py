"""The talk itself: はい, いいえ, わからない, 言いたくない, やめる, 最初から, もう一回."""

from __future__ import annotations

from bot.dialogue.speaking import answer_card, missed, with_open_now
from bot.dialogue.topics import find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import ask_open, once_more, skip
from bot.messages import Message

# Who is angry or wants a person is not asked for a birthday once more.
ENDS_MATTER = frozenset({"complaint", "operator", "goodbye"})
# こんにちは in the middle is no other question: it does not use up the one turn aside.
SMALL_TALK = frozenset({"greet", "thank", "help", "bot_challenge"})
ABOUT_TALK = frozenset(
    {
        *("affirm", "deny", "inform", "dont_know", "decline", "cancel", "start_over"),
        *("rephrase", "whose"),
    }
)
COMMANDS = ENDS_MATTER | SMALL_TALK | ABOUT_TALK


def obey(turn: Turn, intent: str) -> list[Message]:
    """The answer to one of ABOUT_TALK, or of those that end a matter."""
    talk = turn.talk
    if intent == "operator":  # やっぱりここでいいです, and the birthday: then it goes on
        talk.settle()
        talk.owed = []
        return [with_open_now(turn, answer_card(turn, intent))]
    if intent in ENDS_MATTER:
        talk.close()
        return [answer_card(turn, intent)]
    match intent:
        case "start_over":
            talk.close()
            talk.told, talk.last, talk.misses = {}, None, 0
            return [answer_card(turn, intent)]
        case "cancel":
            talk.close()
            return [answer_card(turn, intent)]
        case "rephrase":
            return [_say_again(turn)]
        case "dont_know" | "decline" if talk.asked is not None:
            return skip(turn, declined=intent == "decline")
        case _ if talk.asked is not None:
            return [missed(turn) or ask_open(turn, turn.words.say("talk", "unread"))]
    return [answer_card(turn, intent)]


def _say_again(turn: Turn) -> Message:
    """The last answer in other words; then a person."""
    talk = turn.talk
    topic = find_topic(talk.topic)
    if talk.asked is not None:
        return ask_open(turn, _how_to_find(turn))
    if topic is not None:
        return once_more(turn, topic)
    return answer_card(turn, talk.last or "rephrase")


def _how_to_find(turn: Turn) -> str:
    found = turn.words.book.phrases["find"]
    asked = turn.talk.asked or ""
    return turn.words.say("find", asked) if asked in found else ""
