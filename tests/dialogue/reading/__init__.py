"""Tests of bot.dialogue.reading: tables of messages, and properties over many."""
