"""Words before a day that are none of ours and so may be a name: 健太は2010年8月8日生まれ."""

from __future__ import annotations

import re
from collections.abc import Iterator

# 健太は2010年8月8日生まれ: whoever this is, what follows is not of the person named before.
_DAY_AHEAD = r"\s?(?:昭和|平成|令和|大正|[SHRTshrt]\.?\s?[0-9]|[0-9]{4}[年./-]|[0-9]{1,2}年)"
_UNKNOWN = re.compile(
    r"(?:(?<![一-鿿々])[一-鿿々]{1,4}|(?<![ァ-ヶー])[ァ-ヶー]{2,8}|(?<![A-Za-z])[A-Za-z]{1,12})"
    rf"(?=(?:の方)?(?:は|が|も|の(?:誕生日|生年月日)[はが]){_DAY_AHEAD})"
)
_NO_NAME = re.compile(
    r"(?:夫婦|夫妻|日|月|年|期|限|間|証|書|割合|負担|予定|学校|大学|国保|保険|料|金|今|前|後|次|回|紙|方|業|入|出|"
    r"院|術|察|診|約|査|請|込|続|資格|更新|開始|終了|変更|通知|分|者|人|全員|期日|カード|ビザ|マル学|"
    r"式|事|儀|録|職|転|婚|着|送|験|給|休|退|届|渡|忌|済|度|先|話|店|局|所|署|課|館|室|許|券|状|"
    r"体|表|裏|面|側|号|類|物|品|額|率|欄|パスポート|ライセンス|マイナンバー)$"
)


def unknown_names(text: str) -> Iterator[tuple[int, int]]:
    """Where such words stand; パスポートは2028年8月8日まで names nobody."""
    for match in _UNKNOWN.finditer(text):
        if not _NO_NAME.search(match.group()):
            yield match.span()
