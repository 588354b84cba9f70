"""bot/acceptance.py: a new model may answer if it knows no less than the one before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import acceptance
from bot.acceptance import LINES_EACH, AcceptanceReport, Probe, compared, questions
from bot.content import library

BEFORE, NOW = Path("before"), Path("now")


def project(folder: Path, callers: str | None = None) -> Path:
    """A project with 20 lines of one id and 2 of another."""
    nlu = folder / "data" / "nlu"
    nlu.mkdir(parents=True)
    many = "".join(f"    - 限度額{n}\n" for n in range(20))
    few = "    - やあ\n    - どうも\n"
    text = "version: '3.1'\nnlu:\n- intent: limit_certificate\n  examples: |\n{}"
    (nlu / "a.yml").write_text(text.format(many), encoding="utf-8")
    own = "version: '3.1'\nnlu:\n- intent: greet\n  examples: |\n{}"
    (nlu / "b.yml").write_text(own.format(few), encoding="utf-8")
    if callers is not None:
        lines = "".join(f"    - {line}\n" for line in callers.split())
        (nlu / "from_callers.yml").write_text(text.format(lines), encoding="utf-8")
    return folder


def test_the_questions(tmp_path: Path) -> None:
    """Asked are all titles, some lines of each id spread over them, and all that callers taught."""
    found = questions(project(tmp_path, "入院の紙 手術の紙"))
    titles = {entry.title: name for name, entry in library().book().answers.items()}
    asked = [question for question in found if question.text in titles]
    assert all(titles[question.text] == question.answer for question in asked)
    assert "greet" not in {question.answer for question in asked}
    rest = [question for question in found if question.text not in titles]
    assert [q.text for q in rest if q.answer == "greet"] == ["やあ", "どうも"]
    lines = [q.text for q in rest if q.answer != "greet" and not q.taught]
    assert len(lines) == LINES_EACH
    assert lines[0] == "限度額0"
    assert lines[-1] > "限度額1"
    assert [q for q in found if q.taught] == [
        Probe("入院の紙", "limit_certificate", True),
        Probe("手術の紙", "limit_certificate", True),
    ]


def test_always_the_same(tmp_path: Path) -> None:
    """Teaching adds questions and changes none of the others."""
    before = questions(project(tmp_path / "a"))
    after = questions(project(tmp_path / "b", "入院の紙"))
    assert [question for question in after if not question.taught] == before
    assert len(before) > 50


def test_of_this_project() -> None:
    """Every id that somebody can ask for is asked for, several times."""
    found = questions()
    asked = {question.answer for question in found}
    assert asked == set(library().book().answers)
    assert len(found) > 4 * len(asked)


def report(
    monkeypatch: pytest.MonkeyPatch, own: int, taught: int,
    before: tuple[int, int] | None, now: tuple[int, int], *, unlearning: bool = False,
) -> AcceptanceReport:  # fmt: skip
    """What comes out if so many of our own and of the taught questions are answered rightly."""
    asked = [Probe(f"own {n}", "greet") for n in range(own)]
    asked += [Probe(f"taught {n}", "thank", True) for n in range(taught)]
    monkeypatch.setattr(acceptance, "questions", lambda: asked)

    def outcomes(model: Path, texts: Sequence[str]) -> list[str]:
        assert list(texts) == [question.text for question in asked]
        right = before if model == BEFORE else now
        assert right is not None
        return [
            question.answer if int(question.text.split()[1]) < right[question.taught] else "no"
            for question in asked
        ]

    old = BEFORE if before is not None else None
    return compared(old, NOW, outcomes, unlearning=unlearning)


@pytest.mark.parametrize(
    ("own", "taught", "before", "now", "passed"),
    [
        (100, 0, (100, 0), (100, 0), True),
        (100, 5, (100, 0), (100, 5), True),
        (100, 5, (100, 0), (100, 0), True),  # not learnt is told, but harms nobody
        (100, 5, (100, 0), (99, 5), True),  # one training is never quite like another
        (100, 50, (100, 0), (98, 50), False),  # what was learnt does not make up for what is lost
        (100, 0, (100, 0), (99, 0), False),  # for nothing, nothing may be lost
        (1000, 0, (985, 0), (985, 0), True),
        (1000, 0, (979, 0), (979, 0), False),
        (1000, 400, (990, 0), (990, 100), True),  # the 98 % are of our own questions
        (100, 5, (100, 5), (100, 3), False),  # what was taught before may not be lost either
        (100, 0, None, (98, 0), True),
        (100, 0, None, (97, 0), False),
        (100, 0, (100, 0), (0, 0), False),
    ],
)
def test_passed(
    monkeypatch: pytest.MonkeyPatch, own: int, taught: int, before: tuple[int, int] | None,
    now: tuple[int, int], passed: bool,
) -> None:  # fmt: skip
    """98 % of our own are right, at most 1 % fewer than before, and altogether no fewer."""
    found = report(monkeypatch, own, taught, before, now)
    assert found.passed is passed
    assert (found.asked, found.taught) == (own + taught, taught)
    assert found.right_now == sum(now)
    assert found.right_before == sum(before or (0, 0))
    assert (found.own_before, found.own_now) == ((before or (0, 0))[0], now[0])


@pytest.mark.parametrize(("now", "passed"), [(99, True), (98, False), (100, True)])
def test_unlearning(monkeypatch: pytest.MonkeyPatch, now: int, passed: bool) -> None:
    """Where lines were only taken back, one question that they had helped may be lost again."""
    found = report(monkeypatch, 100, 0, (100, 0), (now, 0), unlearning=True)
    assert found.passed is passed


def test_what_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lost is what was right before; not learnt is what was taught and is not right now."""
    found = report(monkeypatch, 3, 3, (3, 1), (2, 2))
    assert found.lost == (("own 2", "greet", "no"),)
    assert found.not_learnt == (("taught 2", "thank", "no"),)


@pytest.mark.slow
def test_the_present_model_knows_its_questions() -> None:
    """The model of the present data passes its own examination."""
    from bot import training

    asked = questions()[::7]
    found = acceptance.model_outcomes(training.model_path(), [q.text for q in asked])
    right = sum(name == q.answer for name, q in zip(found, asked, strict=True))
    assert right >= 0.95 * len(asked)
