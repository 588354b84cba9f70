"""bot/nlu/sentence_splitter.py and sentence_joiner.py: clauses into the batch, and out again."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.sentence_joiner import SentenceJoiner
from bot.nlu.sentence_splitter import SentenceSplitter

pytestmark = pytest.mark.slow

TWO = "資格確認書が届きました。捨てていいですか。あと期限はいつですか。"


def read(*texts: str) -> list[Message]:
    """The batch as the classifiers leave it: sure of the length of what they read."""
    batch = SentenceSplitter().process([Message({"text": text}) for text in texts])
    for message in batch:
        guess = {"name": f"about {len(message.get('text'))}", "confidence": 0.9}
        message.set("intent", guess)
        message.set("intent_ranking", [guess])
    return batch


@pytest.mark.parametrize("text", ["資格確認書はいつまで使えますか", "", "/greet", "2", "はい。"])
def test_a_short_message_is_alone(text: str) -> None:
    """One question in one sentence, or a command, gets no company and no property."""
    batch = read(text)
    assert len(batch) == 1
    (message,) = SentenceJoiner().process(batch)
    assert "sentences" not in message.as_dict(only_output_properties=True)


def test_clauses_come_back() -> None:
    """Each clause is read alone, a question also behind its context; none stays in the batch."""
    (message,) = SentenceJoiner().process(read(TWO))
    sentences = message.as_dict(only_output_properties=True)["sentences"]
    assert [TWO[s["start"] : s["end"]] for s in sentences] == [
        "資格確認書が届きました",
        "捨てていいですか",
        "あと期限はいつですか",
    ]
    assert [s["asks"] for s in sentences] == [False, True, True]
    assert sentences[1]["ranking"] == [{"name": "about 8", "confidence": 0.9}]
    assert sentences[1]["others"] == [
        {"way": "in_context", "ranking": [{"name": "about 20", "confidence": 0.9}], "sure": True},
        {"way": "carried", "ranking": [{"name": "about 14", "confidence": 0.9}], "sure": True},
    ]


def test_two_messages_keep_their_own() -> None:
    """In a batch of several messages each gets its own clauses."""
    done = SentenceJoiner().process(read(TWO, "期限は", TWO))
    assert [len(message.get("sentences") or ()) for message in done] == [3, 0, 3]
