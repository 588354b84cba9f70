"""Tests of bot/rasa_server, on Rasa's and Sanic's own classes."""
