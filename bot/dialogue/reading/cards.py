"""Is there a card, and is it registered as the insurance card: カードはあるけど登録してない."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.supposed import found_at, is_stated

# カードも登録もしてあります
_BOTH = re.compile(
    r"(?:かーど(?:も|と)、?(?:保険証(?:の|として(?:の)?)?)?(?:利用)?登録|(?:利用)?登録(?:も|と)、?(?:まいなんばー)?かーど)"
    r"(?:も|は)?、?(?:両方(?:とも)?|どちらも|もう|ちゃんと|ぜんぶ|全部)?(?:"
    r"(?P<no>(?:(?:して|済んで|できて|持って)(?:い)?)?(?:ない|なく|ません|なし|無し)|ありませ|まだ|未)|"
    r"(?:して(?:い|あ|る|ま|お)|した|しまし|済(?:み|んで|ませ)|でき(?:て|た)|あ(?:る|り(?!ませ))|完了|持って(?:い|る|ま)))"
)
_CARD = re.compile(
    r"(?:まいなんばー|まいな|個人番号)?かーど(?:自体|そのもの)?(?:を|は|も|が|って)?[、\s]?(?:まだ)?(?:"
    r"(?P<no>(?:持って|もって|作って|つくって)(?:い)?(?:ない|ません|なく|おりません)|持た(?:ない|ず)|ない|無い|なし|ありません|ございません)|"
    r"(?P<yes>(?:持って|もって|作って|つくって|取っ)(?:い|お|た|る|ま|て|あ)|あり(?:ます|$|、)|ある|あって(?!も)|作り|作った(?!ら)))"
)
_REGISTERED = re.compile(
    r"(?:利用登録|保険証(?:の|に|として(?:の)?)?(?:利用)?登録|りようとうろく)(?:を|は|も|が)?、?(?:まだ)?(?:"
    r"(?P<no>(?:して|済んで)(?:い)?(?:ない|ません|なく|おりません)|し(?:ない|ません)|ない|なし|ありません|未|まだ)|"
    r"(?P<yes>し(?:てい?(?:る|ます|て|た)|た|ました|て(?:あ|お)|まし)|済|あり(?:ます|$)|ある))|"
    r"まいな保険証(?:を|は|も|が)?、?(?P<no2>(?:持って|もって|使って|作って)(?:い)?(?:ない|ません|なく)|(?:は|が)?(?:ない|無い|なし|ありません|ございません)(?:です|$|。|、|ので|から|んで))|"
    r"まいな保険証(?:を|は|も|が|で|に)?、?(?:ちゃんと|きちんと|もう)?(?P<yes2>登録(?:済|し(?:た|ました|て(?:あ|い?(?:ます|る))))|(?:持って|もって|使って)(?:い(?:ま|る)|ま|る|お)|ある|あり(?!ませ)|(?<=保険証)(?:です(?!か)|、(?=[^。、]{1,6}[はも])|(?<=証)で、|(?<=で)、|なん|だ(?:が|し|けど|から|、|。|$)))"
)
_HAS_NONE = re.compile(
    r"(?<!かーど)(?<!保険証)[はも]、?(?:まだ)?(?:持って|もって)(?:い)?(?:ない|ません|なく)|"
    r"(?<=[私夫妻父母娘僕俺兄姉弟妹人子])[はも]、?(?:なし|無し|ない|ありません)(?=です|で、|[。、]|$)"
)
_REGISTERED_IT = re.compile(
    r"(?<![用民の])(?:登録|とうろく)(?:を|は|も|が)?\s?(?:(?P<no>して\s?(?:い)?(?:な|ませ)|まだ|し(?:ない|ません))|し(?:て\s?(?:い|あり?)?[るま]|た|ました)|済(?:み|んで|ませ)|できて)"
)


def read_card(folded: str) -> Iterator[Draft]:
    """Every statement of a card or of its registration."""
    for match in _BOTH.finditer(folded):
        if is_stated(folded, match.end()):
            for name in ("has_card", "registered"):
                yield found_at(match, name, "no" if match["no"] else "yes")
    for match in _CARD.finditer(folded):
        if is_stated(folded, match.end()):
            yield found_at(match, "has_card", "no" if match["no"] else "yes")
    if "かーど" in folded or "まいな" in folded:
        for match in _REGISTERED_IT.finditer(folded):
            if is_stated(folded, match.end()):
                yield found_at(match, "registered", "no" if match["no"] else "yes")
    for match in _HAS_NONE.finditer(folded if "まいな保険証" in folded else ""):
        if is_stated(folded, match.end()):  # 妻はマイナ保険証です。私は持ってません
            yield found_at(match, "registered", "no")
    for match in _REGISTERED.finditer(folded):
        if is_stated(folded, match.end()):
            no = match["no"] or match["no2"]
            yield found_at(match, "registered", "no" if no else "yes")
            if match["yes2"]:
                yield found_at(match, "has_card", "yes")
