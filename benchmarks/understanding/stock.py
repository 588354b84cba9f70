"""Rasa's stock pipeline for Japanese, trained by Rasa itself on the same data in a project apart.

It takes hours with all the data and the usual 100 epochs, so it runs only when asked to, and what
was measured stays in stock.json: figures, when, and on which data.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import write_yaml

from benchmarks.understanding.experiments import Score
from benchmarks.understanding.outcomes import Guess, Verdict, tally
from benchmarks.understanding.questions import HELDOUT, Unseen, checksum
from benchmarks.understanding.server_speed import ServerSpeed, compare
from benchmarks.understanding.speed import ROOT, agent

CACHE = ROOT / ".cache/stock"
REMEMBERED = Path(__file__).with_name("stock.json")


@dataclass(frozen=True, slots=True)
class StockMeasured:
    """One run of the stock pipeline: on what, when, how well; both servers' speed in that run."""

    epochs: int
    examples: int
    data: str
    questions: str
    day: str
    score: Score
    ours: dict[str, int]
    others: dict[str, int]
    servers: dict[str, ServerSpeed]

    @property
    def is_current(self) -> bool:
        """Are training data and held-out questions still the same?"""
        return (self.data, self.questions) == (data_checksum(), checksum(HELDOUT))


def config(epochs: int) -> dict[str, Any]:
    """What Rasa proposes with spaCy, less what reads entities: we have none."""
    return {
        "recipe": "default.v1",
        "language": "ja",
        "assistant_id": "stock",
        "pipeline": [
            {"name": "SpacyNLP", "model": "ja_ginza"},
            {"name": "SpacyTokenizer"},
            {"name": "SpacyFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {
                "name": "CountVectorsFeaturizer",
                "analyzer": "char_wb",
                "min_ngram": 1,
                "max_ngram": 4,
            },
            {
                "name": "DIETClassifier",
                "epochs": epochs,
                "entity_recognition": False,
                "constrain_similarities": True,
                "random_seed": 0,
            },
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
    }


def first_of_each(messages: Iterable[Message], most: int) -> list[Message]:
    """At most so many examples of each id."""
    seen: Counter[str] = Counter()
    kept = []
    for message in messages:
        seen[message.get(INTENT)] += 1
        if seen[message.get(INTENT)] <= most:
            kept.append(message)
    return kept


def data_checksum() -> str:
    """SHA-256 of all training data: what a stock model was trained on."""
    key = hashlib.sha256()
    for path in sorted((ROOT / "data/nlu").glob("*.yml")):
        key.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return key.hexdigest()


def train(epochs: int, examples: Sequence[Message], folder: Path) -> Path:
    """A model of the stock pipeline, trained by Rasa in a project of its own in `folder`."""
    from rasa.model_training import train_nlu

    write_yaml(config(epochs), folder / "config.yml")
    (folder / "nlu.yml").write_text(TrainingData(list(examples)).nlu_as_yaml(), "utf-8")
    model = train_nlu(
        config=str(folder / "config.yml"),
        nlu_data=str(folder / "nlu.yml"),
        output=str(folder / "models"),
    )
    return Path(model)


def model_of(epochs: int, examples: Sequence[Message]) -> Path:
    """The stock model of the present data, trained once: it takes hours to make."""
    path = CACHE / f"stock-{data_checksum()[:16]}-{epochs}.tar.gz"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=CACHE) as folder:
            train(epochs, examples, Path(folder)).replace(path)
    return path


def guesses(model: Path, texts: Iterable[str]) -> list[Guess]:
    """What the stock pipeline says to each text."""
    understand = agent(model)
    return [Guess.of(understand(text)) for text in texts]


def measure(
    epochs: int, examples: Sequence[Message], questions: Sequence[Unseen], ours: Path | None
) -> StockMeasured:
    """Trains if need be, asks, and compares both servers if `ours`, our model, is there."""
    model = model_of(epochs, examples)
    answered = list(zip(questions, guesses(model, [q.text for q in questions]), strict=True))
    held = [pair for pair in answered if not pair[0].sample]
    counts = [tally(p for p in held if p[0].ours is mine) for mine in (True, False)]
    texts = [question.text for question, _ in held]
    return StockMeasured(
        epochs=epochs,
        examples=len(examples),
        data=data_checksum(),
        questions=checksum(HELDOUT),
        day=date.today().isoformat(),
        score=Score.of(questions, [guess for _, guess in answered]),
        ours={o.name: counts[0][o] for o in Verdict},
        others={o.name: counts[1][o] for o in Verdict},
        servers=compare({"ours": ours, "stock": model}, texts) if ours else {},
    )


def remember(measured: StockMeasured) -> None:
    """Writes stock.json."""
    REMEMBERED.write_text(json.dumps(asdict(measured), indent=1) + "\n", encoding="utf-8")


def remembered() -> StockMeasured | None:
    """What stock.json holds, if it is there."""
    if not REMEMBERED.exists():
        return None
    found = json.loads(REMEMBERED.read_text(encoding="utf-8"))
    servers = {name: ServerSpeed(**speed) for name, speed in found.pop("servers").items()}
    return StockMeasured(score=Score(**found.pop("score")), servers=servers, **found)
