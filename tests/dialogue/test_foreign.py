"""Whole talks in other languages, read by the Japanese text that stands beside each message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from bot.content import current_content
from tests.dialogue.conftest import Begin
from tests.dialogue.talking import Conversation

_UNTIL = "期限は、令和8年(2026年)7月31日です"


@pytest.fixture
def english(begin: Begin) -> _InLanguage:
    """A talk whose messages are English."""
    return _InLanguage(begin(), "en")


class _InLanguage:
    """A talk in one language."""

    def __init__(self, talk: Conversation, language: str) -> None:
        self.talk, self._language = talk, language

    def say(self, intent: str, words: str) -> str:
        return self.talk.say(intent, words, language=self._language, sure=True).japanese


def test_one_message_tells_all(english: _InLanguage) -> None:
    """Birthday and period of stay in one message: the day, and no question for them."""
    said = english.say(
        "certificate_expiry",
        "I was born 5 July 1985 and my zairyu card expires 31 March 2026. Until when is my "
        "certificate valid?",
    )
    assert "令和8年(2026年)4月1日" in said
    assert english.talk.facts == {"birthday": "1985-07-05", "residence_until": "2026-03-31"}


def test_month_or_day_first_is_asked(english: _InLanguage) -> None:
    """07/08/1955 is never guessed: both days are offered with the month as a word."""
    english.say("certificate_expiry", "until when can I use the shikaku kakuninsho?")
    said = english.say("inform", "07/08/1955")
    assert "「07/08/1955」は、どちらの日ですか。" in said
    assert "birthday" not in english.talk.facts
    english.talk.press("7 August 1955")
    assert english.talk.facts["birthday"] == "1955-08-07"


def test_one_reading_is_no_question(english: _InLanguage) -> None:
    """25/8/1955 can be one day only."""
    english.say("certificate_expiry", "until when can I use the shikaku kakuninsho?")
    english.say("inform", "25/8/1955")
    assert english.talk.facts["birthday"] == "1955-08-25"


def test_no_such_day_is_quoted_as_written(english: _InLanguage) -> None:
    """What we say of a date holds the resident's own words, never ours."""
    english.say("certificate_expiry", "until when can I use the shikaku kakuninsho?")
    assert "「Feb 30 1955」ですね" in english.say("inform", "Feb 30 1955")


def test_household(english: _InLanguage) -> None:
    """Two people with a birthday each get two results."""
    said = english.say(
        "certificate_expiry",
        "My husband was born 5 July 1956 and my wife 3 March 1952, until when are the certificates "
        "valid?",
    )
    assert "ご主人(昭和31年(1956年)7月5日生まれ)" in said
    assert "奥さま(昭和27年(1952年)3月3日生まれ)" in said
    assert _UNTIL in english.say("deny", "none of these")


def test_another_person_follows(english: _InLanguage) -> None:
    """And my husband?: the same matter is taken up for him, and he is whom it then means."""
    english.say("certificate_expiry", "My birthday is 5 July 1985, when does my certificate end?")
    english.say("nlu_fallback", "none of these")
    assert "ご主人の生年月日" in english.say("inform", "and my husband?")
    english.say("inform", "he was born on 3 March 1990")
    husband = english.talk.state.find("husband")
    assert husband is not None
    assert husband.facts["birthday"] == "1990-03-03"


def test_another_day_and_way_follow(english: _InLanguage) -> None:
    """What if it is the 26th?, And at the ward office?: reckoned anew."""
    said = english.say(
        "debit_start", "If I apply online on Aug 20 2025, which month is the first payment?"
    )
    assert "令和7年(2025年)10月から" in said
    assert "令和7年(2025年)11月から" in english.say("inform", "what if it is the 26th?")
    assert "区役所の窓口で" in english.say("inform", "and at the ward office?")


def test_commands_need_no_model(english: _InLanguage) -> None:
    """Do not know, stop and a cry for help are read by their words, whatever the model guesses."""
    english.say("certificate_expiry", "until when can I use the shikaku kakuninsho?")
    assert "わからなくて大丈夫です" in english.say("out_of_scope", "I don't know")
    assert "119番" in english.say("out_of_scope", "he is not breathing")


def test_what_is_not_ours_is_quoted(english: _InLanguage) -> None:
    """A long question that is not ours comes back in its own words."""
    said = english.say("out_of_scope", "My card was lost on the train, how do I get a new one?")
    assert "how do I get a new one" in said


@dataclass(frozen=True)
class _Words:
    """One talk in the words of a language; the facts and answers are the same in all."""

    language: str
    asks: str
    tells_birthday: str
    says_none: str
    and_husband: str
    his_birthday: str
    does_not_know: str


_TALKS = (
    _Words(
        "zh", "我的在留卡2026年3月31日到期，资格确认书能用到哪天？", "1985年7月5号", "都没有",
        "那我丈夫呢？", "他是1990年3月3日出生的", "不知道",
    ),
    _Words(
        "ko", "제 비자는 2026년 3월 31일까지인데 자격확인서는 언제까지 쓸 수 있나요?",
        "1985. 7. 5.", "해당 없음", "그럼 남편은요?", "1990년 3월 3일생이에요", "모르겠어요",
    ),
    _Words(
        "vi", "visa em den 31/3/2026, giay xac nhan tu cach dung den khi nao?", "5/7/1985",
        "không có cái nào", "còn chồng em thì sao?", "anh ấy sinh ngày 3/3/1990", "không biết ạ",
    ),
    _Words(
        "pt", "Meu visto vence em 31/3/2026. Até quando posso usar o certificado?",
        "5 de julho de 1985", "nenhum", "E o meu marido?", "ele nasceu em 3/3/1990", "não sei",
    ),
    _Words(
        "tl", "Hanggang Marso 31, 2026 ang visa ko. Hanggang kailan magagamit ang certificate?",
        "Hulyo 5, 1985", "Wala sa mga iyan", "Paano naman ang asawa kong lalaki?",
        "ipinanganak siya noong Marso 3, 1990", "hindi ko alam",
    ),
    _Words(
        "es", "Mi visa vence el 31/3/2026. ¿Hasta cuándo puedo usar el certificado?",
        "5 de julio de 1985", "ninguna", "¿Y mi marido?", "él nació el 3 de marzo de 1990",
        "no sé",
    ),
    _Words(
        "ne", "मेरो भिसा २०२६/३/३१ सम्म छ। काकुनिन्शो कहिलेसम्म चल्छ?", "१९८५ जुलाई ५",
        "कुनै पनि होइन", "अनि मेरो श्रीमान् नि?", "उहाँको जन्म १९९० मार्च ३", "थाहा छैन",
    ),
)  # fmt: skip


@pytest.mark.parametrize("said", _TALKS, ids=lambda said: said.language)
def test_the_same_talk(begin: Begin, said: _Words) -> None:
    """Stay, birthday, nothing else, then the husband: the same talk in each language."""
    talk = _InLanguage(begin(), said.language)
    talk.say("certificate_expiry", said.asks)
    talk.say("nlu_fallback", said.tells_birthday)
    assert talk.talk.facts["birthday"] == "1985-07-05"
    assert "令和8年(2026年)4月1日" in talk.say("nlu_fallback", said.says_none)
    assert "ご主人の生年月日" in talk.say("inform", said.and_husband)
    talk.say("inform", said.his_birthday)
    husband = talk.talk.state.find("husband")
    assert husband is not None
    assert husband.facts["birthday"] == "1990-03-03"
    assert "わからなくて大丈夫" in talk.say("out_of_scope", said.does_not_know)


def test_nepali_calendar_is_asked_in_ours(begin: Begin) -> None:
    """2042 साल is no year of ours: the Western date is asked for, and nothing is kept."""
    talk = _InLanguage(begin(), "ne")
    talk.say("certificate_expiry", "काकुनिन्शो कहिलेसम्म चल्छ?")
    assert "西暦か元号で" in talk.say("inform", "मेरो जन्म २०४२ साल असार २१ गते")
    assert "birthday" not in talk.talk.facts


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("pt", "meu cachorro rasgou o kakuninsho"),
        ("ne", "काकुनिन्शो च्यातियो"),
        ("en", "ruined my certificate"),
    ],
)
def test_who_says_more_than_a_name_is_not_asked_back(
    begin: Begin, language: str, said: str
) -> None:
    """A short sentence about a paper is answered, where the model is sure what it means."""
    talk = _InLanguage(begin(), language)
    talk.say("lost_reissue", said)
    assert talk.talk.reply.ids[0] == "lost_reissue"


def test_a_name_alone_is_asked_back(begin: Begin) -> None:
    """The name of a paper alone may mean many things, whatever the model guesses."""
    talk = _InLanguage(begin(), "pt")
    talk.say("lost_reissue", "kakuninsho")
    assert talk.talk.reply.kinds[0] == "options"


def test_a_visa_alone_is_no_question_for_its_paper(begin: Begin) -> None:
    """How long does a permanent visa take?: not ours, though a gloss names 在留期限."""
    talk = _InLanguage(begin(), "es")
    talk.say("out_of_scope", "cuanto tarda la visa permanente")
    assert talk.talk.reply.kinds[0] == "refusal"


def _clause(start: int, end: int, *likely: tuple[str, float], asks: bool) -> dict[str, Any]:
    """What the model says to one clause."""
    ranking = [{"name": name, "confidence": share} for name, share in likely]
    flags = {"asks": asks, "wish": False, "added": False, "sure": True, "sentence": int(asks)}
    return {"start": start, "end": end, "ranking": ranking, "others": [], **flags}


@pytest.mark.parametrize(
    ("told", "asked", "answered", "dated"),
    [
        ("My residence card expires 31 March 2026 and I was born on 5 July 1985.",
         "Until when is my shikaku kakuninsho valid?",
         "certificate_expiry", "令和8年(2026年)4月1日"),
        ("My residence card expires 31 March 2026 and I was born on 5 July 1985.",
         "how long does the paper work for me?", "expiry_residence", "令和8年(2026年)4月1日"),
        ("I was born on 5 July 1985.",
         "Until when is my shikaku kakuninsho valid?",
         "certificate_expiry", "令和8年(2026年)7月31日"),
    ],
)  # fmt: skip
def test_facts_decide_what_is_unsure(
    english: _InLanguage, told: str, asked: str, answered: str, dated: str
) -> None:
    """Facts in one sentence and いつまで in another ask for 有効期限, if the model is unsure."""
    cut = len(told)
    reply = english.talk.hear(
        {
            "text": f"{told} {asked}",
            "intent": {"name": "nlu_fallback", "confidence": 0.4},
            "intent_ranking": [
                {"name": "expiry_residence", "confidence": 0.6},
                {"name": "certificate_expiry", "confidence": 0.3},
            ],
            "sentences": [
                _clause(0, cut, ("inform", 0.96), asks=False),
                _clause(cut + 1, cut + 1 + len(asked), ("certificate_expiry", 0.9), asks=True),
            ],
            "language": "en",
            "language_sure": True,
        }
    )
    assert reply.ids[0] == answered
    assert f"有効期限は、{dated}です" in reply.japanese
    assert reply.asks  # whether anything else applies
    day = date.fromisoformat(reply.messages[0]["answer"]["date"])
    assert current_content().words(day, "ja").date(day) == dated


def test_who_tells_a_change_of_the_ratio_asks_about_it(english: _InLanguage) -> None:
    """Unsure between the paper and the change, the change that was told with its day is meant."""
    told = "My mother is 72 and her copayment rate changes from 20% to 30% on February 1, 2026."
    asked = "Until when is her shikaku kakuninsho valid?"
    reply = english.talk.hear(
        {
            "text": f"{told} {asked}",
            "intent": {"name": "nlu_fallback", "confidence": 0.4},
            "intent_ranking": [
                {"name": "certificate_expiry", "confidence": 0.5},
                {"name": "expiry_burden_change", "confidence": 0.3},
            ],
            "language": "en",
            "language_sure": True,
        }
    )
    assert reply.ids[0] == "expiry_burden_change"
    assert "31 January 2026" in reply.text
