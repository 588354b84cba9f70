"""The one screen of a call: suggestions, cards, the calculator, the consultation number."""
