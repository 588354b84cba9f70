"""Finding mail addresses and the names that people have in chats: typed, told, or half of each.

taro@example.com, taroアットexampleドットコム, taro (at) example . jp, LINEのIDは taro_57.
Texts are folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TYPED = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9._%+\-]{1,64}@(?:[a-z0-9.\-]{1,190}"
    r"|[a-z0-9.\-ぁ-んー一-鿿가-힣]{1,60}\.[a-z]{2,6})"
)
# Told, or with room around its marks. Words between spaces, so that they are no part of others.
_AT_WORD = "at|a còng|a cong|arroba|골뱅이|艾特|あっとまーく|あっと"
_AT = (
    rf"[ 、]?(?:@|[(\[](?:@|{_AT_WORD})[)\]]|あっとまーく|あっと|골뱅이|艾特"
    r"|(?<= )(?:arroba|a còng|a cong)(?= ))[ 、]?"
)
_DOT = (
    r"[ 、]?(?:\.|[(\[](?:\.|dot)[)\]]|どっと|점|点|點"
    r"|(?<= )(?:dot|punto|ponto|chấm|cham|tuldok)(?= ))[ 、]?"
)
_TOLD = re.compile(
    rf"[a-z0-9._%+\-]{{1,64}}(?: (?:chấm|cham|punto|ponto|dot) [a-z0-9]{{1,30}})?{_AT}"
    rf"[a-z0-9\-]{{1,63}}(?:{_DOT}[a-z0-9\-ぁ-んー]{{2,63}}){{1,4}}"
    # "card at home. Can I": beside the word, a point with room after it ends a sentence.
    r"|[a-z0-9._%+\-]{1,64} at [a-z0-9\-]{1,63}"
    r"(?:(?:\.| ?[(\[]dot[)\]] ?| dot )[a-z0-9\-]{2,63}){1,4}"
    # Another sign in the place of the @, as many write who fear robots.
    r"|[a-z0-9._%+\-]{2,64}[★☆◎●◆■]{1,2}[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{2,63}){1,4}"
    rf"|[a-z0-9ぁ-んー]{{1,30}}{_AT}[a-z0-9ぁ-んー]{{2,30}}(?:{_DOT}[a-z0-9ぁ-んー]{{2,20}}){{1,4}}"
)
# What is called so is a name of somebody, if no ordinary word looks like it.
_ACCOUNT = re.compile(
    r"(?:(?<![a-z])id|あかうんと名?|ゆーざー名|いんすた|ついったー|かかお|wechat|微信号?|zalo|facebook|카톡)"
    r"(?: ?(?:は|が|も|:|is|es|é|là|是|아이디는?|の[^、。]{0,6}は))?[\s:、]{0,2}"
    r"(?P<name>@?(?=[a-z._\-]*[0-9_])[a-z0-9_.\-]{4,40})"
)


def find_mails(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of mail addresses in folded `text`."""
    return (match.span() for match in _TYPED.finditer(text))


def find_told_mails(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of those that are told, where none is typed."""
    return (match.span() for match in _TOLD.finditer(text))


def find_accounts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in chats, behind what says that they are some."""
    return (match.span("name") for match in _ACCOUNT.finditer(text))
