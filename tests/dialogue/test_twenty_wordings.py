"""Each fact in twenty wordings, before or after the question, typed or pressed: one result."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.dialogue.conftest import Begin
from tests.dialogue.talking import Conversation, Reply
from tests.dialogue.whole_talks import FIRST_DAY

QUESTION = "資格確認書の期限はいつですか"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact: the birthday beside it, the button that names it, the day to type, the result."""

    birthday: str
    button: str
    day: str
    result: str
    wordings: tuple[str, ...]


FACTS = {
    "birthday": Told(
        "",
        "",
        "",
        "令和8年(2026年)2月28日",
        (
            "昭和31年3月1日生まれです",
            "昭和31年3月1日です",
            "S31.3.1",
            "s31/3/1生まれ",
            "1956年3月1日生まれ",
            "1956/3/1です",
            "1956-03-01",
            "19560301",
            "昭和三十一年三月一日生まれです",
            "昭和31年の3月1日に生まれました",
            "生年月日は昭和31年3月1日です",
            "誕生日は1956年3月1日",
            "生年月日:昭和31年3月1日",
            "昭和３１年３月１日です",
            "しょうわ31ねん3がつ1にち",
            "昭31.3.1です",
            "昭和31年3月1日の生まれになります",
            "S31年3月1日生",
            "えーと、昭和31年の3月の1日ですね",
            "誕生日が昭和31年3月1日なんですけど",
        ),
    ),
    "residence": Told(
        "昭和60年5月5日生まれです",
        "在留期限がある",
        "2026年3月31日",
        "令和8年(2026年)4月1日",
        (
            "在留期限は2026年3月31日です",
            "在留期限が2026年3月31日です",
            "在留期限が令和8年3月31日までです",
            "在留期間は2026年3月31日まで",
            "ビザが2026年3月31日に切れます",
            "ビザは2026年3月31日までです",
            "在留カードの期限が2026/3/31です",
            "在留期限:2026年3月31日",
            "在留期間満了日は2026年3月31日です",
            "在留期限2026-03-31",
            "在留カードは2026年3月31日までです",
            "2026年3月31日が在留期限です",
            "在留資格は2026年3月31日までです",
            "外国籍で、在留期限は2026年3月31日です",
            "外国人で、ビザの期限が2026年3月31日です",
            "在留期限は２０２６年３月３１日です",
            "在留期限が令和八年三月三十一日です",
            "在留期限、2026年3月31日なんですけど",
            "ビザの期限が2026年3月31日",
            "在留期限はR8.3.31です",
        ),
    ),
    "graduation": Told(
        "平成16年5月5日生まれです",
        "マル学",
        "2026年3月20日",
        "令和8年(2026年)3月20日",
        (
            "マル学で2026年3月20日に卒業します",
            "マル学で、卒業は2026年3月20日です",
            "マル学です。2026年3月20日卒業予定です",
            "市外の大学を2026年3月20日に卒業します",
            "市外の大学に通っていて、卒業予定は2026年3月20日です",
            "県外の大学で2026年3月20日に卒業予定です",
            "マル学で卒業予定日が令和8年3月20日です",
            "マル学、卒業は2026/3/20",
            "丸学で2026年3月20日に卒業です",
            "○学で2026年3月20日卒業です",
            "下宿していて2026年3月20日に卒業します",
            "大阪の大学を2026年3月20日に卒業します",
            "マル学で令和8年3月20日に卒業見込みです",
            "マル学で2026年3月20日が卒業式です",
            "市外の専門学校を2026年3月20日に卒業予定です",
            "マル学で、2026年3月20日に大学を出ます",
            "マル学で卒業が2026年3月20日",
            "他県の大学で、卒業は2026年3月20日です",
            "マル学。卒業予定2026-03-20",
            "マル学で卒業は令和八年三月二十日です",
        ),
    ),
    "burden": Told(
        "昭和27年5月5日生まれです",
        "負担割合が変わる",
        "2026年1月",
        "令和7年(2025年)12月31日",
        (
            "負担割合が2026年1月から変わります",
            "負担割合が2026年1月1日から変わります",
            "負担割合が令和8年1月に変わります",
            "窓口負担が2026年1月から変わります",
            "2026年1月から2割になります",
            "2026年1月から負担割合が変わります",
            "2026年1月から3割負担になります",
            "負担割合は2026年1月から変わる予定です",
            "窓口負担割合が2026年1月から変更になります",
            "負担が2026年1月から2割に上がります",
            "2026年1月1日から2割に変わります",
            "2割から3割に2026年1月から変わります",
            "負担割合が令和八年一月から変わります",
            "負担割合が2026/1/1から変わります",
            "割合が2026年1月から変わるそうです",
            "1月から2割になります",
            "来年の1月から負担割合が変わります",
            "2026年1月に3割になります",
            "負担割合がR8.1.1から変わります",
            "令和8年1月から2割負担になる予定です",
        ),
    ),
}
ROWS = [pytest.param(told, words, id=words) for told in FACTS.values() for words in told.wordings]


def ended(talk: Conversation) -> Reply:
    """To what is still asked there is nothing more."""
    while talk.reply.asks and len(talk.replies) < 9:
        talk.press(next(t for t in talk.reply.buttons if t in ("どれもない", "ほかにはない")))
    return talk.reply


def test_twenty_of_each() -> None:
    """The table holds each fact in twenty wordings."""
    assert {name: len({*told.wordings}) for name, told in FACTS.items()} == dict.fromkeys(FACTS, 20)


@pytest.mark.parametrize(("told", "words"), ROWS)
def test_before_the_question(begin: Begin, told: Told, words: str) -> None:
    """What was told before the question counts as if it had been told after it."""
    talk = begin(FIRST_DAY)
    facts = "。".join(filter(None, (told.birthday, words)))
    reply = talk.say("certificate_expiry", f"{facts}。{QUESTION}")
    assert f"有効期限は、{told.result}です" in reply


@pytest.mark.parametrize(("told", "words"), ROWS)
def test_after_the_question(begin: Begin, told: Told, words: str) -> None:
    """Typed words answer what we asked as well as a button."""
    talk = begin(FIRST_DAY)
    talk.say("certificate_expiry", QUESTION)
    for said in filter(None, (told.birthday, words)):
        reply = talk.say("inform", said)
    reply = ended(talk) if told.result not in reply else reply
    assert f"有効期限は、{told.result}です" in reply


@pytest.mark.parametrize("told", [t for t in FACTS.values() if t.button], ids=lambda t: t.button)
def test_pressed(begin: Begin, told: Told) -> None:
    """The button and then the day come to the same."""
    talk = begin(FIRST_DAY)
    talk.say("certificate_expiry", QUESTION)
    talk.say("inform", told.birthday)
    talk.press(next(title for title in talk.reply.buttons if title.startswith(told.button)))
    talk.say("inform", told.day)
    assert f"有効期限は、{told.result}です" in ended(talk)
