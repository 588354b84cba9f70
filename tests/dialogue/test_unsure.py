"""Not sure, or not ours."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.content import current_words, library, say
from bot.dialogue.buttons import read_payload
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Turn
from bot.dialogue.unsure import not_understood, options
from bot.rules import JAPAN
from tests.dialogue.matters import BY_ID, ask
from tests.dialogue.talking import PHONE, Conversation


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ([("notice_expiry", 0.5), ("certificate_expiry", 0.3)],
         ("notice_expiry", "certificate_expiry")),
        ([("a_stranger", 0.9), ("greet", 0.8), ("inform", 0.5), ("out_of_scope", 0.4)], ()),
        ([("notice_expiry", 0.069)], ()),
        ([("notice_expiry", 0.07)], ("notice_expiry",)),
        ([("ecert_check", 0.3), ("ecert_grace", 0.2), ("ecert_renewal", 0.15),
          ("ecert_vs_card", 0.1)], ("ecert_check", "ecert_grace", "ecert_renewal")),
        ([], ()),
    ],
)  # fmt: skip
def test_options(ranking: list[tuple[str, float]], expected: tuple[str, ...]) -> None:
    """At most three likely ids with an answer, best first, never talk or 範囲外."""
    assert options(tuple(ranking), current_words().book) == expected


def test_options_are_buttons_in_words(talk: Conversation) -> None:
    """Not sure: two or three options in people's words, and どれでもない."""
    likely = [("ecert_renewal", 0.4), ("auto_renewal", 0.3), ("limit_certificate", 0.2)]
    reply = talk.say("nlu_fallback", "更新したいんだけど", likely)
    assert reply.kinds == ["options"]
    assert list(reply.buttons)[-1] == "どれでもない"
    assert len(reply.buttons) == 4
    assert talk.press(next(iter(reply.buttons))).ids == ["ecert_renewal"]


def test_nothing_likely(talk: Conversation) -> None:
    """Without anything likely the bot asks for other words, with an example."""
    reply = talk.say("nlu_fallback", "ふがふが", [("notice_expiry", 0.01)])
    assert say("talk", "example") in reply


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("了解です👍", True),
        ("わかりました😊", True),
        ("はい、承知いたしました。", True),
        ("なるほど！", True),
        ("わかりましたが期限は", False),
        ("了解が要りますか", False),
    ],
)
def test_who_has_understood_asks_nothing(talk: Conversation, words: str, understood: bool) -> None:
    """Nobody who says that it is clear is asked what was meant; whoever goes on is."""
    reply = talk.say("nlu_fallback", words, [("notice_expiry", 0.4), ("ecert_check", 0.3)])
    assert (reply.kinds == ["options"]) is not understood
    assert (reply.ids == ["thank"]) is understood


def choices(
    intent: str, text: str, ranking: tuple[tuple[str, float], ...], near: tuple[str, ...]
) -> tuple[str, list[str]]:
    """The kind of the one message, and the ids that its buttons ask about."""
    now = datetime(2025, 10, 1, 10, tzinfo=JAPAN)
    words = library().words(now.date())
    turn = Turn(text, intent, ranking, None, Talk(), now, words, near=near)
    (message,) = not_understood(turn)
    return message.kind, [read_payload(button.payload)[0] for button in message.buttons]


SURE = (("out_of_scope", 1.0),)
NEAR = ("lost_reissue", "discard_expired", "return_address", "debit_docs")


@pytest.mark.parametrize(
    ("intent", "text", "ranking", "kind", "ids"),
    [
        # The likeliest first; cards that hold the words fill up to three.
        ("nlu_fallback", "紙が", (("debit_docs", 0.4),), "options",
         ["debit_docs", *NEAR[:2], "deny"]),
        ("nlu_fallback", "紙が", (), "options", [*NEAR[:3], "deny"]),
        ("nlu_fallback", "紙が", (("lost_reissue", 0.4),), "options", [*NEAR[:3], "deny"]),
        # A refusal that is not quite sure has them beside it; a sure one has what it had.
        ("out_of_scope", "紙の色は", (("out_of_scope", 0.9),), "refusal", [*NEAR[:3]]),
        # Every word stands in a title: nobody is refused, however sure the model is.
        ("out_of_scope", "なくしました", SURE, "options", ["lost_reissue", "deny"]),
        ("out_of_scope", "捨ててよいか", SURE, "options", ["discard_expired", "deny"]),
    ],
)  # fmt: skip
def test_cards_that_hold_the_words(
    intent: str, text: str, ranking: tuple[tuple[str, float], ...], kind: str, ids: list[str]
) -> None:
    """They are choices where it was not understood; and a title's words are not refused."""
    assert choices(intent, text, ranking, NEAR) == (kind, ids)


@pytest.mark.parametrize(
    "text", ["介護保険証をなくした", "図書館の本をなくした", "保険料はいくら", ""]
)
def test_a_word_that_no_title_holds(text: str) -> None:
    """Another desk's matter stays refused: one word of it is in no title."""
    found = choices("out_of_scope", text, SURE, NEAR)
    assert found == choices("out_of_scope", text, SURE, ())
    assert found[0] == "refusal"


def test_out_of_scope_names_the_phone(talk: Conversation) -> None:
    """What the newsletter does not hold is said so, with whom to call and whether now."""
    reply = talk.say("out_of_scope", "保険料はいくらですか")
    assert "書かれていない" in reply
    assert PHONE in reply
    assert "17時15分" in reply


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback"])
def test_three_in_a_row(talk: Conversation, intent: str) -> None:
    """The third in a row gets a person: the number and whether it is open."""
    talk.say(intent, "ふがふが")
    talk.say("nlu_fallback", "ほげほげ")
    reply = talk.say(intent, "もごもご")
    assert say("talk", "person_next") in reply
    assert "17時15分" in reply


def test_an_answer_in_between_starts_the_count_anew(talk: Conversation) -> None:
    """Two misunderstandings, an answer, two more: nobody is sent away."""
    for words in ("ふがふが", "ほげほげ"):
        talk.say("nlu_fallback", words)
    talk.say("what_is_notice", "お知らせって何ですか")
    for words in ("ふがふが", "ほげほげ"):
        assert say("talk", "person_next") not in talk.say("nlu_fallback", words)


def test_an_understood_fact_starts_the_count_anew(talk: Conversation) -> None:
    """Two misunderstandings, the date, two more: the matter stays open."""
    ask(talk, BY_ID["certificate_expiry"])
    for words in ("ふがふが", "ほげほげ"):
        talk.say("nlu_fallback", words)
    talk.say("inform", "昭和31年3月1日です")
    for words in ("ふがふが", "ほげほげ"):
        assert talk.say("nlu_fallback", words).asks


def test_pieces_of_a_date_are_no_misunderstandings(talk: Conversation) -> None:
    """70歳です, 3月1日です, then the year: each was understood, so nobody is sent away."""
    ask(talk, BY_ID["certificate_expiry"])
    for words in ("70歳くらいです", "昭和です", "3月1日です"):
        reply = talk.say("inform", words)
    assert say("talk", "person_next") not in reply


@pytest.mark.parametrize("words", ["When does it expire?", "Até quando vale?"])
def test_not_japanese(talk: Conversation, words: str) -> None:
    """Words in another language get a sentence in Japanese and English, with the phone."""
    reply = talk.say("nlu_fallback", words)
    assert "Please write in Japanese" in reply
    assert PHONE in reply
