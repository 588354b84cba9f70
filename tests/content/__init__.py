"""Tests of bot/content: the loader, and every written text against the newsletter."""
