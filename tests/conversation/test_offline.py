"""bot/conversation/offline.py: without Rasa the talk goes on, and nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import library
from bot.conversation.offline import OfflineAnswerer
from bot.dialogue.lone_words import lone_word
from bot.dialogue.talk import Talk, open_question
from bot.messages import Message
from tests.house.serving import NOW, Body
from tests.house.talks import facts_of, state_of

NOT_GUESSES = {"options", "refusal"}
PHONE = "044-200-0783"

# None of them stands in data/nlu; some are close to what does, some are none of our business.
TEXTS = [
    "母が入院しているのですが確認書の期限だけ知りたくて",
    "うちの息子の紙って結局いつ切れるんでしたっけ",
    "銀行の引き落としをやめて別の口座にしたいのですけれど",
    "マイナ保険証の電子証明書があと2か月で切れるらしい",
    "国保だよりの3ページに書いてあったことなんですが",
    "紙をなくしたし引っ越しもしたしもうわかりません",
    "市役所の駐車場は何時まで開いていますか",
    "明日の天気",
    "今日の晩ごはん",
    "あ",
    "ああああああああああ",
    "？？？",
    "。",
    "　",
    "",
    "🙂",
    "👨‍👩‍👧‍👦",
    "123",
    "1234 5678 9012",
    "/restart",
    "／restart",
    "/certificate_expiry",
    '/inform{"answer": "birthday=1955-07-15"}',
    "<script>alert(1)</script>",
    "'; drop table feedback; --",
    "\u202e期限\u202c",
    "確" * 5_000,
    "確認書 " * 1_000,
    "What is the expiry date?",
    "有效期到什么时候",
    "언제까지 쓸 수 있나요",
    "\x00\x1b[31m",
    "確認書\ud83d",
]


def as_json(messages: list[Message], state: Body) -> tuple[list[Body], Body]:
    """The messages as Rasa would send them, and the state."""
    return [message.to_json() for message in messages], state


def told(resort: OfflineAnswerer, text: str, state: Body | None = None) -> tuple[list[Any], Body]:
    """The messages for typed words, and the state after them."""
    return as_json(*resort.answer(text, state or {}, NOW, pressed=False))


def pressed(
    resort: OfflineAnswerer, payload: str, state: Body | None = None
) -> tuple[list[Any], Body]:
    """The same for a button."""
    return as_json(*resort.answer(payload, state or {}, NOW, pressed=True))


def kinds(messages: list[Any]) -> list[str]:
    """The kind of each message."""
    return [found["answer"]["kind"] for found in messages]


@pytest.mark.parametrize(
    "text",
    TEXTS,
    ids=[
        text[:20].encode().hex() if text and text[0] < " " else ascii(text[:12]) for text in TEXTS
    ],
)
def test_it_never_guesses(resort: OfflineAnswerer, text: str) -> None:
    """Words that nobody labelled are asked back or refused, never answered."""
    messages, _ = told(resort, text)
    assert messages
    assert kinds(messages)[0] in NOT_GUESSES
    assert set(kinds(messages)[1:]) <= {"talk"}, "remarks on the message itself"
    assert all(found["answer"]["parts"]["lead"] for found in messages)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.sampled_from(
            [
                "確認書",
                "お知らせ",
                "期限",
                "母",
                "なくした",
                "銀行",
                "ない",
                "は",
                "いつ",
                "?",
                "、",
                "図書館",
            ]
        ),
        min_size=4,
        max_size=12,
    ).map("".join)
)
def test_no_mixture_of_words_is_answered(resort: OfflineAnswerer, text: str) -> None:
    """Words of the field in any order lead to options at most.

    Unless it is a labelled sentence, or one word that means one thing.
    """
    messages, _ = told(resort, text)
    if resort.likeliest(text)[0] is None and len(lone_word(text)) != 1:
        assert kinds(messages)[0] in NOT_GUESSES
    assert set(kinds(messages)[1:]) <= {"talk"}, "remarks on the message itself"


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=60), st.sampled_from([{}, state_of("expiry_age70", "birthday")]))
def test_any_words_get_an_answer(resort: OfflineAnswerer, text: str, state: Body) -> None:
    """Nothing that one can type makes it fail or leaves the resident without a word."""
    messages, after = told(resort, text, state)
    assert messages
    assert messages[0]["text"]
    assert set(after) == {"talk"}


def test_labelled_sentences_are_answered(resort: OfflineAnswerer) -> None:
    """A sentence that somebody labelled is answered as its label says."""
    messages, _ = told(resort, "こんにちは")
    assert [found["answer"]["id"] for found in messages] == ["greet"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("資格確認書がいつまで使えるか教えてほしい", "certificate_expiry"),
        ("銀行の引き落としをやめて別の口座にしたいのですけれど", "debit"),
        ("70歳になる母の紙はいつまでなのか", "expiry_age70"),
    ],
)
def test_options_are_near(resort: OfflineAnswerer, text: str, wanted: str) -> None:
    """What is meant is among the two or three choices."""
    messages, _ = told(resort, text)
    (found,) = messages
    assert found["answer"]["kind"] == "options"
    offered = [button["payload"] for button in found["buttons"]]
    assert 2 <= len(offered) <= 4
    assert any(payload.startswith(f"/{wanted}") for payload in offered)


def test_every_choice_can_be_pressed(resort: OfflineAnswerer) -> None:
    """Each entry's button gets that entry's answer, as it does with Rasa."""
    for name in library().book().answers:
        messages, _ = pressed(resort, f"/{name}")
        assert messages, name
        ids = [found["answer"]["id"] for found in messages]
        if set(kinds(messages)) & {"answer", "general", "result"}:
            assert name in ids, name


def test_choices_lead_on(resort: OfflineAnswerer) -> None:
    """Whatever is offered can be pressed, two presses deep."""
    first, state = told(resort, TEXTS[0])
    payloads = [(b["payload"], state) for found in first for b in found["buttons"]]
    for payload, before in payloads:
        second, after = pressed(resort, payload, before)
        assert second, payload
        for found in second:
            for button in found["buttons"]:
                third, _ = pressed(resort, button["payload"], after)
                assert third, button["payload"]


@pytest.mark.parametrize(
    ("topic", "said", "result"),
    [
        ("expiry_age70", "昭和31年4月5日", "令和8年(2026年)4月30日"),
        ("expiry_age70", "1956年4月5日です", "令和8年(2026年)4月30日"),
        ("certificate_expiry", "昭和31年3月1日", "令和8年(2026年)2月28日"),
        ("certificate_expiry", "昭和25年11月3日生まれ", "令和7年(2025年)11月2日"),
    ],
)
def test_an_open_question_goes_on(
    resort: OfflineAnswerer, topic: str, said: str, result: str
) -> None:
    """A date typed to an open question gets the right result, to the last question."""
    messages, state = told(resort, said, state_of(topic, "birthday"))
    assert result in messages[0]["text"]
    assert open_question(state) == "circumstances"
    none = '/inform{"answer": "circumstances=none"}'
    assert none in [b["payload"] for b in messages[-1]["buttons"]]
    messages, state = pressed(resort, none, state)
    assert kinds(messages) == ["result"]
    assert result in messages[0]["text"]
    assert open_question(state) is None


@pytest.mark.parametrize("said", ["わからない", "わかりません", "言いたくない", "答えたくないです"])
def test_who_does_not_say_is_answered_in_general(resort: OfflineAnswerer, said: str) -> None:
    """Not knowing and not wanting to say are understood; nobody is asked the same again."""
    messages, state = told(resort, said, state_of("expiry_age70", "birthday"))
    assert "birthday" in Talk.of(state).people[0].skipped
    assert messages[-1]["answer"]["asks"] != "birthday"


@pytest.mark.parametrize("said", ["昭和30年", "7月15日", "平成99年1月1日", "ええと", "図書館"])
def test_what_is_no_date_is_asked_again(resort: OfflineAnswerer, said: str) -> None:
    """Half a date, an impossible one or other words leave the question open, with a sentence."""
    messages, state = told(resort, said, state_of("expiry_age70", "birthday"))
    assert open_question(state) == "birthday"
    assert not facts_of(state)
    assert "question" in kinds(messages)


def test_parts_of_a_date_come_together(resort: OfflineAnswerer) -> None:
    """A year now and the day in the next message make one date."""
    _, state = told(resort, "昭和31年", state_of("expiry_age70", "birthday"))
    messages, state = told(resort, "4月5日", state)
    assert facts_of(state) == {"birthday": "1956-04-05"}
    assert "令和8年(2026年)4月30日" in messages[0]["text"]


def test_yes_and_no_are_understood(resort: OfflineAnswerer) -> None:
    """A short yes or no answers the question that is open, and nothing else."""
    messages, _ = told(resort, "はい")
    assert set(kinds(messages)) <= {*NOT_GUESSES, "talk", "answer"}
    topic = state_of("what_to_bring", "has_card")
    for said in ("はい", "いいえ"):
        _, state = told(resort, said, topic)
        assert open_question(state) != "has_card", said


def test_a_cry_for_help_comes_first(resort: OfflineAnswerer) -> None:
    """119 is told without any understanding, also in the middle of a question."""
    for state in ({}, state_of("expiry_age70", "birthday")):
        messages, _ = told(resort, "死にたい", state)
        assert "119" in messages[0]["text"]


def test_the_third_miss_is_handed_over(resort: OfflineAnswerer) -> None:
    """Who is not understood three times in a row gets the number."""
    state: Body = {}
    for _ in range(3):
        messages, state = told(resort, "図書館", state)
    assert PHONE in messages[0]["text"]


def test_the_state_is_not_changed_in_place(resort: OfflineAnswerer) -> None:
    """What was handed in stays as it was, so that a failure loses nothing."""
    state = state_of("expiry_age70", "birthday", told={"x": 1})
    before = repr(state)
    told(resort, "昭和31年4月5日", state)
    assert repr(state) == before


@pytest.mark.parametrize(
    "state",
    [
        {"unknown": 1},
        {"talk": {"asked": "no_such_fact", "topic": "no_such_topic"}},
        {"talk": {"asked": "birthday"}},
        {"talk": {"topic": "expiry_age70", "people": [{}]}},
    ],
)
def test_another_state_is_no_reason_to_fail(resort: OfflineAnswerer, state: Body) -> None:
    """A state of another edition of ours is answered, too."""
    messages, _ = told(resort, "図書館", state)
    assert messages


@pytest.mark.parametrize(
    ("language", "said", "wanted"),
    [
        ("en", "hello, since yesterday I cannot find my eligibility certificate at all", "lost_"),
        ("zh", "你好，我家的资格确认书好像丢了，不知道怎么办", "lost_"),
        ("ko", "어제부터 자격확인서를 잃어버려서 못 찾고 있어요", "lost_"),
        ("vi", "từ hôm qua em tìm mãi không thấy giấy xác nhận, chắc mất rồi", "lost_"),
        ("tl", "kahapon ko pa hinahanap, nawala po yata ang certificate ko", "lost_"),
        ("pt", "desde ontem não acho meu certificado, acho que perdi", "lost_"),
        ("es", "desde ayer no encuentro mi certificado, creo que lo perdí", "lost_"),
        ("ne", "हिजो रेलमा मेरो काकुनिन्शो हरायो, अब के गर्ने होला", "lost_"),
    ],
)
def test_other_languages_are_asked_back(
    resort: OfflineAnswerer, language: str, said: str, wanted: str
) -> None:
    """What is meant in another language is among the choices, and all of it is in that language."""
    messages, state = told(resort, said)
    assert messages[0]["answer"]["kind"] == "options"
    assert messages[0]["answer"]["language"] == language
    assert any(b["payload"].startswith(f"/{wanted}") for b in messages[0]["buttons"])
    assert Talk.of(state).language == language


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Which one do I take? My residence card is green."),
        ("zh", "附近哪里有卖自行车的？"),
        ("vi", "em muốn mua xe đạp cũ ở đâu?"),
    ],
)
def test_other_languages_are_never_guessed(
    resort: OfflineAnswerer, language: str, said: str
) -> None:
    """Words that nobody labelled are no answer in another language either."""
    messages, _ = told(resort, said)
    assert kinds(messages)[0] in NOT_GUESSES
    assert messages[0]["answer"]["language"] == language


def test_a_date_in_another_language_goes_on(resort: OfflineAnswerer) -> None:
    """The calculator reads dates as each language writes them, without the understanding."""
    state = state_of("expiry_age70", "birthday", language="en")
    messages, _ = told(resort, "5 April 1956", state)
    assert "30 April 2026" in messages[0]["text"]
