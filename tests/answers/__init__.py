"""Tests of bot/answers: the loader, and every written text against the newsletter."""
