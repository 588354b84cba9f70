"""Tests of bot/server, on Rasa's and Sanic's own classes."""
