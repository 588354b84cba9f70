"""bot/channels/line/place.py: one process at a time is in a place, which keeps its name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.channels.line.place import Place

_ENTER = """
import sys
from pathlib import Path
from bot.channels.line.place import Place
print(Place(Path(sys.argv[1])).enter(), flush=True)
sys.stdin.read()
"""


def test_one_at_a_time(tmp_path: Path) -> None:
    """The second one gets no name while the first is there; then the same one."""
    first, second = Place(tmp_path / "place"), Place(tmp_path / "place")
    name = first.enter()
    assert name
    assert second.enter() == ""
    first.leave()
    assert second.enter() == name
    second.leave()
    second.leave()


def test_a_killed_process_is_there_no_more(tmp_path: Path) -> None:
    """Its place is free as soon as it has ended, however it did."""
    path = tmp_path / "place"
    command = [sys.executable, "-c", _ENTER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        name = process.stdout.readline().decode().strip()
        assert name
        assert Place(path).enter() == ""
        process.kill()
    assert Place(path).enter() == name


def test_no_folder(tmp_path: Path) -> None:
    """Where the file cannot be, there is no place, and no failure."""
    assert Place(tmp_path / "missing" / "place").enter() == ""
