"""bot/processor.py: linear algebra reckons as this processor can."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.processor import use_what_it_can

NEW = "avx2 fma avx512f avx512dq avx512bw avx512vl avx512cd"


def chosen(about: Path, **environment: str) -> str | None:
    """What linear algebra is told."""
    use_what_it_can(environment, about)
    return environment.get("OPENBLAS_CORETYPE")


@pytest.mark.parametrize(
    ("flags", "kernel"),
    [
        (NEW, "SkylakeX"),
        (NEW.replace("avx512dq ", ""), "Haswell"),
        ("sse2 fma avx2", "Haswell"),
        ("avx2", None),
        ("", None),
    ],
)
def test_by_flags(tmp_path: Path, flags: str, kernel: str | None) -> None:
    """The best for which all flags are there, of the first processor told of; else it chooses."""
    about = tmp_path / "cpuinfo"
    about.write_text(f"model\t: 207\nflags\t\t: fpu {flags}\nmodel\t: 207\n", encoding="ascii")
    assert chosen(about) == kernel


@pytest.mark.parametrize("text", [None, "Features\t: asimd fphp\n"])
def test_another_machine(tmp_path: Path, text: str | None) -> None:
    """Without flags, or without the file, nothing is told."""
    about = tmp_path / "cpuinfo"
    if text is not None:
        about.write_text(text, encoding="ascii")
    assert chosen(about) is None


def test_a_choice_made_stays(tmp_path: Path) -> None:
    """Who runs it may know better."""
    about = tmp_path / "cpuinfo"
    about.write_text(f"flags\t: {NEW}\n", encoding="ascii")
    assert chosen(about, OPENBLAS_CORETYPE="Zen") == "Zen"
