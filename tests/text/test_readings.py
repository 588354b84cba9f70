"""bot/text/readings.py: what the intent model reads beside the whole message."""

from __future__ import annotations

import pytest

from bot.text.readings import carried, matters_before, names_a_matter, readings


def ways(text: str) -> list[tuple[str, str]]:
    return [(reading.way, reading.words) for reading in readings(text)]


@pytest.mark.parametrize(
    "text",
    [
        "資格確認書はいつまで使えますか",
        "資格確認書が届いたんですが、いつまで使えますか",
        "はい。",
        "母の分です。昭和26年5月5日生まれです。",
        "",
    ],
)
def test_one_question_needs_no_more(text: str) -> None:
    """One question in one sentence, or none at all, is read whole and not again."""
    assert readings(text) == ()


def test_a_question_with_its_tale() -> None:
    """A question is read alone, and with what was told since the question before it."""
    text = "資格確認書が届きました。お知らせは捨てていいですか。母も来ました。保険証は要りますか。"
    assert ways(text) == [
        ("alone", "資格確認書が届きました"),
        ("alone", "お知らせは捨てていいですか"),
        ("in_context", "資格確認書が届きました。お知らせは捨てていいですか"),
        ("alone", "母も来ました"),
        ("alone", "保険証は要りますか"),
        ("in_context", "母も来ました。保険証は要りますか"),
    ]


def test_a_question_that_leans_on_another() -> None:
    """A question that does not say what it is about is read with the thing named last."""
    text = "電子証明書の期限はどこで見ますか。それが切れたら病院はどうなりますか。"
    assert ways(text)[-1] == ("carried", "電子証明書が切れたら病院はどうなりますか")


def test_a_long_tale_is_read_apart() -> None:
    """In one long breath the question at its end is read alone, too."""
    text = (
        "昨日病院に行ったら受付の人にこれは使えないと言われたんですけど、" * 2 + "何を出すんですか"
    )
    assert ("alone", "何を出すんですか") in ways(text)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("あといつまで使えるの", "資格確認書はいつまで使えるの"),
        ("それと必要書類を教えて", "資格確認書の必要書類を教えて"),
        ("それは捨てていい？", "資格確認書は捨てていい？"),
        ("その紙はどこに出すの", "資格確認書はどこに出すの"),
        ("ふたつめは、これが切れたら", "資格確認書が切れたら"),
    ],
)
def test_carried(words: str, read: str) -> None:
    """The thing stands where the words point at it, or in front of them."""
    assert carried(words, "資格確認書") == read


def test_the_things_named_last() -> None:
    """The two things that were named last before a place may be meant, the later one first."""
    text = "お知らせと確認書が届きました。口座振替は"
    assert matters_before(text, len(text)) == ["口座振替", "確認書"]
    assert matters_before(text, text.index("が")) == ["確認書", "お知らせ"]
    assert matters_before(text, 0) == []
    assert names_a_matter("限度額の認定証は")
    assert not names_a_matter("いつまで使えますか")
