"""bot/rasa_server/quick_training.py: the same examples come out as by Rasa's own way."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.exceptions import YamlException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data import loading
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils import validation

from bot.rasa_server import quick_training

pytestmark = pytest.mark.slow


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa's ways come back afterwards."""
    for owner, name in (
        (TrainingHook, "on_before_node"), (TrainingHook, "on_after_node"),
        (Message, "__eq__"), (Message, "__hash__"), (TrainingData, "merge"),
        (RasaFileImporter, "get_nlu_data"), (validation, "validate_yaml_schema"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, getattr(owner, name))
    quick_training.install()


def example(text: str, intent: str, **more: object) -> Message:
    """A line of the training data."""
    return Message.build(text, intent, **more)


def told(data: TrainingData) -> list[dict[str, object]]:
    """What the examples say, in order."""
    return [found.data for found in data.training_examples]


def parts() -> list[TrainingData]:
    """Files that have a line in common, that differ in an intent, in a language and in more."""
    english = {"intent_metadata": {"language": "en"}}
    return [
        TrainingData(
            [example("a", "x"), example("b", "x "), example("b", "x")],
            {"one": "1"}, [{"name": "r", "pattern": "p"}], [], {"u": [{"text": "hello"}]},
        ),
        TrainingData([example("a", "x"), example("a", "y"), example("b", "x", **english)]),
        TrainingData([Message({"action_name": "action_answer"})], {"one": "2", "two": "3"}),
        TrainingData(),
    ]  # fmt: skip


def everything(data: TrainingData) -> tuple[object, ...]:
    return (
        told(data), data.entity_synonyms, data.regex_features, data.lookup_tables, data.responses,
    )  # fmt: skip


def test_merged_as_by_rasa(request: pytest.FixtureRequest) -> None:
    """Order, doubles, synonyms and all else are those of Rasa's own way."""
    first, *rest = parts()
    rasas = everything(first.merge(*rest, None))
    request.getfixturevalue("quick")
    first, *rest = parts()
    assert everything(first.merge(*rest, None)) == rasas
    assert [said.get("text") for said in first.merge(*rest).training_examples] == [
        "a", "b", "a", "b", None,
    ]  # fmt: skip


def test_nothing_is_hashed_for_a_cache(quick: None) -> None:
    """A node of the graph is run as it is: its examples are not looked at."""
    hook = TrainingHook(None, None, None)
    assert hook.on_before_node("n", None, {}, {"data": None}) == {}
    assert hook.on_after_node("n", None, {}, None, {}) is None


LINES = """\
nlu:
- intent: x
  examples: |
    - a
    - b
"""


def test_files_are_read_once(quick: None, tmp_path: Path) -> None:
    """However many importers ask for the same files, they are read one time."""
    path = tmp_path / "nlu.yml"
    path.write_text(LINES, encoding="utf-8")
    found = [RasaFileImporter(training_data_paths=str(path)).get_nlu_data() for _ in "ab"]
    assert [said["text"] for said in told(found[0])] == ["a", "b"]
    assert found[0] is found[1]


@pytest.mark.parametrize("broken", [LINES.replace("- intent", "- intend"), LINES + "nlu: []\n"])
def test_a_mistake_is_told_as_by_rasa(
    request: pytest.FixtureRequest, tmp_path: Path, broken: str
) -> None:
    """What is wrong with a file, and in which line, is told in Rasa's own words."""
    path = tmp_path / "nlu.yml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(YamlException) as rasas:
        loading.load_data(str(path))
    request.getfixturevalue("quick")
    with pytest.raises(YamlException) as ours:
        loading.load_data(str(path))
    assert str(ours.value) == str(rasas.value)
