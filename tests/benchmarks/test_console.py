"""benchmarks/console on numbers that can be checked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from benchmarks.console import report
from benchmarks.console.asking import Address, AskingWindow, window
from benchmarks.console.measure import CONSOLE, DOOR, STOCK, ConsoleResults, texts
from benchmarks.console.typing_it import TypedText

WORDS = ("資格確認書はいつまで使えますか", "マル学って何ですか")


@pytest.fixture
def results() -> ConsoleResults:
    """Two rounds: the console answers twice, and then four times, as often as stock Rasa."""
    found = ConsoleResults(2, 1.0, 1, load=[0.2, 1.9])
    found.typed = TypedText(100, [10.0] * 94 + [99.0] * 6, [40.0, 60.0])
    found.asked = {
        (CONSOLE, 1): [AskingWindow([0.01] * 20, 1.0), AskingWindow([0.01] * 40, 1.0)],
        (DOOR, 1): [AskingWindow([0.01] * 30, 1.0), AskingWindow([0.01] * 30, 1.0)],
        (STOCK, 1): [AskingWindow([0.05] * 10, 1.0), AskingWindow([0.05] * 10, 1.0)],
    }
    return found


def test_report_has_the_figures(results: ConsoleResults) -> None:
    """Percentiles of the keys, answers a second, and the ratio to stock Rasa in the same round."""
    written = report.whole(results)
    assert "全部で 100 文字" in written
    assert "| 打ったとき(ミリ秒) | 10 | 99 | 99 | 99 |" in written
    assert f"| 1 | {CONSOLE} | 30.0 | 10.0 | 10.0 | 3.00 |" in written
    assert f"| 1 | {STOCK} | 10.0 | 50.0 | 50.0 | 1.00 |" in written
    assert "load average: 0.2、1.9" in written


@pytest.mark.parametrize(("slow", "said"), [(59.0, "目標の内です"), (60.0, "目標に届いていません")])
def test_report_says_whether_the_target_is_met(
    results: ConsoleResults, slow: float, said: str
) -> None:
    """Below a tenth of a second for 95 of 100 keys, and not a millisecond more."""
    results.typed = TypedText(100, [10.0] * 50 + [slow] * 50, [40.0])
    assert said in report.whole(results)


def test_texts_are_taken_from_all_of_the_set() -> None:
    """As many as are wanted, all different, always the same."""
    found = texts(40)
    assert len(found) == len(set(found)) == 40
    assert found == texts(40)


@pytest.fixture
def address() -> Iterator[tuple[str, list[int]]]:
    """A server that answers with the next of some statuses, then with 200."""
    statuses: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(statuses.pop() if statuses else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", statuses
        server.shutdown()


def test_window_counts_answers(address: tuple[str, list[int]]) -> None:
    """Each answer has its seconds, and the rate is answers over the time that passed."""
    found = window(Address(address[0]), WORDS, 2, 0.2)
    assert len(found.seconds) >= 2
    assert found.lasted >= 0.2
    assert found.rate == len(found.seconds) / found.lasted


def test_what_is_not_answered_is_no_speed(address: tuple[str, list[int]]) -> None:
    """A refusal ends the measurement instead of making it quick."""
    address[1].append(429)
    with pytest.raises(RuntimeError, match="answered 429"):
        window(Address(address[0]), WORDS, 1, 0.2)
