"""Rasa's one action: tracker in, the dialogue, messages and the talk's slot out."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer


class AnswerAction(Action):
    """Lets Rasa run one turn of the dialogue."""

    def name(self) -> str:
        """Rasa's name of the one action: it answers every intent."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answers; where that fails the talk stays as it was."""
        messages, slots = answer(tracker.latest_message, tracker.slots)
        for message in messages:
            dispatcher.utter_message(**message.to_json())
        return [SlotSet(name, value) for name, value in slots.items()]
