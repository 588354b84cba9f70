"""The words that dates are made of, as tables. All keys are folded (see ``spans.fold``)."""

from __future__ import annotations


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# --- eras ----------------------------------------------------------------------------------------
WESTERN = "西暦"
ERA_NAMES = ("明治", "大正", "昭和", "平成", "令和")
# These forms are era names only with a number behind them (たいしょう is also 対象, S also a size).
ERA_FORMS = {
    "めいじ": "明治", "たいしょう": "大正", "しょうわ": "昭和", "へいせい": "平成",
    "れいわ": "令和", "たいしょー": "大正", "しょーわ": "昭和", "へーせー": "平成",
    "れーわ": "令和",
    "meiji": "明治", "taisho": "大正", "taishou": "大正", "showa": "昭和", "shouwa": "昭和",
    "heisei": "平成", "reiwa": "令和",
    # what voice input and kana-kanji conversion make of them
    "明示": "明治", "名治": "明治", "対象": "大正", "大将": "大正", "大賞": "大正",
    "正和": "昭和", "照和": "昭和", "章和": "昭和", "昭輪": "昭和", "唱和": "昭和", "召和": "昭和",
    "平静": "平成", "平生": "平成", "平城": "平成", "兵制": "平成",
    "令話": "令和", "例話": "令和", "礼和": "令和", "冷和": "令和", "零和": "令和", "霊和": "令和",
}  # fmt: skip
ERA_KANJI = {"明": "明治", "大": "大正", "昭": "昭和", "平": "平成", "令": "令和"}
ERA_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
WESTERN_FORMS = ("西暦", "せいれき", "西歴")
# Reckonings in which no living resident's date can be read; 慶安30年 is none of ours.
OTHER_ERAS = _split(
    "慶長 元和 寛永 正保 慶安 承応 明暦 万治 寛文 延宝 天和 貞享 元禄 宝永 正徳 享保 元文 "
    "寛保 延享 寛延 宝暦 明和 安永 天明 寛政 享和 文化 文政 天保 弘化 嘉永 安政 万延 文久 "
    "元治 慶応 大化 大宝 天平 延暦 建武 応仁 永禄 天正 文禄 "
    "光文 皇紀 民国 主体 仏暦 佛暦 旧暦 陰暦 回暦 壇紀 檀紀"
)

# --- words that need today -----------------------------------------------------------------------
DAY_OFFSETS = {
    "今日": 0, "本日": 0, "きょう": 0, "ほんじつ": 0, "今朝": 0, "けさ": 0, "今夜": 0, "今晩": 0,
    "昨日": -1, "きのう": -1, "さくじつ": -1, "昨夜": -1, "昨晩": -1, "ゆうべ": -1,
    "一昨日": -2, "おととい": -2, "おとつい": -2, "いっさくじつ": -2,
    "一昨昨日": -3, "さきおととい": -3,
    "明日": 1, "あした": 1, "あす": 1, "みょうにち": 1,
    "明後日": 2, "あさって": 2, "みょうごにち": 2,
}  # fmt: skip
MONTH_OFFSETS = {
    "今月": 0, "こんげつ": 0, "先月": -1, "せんげつ": -1, "来月": 1, "らいげつ": 1,
    "先々月": -2, "先先月": -2, "せんせんげつ": -2, "再来月": 2, "さらいげつ": 2,
}  # fmt: skip
YEAR_OFFSETS = {
    "今年": 0, "本年": 0, "ことし": 0, "去年": -1, "昨年": -1, "きょねん": -1, "さくねん": -1,
    "来年": 1, "らいねん": 1, "明年": 1, "来春": 1, "再来年": 2, "さらいねん": 2,
    "一昨年": -2, "おととし": -2, "いっさくねん": -2,
}  # fmt: skip
# Said to mean some day that nobody can compute; しあさって is 3 or 4 days by region.
VAGUE_TIMES = _split(
    "先々週 先週 今週 来週 再来週 せんしゅう こんしゅう らいしゅう さらいしゅう しあさって"
)
# Kana words that are also other words (きょうだい, あすか): only before a particle or a stop.
NEEDS_PARTICLE = frozenset({"きょう", "あす", "あした", "ほんじつ", "さくじつ"})

# --- days with names of their own ----------------------------------------------------------------
KANA_DAYS = {
    "ついたち": 1, "いっぴ": 1, "ふつか": 2, "みっか": 3, "よっか": 4, "いつか": 5, "むいか": 6,
    "なのか": 7, "なぬか": 7, "ようか": 8, "ここのか": 9, "とおか": 10, "とうか": 10,
    "じゅうよっか": 14, "はつか": 20, "にじゅうよっか": 24,
}  # fmt: skip
# Also everyday words (いつか some day, しようか, そうなのか): days only behind a month.
ONLY_AFTER_MONTH = frozenset({"いつか", "なのか", "なぬか", "ようか", "よっか", "とおか", "とうか"})
FISCAL_END = "年度末"
FEASTS = {
    "元日": (1, 1), "元旦": (1, 1), "がんじつ": (1, 1), "がんたん": (1, 1),
    "大晦日": (12, 31), "大みそか": (12, 31), "おおみそか": (12, 31),
}  # fmt: skip
ENGLISH_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

# --- talk between the parts of one date ----------------------------------------------------------
FILLERS = _split(
    "ええっと えーっと えっと えーと ええと えと えー ええ うーんと うーん んーと んー "
    "あのー あの そのー その いうと 言うと いえば 言えば だと ちょうど 丁度 "
    "まあ 確か たしか 多分 たぶん ですね ねえ ねー ね よ"
)
