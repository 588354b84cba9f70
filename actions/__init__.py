"""Custom actions: slots and words in, a rule asked, an answer id and slots out.

No rule and no text is written here: rules are in bot.rules, texts in bot.answers.
"""

from bot.answers import library

library()  # broken texts stop the action server at its start, not a resident's question
