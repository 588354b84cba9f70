"""Tests of actions: Rasa's tracker in, a turn of the dialogue out."""
