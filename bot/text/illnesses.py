"""Finding what ails somebody: words of illnesses and of their treatment, in ten languages.

A word too many is no loss; what somebody needs (a wheelchair, an interpreter) stays, as the
question may be about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_JAPANESE = (
    "(?:うつ|[一-鿿ァ-ヺー]{0,8})(?:病(?![院気棟床人室状後中歴])|症(?!状)|炎(?![天上])|癌|腫|骨折|麻痺|梗塞|不全)"
    "|[一-鿿]{0,2}(?:がん|ガン)(?=[でにのをとは、。な]|$)|躁?うつ(?=[でにのをと、。]|$)|鬱|人工(?:透析|呼吸器|肛門)|透析|"
    "リウマチ|リューマチ|喘息|ぜんそく|アトピー|高血圧|パーキンソン|アルツハイマー|胃ろう|胃瘻|脳?卒中|アル中|"
    "認知(?=です|で[、。]|が(?:入|あ|進|ひど)|気味)|ヘルペス|エリテマトーデス|ポリープ|結核|肺気腫|脳性まひ|"
    "妊娠|不妊|流産|統合失調|[一-鿿]{2,6}障害(?![者児年福手基厚])|硬変|[腎肝心]臓移植|ペースメーカー|ヘルニア|精神科|心療内科|"
    "婦人科|泌尿器科|ストーマ|在宅酸素|インスリン|抗[がガ]ん剤|エイズ|てんかん|ダウン症"
)
_LATIN = (
    r"(?<![a-z])(?:hiv|aids|adhd|als|copd|ptsd)(?![a-z])"
    r"|\b(?:diabet\w+|diyabet\w+|cancer|leuka?emia|leucemia|tumou?r|stroke|dementia|autis\w+|depression|"
    r"pregnan\w+|dialysis|asthma|epilep\w+|schizophreni\w+|esquizofreni\w+|hepatit\w+|parkinson\w*|"
    r"alzheimer\w*|bipolar|arthritis|artrit\w+|rheumati\w+|reumat\w+|tubercul\w+|tuberkulosis|"
    r"multiple sclerosis|lupus|(?:kidney|heart|liver|lung) (?:disease|failure)|heart attack|"
    r"kanser|buntis|atake sa puso|"
    r"sakit(?: (?:ako|siya|po|ang \w+))? sa (?:puso|bato|atay|baga|dugo)|"
    r"câncer|cáncer|grávida|embarazada|asma|depresión|depressão|infarto|derrame|"
    r"(?:enfermedad|doença) (?:de |do |da |del )?\w+)\b"
    r"|ung thư(?: \w+)?|\bung thu\b|tiểu đường|\btieu duong\b|mang thai|trầm cảm|"
    r"suy (?:thận|tim)|huyết áp|đột quỵ|"
    r"viêm (?!màng loa)\w+|động kinh|tâm thần|lao phổi|bệnh (?!viện|nhân)\w+"
)
_OTHER = (
    "[癌瘤孕]|抑郁|憂鬱|怀孕|糖尿|高血[压壓]|心[脏臟]病|中风|中風|白血|[乙甲丙]型?肝|[肝肾腎肺胃]炎|精神病|"
    "癫[痫癇]|哮喘|帕金森|阿[尔爾]茨海默|痴呆|[结結]核"
    "|고혈압|백혈병|뇌졸중|당뇨병?|[위폐간]암|유방암|대장암|암(?=에|이|을|으| )|임신|우울증|치매|"
    "투석|조현병|간염|결핵|천식|뇌전증|파킨슨|관절염|신부전|심장병"
    "|क्यान्सर|मधुमेह|सुगर(?: को)?|गर्भवती|मिर्गौला|रक्तचाप|पक्षाघात|डिप्रेसन"
    "|[ऀ-ॿ]*रोग(?![ीि])"
)
_ILLNESS = re.compile(f"{_JAPANESE}|{_LATIN}|{_OTHER}", re.IGNORECASE)


def find_illnesses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of such words in NFKC `text`."""
    return (match.span() for match in _ILLNESS.finditer(text))
