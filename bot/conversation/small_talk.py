"""The ids about the talk itself."""

from __future__ import annotations

# Who wants a person or complains (operator, complaint) did ask.
SMALL_TALK = frozenset(
    {"greet", "thank", "goodbye", "affirm", "deny", "help", "bot_challenge", "start_over"}
    | {"inform", "whose", "dont_know", "decline", "cancel", "rephrase"}
)
