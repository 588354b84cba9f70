"""A resident's conversation: its record, limits, the way to Rasa, and the answers without it."""
