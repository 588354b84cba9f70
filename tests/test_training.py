"""bot/training.py: train when an input has changed, and never leave half a model behind."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import training
from bot.errors import StartError
from tests.house.other_city import city_of, folder_of_other_city

ROOT = Path(__file__).parents[1]

FILES = (
    "config.yml",
    "domain.yml",
    "requirements.lock",
    "data/nlu/a.yml",
    "data/nlu/b.yml",
    "data/stories/a.yml",
    "bot/nlu/a.py",
    "bot/text/a.py",
)

# Stands where the command that runs Rasa stands, and does what its first line says.
STAND_IN = """\
import sys
from pathlib import Path
arguments = dict(zip(sys.argv, sys.argv[1:]))
model = Path(arguments["--out"], arguments["--fixed-model-name"] + ".tar.gz")
"""
WRITES = "model.write_text('a model')\n"

Heard = list[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with every kind of input, in place of the real one."""
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"of {name}\n", encoding="utf-8")
    monkeypatch.setattr(training, "ROOT", tmp_path)
    monkeypatch.setattr(training, "MODELS", tmp_path / "models")
    monkeypatch.setattr(training, "SCRATCH", tmp_path / ".cache" / "training")
    monkeypatch.setattr(training, "SERVED", tmp_path / ".cache" / "serving.tar.gz")
    monkeypatch.setattr(training.inputs, "__defaults__", (tmp_path,))
    monkeypatch.setattr(training.fingerprint, "__defaults__", (tmp_path,))
    monkeypatch.setattr(training.model_path, "__defaults__", (tmp_path,))
    return tmp_path


def rasa(project: Path, does: str) -> None:
    """From now on `python -m bot.rasa_server` does this in the project."""
    (project / "bot/rasa_server.py").write_text(STAND_IN + does, encoding="utf-8")


def models(project: Path) -> list[str]:
    return sorted(path.name for path in project.glob("models/*"))


def silent(line: str) -> None:
    """Shows nothing."""


def found_inputs() -> set[str]:
    """The inputs of this project, without the words of its city."""
    *files, terms = training.inputs(ROOT)
    assert terms.name == "terms.csv"
    return {path.relative_to(ROOT).as_posix() for path in files}


def test_the_patterns_find_the_inputs() -> None:
    """Every pattern names files of this project, and every component and datum is among them."""
    for pattern in training.INPUTS:
        assert list(ROOT.glob(pattern)), pattern
    found = found_inputs()
    assert {"config.yml", "data/nlu/expiry.yml", "bot/nlu/ginza_loader.py"} <= found
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml")} <= found


def test_texts_are_no_input() -> None:
    """Changing an answer does not retrain."""
    found = found_inputs()
    assert not [name for name in found if name.startswith(("bot/content", "actions", "bot/rules"))]


@pytest.mark.parametrize("name", FILES)
def test_each_input_counts(project: Path, name: str) -> None:
    """A model is of its inputs: content, name and presence of each change the fingerprint."""
    seen = {training.fingerprint(project)}
    path = project / name
    path.write_text("other\n", encoding="utf-8")
    seen.add(training.fingerprint(project))
    renamed = path.with_name(f"x{path.name}")
    path.rename(renamed)
    seen.add(training.fingerprint(project))
    renamed.unlink()
    seen.add(training.fingerprint(project))
    assert len(seen) == (4 if "/" in name else 3)


def test_the_words_of_the_city_count(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A model of one city is none of another whose terms differ."""
    before = training.fingerprint(project)
    other = folder_of_other_city(tmp_path_factory.mktemp("city") / "umibe")
    with (other / "terms.csv").open("a", encoding="utf-8") as terms:
        terms.write("浜払い,ハマバライ,口座振替\n")
    with city_of(other):
        assert training.fingerprint(project) != before
    assert training.fingerprint(project) == before


def test_moving_words_between_files_counts(project: Path) -> None:
    """The same bytes, cut into files elsewhere, are other inputs."""
    before = training.fingerprint(project)
    (project / "data/nlu/a.yml").write_text("of data/nlu/a.yml\nof ", encoding="utf-8")
    (project / "data/nlu/b.yml").write_text("data/nlu/b.yml\n", encoding="utf-8")
    assert training.fingerprint(project) != before


def test_other_files_do_not_count(project: Path) -> None:
    """What no model is made of changes nothing, nor does the time of a file."""
    before = training.fingerprint(project)
    (project / "README.md").write_text("new", encoding="utf-8")
    (project / "config.yml").touch()
    assert training.fingerprint(project) == before


def test_one_input_can_be_left_out(project: Path) -> None:
    """What two models have in common apart from one file is told by their fingerprints, too."""
    path = project / "data/nlu/a.yml"
    before = training.fingerprint(project, without=path)
    path.write_text("other\n", encoding="utf-8")
    assert training.fingerprint(project, without=path) == before
    path.unlink()
    assert training.fingerprint(project, without=path) == before
    (project / "data/nlu/b.yml").touch()
    (project / "domain.yml").write_text("other\n", encoding="utf-8")
    assert training.fingerprint(project, without=path) != before


def test_the_name_holds_the_fingerprint(project: Path) -> None:
    """A model's name says which inputs it is of."""
    assert training.model_path(project).name == f"bot-{training.fingerprint(project)}.tar.gz"


def test_a_present_model_is_not_trained(project: Path) -> None:
    """With a model of the present inputs, Rasa is not started, and it becomes the newest one."""
    rasa(project, "raise SystemExit('Rasa was started')\n")
    path = training.model_path(project)
    path.parent.mkdir()
    path.write_text("a model", encoding="utf-8")
    newer = path.with_name("bot-other.tar.gz")
    newer.write_text("an older model", encoding="utf-8")
    said: Heard = []
    assert training.train(said.append) == path
    assert said == []
    assert path.stat().st_mtime_ns >= newer.stat().st_mtime_ns


def test_a_model_is_trained(project: Path) -> None:
    """Without one, Rasa is run, each step is told, and the model lies under its name."""
    rasa(project, "print(\"Starting to train component 'GinzaLoader'.\")\n" + WRITES)
    said: Heard = []
    path = training.train(said.append)
    assert path == training.model_path(project)
    assert path.read_text(encoding="utf-8") == "a model"
    assert "  training GinzaLoader" in said
    assert models(project) == [path.name]


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("raise ValueError('no such component')\n", "ValueError: no such component"),
        ("print('\\x1b[31mInvalidConfigException: bad\\x1b[0m'); sys.exit(1)\n", "bad"),
        ("print('the last line'); sys.exit(1)\n", "the last line"),
        ("sys.exit(1)\n", "rasa printed nothing"),
        ("", "rasa printed nothing"),
    ],
)
def test_a_failed_training_leaves_no_model(project: Path, does: str, reason: str) -> None:
    """A failure is one sentence with Rasa's reason, and no model is left."""
    rasa(project, does)
    with pytest.raises(StartError) as caught:
        training.train(silent)
    sentence = str(caught.value)
    assert sentence.startswith("training failed: ")
    assert reason in sentence
    assert "\n" not in sentence
    assert "\x1b" not in sentence
    assert models(project) == []


def test_half_a_model_is_not_taken(project: Path) -> None:
    """What a run that failed had already written is no model."""
    rasa(project, WRITES + "raise RuntimeError('disk full')\n")
    with pytest.raises(StartError, match="disk full"):
        training.train(silent)
    assert models(project) == []


def test_what_a_failed_run_left_is_not_taken_later(project: Path) -> None:
    """Nor is it taken by the next run that fails before it writes anything."""
    training.SCRATCH.mkdir(parents=True)
    (training.SCRATCH / training.model_path(project).name).write_text("half", encoding="utf-8")
    rasa(project, "raise RuntimeError('again')\n")
    with pytest.raises(StartError, match="again"):
        training.train(silent)
    assert models(project) == []


def test_a_failed_training_keeps_the_older_model(project: Path) -> None:
    """The model of the inputs before stays, so that they can be brought back."""
    (project / "models").mkdir()
    (project / "models/bot-before.tar.gz").write_text("before", encoding="utf-8")
    rasa(project, "sys.exit(1)\n")
    with pytest.raises(StartError):
        training.train(silent)
    assert models(project) == ["bot-before.tar.gz"]


def test_old_models_are_dropped(project: Path) -> None:
    """The new model and the one before are kept, and what is not ours is left alone."""
    rasa(project, WRITES)
    (project / "models").mkdir()
    (project / "models/mine.tar.gz").write_text("mine", encoding="utf-8")
    paths = []
    for number in range(4):
        (project / "config.yml").write_text(f"{number}\n", encoding="utf-8")
        paths.append(training.train(silent))
    assert models(project) == sorted([paths[-2].name, paths[-1].name, "mine.tar.gz"])


def test_the_model_in_service_is_kept(project: Path) -> None:
    """However many models come after it, the one that Rasa starts with stays until another does."""
    rasa(project, WRITES)
    served = training.train(silent)
    training.put_in_service(served)
    for number in range(4):
        (project / "config.yml").write_text(f"{number}\n", encoding="utf-8")
        last = training.train(silent)
    assert served.name in models(project)
    assert len(models(project)) == 3
    assert training.in_service() == served
    training.put_in_service(last)
    (project / "config.yml").write_text("again\n", encoding="utf-8")
    training.train(silent)
    assert served.name not in models(project)


def test_in_service(project: Path) -> None:
    """Nothing is in service before a first start, nor when the file is gone."""
    assert training.in_service() is None
    (project / "models").mkdir()
    one, other = (project / f"models/bot-{n}.tar.gz" for n in (1, 2))
    for model in (one, other):
        model.write_text(model.name, encoding="utf-8")
        assert training.put_in_service(model).read_text(encoding="utf-8") == model.name
        assert training.in_service() == model
    other.unlink()
    assert training.in_service() is None


def test_a_model_is_looked_at_before_it_is_kept(project: Path) -> None:
    """A new model that is not accepted lies nowhere; an accepted one is kept."""
    rasa(project, WRITES)
    seen: list[Path] = []

    def refuse(model: Path) -> None:
        assert model.read_text(encoding="utf-8") == "a model"
        seen.append(model)
        raise StartError("knows less")

    with pytest.raises(StartError, match="knows less"):
        training.train(silent, accept=refuse)
    assert models(project) == []
    assert seen[0].parent == training.SCRATCH
    path = training.train(silent, accept=seen.append)
    assert models(project) == [path.name]
    assert len(seen) == 2


def test_what_is_there_is_looked_at_too(project: Path) -> None:
    """A model that was trained without a look is looked at, but not the one in service."""
    rasa(project, WRITES)
    path, seen = training.train(silent), []
    training.train(silent, accept=seen.append)
    assert seen == [path]
    training.put_in_service(path)
    training.train(silent, accept=seen.append)
    assert seen == [path]


def test_two_trainings_at_once(project: Path) -> None:
    """Of two trainings of the same inputs one works, and the other waits and takes its model."""
    waits = "import time\nwhile not Path('go').exists(): time.sleep(0.01)\n"
    rasa(project, "Path('began').open('a').write('x')\n" + waits + WRITES)
    said: list[str] = []
    waiting = threading.Event()

    def hear(line: str) -> None:
        said.append(line)
        if "waiting" in line:
            waiting.set()

    found: list[Path] = []
    threads = [threading.Thread(target=lambda: found.append(training.train(hear))) for _ in "ab"]
    for thread in threads:
        thread.start()
    assert waiting.wait(10)
    (project / "go").touch()
    for thread in threads:
        thread.join(10)
    assert found == [training.model_path(project)] * 2
    assert (project / "began").read_text() == "x"


def test_inputs_that_change_meanwhile(project: Path) -> None:
    """A model of half the old and half the new data is not kept under the name of either."""
    rasa(project, "Path('data/nlu/from_callers.yml').write_text('new')\n" + WRITES)
    with pytest.raises(StartError, match="changed meanwhile"):
        training.train(silent)
    assert models(project) == []


@pytest.mark.parametrize("does", ["appears", "changes", "goes"])
def test_what_callers_taught_counts(project: Path, does: str) -> None:
    """The file of what callers taught is an input like any other, and taking it back goes back."""
    path = project / "data/nlu/from_callers.yml"
    without = training.fingerprint(project)
    path.write_text("one\n", encoding="utf-8")
    one = training.fingerprint(project)
    if does == "changes":
        path.write_text("two\n", encoding="utf-8")
        assert training.fingerprint(project) not in (one, without)
    elif does == "goes":
        path.unlink()
        assert training.fingerprint(project) == without
    assert one != without


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config.yml", "recipe: default.v1\nlanguage: ja\npipeline:\n- name: bot.nlu.Nothing\n"),
        ("config.yml", "recipe: [\n"),
        ("domain.yml", "intents: [\n"),
    ],
)
def test_rasa_itself_fails_in_one_sentence(
    project: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken project, trained by Rasa itself, is one sentence and no model."""
    for part in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / part, project / part)
    for path in (project / "data").rglob("*.yml"):
        path.unlink()
    shutil.copy(ROOT / "data/nlu/contact.yml", project / "data/nlu/a.yml")
    shutil.rmtree(project / "bot")
    (project / "bot").symlink_to(ROOT / "bot")
    (project / name).write_text(text, encoding="utf-8")
    said: list[str] = []
    show: Callable[[str], None] = said.append
    with pytest.raises(StartError) as caught:
        training.train(show)
    assert str(caught.value).startswith("training failed: ")
    assert "\n" not in str(caught.value)
    assert models(project) == []


def test_no_component_reads_what_hides() -> None:
    """A change of the masking needs no training: nothing that understands imports it."""
    read, waiting = set(), [*(training.ROOT / "bot/nlu").glob("*.py")]
    while waiting:
        path = waiting.pop()
        modules = re.findall(
            r"^from (bot\.text\.\w+) import", path.read_text("utf-8"), re.MULTILINE
        )
        for name in modules:
            file = f"{name.replace('.', '/')}.py"
            if file not in read and (training.ROOT / file).exists():
                read.add(file)
                waiting.append(training.ROOT / file)
    assert "bot/text/spans.py" in read
    assert not read & training.MASKING
    assert all((training.ROOT / file).exists() for file in training.MASKING)
