"""Long talks around a question, as a caller tells them and speech recognition writes them down."""

from __future__ import annotations

MIDDLE, LAST = "まん中", "最後"
PLACES = tuple(
    f"{place}、{marks}" for place in (MIDDLE, LAST) for marks in ("句点あり", "句点なし")
)
_SENTENCES = 10

# What people say around it: none of it is a question of ours, some of it asks in passing.
AROUND = (
    "もしもしお忙しいところすみません",
    "さっきもかけたんですけどつながらなくて",
    "うちは川崎に住んで三十年になります",
    "主人が先に亡くなりましてね",
    "耳が遠いので大きな声でお願いします",
    "この前息子が来てくれたときに話したんです",
    "聞こえてますか",
    "眼鏡をどこに置いたのかわからなくなって",
    "封筒が何通も来るもんですから",
    "若いころはこんなことなかったんですよ",
    "お隣さんに聞いてもわからないって言うし",
    "雨が降ってて外に出られなくて",
    "ちょっと待ってくださいね今出しますから",
    "字が小さくて読みにくいんです",
    "いつも病院はバスで行ってるんです",
    "何て言えばいいのかな",
    "忙しいのに悪いですね",
    "年を取ると困ることばかりです",
)


def talk(question: str, number: int, place: str) -> str:
    """Ten sentences, of which one is the question; the same for the same number every time."""
    start = number * 7
    around = [AROUND[(start + step) % len(AROUND)] for step in range(_SENTENCES - 1)]
    at = _SENTENCES // 2 if place.startswith(MIDDLE) else len(around)
    told = [*around[:at], question.rstrip("。"), *around[at:]]
    if place.endswith("句点あり"):
        return "".join(f"{sentence}。" for sentence in told)
    return "".join(told).replace("。", "").replace("、", "")
