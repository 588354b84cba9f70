"""bot/channels/line/render.py: every answer and every state of every talk, within LINE's limits."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.line.render import plain, render
from bot.content import current_content, find_answer, library, say, speaking, words_today
from bot.conversation.offline import OfflineAnswerer
from bot.dialogue.buttons import related_buttons
from bot.dialogue.facts import DATED
from bot.dialogue.talk import open_question
from bot.messages import Button, HeardFact, Link, Message, Parts, PersonResult
from tests.house.serving import NOW
from tests.line_platform.limits import check_messages

IDS = sorted(library().book().answers)
DATES = {
    "birthday": ("昭和31年3月1日", "31.3.1", "昭和30年2月30日", "80歳", "3月1日"),
    "residence_until": ("2026年3月31日", "2020年1月1日"),
    "graduation": ("令和8年3月20日",),
    "burden_change": ("令和8年1月",),
    "ecert_expiry": ("2025年11月30日",),
    "applied_on": ("7月26日",),
    "bank": ("川崎信用金庫", "知らない銀行"),
}
DEEPEST = 4


def shown(messages: list[Any]) -> list[dict[str, Any]]:
    """As they go over the wire, checked."""
    found = [message.to_dict() for message in messages]
    check_messages(found)
    return found


def rendered(said: list[Message], note: str = "") -> list[dict[str, Any]]:
    """The messages as LINE gets them, checked."""
    return shown(render(said, NOW.date(), lambda fact: f"d:{fact}", note))


def states(resort: OfflineAnswerer, answer_id: str) -> Iterator[list[Message]]:
    """The answers of every talk that begins with an id: each button pressed, each date typed."""
    waiting: list[tuple[str, bool, dict[str, Any], int]] = [(f"/{answer_id}", True, {}, 0)]
    known: set[str] = set()
    while waiting:
        words, pressed, state, depth = waiting.pop()
        messages, after = resort.answer(words, state, NOW, pressed=pressed)
        yield messages
        told = "".join(message.parts.text for message in messages)
        if depth >= DEEPEST or told in known:
            continue
        known.add(told)
        if (asked := open_question(after)) is None:
            continue
        kept = {name: value for name, value in after.items() if value is not None}
        waiting += [(words, False, kept, depth + 1) for words in DATES.get(asked, ())]
        buttons = [button.payload for message in messages for button in message.buttons]
        waiting += [(payload, True, kept, depth + 1) for payload in buttons]


@pytest.mark.parametrize("answer_id", IDS)
def test_every_answer_and_state(resort: OfflineAnswerer, answer_id: str) -> None:
    """Whatever the bot says can be sent, says all of it, and tells the conclusion in a notice."""
    for messages in states(resort, answer_id):
        sent = rendered(messages)
        assert len(sent) == len(messages)
        for message, got in zip(messages, sent, strict=True):
            text, parts = got.get("text") or str(got["contents"]), message.parts
            for line in (*parts.details, *parts.bring, *parts.steps, parts.source):
                assert line in text or line.replace("\n", "\\n") in text
            if got["type"] == "flex":
                assert parts.lead.startswith(got["altText"].removesuffix("…"))


@pytest.mark.parametrize("language", current_content().city.languages[1:])
def test_every_answer_in_every_language(language: str) -> None:
    """Also the longest letters keep LINE's limits, with all that follows an answer."""
    words = words_today(language)
    with speaking(words):
        for answer_id in IDS:
            buttons = related_buttons(words, answer_id)
            said = Message(words.parts(answer_id), "answer", answer_id, buttons, language=language)
            (sent,) = rendered([said])
            told = json.dumps(sent, ensure_ascii=False)
            for line in said.parts.details:
                assert json.dumps(line, ensure_ascii=False)[1:-1] in told
            assert list(labels(sent)) == [button.title for button in buttons]


def labels(message: dict[str, Any]) -> list[str]:
    """What stands on the quick replies."""
    items = message.get("quickReply", {"items": []})["items"]
    return [item["action"]["label"] for item in items]


def card(lead: str = "結論。", kind: Any = "answer", **more: Any) -> Message:
    """A message with little in it."""
    names = ("answer_id", "buttons", "asks")
    outer = {name: more.pop(name) for name in names if name in more}
    return Message(Parts(lead, **more), kind, **outer)


def test_choices_are_quick_replies_of_the_last_message() -> None:
    """LINE shows no others; labels are those of the card, and the data says nothing."""
    sent = rendered([card("先"), card("後", buttons=(Button("期限", "abc"),))], note="ひとこと")
    assert [labels(message) for message in sent] == [[], [], ["期限"]]
    (item,) = sent[-1]["quickReply"]["items"]
    assert item["action"]["data"] == "c:abc"
    assert item["action"]["displayText"] == "期限"


def test_a_question_has_buttons_too() -> None:
    """LINE on a computer has no quick replies, so the answers to a question are buttons as well."""
    asked = card(
        "どちらですか。",
        kind="question",
        buttons=(Button("はい", "a"), Button("いいえ", "b")),
    )
    (sent,) = rendered([asked])
    buttons = [button["action"]["label"] for button in sent["contents"]["footer"]["contents"]]
    assert buttons == labels(sent) == ["はい", "いいえ"]


@pytest.mark.parametrize("fact", sorted(DATED))
def test_a_date_is_picked(fact: str) -> None:
    """A question for a date offers the picker first."""
    (sent,) = rendered([card("いつですか。", kind="question", asks=fact)])
    action = sent["quickReply"]["items"][0]["action"]
    assert action["type"] == "datetimepicker"
    assert action["data"] == f"d:{fact}"


def test_too_much_for_a_bubble_is_text() -> None:
    """A card of more than 30 KB is sent as text, whole."""
    long = card("結論。", details=tuple(f"{n}番めの文です。" * 20 for n in range(30)))
    sent = rendered([long])
    assert {message["type"] for message in sent} == {"text"}
    assert plain(long).replace("\n", "") == "".join(m["text"] for m in sent).replace("\n", "")


_WORDS = st.text(st.sampled_from("あ漢字。\n🍎"), min_size=1, max_size=40).filter(str.strip)
_SIZES = st.sampled_from([1, 10, 400])
_LINES = st.lists(st.builds(lambda t, n: t * n, _WORDS, _SIZES), max_size=4)
_LINKS = st.lists(st.builds(Link, _WORDS, st.just("https://a.example/")), max_size=3)
_COUNT = itertools.count()
_CHOICES = st.lists(
    st.builds(lambda t: Button(f"{next(_COUNT)}{t}", "t" * 16), _WORDS), max_size=16
)
_CARDS = st.builds(
    lambda lead, n, kind, details, bring, links, choices: card(
        lead * n,
        kind,
        details=tuple(details),
        bring=tuple(bring),
        links=tuple(links),
        buttons=tuple(choices),
    ),
    _WORDS,
    _SIZES,
    st.sampled_from(["answer", "question", "options", "talk", "result"]),
    _LINES,
    _LINES,
    _LINKS,
    _CHOICES,
)


@settings(max_examples=60)
@given(cards=st.lists(_CARDS, min_size=1, max_size=7), note=st.just("") | _WORDS)
def test_any_card_can_be_sent(cards: list[Message], note: str) -> None:
    """However long and however many: LINE would take it."""
    rendered(cards, note)


def test_what_does_not_fit_is_said_to_be_missing() -> None:
    """More than five full messages end with where to ask."""
    sent = rendered([card("長い文です。" * 5_000)])
    assert len(sent) == 5
    assert sent[-1]["text"] == say("line", "more")


@pytest.mark.parametrize(
    "said", ["31.3.1", "昭和30年2月30日", "3月1日", "昭和31年", "平成50年1月1日", "２６・１・２０"]
)
def test_a_birthday_is_never_said_back(resort: OfflineAnswerer, said: str) -> None:
    """What a resident said of a birthday stands in no message, no notice and no button."""
    _, state = resort.answer("/certificate_expiry", {}, NOW, pressed=True)
    kept = {name: value for name, value in state.items() if value is not None}
    messages, _ = resort.answer(said, kept, NOW, pressed=False)
    sent = rendered(messages)
    told = str(sent).replace("昭和30年7月15日", "").replace("昭和30年)", "")
    assert said not in told
    assert "1955-08-01" in told  # the picker begins at the usual day


def test_the_title_is_in_peoples_words() -> None:
    """A bubble shows the matter's title, never an id."""
    (sent,) = rendered([card("結論。", answer_id="what_to_bring", source="出典: 1")])
    assert find_answer("what_to_bring").title in str(sent)


def _standing(name: str) -> PersonResult:
    """Somebody with a birthday, a period of stay, and a result."""
    return PersonResult(
        name=name,
        value="令和7年(2025年)11月2日",
        told=("紙の有効期限は、令和7年(2025年)11月2日です。",),
        facts=(
            HeardFact("birthday", "昭和25年11月3日生まれ"),
            HeardFact("residence_until", "在留2026"),
        ),
        basis=f"{name}(昭和25年11月3日生まれ)",
        missing=("卒業予定日",),
    )


@pytest.mark.parametrize("count", [1, 2, 8, 60])
def test_a_household_without_birthdays(count: int) -> None:
    """Everybody is in one bubble, or in plain text where they are too many, without birthdays."""
    names = [f"お{n}人目" for n in range(count)]
    people = tuple(map(_standing, names))
    sent = rendered([card("みなさまの結果です。", people=people, question="ほかには?")])
    told = str(sent)
    assert all(name in told for name in (*names, "ほかには?"))
    assert ("11月2日" in told, "11月3日" in told) == (True, False)
    if count <= 8:
        (bubble,) = sent
        assert bubble["type"] == "flex"
        assert "在留2026" in told
        assert told.count("卒業予定日") == count


def test_a_correction_without_the_birthday() -> None:
    """That a birthday was corrected is said; the days, old and new, are not."""
    mended = HeardFact("birthday", "生年月日を29年から25年に直しました。", "生年月日を直しました。")
    asked = card("結論。", heard=(mended,), source="出典")
    told = str(rendered([asked]))
    assert ("生年月日を直しました。" in told, "25年" in told) == (True, False)
