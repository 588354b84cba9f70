"""bot/console/learning/learning.py: one training at a time; model and data always agree."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import training
from bot.console.learning import learning as module
from bot.console.learning.taught import current, taught_file, written
from bot.console.queue.deciding import State
from bot.content import say
from tests.console.learning_project import School, heard, made, school, serve_present, state_of

ONE, TWO = "入院代を安くする紙がほしい", "高い手術の前にもらう紙"
PASSED = "report " + json.dumps({"passed": True, "lost": [], "not_learnt": []})
REFUSED = "report " + json.dumps({"passed": False, "lost": [["a", "b", "c"]], "not_learnt": []})


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    """A model in service, and one exported line that it does not know."""
    made(tmp_path / "project", monkeypatch)
    serve_present()
    found = school(tmp_path / "data")
    heard(found.bot.unanswered, ONE, TWO)
    found.teach(ONE)
    yield found
    found.bot.unanswered.stop()


def learn(own: School) -> str:
    """The sentence with which the learning ends; a model that passed is let answer."""

    async def work() -> None:
        assert own.learning.begin("hanako")
        await own.learning.finished()
        if own.learning.ready is not None:
            assert own.learning.use(own.learning.ready.name, "hanako")
            await own.learning.finished()

    asyncio.run(work())
    return own.learning.progress.sentence


def examined(own: School) -> str:
    """The model that passed, which nobody has decided about yet."""

    async def work() -> None:
        assert own.learning.begin("hanako")
        await own.learning.finished()

    asyncio.run(work())
    assert own.learning.ready is not None
    return own.learning.ready.name


def decided(own: School, what: str, name: str) -> bool:
    """Was it done? Afterwards nothing is under way."""

    async def work() -> bool:
        done = bool(getattr(own.learning, what)(name, "jiro"))
        await own.learning.finished()
        return done

    return asyncio.run(work())


def withdrawn(own: School) -> bool:
    """Is the data that of the model in service, and does the line wait for a review?"""
    served = training.in_service()
    return (
        state_of(own.decisions, ONE) is State.CHOSEN
        and not taught_file().exists()
        and served == training.model_path(training.ROOT)
    )


def test_learnt(own: School) -> None:
    """A model that passed is loaded, stays after a restart, and its lines are learnt."""
    name = own.trains("  training GinzaLoader", "checking", PASSED)
    assert learn(own) == say("learning", "done")
    assert own.learning.progress.phase == "done"
    assert own.bot.rasa.loaded == [name]
    assert training.in_service() == training.MODELS / name
    assert state_of(own.decisions, ONE) is State.LEARNT
    assert own.bot.reread_times == 1
    assert own.noted == [("hanako", "learnt", name)]


def test_nobody_is_answered_by_it_before_an_editor_says_so(own: School) -> None:
    """A model that passed waits with its figures; used, it answers, and the figures stay."""
    before = training.in_service()
    name = own.trains("checking", PASSED)
    assert examined(own) == name
    assert own.learning.progress.sentence == say("learning", "ready")
    assert own.learning.progress.phase == "ready"
    assert own.bot.rasa.loaded == []
    assert training.in_service() == before
    assert state_of(own.decisions, ONE) is State.EXPORTED
    assert not decided(own, "use", "bot-0123456789abcdef.tar.gz")
    assert decided(own, "use", name)
    assert own.bot.rasa.loaded == [name]
    assert own.learning.progress.report is not None
    assert own.noted == [("jiro", "learnt", name)]
    assert not decided(own, "use", name)


def test_an_editor_does_not_want_it(own: School) -> None:
    """A model that is left alone answers nobody, and its lines wait again."""
    name = own.trains("checking", PASSED)
    examined(own)
    assert not decided(own, "discard", "")
    assert decided(own, "discard", name)
    assert own.learning.progress.sentence == say("learning", "discarded") + say(
        "learning", "withdrawn"
    )
    assert own.bot.rasa.loaded == []
    assert withdrawn(own)
    assert own.noted == [("jiro", "learning_discarded", name)]


def test_the_data_changed_meanwhile(own: School) -> None:
    """A model of other data than there is by now is not used."""
    name = own.trains("checking", PASSED)
    examined(own)
    own.teach(TWO)
    assert own.learning.ready is not None
    assert not own.learning.ready.is_current
    assert not decided(own, "use", name)


@pytest.mark.parametrize(
    ("lines", "code", "makes", "key"),
    [
        (("checking", REFUSED), 1, False, "refused"),
        ((), 1, False, "not_trained"),
        (("  training GinzaLoader",), 1, False, "not_trained"),
        (("checking", PASSED), 1, True, "not_trained"),
        ((), 0, False, "not_trained"),
        (("report {",), 0, True, "failed"),
        (("x" * 3000,), 0, True, "failed"),
    ],
)
def test_no_model_that_may_answer(
    own: School, monkeypatch: pytest.MonkeyPatch,
    lines: tuple[str, ...], code: int, makes: bool, key: str,
) -> None:  # fmt: skip
    """A model that knows less, a broken training or its broken output: all is as it was before."""
    monkeypatch.setattr(module, "_LINE_LONGEST", 1000)
    before = training.in_service()
    own.trains(*lines, code=code, makes=makes)
    assert learn(own) == say("learning", key) + say("learning", "withdrawn")
    assert own.learning.progress.phase == "failed"
    assert own.bot.rasa.loaded == []
    assert training.in_service() == before
    assert withdrawn(own)
    assert not own.learning.progress.running


def test_no_process_to_be_had(own: School) -> None:
    """A machine that cannot start the training leaves all as it was."""
    own.learning.command = ("/no/such/program",)
    assert learn(own) == say("learning", "failed") + say("learning", "withdrawn")
    assert withdrawn(own)


def test_rasa_does_not_load(own: School) -> None:
    """A model that Rasa does not take is not served, and Rasa is given the one before again."""
    before = training.in_service()
    assert before is not None
    name = own.trains("checking", PASSED)
    own.bot.rasa.down = {name}
    assert learn(own) == say("learning", "not_loaded") + say("learning", "withdrawn")
    assert own.bot.rasa.loaded == [name, before.name]
    assert training.in_service() == before
    assert withdrawn(own)
    assert own.noted == [("hanako", "learning_failed", name)]


def test_nothing_can_be_put_in_service(own: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk Rasa goes back to the model that a restart would find."""
    before = training.in_service()
    assert before is not None
    name = own.trains(PASSED)

    def full(_: Path) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(training, "put_in_service", full)
    assert learn(own) == say("learning", "failed") + say("learning", "withdrawn")
    assert own.bot.rasa.loaded == [name, before.name]
    assert withdrawn(own)


def test_the_table_stays(own: School) -> None:
    """What a refused model had lost can be read afterwards, until the next learning."""
    own.trains("checking", REFUSED, code=1, makes=False)
    learn(own)
    assert own.learning.progress.report is not None
    assert own.learning.progress.report["lost"] == [["a", "b", "c"]]


def test_refused_and_mended(own: School) -> None:
    """After a refusal the rest can be exported and learnt."""
    own.trains(REFUSED, code=1, makes=False)
    learn(own)
    own.teach(ONE, TWO)
    own.trains(PASSED)
    assert learn(own) == say("learning", "done")
    assert {state_of(own.decisions, text) for text in (ONE, TWO)} == {State.LEARNT}


def test_taken_back_stays_taken_back(own: School) -> None:
    """A learning that fails brings no line back that an editor has taken out of the data."""
    own.trains(PASSED)
    learn(own)
    last = own.learning.exports.last()
    assert last is not None
    assert own.learning.exports.take_back(last.id)
    own.trains(REFUSED, code=1, makes=False)
    assert learn(own) == say("learning", "refused") + say("learning", "kept")
    assert current() == ""
    assert state_of(own.decisions, ONE) is State.CHOSEN


def test_only_what_was_exported_is_withdrawn(own: School) -> None:
    """What was added and taken away by hand stays when the learning fails; the export waits."""
    hand = written({"greet": ["やあやあ"], "limit_certificate": [ONE]})
    taught_file().write_text(hand, encoding="utf-8")
    own.trains(code=1, makes=False)
    assert learn(own) == say("learning", "not_trained") + say("learning", "withdrawn")
    assert current() == written({"greet": ["やあやあ"]})
    assert state_of(own.decisions, ONE) is State.CHOSEN


@pytest.mark.parametrize(
    "hand", ["      - 手で足した行\n", "# 手で書いた注\n", "    - あとの行\n    - あ\n", "- [\n"]
)
def test_a_file_that_is_not_as_we_write_it(own: School, hand: str) -> None:
    """Where somebody has written into the file in his own way, not a byte of it is lost."""
    with taught_file().open("a", encoding="utf-8") as file:
        file.write(hand)
    before = current()
    own.trains(code=1, makes=False)
    assert learn(own) == say("learning", "not_trained") + say("learning", "kept")
    assert current() == before


def test_edited_during_the_training(own: School) -> None:
    """A file that somebody changes while a model is made of it is left to him."""
    hand = written({"limit_certificate": [ONE, TWO]})
    own.learning.command = ("sh", "-c", f"printf %s '{hand}' > '{taught_file()}'; exit 1")
    assert learn(own) == say("learning", "not_trained") + say("learning", "kept")
    assert current() == hand


def test_who_only_takes_back_is_told_apart(own: School) -> None:
    """A training of fewer lines says so to the examination; one of more, or of others, does not."""
    asked = '"$0" = --unlearning'
    judged = f"if [ {asked} ]; then echo '{PASSED}'; else echo '{REFUSED}'; exit 1; fi"
    own.trains(PASSED)
    learn(own)
    for lines, unlearning in (([ONE, TWO], False), ([TWO], False), ([], True)):
        taught_file().write_text(written({"limit_certificate": lines}), encoding="utf-8")
        model = training.model_path(training.ROOT)
        own.learning.command = ("sh", "-c", f"{judged}; touch '{model}'; echo 'model {model.name}'")
        learn(own)
        assert (own.learning.progress.phase == "done") is unlearning


def test_one_at_a_time(own: School) -> None:
    """Of many who begin at once one does; nor can a model be put back meanwhile."""
    own.trains(PASSED)

    async def work() -> list[bool]:
        begun = [own.learning.begin(name) for name in ("hanako", "jiro", "hanako")]
        begun.append(own.learning.put_back("", "jiro"))
        assert own.learning.progress.running
        await own.learning.finished()
        return begun

    assert asyncio.run(work()) == [True, False, False, False]
    assert own.learning.ready is not None


def test_put_back_and_forth(own: School) -> None:
    """The model before comes back with its data, without a training; and so does the other."""
    before = training.in_service()
    own.trains(PASSED)
    learn(own)
    after, whole = training.in_service(), current()
    assert before is not None

    def put_back() -> str:
        async def work() -> None:
            model = own.learning.earlier()
            assert model is not None
            assert not own.learning.put_back("bot-0123456789abcdef.tar.gz", "hanako")
            assert own.learning.put_back(model.name, "hanako")
            await own.learning.finished()

        asyncio.run(work())
        return own.learning.progress.sentence

    for _ in range(2):
        assert put_back() == say("learning", "put_back")
        assert training.in_service() == before
        assert withdrawn(own)
        assert put_back() == say("learning", "put_back")
        assert training.in_service() == after
        assert current() == whole
        assert state_of(own.decisions, ONE) is State.LEARNT
    own.bot.rasa.down = {"all"}
    assert put_back() == say("learning", "failed")
    assert training.in_service() == after
    assert current() == whole


def test_nothing_of_before_an_upgrade(own: School) -> None:
    """A model that was made of other software or another edition is not offered."""
    own.trains(PASSED)
    learn(own)
    assert own.learning.earlier() is not None
    other = training.ROOT / "domain.yml"
    other.write_text("of the next edition", encoding="utf-8")
    assert own.learning.earlier() is None
    other.unlink()
    assert own.learning.earlier() is not None


def test_nothing_to_put_back(own: School) -> None:
    """Without a model before, or with one whose data nobody knows, nothing is brought back."""
    assert own.learning.earlier() is None
    assert not own.learning.put_back("", "hanako")
    (training.MODELS / "bot-0123456789abcdef.tar.gz").touch()
    assert own.learning.earlier() is None


def test_stopped_in_the_middle(own: School) -> None:
    """A gateway that stops during a training leaves the data of the model in service."""
    own.learning.command = ("sh", "-c", "echo checking; exec sleep 60")

    async def work() -> None:
        assert own.learning.begin("hanako")
        while own.learning.progress.phase != "checking":
            await asyncio.sleep(0)

    asyncio.run(work())
    assert withdrawn(own)


def test_how_far(own: School) -> None:
    """The page that waits is told the phase in words, a rising share and the seconds."""
    assert own.learning.progress.shown() == {
        "phase": "idle", "running": False, "done": 100, "seconds": 0, "sentence": ""
    }  # fmt: skip
    shares = []
    read = own.learning._read

    def watched(text: str) -> str | None:
        found = read(text)
        shares.append((own.learning.progress.phase, own.learning.progress.shown()["done"]))
        return found

    own.learning._read = watched  # type: ignore[method-assign]
    own.trains(*(f"  training Part{n}" for n in range(7)), "checking", PASSED)
    learn(own)
    assert [share for _, share in shares] == sorted(share for _, share in shares)
    assert shares[0] == ("training", 16)
    assert shares[-1] == ("checking", 85)
    assert all(say("learning", phase) for phase in ("training", "checking", "loading"))


def test_no_words_in_the_log(own: School, caplog: pytest.LogCaptureFixture) -> None:
    """What the training prints, and what is taught, never reaches the log."""
    caplog.set_level(logging.DEBUG)
    own.trains(f"report {{{ONE}", f"Error: {ONE}", code=1, makes=False)
    learn(own)
    assert caplog.records
    assert "入院" not in caplog.text
