"""Feeds what nobody would write to whatever reads words from outside, and watches what breaks."""
