"""The talk itself: はい, いいえ, わからない, 言いたくない, やめる, 最初から, 私は?, もう一回."""

from __future__ import annotations

from bot.content import say
from bot.dialogue.base import ResidentAction, answer_card
from bot.dialogue.contact import missed
from bot.dialogue.hearing import hear
from bot.dialogue.matter import Matter, open_matter
from bot.dialogue.replies import person_said
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text import mentions


class TalkAction(ResidentAction):
    """Speaks of an open matter if there is one, else gives the written answer."""

    about_talk = True

    def respond(self, turn: Turn) -> list[Message]:
        """See the class."""
        matter = open_matter(turn)
        if matter is not None and turn.talk.asked is not None:
            return self.within(turn, matter)
        turn.talk.close()
        return [answer_card(turn, self.id)]

    def within(self, turn: Turn, matter: Matter) -> list[Message]:
        """While a question of ours is open: it could not be read, ask it again."""
        return [missed(turn) or matter.ask_open(turn, say("talk", "unread"))]


class AffirmAction(TalkAction):
    """はい."""

    id = "affirm"


class DenyAction(TalkAction):
    """いいえ."""

    id = "deny"


class InformAction(TalkAction):
    """A fact. With a question open, it was not the fact that was asked for."""

    id = "inform"

    def within(self, turn: Turn, matter: Matter) -> list[Message]:
        """Says what is missing in the date, or asks again."""
        heard = hear(turn, (), turn.talk.asked)
        problem = say("problem", heard.problem) if heard.problem == "no_date" else ""
        return [missed(turn) or matter.ask_open(turn, problem or say("talk", "unread"))]


class DontKnowAction(TalkAction):
    """わからない."""

    id = "dont_know"

    def within(self, turn: Turn, matter: Matter) -> list[Message]:
        """How to find it out, and on without it."""
        return matter.skip(turn, declined=False)


class DeclineAction(TalkAction):
    """言いたくない."""

    id = "decline"

    def within(self, turn: Turn, matter: Matter) -> list[Message]:
        """On without it."""
        return matter.skip(turn, declined=True)


class CancelAction(TalkAction):
    """やめる."""

    id = "cancel"

    def within(self, turn: Turn, matter: Matter) -> list[Message]:
        """Everything personal is wiped."""
        turn.talk.close()
        return [answer_card(turn, self.id)]


class StartOverAction(ResidentAction):
    """最初から."""

    id = "start_over"
    about_talk = True

    def respond(self, turn: Turn) -> list[Message]:
        """Everything is wiped."""
        turn.talk.close()
        turn.talk.told, turn.talk.last, turn.talk.misses = {}, None, 0
        return [answer_card(turn, self.id)]


class WhoseAction(ResidentAction):
    """母の分です, じゃあ私は?, and the button ほかの家族の分."""

    id = "whose"
    about_talk = True

    def respond(self, turn: Turn) -> list[Message]:
        """The same matter again, for somebody else: nothing known of the first is used."""
        matter = open_matter(turn)
        turn.talk.forget_person()
        turn.talk.person = mentions.person(turn.text)
        if matter is None:
            return [answer_card(turn, self.id)]
        turn.talk.misses = 0
        return matter.start_again(turn, person_said(turn))


class RephraseAction(ResidentAction):
    """もう一回, もっと簡単に."""

    id = "rephrase"
    about_talk = True

    def respond(self, turn: Turn) -> list[Message]:
        """The last answer in other words; then a person."""
        matter = open_matter(turn)
        if matter is not None and turn.talk.asked is not None:
            return [matter.ask_open(turn, say("find", turn.talk.asked))]
        if matter is not None:
            return [matter.once_more(turn)]
        return [answer_card(turn, turn.talk.last or self.id)]
