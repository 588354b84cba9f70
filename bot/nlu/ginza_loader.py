"""GiNZA loaded without the pipes that nothing here uses, with the field's words in its dictionary.

A message through all of ja_ginza costs 10 ms and more, nearly all of it in tok2vec and the parser,
which only a message about several people needs: `bot.nlu.syntax` runs them by hand. Tokens,
readings and normalised forms come from Sudachi and cost a fraction of a millisecond.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
import spacy.lang.ja as spacy_japanese
import sudachipy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis
from spacy.util import get_package_path
from spacy.vocab import Vocab

from bot.content import current_content
from bot.nlu.language_recogniser import is_japanese
from bot.text.cleaning import for_understanding
from bot.text.romaji import kana_of_romaji
from bot.text.sudachi import dictionary

PIPES_NOT_USED = ["attribute_ruler", "ner", "morphologizer", "compound_splitter"]
PARSING = ("tok2vec", "parser", "bunsetu_recognizer")  # in this order; 32 MB


def known_analysis(vocabulary: Vocab, features: dict[str, str]) -> MorphAnalysis:
    """The reading and the inflection of a token, as one string: spaCy looks a string up, but takes
    memory for a dictionary each time anew, 1.7 KB a message, and never gives it back
    (findings/spacy-japanese-tokeniser-grows.sh)."""
    return MorphAnalysis(vocabulary, "|".join(f"{key}={value}" for key, value in features.items()))


# The tokeniser of spacy.lang.ja takes the class from its own module and offers no other way in.
spacy_japanese.MorphAnalysis = known_analysis  # type: ignore[attr-defined,assignment]


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MODEL_LOADER,
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
    ],
    is_trainable=False,
    model_from="GinzaLoader",
)
class GinzaLoader(SpacyNLP):
    """Loads GiNZA and attaches a spaCy Doc of the cleaned text to each message."""

    @staticmethod
    @cache
    def load_model(spacy_model_name: str) -> SpacyModel:
        """The model with only its tokenizer at work, reading our user dictionary.

        Once a process: Rasa makes two of this component, of which one is never asked for its model
        (findings/rasa-loads-a-spacy-model-twice.sh). Of the vocabulary the vectors alone are read,
        for the parser: the 598,000 words that they are of would take 117 MB and say nothing.
        """
        current_content()  # the dictionary holds the words of the city
        language = spacy.load(spacy_model_name, exclude=["vocab", *PIPES_NOT_USED], disable=PARSING)
        folder = get_package_path(spacy_model_name)
        (vocabulary,) = folder.glob(f"{spacy_model_name}-*/vocab")
        language.vocab.from_disk(vocabulary, exclude=["strings", "lookups"])
        tokenizer: Any = language.tokenizer
        tokenizer.tokenizer = dictionary().create(sudachipy.SplitMode.C)
        tokenizer.need_subtokens = False
        return SpacyModel(model=language, model_name=spacy_model_name)

    def process_training_data(self, training_data: TrainingData, model: SpacyModel) -> TrainingData:
        """A doc of the text of each Japanese example; nothing here reads of what else Rasa makes
        docs, thousands of them empty."""
        for example in filter(is_japanese, training_data.training_examples):
            doc = model.model.make_doc(self._preprocess_text(example.get(TEXT)))
            if len(doc):
                example.set(SPACY_DOCS[TEXT], doc)
        return training_data

    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        """A doc for each Japanese message."""
        super().process([message for message in messages if is_japanese(message)], model)
        return messages

    def _doc_for_text(self, model: Language, text: str) -> Doc:
        return model(self._preprocess_text(kana_of_romaji(text)))

    def _preprocess_text(self, text: str | None) -> str:
        return for_understanding(text or "")
