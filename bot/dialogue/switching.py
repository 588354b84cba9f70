"""A language asked for by its name and little else: English please, 日本語で, en español."""

from __future__ import annotations

import re

from bot.text import normalise

# How each language is called, in any of them; the longer names first.
_NAMES = {
    "ja-easy": "やさしい日本語|やさしいにほんご|易しい日本語|(?:easy|simple|plain) japanese",
    "en": "english|英語|英语|영어|ti[eế]ng anh|ingl[eéê]s|अ(?:ङ्|ं)ग्रेजी|angreji",
    "zh": "chinese|mandarin|(?:简体|簡体)?中文|中国語|汉语|普通话|중국어|ti[eế]ng trung"
    "|chin[eéê]s|chino|intsik",
    "ko": "korean|韓国語|韩语|한국어|한국말|ti[eế]ng h[aà]n|coreano|koreano",
    "vi": "vietnamese|ベトナム語|越南语|베트남어|ti[eế]ng vi[eệ]t|vietnamita",
    "tl": "filipino|tagalog|フィリピン語|タガログ語|菲律宾语|필리핀어|타갈로그어",
    "pt": "portuguese|ポルトガル語|葡萄牙语|포르투갈어|portugu[eéê]s",
    "es": "spanish|スペイン語|西班牙语|스페인어|espa[nñ]h?ol|castellano",
    "ne": "nepali|ネパール語|尼泊尔语|네팔어|नेपाली(?: भाषा)?",
    "ja": "japanese|日本語|にほんご|日语|일본어|ti[eế]ng nh[aậ]t|japon[eéê]s|hapon|nihongo|जापानी",
}
# What may stand beside the name: please, in, can you speak … in each language.
_BESIDE = re.compile(
    r"\b(?:please|pls|in|to|into|speak|talk|write|answer|reply|can|could|may|i|you|do|switch|change"
    r"|use|language|version|the|only|me|by|bang|nói|noi|bằng|được|duoc|không|khong|dùng|em|por|favor"
    r"|en|fala|falar|habla|hablar|puede|pode|usted|você|sa|po|ng|mag|pwede|puwede|ba|lang|ma|maa"
    r"|kudasai|onegai|shimasu|de|bhasha)\b"
    r"|(?:で|に|の?言葉で|を|でも|版|請|请|用|说|回答|可以|吗|嗎|로|으로|주세요|해|부탁|합니다|말|मा"
    r"|お願いします|おねがいします|お願い|ください|下さい|して|切り?替えて?|変えて|話せ(?:ます|る)か?"
    r"|話して|答えて|書いて|いい(?:です)?か?|ですか|ますか|か)"
)
_LETTER = re.compile(r"\w")


def language_asked_for(text: str) -> str:
    """The code of the language that `text` asks for; empty where it asks for none."""
    words = normalise(text)
    for code, names in _NAMES.items():
        rest, found = re.subn(names, " ", words)
        if found:
            return code if not _LETTER.search(_BESIDE.sub(" ", rest)) else ""
    return ""
