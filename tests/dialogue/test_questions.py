"""bot/dialogue/questions.py: from what the model says of each clause to the questions asked."""

from __future__ import annotations

from typing import Any

from bot.dialogue.questions import asked_questions

EXPIRY, BRING = ("certificate_expiry", 0.99), ("what_to_bring", 0.98)


def sentence(
    text: str, words: str, *ranking: tuple[str, float], asks: bool = True, **more: Any
) -> dict[str, Any]:
    """A clause as the joiner leaves it; sure if its first confidence is above 0.7."""
    start = text.index(words)
    return {
        "start": start, "end": start + len(words), "sentence": 0,
        "asks": asks, "wish": False, "added": False,
        "ranking": [{"name": n, "confidence": c} for n, c in ranking],
        "sure": ranking[0][1] > 0.7, **more,
    }  # fmt: skip


def ids(text: str, *sentences: dict[str, Any]) -> list[str]:
    return [q.id for q in asked_questions(text, sentences, (EXPIRY,), True)]


def test_a_short_message_is_one_question() -> None:
    """Without clauses the question is what the whole message says, word for word."""
    (only,) = asked_questions("あれの期限は？", (), (EXPIRY, BRING), False)
    assert only.ranking == (EXPIRY, BRING)
    assert (only.words, only.sure, only.kind) == ("あれの期限は？", False, "when")


def test_two_questions_in_order() -> None:
    """Each clause that asks another thing is a question, in the order asked."""
    text = "何を持っていけば、あと期限は"
    asked = ids(
        text, sentence(text, "何を持っていけば", BRING), sentence(text, "あと期限は", EXPIRY)
    )
    assert asked == ["what_to_bring", "certificate_expiry"]


def test_small_talk_is_no_question() -> None:
    """Thanks and greetings are dropped where something else is asked."""
    text = "ありがとうございます、何を持っていけば、期限は"
    asked = ids(
        text,
        sentence(text, "ありがとうございます", ("thank", 0.99)),
        sentence(text, "何を持っていけば", BRING),
        sentence(text, "期限は", EXPIRY),
    )
    assert asked == ["what_to_bring", "certificate_expiry"]


def test_what_is_not_ours_stays() -> None:
    """A question that is out of scope is kept beside the rest, so that it can be said."""
    text = "保険料はいくら、期限は"
    asked = ids(
        text,
        sentence(text, "保険料はいくら", ("out_of_scope", 0.9)),
        sentence(text, "期限は", EXPIRY),
    )
    assert asked == ["out_of_scope", "certificate_expiry"]


def test_the_same_in_other_words_is_one() -> None:
    """A question that comes twice is one, with both its places; told another day it is two."""
    text = "期限はいつ、いつまで使えるの、区役所で申し込むといつ、銀行で申し込むといつ"
    start = ("debit_start", 0.99)
    found = asked_questions(
        text,
        [
            sentence(text, "期限はいつ", EXPIRY),
            sentence(text, "いつまで使えるの", EXPIRY),
            sentence(text, "区役所で申し込むといつ", start),
            sentence(text, "銀行で申し込むといつ", start),
        ],
        (EXPIRY,),
        True,
    )
    assert [q.id for q in found] == ["certificate_expiry", "debit_start", "debit_start"]
    assert found[0].also == ((6, 14),)


def test_unsure_between_two() -> None:
    """A clause that is unsure alone and in context keeps the candidates of both."""
    text = "期限は、あとそれはもらえるの"
    told = {
        "way": "in_context",
        "sure": False,
        "ranking": [{"name": "auto_renewal", "confidence": 0.6}],
    }
    found = asked_questions(
        text,
        [
            sentence(text, "期限は", EXPIRY),
            sentence(
                text, "あとそれはもらえるの", ("limit_certificate", 0.5), added=True, others=[told]
            ),
        ],
        (EXPIRY,),
        True,
    )
    assert not found[1].sure
    assert {"auto_renewal", "limit_certificate"} <= {name for name, _ in found[1].ranking}


def test_two_questions_of_one_gloss() -> None:
    """Of another language often no more is known than that both ask: they are two all the same."""
    text = "教えてください。教えてください。"
    first, second = (
        {**sentence(text, "教えてください。", ranking), "start": start, "end": start + 8}
        for start, ranking in ((0, BRING), (8, EXPIRY))
    )
    assert ids(text, first, second) == ["what_to_bring", "certificate_expiry"]


def test_one_question_of_a_gloss_beside_facts() -> None:
    """A gloss names no matter: its own clause says what is not ours, where all else is told."""
    text = "教えてください。私の在留期限は2025年9月30日です。"
    asks = sentence(text, "教えてください。", ("out_of_scope", 0.97), own="Gia hạn visa cần gì?")
    told = sentence(text, text[8:], ("inform", 0.98), asks=False, own="thẻ em hết hạn 30/9/2025")
    whole = (("inform", 0.36), ("out_of_scope", 0.28))
    (only,) = asked_questions(text, (asks, told), whole, False)
    assert (only.id, only.sure) == ("out_of_scope", True)


OTHER, CANCEL = ("out_of_scope", 0.95), ("cancel_registration", 0.8)


def test_what_is_one_thing_more_and_not_ours() -> None:
    """A clause that says it is one thing more leans on nothing, however it reads with the rest."""
    text = "認定証の期限は。それから食事代はいくら"
    more = sentence(text, "それから食事代はいくら", OTHER, added=True)
    with_it = {"way": "carried", "ranking": [{"name": EXPIRY[0], "confidence": 0.99}], "sure": True}
    asked = ids(text, sentence(text, "認定証の期限は", EXPIRY), {**more, "others": [with_it]})
    assert asked == ["certificate_expiry", "out_of_scope"]


def test_what_points_at_something_not_ours() -> None:
    """What only points at something that is not ours is no question to us."""
    text = "医療費のはがきは来ますか。あれはいつ届く"
    pieces = (
        sentence(text, "医療費のはがきは来ますか", OTHER),
        sentence(text, "あれはいつ届く", BRING),
    )
    assert [q.id for q in asked_questions(text, pieces, (OTHER,), True)] == ["out_of_scope"]


def test_a_wish_behind_an_outcry() -> None:
    """A wish of which the whole is nearly sure is asked, and not the outcry before it."""
    text = "信用できるか。登録は外してくれ"
    pieces = (
        sentence(text, "信用できるか", ("debit_banks", 0.93)),
        sentence(text, "登録は外してくれ", CANCEL, wish=True),
    )
    (only,) = asked_questions(text, pieces, (CANCEL,), False)
    assert (only.id, only.sure, only.words) == ("cancel_registration", True, "登録は外してくれ")


def test_told_in_a_ladys_words() -> None:
    """封筒が来たの, before a question, tells; どこに行きますの asks."""
    text = "封筒が来たの。どこに行きますの"
    pieces = (sentence(text, "封筒が来たの", EXPIRY), sentence(text, "どこに行きますの", BRING))
    assert [q.words for q in asked_questions(text, pieces, (BRING,), False)] == ["どこに行きますの"]


def test_wondered_by_the_way() -> None:
    """市役所からかしら, before all else, asks nothing."""
    text = "市役所からかしら、これは何を持っていけば"
    pieces = (
        sentence(text, "市役所からかしら", OTHER, asks=False),
        sentence(text, "これは何を持っていけば", BRING),
    )
    assert [q.id for q in asked_questions(text, pieces, (BRING,), True)] == ["what_to_bring"]
