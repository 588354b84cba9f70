"""The matters that depend on somebody's own facts, each a row of one list."""

from bot.dialogue.topics.expiry import EXPIRY_OF_CIRCUMSTANCE, EXPIRY_OF_PAPER
from bot.dialogue.topics.registry import TOPICS, find_topic
from bot.dialogue.topics.topic import Topic

__all__ = ["EXPIRY_OF_CIRCUMSTANCE", "EXPIRY_OF_PAPER", "TOPICS", "Topic", "find_topic"]
