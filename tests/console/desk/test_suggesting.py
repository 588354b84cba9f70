"""bot/console/desk/suggesting.py: cards, a question to the caller, or nothing."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.desk.suggesting import (
    CLOSE_FIRST,
    CLOSE_TOGETHER,
    FRAGMENT_CARD,
    FRAGMENT_REFUSAL,
    MOST,
    NEVER_ASKED,
    Suggester,
    completed,
    is_whole,
    judged,
    percent,
    without_rasa,
)
from bot.content import library, say
from bot.conversation.offline import UNSURE, OfflineAnswerer
from bot.conversation.rasa_client import RasaDown, Understood
from bot.conversation.small_talk import SMALL_TALK
from bot.text.lexical.index import FoundNames
from tests.house.serving import NOW, QUESTION

LABELLED = "資格確認書の有効期限はいつまででしょうか。"
IDS = sorted(library().book().answers)
SURE = FRAGMENT_CARD + 0.0005


def meant(*ranking: tuple[str, float], sure: bool = True) -> Understood:
    """What Rasa says; unsure, it puts its own id in front."""
    front = () if sure else ((UNSURE, 0.5),)
    return Understood((front + ranking)[0][0], front + ranking)


@pytest.mark.parametrize(
    ("words", "understood", "kind", "ids"),
    [
        # A whole question: the residents' thresholds, which are Rasa's.
        (QUESTION, meant(("certificate_expiry", 0.8)), "cards", ["certificate_expiry"]),
        (
            QUESTION,
            meant(("certificate_expiry", 0.8), ("notice_expiry", 0.15), ("thank", 0.05)),
            "cards",
            ["certificate_expiry", "notice_expiry"],
        ),
        ("明日の天気は何ですか", meant(("out_of_scope", 0.8)), "refuse", ["out_of_scope"]),
        # Keywords and half a sentence: nearly certain, or silent.
        ("資格確認書 期限", meant(("certificate_expiry", SURE)), "cards", ["certificate_expiry"]),
        ("資格確認書 期限", meant(("certificate_expiry", FRAGMENT_CARD - 0.001)), "none", []),
        ("天気", meant(("out_of_scope", FRAGMENT_REFUSAL - 0.001)), "none", []),
        ("天気", meant(("out_of_scope", FRAGMENT_REFUSAL)), "refuse", ["out_of_scope"]),
        # Asked in passing, long before the end: half a sentence all the same.
        (
            "どこに置いたのかわからなくて、やっと見つけた資格確認書を母が持って行って",
            meant(("lost_reissue", 0.9)),
            "none",
            [],
        ),
        # Two or three that are close are asked for.
        (
            "限度額の認定証",
            meant(("limit_certificate", 0.5), ("limit_certificate_docs", 0.4), sure=False),
            "ask",
            ["limit_certificate", "limit_certificate_docs"],
        ),
        (
            "口座振替",
            meant(("debit_docs", 0.4), ("debit_start", 0.3), ("debit_banks", 0.2), sure=False),
            "ask",
            ["debit_docs", "debit_start", "debit_banks"],
        ),
        (
            "口座",
            meant(("debit_docs", CLOSE_FIRST - 0.01), ("debit_start", 0.29), sure=False),
            "none",
            [],
        ),
        (
            "口座",
            meant(("debit_docs", 0.4), ("debit_start", CLOSE_TOGETHER - 0.41), sure=False),
            "none",
            [],
        ),
        ("紙", meant(("certificate_expiry", 0.9), sure=False), "none", []),
        # What residents are asked back about, operators ask back about, however sure Rasa is.
        (
            "更新したい",
            meant(("auto_renewal", 0.999)),
            "ask",
            ["ecert_renewal", "auto_renewal", "limit_certificate"],
        ),
        # About the talk itself there is no card; one who complains or is in danger has asked.
        ("ありがとうございました", meant(("thank", 0.999)), "none", []),
        ("昭和30年7月15日です", meant(("inform", 0.999)), "none", []),
        ("責任者を出せ", meant(("complaint", SURE)), "cards", ["complaint"]),
        # Never asked about.
        (
            "夫に",
            meant(("dv_support", 0.5), ("household_split", 0.4), sure=False),
            "none",
            [],
        ),
        ("", Understood("", ()), "none", []),
        ("助けて", meant(("out_of_scope", 0.9), sure=False), "help", []),
        ("助けて", meant(("out_of_scope", 0.9)), "help", []),
    ],
)
def test_what_is_shown(words: str, understood: Understood, kind: str, ids: list[str]) -> None:
    """Silent when unsure; a question when two are close; a card when it is right."""
    found = judged(words, understood, NOW)
    assert (found.kind, [item.id for item in found.items]) == (kind, ids)
    assert not found.reduced


def test_the_question_to_the_caller() -> None:
    """It names what may be meant in words, and puts no number on what is not known."""
    two = meant(("certificate_expiry", 0.5), ("notice_expiry", 0.4), sure=False)
    found = judged("期限", two, NOW)
    assert (
        found.say == "資格確認書の期限のことでしょうか、それとも、お知らせの期限のことでしょうか。"
    )
    assert [item.confidence for item in found.items] == [None, None]


@pytest.mark.parametrize(
    ("confidence", "shown"),
    [(None, None), (0.0, 0), (0.004, 0), (0.945, 94), (0.99, 99), (0.99999, 99), (1.0, 100)],
)
def test_percent(confidence: float | None, shown: int | None) -> None:
    """A whole number; 100 only for certainty; none where only words were compared."""
    assert percent(confidence) == shown


def test_the_lead_is_that_of_the_day() -> None:
    """After the edition's last day a card begins with what is right then."""
    after = NOW.replace(year=2026, month=11)
    item = judged(QUESTION, meant(("certificate_expiry", 0.9)), after).items[0]
    assert "過ぎています" in item.lead


@pytest.mark.parametrize("name", sorted(set(IDS) - SMALL_TALK - {"out_of_scope"} - NEVER_ASKED))
def test_every_id_can_be_asked_about(name: str) -> None:
    """Each has words for 「…のことでしょうか」; those of two ids differ."""
    other = "certificate_expiry" if name != "certificate_expiry" else "notice_expiry"
    found = judged("あの件", meant((name, 0.5), (other, 0.4), sure=False), NOW)
    assert [item.id for item in found.items] == [name, other]
    assert say("meant", name) in (found.say or "")
    assert say("meant", name) != say("meant", other)


ranked = st.lists(
    st.tuples(st.sampled_from(IDS), st.floats(0, 1)), max_size=8, unique_by=lambda pair: pair[0]
).map(lambda pairs: sorted(pairs, key=lambda pair: -pair[1]))


@settings(max_examples=80)
@given(
    st.sampled_from(["", "期限", QUESTION, "この紙は", "更新", "どうすれば" * 8, "助けて"]),
    ranked,
    st.booleans(),
)
def test_any_understanding(words: str, ranking: list[tuple[str, float]], sure: bool) -> None:
    """Never more than three, none twice, no small talk, and a question only of two or three."""
    understood = meant(*ranking, sure=sure) if ranking else Understood("", ())
    found = judged(words, understood, NOW)
    ids = [item.id for item in found.items]
    assert len(ids) == len(set(ids)) <= MOST
    assert not set(ids) & SMALL_TALK
    assert (found.kind in ("none", "help")) == (not ids)
    assert (found.say is not None) == (found.kind in ("ask", "help"))
    if found.kind == "ask":
        assert len(ids) >= 2
        assert not set(ids) & {*NEVER_ASKED, "out_of_scope"}
    if found.kind == "cards":
        assert ids[0] == ranking[0][0] != "out_of_scope"
        assert sure


@pytest.mark.parametrize(
    ("exact", "likely", "kind", "ids"),
    [
        ("certificate_expiry", (), "cards", ["certificate_expiry"]),
        ("out_of_scope", (), "refuse", ["out_of_scope"]),
        ("thank", (), "none", []),
        (None, ("debit_start", "debit_docs"), "ask", ["debit_start", "debit_docs"]),
        (None, ("debit_start",), "none", []),
        (None, ("thank", "debit_start"), "none", []),
        (None, ("dv_support", "operator", "debit_start"), "none", []),
        (None, (), "none", []),
    ],
)
def test_without_rasa(
    exact: str | None, likely: tuple[str, ...], kind: str, ids: list[str]
) -> None:
    """Only a labelled sentence gets a card; the rest is asked for; no number, and it says so."""
    found = without_rasa(exact, likely, NOW)
    assert (found.kind, [item.id for item in found.items]) == (kind, ids)
    assert {item.confidence for item in found.items} <= {None}
    assert found.reduced


FOUND = FoundNames(("lost_reissue", "debit_docs", "dv_support"))


@pytest.mark.parametrize(
    ("words", "understood", "like", "kind", "ids"),
    [
        # Rasa is silent: what the words lead to, and in front what is likelier than all else.
        ("紛失", meant(("thank", 0.4)), FOUND, "words", [*FOUND.names]),
        (
            "紛失",
            meant(("debit_docs", 0.6), ("greet", 0.4), sure=False),
            FOUND,
            "words",
            ["debit_docs", "lost_reissue", "dv_support"],
        ),
        ("紛失", meant(("greet", 0.6), sure=False), FOUND, "words", [*FOUND.names]),
        # Nothing holds the words: what is like them, or nothing.
        ("ふんしち", meant(("thank", 0.4)), FOUND._replace(near=True), "near", [*FOUND.names]),
        ("図書館", meant(("thank", 0.4)), FoundNames(), "none", []),
        # A sure card of a keyword stays in front; what is only like the words is not put beside it.
        (
            "紛失",
            meant(("debit_docs", SURE)),
            FOUND,
            "cards",
            ["debit_docs", "lost_reissue", "dv_support"],
        ),
        ("紛失", meant(("debit_docs", SURE)), FOUND._replace(near=True), "cards", ["debit_docs"]),
        # The refusal of a keyword is no answer to a question: its cards stand below.
        (
            "納付",
            meant(("out_of_scope", SURE)),
            FOUND,
            "refuse",
            ["out_of_scope", "lost_reissue", "debit_docs"],
        ),
    ],
)
def test_the_words_lead_to_cards(
    words: str, understood: Understood, like: FoundNames, kind: str, ids: list[str]
) -> None:
    """Who types a keyword is shown the likeliest cards, and told whether they hold it."""
    found = judged(words, understood, NOW)
    assert not is_whole(found, words, understood)
    shown = completed(found, understood, like, NOW)
    assert (shown.kind, [item.id for item in shown.items]) == (kind, ids)
    assert [item.confidence for item in shown.items[len(found.items) :]] == [None] * (
        len(ids) - len(found.items)
    )


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        (QUESTION, meant(("certificate_expiry", 0.8))),
        ("明日の天気は何ですか", meant(("out_of_scope", 0.8))),
        ("更新したい", meant(("auto_renewal", 0.999))),
        ("助けて", meant(("out_of_scope", 0.9))),
        ("ありがとうございました", meant(("thank", SURE))),
        ("母は29年でした", meant(("inform", SURE))),
    ],
)
def test_what_wants_no_more(words: str, understood: Understood) -> None:
    """An answer or refusal, a question to the caller, thanks and told facts stay alone."""
    assert is_whole(judged(words, understood, NOW), words, understood)


class Server:
    """Rasa, or what is left of it; keeps what it was asked."""

    def __init__(self, answer: Understood | None, *, up: bool = True) -> None:
        self.answer, self.up = answer, up
        self.asked: list[str] = []

    async def understand(self, text: str) -> Understood:
        """What is set, or nothing."""
        self.asked.append(text)
        if self.answer is None:
            raise RasaDown("slow")
        return self.answer


def suggest(server: Server, text: str, resort: OfflineAnswerer) -> Any:
    """The suggestions for `text`."""

    async def ready() -> OfflineAnswerer:
        return resort

    made = Suggester(cast(Any, server), cast(Any, server), ready, lambda: NOW)
    return asyncio.run(made.suggest(text))


def test_rasa_is_asked(resort: OfflineAnswerer) -> None:
    """While it is up the model decides."""
    server = Server(meant(("certificate_expiry", 0.9)))
    assert suggest(server, QUESTION, resort).items[0].confidence == 90
    assert server.asked == [QUESTION]


@pytest.mark.parametrize("server", [Server(None), Server(None, up=False)])
def test_rasa_that_fails(server: Server, resort: OfflineAnswerer) -> None:
    """Slow, wrong or down: words are compared, and the watch over residents' talks stays alone."""
    found = suggest(server, LABELLED, resort)
    assert (found.kind, found.items[0].id, found.reduced) == ("cards", "certificate_expiry", True)
    assert server.up == (server.asked != [])


def test_a_keyword(resort: OfflineAnswerer) -> None:
    """What Rasa knows nothing of leads to the card that holds it, with Rasa and without."""
    for server, reduced in ((Server(meant(("thank", 0.1))), False), (Server(None), True)):
        found = suggest(server, "ふんしつ", resort)
        assert (found.kind, found.items[0].id, found.reduced) == ("words", "lost_reissue", reduced)


@pytest.mark.parametrize("text", ["", "   ", "\u200b\n", "\x00"])
def test_nothing_typed(text: str, resort: OfflineAnswerer) -> None:
    """Nobody is asked about nothing."""
    server = Server(meant(("certificate_expiry", 0.9)))
    assert suggest(server, text, resort).kind == "none"
    assert not server.asked


@pytest.mark.parametrize("before", [0, 900, 960, 990, 1_000, 4_900, 20_000])
@pytest.mark.parametrize("after", [0, 3_000])
def test_a_life_in_danger(before: int, after: int, resort: OfflineAnswerer) -> None:
    """Wherever it stands in a long talk, it comes before all else, and Rasa is not waited for."""
    server = Server(None)
    text = "あ" * before + "もう死にたい" + "い" * after
    found = suggest(server, text, resort)
    assert (found.kind, found.items) == ("help", [])
    assert "119番" in (found.say or "")
    assert not server.asked


@pytest.mark.parametrize(
    ("words", "confidence", "shown"),
    [(QUESTION, 0.9999, 99), (QUESTION, 0.81, 81), ("資格確認書 期限", 0.9999, 98)],
)
def test_the_number_is_honest(words: str, confidence: float, shown: int) -> None:
    """A whole question shows the model's confidence; less than that, what such cards are worth."""
    found = judged(words, meant(("certificate_expiry", confidence)), NOW)
    assert [item.confidence for item in found.items] == [shown]
