"""Tests of bot/nlu and of the training data."""
