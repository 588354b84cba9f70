"""Stock Rasa on our dialogue: its own pipeline, REST channel, tracker store and lock store.

`python -m benchmarks.web.stock FOLDER EXAMPLES EPOCHS` trains it, in a process of its own. Domain,
rules and action server are ours, so nothing but the door and the pipeline differ.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from benchmarks.web.talks import SCRIPTS
from bot.commands import serve

ROOT = Path(__file__).parents[2]
MODEL = "models/stock.tar.gz"
_OURS = ("domain.yml", "data/stories")
_REPEATED = 3  # so that few epochs are enough for what will be asked


def train(folder: Path, examples: int, epochs: int, environment: Mapping[str, str]) -> None:
    """Writes the project into `folder` and trains its model. Raises RuntimeError."""
    command = [sys.executable, "-m", __name__, str(folder), str(examples), str(epochs)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"training stock Rasa failed:\n{done.stderr[-2000:]}")


def command(port: int) -> list[str]:
    """Serves the model, in its folder."""
    served = ["--interface", "127.0.0.1", "--port", str(port), "--model", MODEL]
    return [sys.executable, "-m", "rasa", "run", *served]


def write_endpoints(folder: Path, actions_port: int) -> None:
    """Nothing but the action server, and its token: the stores are Rasa's own."""
    text = serve.action_endpoint(f"http://127.0.0.1:{actions_port}")
    (folder / "endpoints.yml").write_text(f"action_endpoint:\n  {text}\n", encoding="utf-8")


def own_examples() -> list[tuple[str, str]]:
    """What the benchmark will say and its ids, so that a weak model goes the same ways."""
    return [(turn.text, turn.intent) for turn in chain.from_iterable(SCRIPTS) if turn.intent]


def write_project(folder: Path, examples: int, epochs: int) -> None:
    """Everything that Rasa trains from."""
    from rasa.shared.nlu.constants import INTENT, TEXT
    from rasa.shared.nlu.training_data.loading import load_data
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData
    from rasa.shared.utils.io import read_yaml_file, write_yaml

    from benchmarks.understanding.stock import config, first_of_each

    for name in _OURS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        (folder / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, folder / name)
    policies = read_yaml_file(ROOT / "config.yml")["policies"]
    write_yaml({**config(epochs), "policies": policies}, folder / "config.yml")
    (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    known = load_data(str(ROOT / "data/nlu"), "ja").intent_examples
    own = [Message({TEXT: text, INTENT: name}) for text, name in own_examples()]
    kept = [*first_of_each(known, examples), *own * _REPEATED]
    (folder / "data/nlu.yml").write_text(TrainingData(kept).nlu_as_yaml(), encoding="utf-8")


def main(folder: Path, examples: int, epochs: int) -> int:
    """Writes and trains."""
    from rasa.model_training import train as rasa_train

    write_project(folder, examples, epochs)
    result = rasa_train(
        domain=str(folder / "domain.yml"),
        config=str(folder / "config.yml"),
        training_files=[str(folder / "data")],
        output=str((folder / MODEL).parent),
        fixed_model_name=Path(MODEL).name.removesuffix(".tar.gz"),
    )
    return int(result.code)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
