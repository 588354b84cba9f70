"""The ids about the talk itself."""

from __future__ import annotations

# Who wants a person or complains (operator, complaint) did ask.
PLEASANTRIES = frozenset(
    {"greet", "thank", "goodbye", "affirm", "deny", "start_over"}
    | {"inform", "whose", "dont_know", "decline", "cancel", "rephrase"}
)
# Of what we are and can do there is something to read.
SMALL_TALK = PLEASANTRIES | {"help", "bot_challenge"}
# Their one sentence says all: a heading above it would be a second one.
UNTITLED = PLEASANTRIES | {"out_of_scope"}
