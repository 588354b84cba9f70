"""bot/channels/web/cards.py: what a resident's client is given, and what it is not."""

from __future__ import annotations

import pytest

from bot.channels.web.cards import Card, asked
from bot.channels.web.channel import WebChannel
from bot.content import current_content, find_answer, library, speaking
from bot.conversation.offline import OfflineAnswerer
from bot.conversation.service import offered
from bot.dialogue.facts import DATED
from bot.messages import KINDS, Message
from bot.storage.ports.conversations import ConversationRecord
from tests.house.serving import NOW, Body, message


@pytest.fixture
def talk() -> ConversationRecord:
    """A conversation."""
    return ConversationRecord("id", "sender")


def card_of(found: Message | Body, talk: ConversationRecord) -> Card:
    """The card of a message, as the page gets it."""
    one = found if isinstance(found, Message) else Message.from_json(found)
    (card,) = WebChannel().render(talk.id, offered(talk, [one]))
    return card


def test_a_card_has_all_parts(talk: ConversationRecord) -> None:
    """Everything that the message says is on the card, in its own field."""
    card = card_of(
        message(
            "結論",
            details=["一", "二"],
            bring=["本人確認書類"],
            steps=["電話する"],
            links=[{"label": "市のページ", "url": "https://www.city.kawasaki.jp/"}],
            source="出典: 国保だより",
            checked="2026-11-23",
        ),
        talk,
    )
    assert card.model_dump(exclude={"feedback"}) == {
        "language": "ja",
        "original": None,
        "kind": "answer",
        "answer_id": "certificate_expiry",
        "title": find_answer("certificate_expiry").title,
        "heard": [],
        "lead": "結論",
        "people": [],
        "question": None,
        "calls": [],
        "details": ["一", "二"],
        "bring": ["本人確認書類"],
        "steps": ["電話する"],
        "links": [{"label": "市のページ", "url": "https://www.city.kawasaki.jp/"}],
        "source": "出典: 国保だより",
        "as_of": "令和8年(2026年)11月23日に国保だよりと照らし合わせました",
        "choices": [],
        "asks": None,
    }


def test_payloads_stay_here(talk: ConversationRecord) -> None:
    """A client gets a token for each choice; the payload behind it is known to us alone."""
    card = card_of(message("?", buttons={"期限": "/certificate_expiry", "いいえ": "/deny"}), talk)
    assert [choice.label for choice in card.choices] == ["期限", "いいえ"]
    assert [talk.choices[c.token] for c in card.choices] == ["/certificate_expiry", "/deny"]
    assert "/deny" not in card.model_dump_json()


@pytest.mark.parametrize(
    ("kind", "answer_id", "asks_help"),
    [
        ("answer", "call_center", True),
        ("result", "certificate_expiry", True),
        ("refusal", "out_of_scope", True),
        ("refusal", None, False),
        ("general", "certificate_expiry", False),
        ("question", "certificate_expiry", False),
        ("options", None, False),
        ("talk", None, False),
        ("talk", "greet", False),
        ("answer", "thank", False),
        ("answer", "goodbye", False),
    ],
)
def test_what_asks_whether_it_helped(
    talk: ConversationRecord, kind: str, answer_id: str | None, asks_help: bool
) -> None:
    """Only a card that tells something, and of which we know what, can be voted on."""
    card = card_of(message("a", kind, answer_id), talk)
    assert (card.feedback is not None) is asks_help
    assert list(talk.cards.values()) == ([(answer_id, kind)] if asks_help else [])


def test_a_card_of_the_talk_has_no_heading(talk: ConversationRecord) -> None:
    """A greeting and a sentence of the talk itself need no heading."""
    assert card_of(message("a", "talk", "greet"), talk).title is None
    assert card_of(message("a", "options", None), talk).title is None
    assert card_of(message("a"), talk).title


@pytest.mark.parametrize(
    ("fact", "kind", "first"),
    [
        ("birthday", "date", "昭和"),
        ("residence_until", "date", "令和"),
        ("graduation", "date", "令和"),
        ("burden_change", "month", "令和"),
        ("ecert_expiry", "date", "令和"),
        ("applied_on", "date", "令和"),
        ("bank", "text", None),
    ],
)
def test_how_a_fact_is_entered(fact: str, kind: str, first: str | None) -> None:
    """A date has three fields with the likeliest era first, a month two, a bank is written."""
    found = asked(fact)
    assert found is not None
    assert (found.fact, found.input) == (fact, kind)
    assert found.eras[:1] == ([first] if first else [])


@pytest.mark.parametrize("language", ["ja-easy", "en", "ne"])
def test_another_language_counts_years_otherwise(language: str) -> None:
    """Who does not read the Japanese text gets the western year first, then the eras."""
    with speaking(current_content().words(NOW.date(), language)):
        found = asked("birthday")
    assert found is not None
    assert found.eras == ["西暦", "昭和", "平成", "令和", "大正", "明治"]


@pytest.mark.parametrize("fact", [None, "document", "circumstances", "method", "has_card"])
def test_what_is_chosen_has_no_fields(fact: str | None) -> None:
    """What is answered by a choice has no fields."""
    assert asked(fact) is None


def test_every_dated_fact_can_be_entered() -> None:
    """No date is asked for that has no fields; a birthday can be of any era."""
    assert all(asked(fact) for fact in DATED)
    birthday = asked("birthday")
    assert birthday is not None
    assert set(birthday.eras) == {"明治", "大正", "昭和", "平成", "令和", "西暦"}


def test_every_answer_makes_a_card(talk: ConversationRecord, resort: OfflineAnswerer) -> None:
    """Each entry of the book, as its button shows it, has words, and links that are https."""
    for name in library().book().answers:
        messages, _ = resort.answer(f"/{name}", {}, NOW, pressed=True)
        for found in messages:
            card = card_of(found, talk)
            assert card.lead
            assert all(link.url.startswith("https://") for link in card.links)


def test_cards_are_of_known_kinds() -> None:
    """A client needs to know the kinds of messages, and no others."""
    assert tuple(Card.model_json_schema()["properties"]["kind"]["enum"]) == KINDS
