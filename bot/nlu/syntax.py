"""What whole GiNZA sees in a message with several people or dates: sentences, 文節, dependencies.

It costs about 15 ms, so a message with one person and one date goes without. It is evidence for
`bot.dialogue.reading`, not truth: of two people told in one sentence the parser often gives both
facts to the last, less often with a comma between them, so speech gets one before it is parsed.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ginza import bunsetu_bi_labels
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language
from spacy.tokens import Doc

from bot.nlu.ginza_loader import PARSING, GinzaLoader
from bot.nlu.language_recogniser import is_japanese
from bot.nlu.sentence_joiner import SENTENCES
from bot.text.mentions import people
from bot.text.spans import normalise

SYNTAX = "syntax"
_LONGEST = 400  # characters that are parsed: about 80 ms

_DATE = re.compile(
    r"(?:(?:[0-9]+|[一二三四五六七八九十〇元]+)\s?(?:年|月|日|歳|才|さい)(?!間)(?:\s?の?\s?))+|"
    r"[0-9]+[./\-][0-9]+(?:[./\-][0-9]+)?"
)
# …歳で母は…: behind a fact and before the next person's は, が or も.
_COMMA_LACKS = re.compile(r"(?<=[歳才日月年れ書証せ円割業さい])で(?=[^、。で]{1,6}[はがも])")


class Prepared(NamedTuple):
    """Text for the parser, and for each of its characters where it stands in the message."""

    text: str
    places: list[int]


def deserves_parsing(message: Message) -> bool:
    """Are there several people or dates in it, or several questions about one?"""
    text = normalise(message.get(TEXT) or "").text
    dates, told = len(_DATE.findall(text)), len(people(text))
    asked = sum(sentence["asks"] for sentence in message.get(SENTENCES) or ())
    return told > 1 or dates > 1 or (asked > 1 and told + dates > 0)


def prepared(text: str) -> Prepared:
    """`text` in one width, with the commas that speech lacks."""
    normal = normalise(text)
    letters: list[str] = []
    places: list[int] = []
    done = 0
    for gap in [m.end() for m in _COMMA_LACKS.finditer(normal.text)] + [len(normal.text)]:
        letters.append(normal.text[done:gap])
        places += normal.starts[done:gap]
        if gap < len(normal.text):
            letters.append("、")
            places.append(normal.starts[gap])
        done = gap
    return Prepared("".join(letters), places)


def parse(model: Language, text: str) -> dict[str, Any]:
    """Tokens as [start, end, head, label], and where sentences and 文節 begin, all in `text`."""
    ready = prepared(text[:_LONGEST])
    doc: Doc = model.make_doc(ready.text)
    for name in PARSING:
        doc = model.get_pipe(name)(doc)
    ends = [*ready.places[1:], len(text[:_LONGEST])]
    tokens = [
        [ready.places[t.idx], ends[t.idx + len(t) - 1], t.head.i, t.dep_.lower()] for t in doc
    ]
    begins = [start for start, *_ in tokens]
    chunks = bunsetu_bi_labels(doc)
    return {
        "tokens": tokens,
        "sentences": [begins[sentence.start] for sentence in doc.sents],
        "bunsetsu": [begin for begin, label in zip(begins, chunks, strict=True) if label == "B"],
    }


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False, model_from="GinzaLoader"
)
class SyntaxReader(GraphComponent):
    """Sets `syntax` on the messages that deserve it."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Whose parser it is."""
        return [GinzaLoader]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SyntaxReader:
        """Nothing to train."""
        return cls()

    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        """Parses what deserves it."""
        for message in messages:
            if is_japanese(message) and deserves_parsing(message):
                message.set(SYNTAX, parse(model.model, message.get(TEXT)), add_to_output=True)
        return messages
