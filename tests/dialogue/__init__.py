"""Tests of bot.dialogue; one file for each source file."""
