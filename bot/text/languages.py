"""The languages that we can write: the code of the folder, the tag for machines, the own name."""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """One language.

    `code`  names its folder of texts and its training data
    `tag`   what `lang` attributes and Intl take (BCP 47)
    `name`  how its own speakers call it
    """

    code: str
    tag: str
    name: str


LANGUAGES = {
    language.code: language
    for language in (
        Language("ja", "ja", "日本語"),
        Language("ja-easy", "ja", "やさしい日本語"),
        Language("en", "en", "English"),
        Language("zh", "zh-Hans", "简体中文"),
        Language("ko", "ko", "한국어"),
        Language("vi", "vi", "Tiếng Việt"),
        Language("tl", "fil", "Filipino"),
        Language("pt", "pt-BR", "Português"),
        Language("es", "es", "Español"),
        Language("ne", "ne", "नेपाली"),
    )
}


def tag_of(code: str) -> str:
    """The BCP 47 tag; the code itself for a language that is not in the table."""
    return LANGUAGES[code].tag if code in LANGUAGES else code


def name_of(code: str) -> str:
    """Its own name; the code itself for a language that is not in the table."""
    return LANGUAGES[code].name if code in LANGUAGES else code
