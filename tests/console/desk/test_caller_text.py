"""bot/console/desk/caller_text.py: what the caller reads, beside the operator's card."""

from __future__ import annotations

import pytest

from bot.console.desk.caller_text import caller_text, words_for
from bot.content import library
from bot.text.languages import tag_of
from tests.console.conftest import Desk
from tests.house.serving import NOW, is_error

OTHERS = library().city.languages[1:]
FACTS = {"birthday": "1956-03-01", "circumstances": "none"}


@pytest.mark.parametrize("language", OTHERS)
def test_every_answer_in_every_language(language: str) -> None:
    """Whatever card is open, the caller has its text whole, and that the Japanese one decides."""
    words = words_for(language, NOW)
    assert words is not None
    for name, original in library().book().answers.items():
        text = caller_text(name, words, NOW)
        assert text.tag == tag_of(language)
        assert text.title == words.title(name)
        assert text.lead.startswith(words.conclusion(name))
        assert (len(text.bring), len(text.steps)) == (len(original.bring), len(original.steps))
        assert bool(text.bring_title) == bool(text.bring)
        assert text.source.endswith(words.say("language", "decides"))
        assert "{" not in text.model_dump_json()[1:-1].replace('{"label"', "")


def test_the_card_and_the_text_of_one_answer(operator: Desk) -> None:
    """Over the wire: the same id, once in Japanese and noted, once in the caller's language."""
    card = operator.get("/desk/cards/certificate_expiry").json()
    found = operator.get("/desk/cards/certificate_expiry/in/vi")
    assert found.status_code == 200
    text = found.json()
    assert (text["tag"], len(text["steps"])) == ("vi", len(card["steps"]))
    assert "31 tháng 7 năm 2026" in text["lead"]
    assert "資格確認書" in text["lead"]
    looked = [entry for entry in operator.console.audit.latest() if entry.what == "card"]
    assert len(looked) == 1


def test_the_hour_is_told_in_the_language(operator: Desk) -> None:
    """Whether somebody answers now belongs to the number, as on the Japanese card."""
    words = words_for("en", NOW)
    assert words is not None
    lead = operator.get("/desk/cards/call_center/in/en").json()["lead"]
    assert lead.splitlines()[0] == words.conclusion("call_center").splitlines()[0]
    assert len(lead.splitlines()) > len(words.conclusion("call_center").splitlines())


@pytest.mark.parametrize(
    "path", ["certificate_expiry/in/ja", "certificate_expiry/in/xx", "no/in/en"]
)
def test_what_there_is_not(operator: Desk, path: str) -> None:
    """The first language is the card's own; another city's language or id has no text."""
    assert is_error(operator.client.get(f"/desk/cards/{path}"), 404, "not_found")


def test_nobody_reads_it_without_a_sign_in(stranger: Desk) -> None:
    """The address is the operators'."""
    answer = stranger.client.get("/desk/cards/certificate_expiry/in/en")
    assert is_error(answer, 401, "signed_out")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "28 February 2026"),
        ("vi", "28 tháng 2 năm 2026"),
        ("zh", "2026年2月28日"),
        ("", ""),
        ("xx", ""),
    ],
)
def test_a_result_in_the_callers_language(operator: Desk, language: str, told: str) -> None:
    """What is worked out is told in the caller's language too, with the same day."""
    body = {"matter": "certificate_expiry", "facts": FACTS, "language": language}
    found = operator.post("/desk/calculate", body).json()
    assert found["result"]["value"] == "令和8年(2026年)2月28日"
    assert bool(found["foreign"]) == bool(told)
    assert told in "".join(found["foreign"])


def test_a_bank_in_the_callers_language(operator: Desk) -> None:
    """Whether a bank is on the list, too."""
    body = {"matter": "debit_banks", "facts": {"bank": "横浜銀行"}, "language": "en"}
    foreign = operator.post("/desk/calculate", body).json()["foreign"]
    assert "list" in " ".join(foreign)
