"""Tests of bot/rules, one file for each source file, against a second table in expectations.py."""
