"""Rasa graph components, one a file. config.yml wires them and gives the reason for each."""
