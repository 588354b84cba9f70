"""Which language is a message in: by script, by small words, and by spellings learnt from our data.

Latin letters are what needs learning: naive Bayes over character n-grams, trained on the examples
of each language, on its small words, and on Japanese examples written in romaji.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from bot.content import current_content
from bot.text.function_words import FUNCTION_WORDS
from bot.text.recognising import (
    JAPANESE,
    LanguageGuess,
    apart_from_days,
    by_script,
    by_words,
    head_of,
    latin_part,
    settle,
)
from bot.text.romaji import romaji
from bot.text.sudachi import tokenize
from bot.text.unmarked import unmarked

LANGUAGE, SURE = "language", "language_sure"
METADATA = "metadata"
_FILE = "spellings.joblib"
_SEEDS = 4  # so many times each small word is read
_ROMAJI_EVERY = 8  # of the Japanese examples, so many as another language has
_LEAST_SURE = 3.0  # how much likelier than the next language, as a logarithm, for a whole message
_LEAST_WORDS = 2


class Spellings(NamedTuple):
    """What is learnt: n-grams, and which language they speak for."""

    vectorizer: CountVectorizer
    model: MultinomialNB

    def guess(self, text: str) -> LanguageGuess | None:
        """The likeliest language of the Latin letters in `text`; None where there are none."""
        latin = latin_part(text)
        if not latin:
            return None
        odds = self.model.predict_log_proba(self.vectorizer.transform([latin]))[0]
        second, first = np.argsort(odds)[-2:]
        sure = odds[first] - odds[second] >= _LEAST_SURE and len(latin.split()) >= _LEAST_WORDS
        return LanguageGuess(str(self.model.classes_[first]), bool(sure))


def language_of(example: Message) -> str:
    """What the training data say: `metadata: {language: en}` beside the intent; or Japanese."""
    metadata = (example.get(METADATA) or {}).get("intent") or {}
    return str(metadata.get("language", JAPANESE))


def is_japanese(message: Message) -> bool:
    """Does the Japanese part of the pipeline understand it?"""
    return head_of(message.get(LANGUAGE) or JAPANESE) == JAPANESE


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageRecogniser(GraphComponent):
    """Sets `language` on each message, the code of a folder, and whether it is sure of it.

    A message's metadata may hold `language`, the one that its channel speaks, and `talk`, that of
    the talk so far: who is not clear is answered in those.
    """

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource
        self._spellings: Spellings | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageRecogniser:
        """A component yet to be trained."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageRecogniser:
        """The trained component."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._spellings = joblib.load(Path(folder, _FILE))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the spellings of the languages in Latin letters."""
        texts, languages = latin_examples(training_data.intent_examples)
        vectorizer = CountVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=2)
        model = MultinomialNB(alpha=0.1, fit_prior=False)
        model.fit(vectorizer.fit_transform(texts), languages)
        self._spellings = Spellings(vectorizer, model)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._spellings, Path(folder, _FILE))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Notes of each example what the data say."""
        for example in training_data.training_examples:
            example.set(LANGUAGE, language_of(example))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Notes of each message which language it is in, or is to be answered in."""
        for message in messages:
            told = message.get(METADATA) or {}
            guess = self.guess(message.get(TEXT) or "")
            language = settle(guess, str(told.get("talk", "")), str(told.get("language", "")))
            message.set(LANGUAGE, language, add_to_output=True)
            message.set(SURE, guess is not None and guess.sure, add_to_output=True)
        return messages

    def guess(self, text: str) -> LanguageGuess | None:
        """By script, else by spellings; two that agree are surer than one. A date is no word."""
        return apart_from_days(text, self._guess)

    def _guess(self, text: str) -> LanguageGuess | None:
        found = by_script(text)
        if found is not None or self._spellings is None:
            return found or by_words(text)
        by_spelling, by_word = self._spellings.guess(text), by_words(text)
        if by_spelling is None or (by_word is not None and len(latin_part(text).split()) == 1):
            return by_word  # one word says little by its letters: hola
        agree = by_word is not None and by_word.language == by_spelling.language
        sure = by_spelling.sure or (agree and by_word is not None and by_word.sure)
        # Romaji is typed by who learns Japanese, in a talk of any language.
        return LanguageGuess(by_spelling.language, sure and by_spelling.language != JAPANESE)


def latin_examples(examples: list[Message]) -> tuple[list[str], list[str]]:
    """Texts in Latin letters and their languages."""
    current_content()  # the dictionary holds the words of the city
    found = [
        (word, language)
        for language, words in FUNCTION_WORDS.items()
        for word in words.split()
        for _ in range(_SEEDS)
    ]
    japanese = 0
    for example in examples:
        text, language = str(example.get(TEXT)), language_of(example)
        if head_of(language) == JAPANESE:
            japanese += 1
            if japanese % _ROMAJI_EVERY:
                continue
            text = romaji("".join(m.reading_form() + " " for m in tokenize(text)))
        if head_of(language) not in FUNCTION_WORDS:
            continue  # Latin letters are foreign words there
        latin = latin_part(text)
        found += [(spelling, head_of(language)) for spelling in {latin, unmarked(latin)} if latin]
    texts, languages = zip(*found, strict=True)
    return list(texts), list(languages)
