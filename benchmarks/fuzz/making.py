"""Makes inputs from a number: the same number always gives the same input, on any machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

# Characters: most texts are as long as what people write, some as what they may write.
_LENGTHS = (*([150] * 90), *([1_000] * 9), 5_000)

# What people write, to begin with; none of it is of anybody.
SEEDS = (
    "資格確認書はいつまで使えますか", "昭和30年7月15日生まれです", "㍼３０年７月１５日生",
    "S30.7.15", "令和7年8月1日から2割になる",
    "父は昭和二十五年十一月三日生まれ、母は1956/3/1です", "平成元年1月7日", "来月の末日",
    "先週の金曜日に出した", "3日前", "再来年の2月末まで", "明治45年7月30日", "2025-08-03",
    "たしか28年、いや29年の4月1日", "しょうわにじゅうごねん くがつ はつか", "ｼｮｳﾜ30ﾈﾝ7ｶﾞﾂ15ﾆﾁ",
    "090-1234-5678", "〇九〇の一二三四の五六七八", "ゼロキュウゼロイチニサンヨン",
    "1234 5678 9012", "〒210-0890", "川崎区宮本町1-2-3", "メゾン・ド・フルールの201",
    "山﨑と申します", "渡邉󠄂です", "taro@example.com", "taroアットexampleドットコム",
    "暗証番号は4649", "川国12・734", "記号12010", "born on 5 July 1985",
    "sinh ngày 5 tháng 7 năm 1985", "1985년 7월 5일생", "我1985年7月5日出生",
    "nací el 5 de julio de 1985", "२०४२ असार २१", "Hulyo 5, 1985", "5 de julho de 1985",
    "糖尿病で通院しています", "José García", "Nguyễn Thị Hoa", "父と母と私と妹の分", "いいえ",
    "", " ", "/inform{\"answer\": \"circumstances=none\"}", "<script>alert(1)</script>",
    "'; drop table x; --", "〔名前〕〔日付〕", "=1+1", "@国保 いつ", "(sparkle)",
    "75歳になりました", "8月1日です、昭和33年の",
)  # fmt: skip
_ODD = (
    "\x00", "\x1b", "\u200b", "\u200d", "\u202e", "\u2028", "\x85", "\ufeff", "\ufffd", "\ufffe",
    "\u0301", "\u3099", "\uff9f", "\ue000", "\U000e0101", "\ufe0f", "\u3000", "👨‍👩‍👧", "🇯🇵",
    "ﷺ", "①", "㋿", "㍿", "½", "Ⅻ", "٣", "९", "𝟗", "〇", "零", "元", "々", "ー", "・", "〜", "∞",
    "\t", "\r\n",
)  # fmt: skip
_HALVES = ("\ud800", "\udc00", "\ud83d")  # of characters; JSON can carry them
_UNITS = (
    "年",
    "月",
    "日",
    "生",
    "時",
    "歳",
    "番",
    "号",
    "/",
    "-",
    ".",
    ":",
    "割",
    "か月前",
    "丁目",
)
_KEYS = (
    "id", "text", "press", "card", "helped", "reason", "question", "fact", "era", "year",
    "month", "day", "lines", "events", "type", "message", "source", "userId", "groupId",
    "replyToken", "webhookEventId", "postback", "data", "params", "date", "mention",
    "mentionees", "emojis", "index", "length", "imageSet", "mode", "unsend", "messageId",
    "deliveryContext",
)  # fmt: skip


_PLANES = (
    (0x20, 0x2FF), (0x300, 0x36F), (0x900, 0x97F), (0x3040, 0x30FF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3), (0xFF00, 0xFFEF), (0x1F300, 0x1FAFF), (0x20000, 0x2FFFF),
)  # fmt: skip


def random_for(seed: int, target: str, number: int) -> Random:
    """Chance that is the same each time."""
    return Random(f"{seed} {target} {number}")


def text(chance: Random) -> str:
    """What people write, cut, doubled, joined and strewn with what no keyboard has."""
    made = "".join(chance.choice(_PIECES)(chance) for _ in range(chance.randint(1, 6)))
    for _ in range(chance.randint(0, 4)):
        made = chance.choice(_CHANGES)(chance, made)
    return made[: chance.choice(_LENGTHS)]


def body(chance: Random, pattern: Any) -> bytes:
    """`pattern` as JSON with some of its values, names and bytes replaced."""
    changed = _twisted(chance, pattern, 0)
    if chance.random() < 0.05:
        changed = chance.choice([None, [], 0, "text", {"events": changed}, [changed] * 3])
    written = json.dumps(changed, ensure_ascii=chance.random() < 0.5)
    raw = written.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        raw = _broken(chance, raw)
    return raw


def _twisted(chance: Random, value: Any, depth: int) -> Any:
    if chance.random() < 0.06:
        return _anything(chance, depth)
    if isinstance(value, dict):
        items = list(value.items())
        if chance.random() < 0.1 and items:
            items.pop(chance.randrange(len(items)))
        if chance.random() < 0.1:
            items.append((chance.choice(_KEYS), _anything(chance, depth)))
        return {name: _twisted(chance, inner, depth + 1) for name, inner in items}
    if isinstance(value, list):
        return [_twisted(chance, inner, depth + 1) for inner in value]
    if isinstance(value, str) and chance.random() < 0.3:
        return text(chance)
    return value


def _anything(chance: Random, depth: int) -> Any:
    if depth < 4 and chance.random() < 0.3:
        inner = [_anything(chance, depth + 1) for _ in range(chance.randint(0, 3))]
        return inner if chance.random() < 0.5 else dict(zip(_KEYS, inner, strict=False))
    plain = (None, True, False, 0, -1, 2**31, 2**63, 10**30, 1e308, 0.1, float("nan"), "", "a" * 70)
    return chance.choice([*plain, text(chance), chance.choice(_HALVES), chance.choice(_KEYS)])


def _broken(chance: Random, raw: bytes) -> bytes:
    place = chance.randint(0, len(raw))
    junk = bytes(chance.randrange(256) for _ in range(chance.randint(0, 4)))
    deep = b"[" * chance.choice([10, 1000, 20_000])
    return chance.choice([raw[:place], raw[:place] + junk + raw[place:], junk, b"", deep])


def _seed(chance: Random) -> str:
    return chance.choice(SEEDS)


def _odd(chance: Random) -> str:
    return chance.choice(_ODD)


def _number(chance: Random) -> str:
    plain = str(chance.randint(0, 10 ** chance.randint(1, 14)))
    shift = chance.choice([0, 0, 0, ord("０") - ord("0"), ord("०") - ord("0"), ord("٠") - ord("0")])
    return "".join(chr(ord(digit) + shift) for digit in plain)


def _unit(chance: Random) -> str:
    return _number(chance)[:4] + chance.choice(_UNITS)


def _any_character(chance: Random) -> str:
    first, last = chance.choice(_PLANES)
    return chr(chance.randint(first, last))


def _cut(chance: Random, made: str) -> str:
    first, last = sorted((chance.randint(0, len(made)), chance.randint(0, len(made))))
    return made[:first] + made[last:]


def _repeated(chance: Random, made: str) -> str:
    return made * chance.choice([2, 3, 20])


def _strewn(chance: Random, made: str) -> str:
    place = chance.randint(0, len(made))
    return made[:place] + _odd(chance) + made[place:]


def _spaced(chance: Random, made: str) -> str:
    return chance.choice([" ", "、", "\u200b", "・"]).join(made[:200])


def _half(chance: Random, made: str) -> str:
    place = chance.randint(0, len(made))
    return made[:place] + chance.choice(_HALVES) + made[place:] if chance.random() < 0.2 else made


_PIECES: Sequence[Callable[[Random], str]] = (
    *(_seed, _seed, _seed),
    *(_odd, _number, _unit, _any_character),
)
_CHANGES: Sequence[Callable[[Random, str], str]] = (_cut, _repeated, _strewn, _spaced, _half)
