"""What all actions share: the apology, the cry for help, the same question again."""

from __future__ import annotations

import json
import logging
import re

import pytest

from bot.content import find_answer, say
from bot.dialogue.commands import COMMANDS
from bot.dialogue.talk import SLOT
from bot.dialogue.topics import TOPICS
from tests.dialogue.conftest import Begin
from tests.dialogue.matters import BY_ID, ask, go_through
from tests.dialogue.talking import PHONE, Conversation, domain, executor, rules

# Ids that need facts, are answered by the moment, or speak of the talk itself.
NOT_PLAIN = {topic.id for topic in TOPICS} | COMMANDS
NOT_PLAIN |= {"debit_banks", "call_center", "out_of_scope", "nlu_fallback"}
WORDS = "昭和31年3月1日生まれの川崎花子です"


class Broken(Exception):
    """Something that fails and holds the resident's words."""


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule module fails."""

    def fail(*_: object) -> None:
        raise Broken(WORDS)

    monkeypatch.setattr("bot.dialogue.steps.answer", fail)
    monkeypatch.setattr("bot.dialogue.contact.answer", fail)


@pytest.mark.usefixtures("broken")
def test_apology_has_the_phone_and_a_log_id(
    talk: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever fails, the resident gets a sentence, the phone number and the id in our log."""
    caplog.set_level(logging.DEBUG)
    ask(talk, BY_ID["ecert_grace"])
    reply = talk.say("inform", "2025年11月30日です")
    assert "すみません" in reply.first
    assert PHONE in reply
    log_id = re.search(r"受付番号 ([0-9a-f]{8})", reply.text)
    assert log_id is not None
    assert log_id[1] in caplog.text
    assert "Broken" in caplog.text


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("intent", ["call_center", "expiry_age75", "certificate_expiry"])
def test_log_holds_no_words(
    talk: Conversation, caplog: pytest.LogCaptureFixture, intent: str
) -> None:
    """The log names the action and the place, never what the resident wrote."""
    caplog.set_level(logging.DEBUG)
    reply = talk.say(intent, f"{WORDS}。いつまでですか")
    assert "受付番号" in reply
    for words in ("昭和", "花子", "1956", "3月1日"):
        assert words not in caplog.text


@pytest.mark.usefixtures("broken")
def test_talk_goes_on_after_a_failure(talk: Conversation) -> None:
    """A failure changes no slot; the next question is answered."""
    ask(talk, BY_ID["ecert_grace"])
    before = dict(talk.slots)
    talk.say("inform", "2025年11月30日です")
    assert talk.slots == before
    assert talk.say("what_is_notice", "お知らせって何ですか").ids[0] == "what_is_notice"


@pytest.mark.parametrize(
    "words",
    [
        "もう死にたいです",
        "消えてしまいたい",
        "胸が苦しい。救急車を呼びたい",
        "母の意識がない",
        "今、夫に殴られています",
        "息ができません",
    ],
)
@pytest.mark.parametrize("intent", ["out_of_scope", "certificate_expiry", "inform"])
def test_cry_for_help(talk: Conversation, intent: str, words: str) -> None:
    """A life in danger comes before all else, and nothing is asked of who cries for help."""
    reply = talk.say(intent, words)
    assert "119" in reply.first
    assert "110" in reply.first
    assert PHONE in reply.texts[0]
    assert not reply.asks


def test_cry_for_help_while_a_question_is_open(talk: Conversation) -> None:
    """In the middle of a matter too; and the bot does not go on asking for a birthday."""
    ask(talk, BY_ID["certificate_expiry"])
    reply = talk.say("inform", "助けて!母が倒れた")
    assert "119" in reply.first
    assert not reply.asks


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("limit_certificate", "先月父が倒れたので、限度額適用認定証がほしいです"),
        ("not_arrived", "確認書が届きません。助けてください"),
        ("apply_certificate", "母は意識がないまま入院しています。確認書を申請できますか"),
    ],
)
def test_question_that_only_sounds_like_one_is_answered_too(
    talk: Conversation, intent: str, words: str
) -> None:
    """Where a plain question stands with such words, it is not left without its answer."""
    assert intent in talk.say(intent, words).ids


@pytest.mark.parametrize(
    "words", ["死ぬまで使えますか", "父が亡くなりました", "殺風景な窓口ですね", "助かりました"]
)
def test_no_cry_for_help(talk: Conversation, words: str) -> None:
    """Words that only resemble a cry for help are answered as what they are."""
    assert "119" not in talk.say("certificate_expiry", words)


@pytest.mark.parametrize("intent", sorted(i for i in rules() if i not in NOT_PLAIN))
def test_answer_and_repetitions(talk: Conversation, intent: str) -> None:
    """Every plain id: its answer, then other words, then a person."""
    entry = find_answer(intent)
    first, second, third = (talk.say(intent, "教えてください") for _ in range(3))
    assert first.ids == [intent]
    assert first.text.startswith(entry.short.partition("{")[0])
    assert second.text.startswith(entry.again.partition("{")[0])
    assert third.first == say("talk", "repeat_person")
    for title in (find_answer(other).title for other in entry.related):
        assert title in first.buttons


def test_another_question_in_between_starts_anew(talk: Conversation) -> None:
    """An id asked for again after another one is answered in its first words."""
    first = talk.say("what_is_notice", "お知らせって何ですか")
    talk.say("what_is_certificate", "確認書って何ですか")
    assert talk.say("what_is_notice", "お知らせって何ですか").text == first.text


def test_every_intent_has_a_rule_and_an_action() -> None:
    """Domain, rules and actions name the same intents and actions."""
    assert set(rules()) == set(domain()["intents"])
    assert set(rules().values()) == set(domain()["actions"])
    assert set(domain()["actions"]) <= set(executor().actions)


def test_every_field_of_the_talk_is_a_slot() -> None:
    """What the dialogue remembers has one slot, and no slot is without use."""
    assert set(domain()["slots"]) == {SLOT}


def test_slots_hold_only_what_json_holds(begin: Begin) -> None:
    """Slots cross the wire: texts, numbers, lists and maps of them."""
    for matter in BY_ID.values():
        talk = begin()
        go_through(talk, matter)
        assert json.loads(json.dumps(talk.slots)) == talk.slots
