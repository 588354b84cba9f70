"""Readings over kanji (ふりがな), for who reads kana alone."""

from bot.text.furigana.ruby import Ruby, ruby

__all__ = ["Ruby", "ruby"]
