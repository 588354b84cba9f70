"""Plays a sample call to an open desk, as speech recognition would write it.

    python3 tools/play_transcript.py --url http://127.0.0.1:8001 --token TOKEN --call お母さまの期限

The token is copied from the desk (docs/tasks/transcript.md).
"""

from __future__ import annotations

import argparse
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

CALLS = Path(__file__).parents[1] / "bot" / "content" / "kawasaki" / "practice.yml"
SAID_PER_SECOND = 7  # characters, as people speak on the phone
_PIECES = 3  # of a sentence that recognition shows before it is sure


def lines_of(title: str, path: Path = CALLS) -> list[dict[str, str]]:
    """Text and speaker of each line of the call `title`. Raises SystemExit with what there is."""
    calls = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["calls"]
    for call in calls:
        if call["title"] == title:
            return [
                {"text": line["says"], "speaker": line.get("by", "caller")}
                for line in call["lines"]
            ]
    raise SystemExit(f"no call {title}; there are: {', '.join(call['title'] for call in calls)}")


def pieces(line: dict[str, str]) -> Iterator[tuple[dict[str, Any], float]]:
    """A line as it is recognised, and the seconds until each piece is said."""
    text, step = line["text"], max(1, len(line["text"]) // _PIECES)
    for end in range(step, len(text), step):
        yield {**line, "text": text[:end], "final": False}, step / SAID_PER_SECOND
    yield {**line, "final": True}, step / SAID_PER_SECOND


def send(url: str, token: str, said: dict[str, Any], operator: str) -> None:
    """To the desk. Raises SystemExit with what the desk answers."""
    body = {**said, **({"operator": operator} if operator else {})}
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{url}/transcripts", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=10):
            pass
    except urllib.error.HTTPError as error:
        raise SystemExit(f"the desk answers {error.code}: {error.read().decode()}") from None
    except OSError as error:
        raise SystemExit(f"no answer from {url}: {error}") from None


def pause(seconds: float) -> None:
    """As long as somebody speaks."""
    time.sleep(seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Plays the call that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8001")
    parser.add_argument("--token", required=True)
    parser.add_argument("--call", default="期限の質問", help="title of a sample call")
    parser.add_argument("--operator", default="", help="with the token of the telephony service")
    parser.add_argument("--speed", type=float, default=1.0, help="2 is twice as fast")
    options = parser.parse_args(arguments)
    for line in lines_of(options.call):
        for said, seconds in pieces(line):
            pause(seconds / options.speed)
            send(options.url, options.token, said, options.operator)
            if said["final"]:
                print(f"{said['speaker']:8}  {said['text']}")


if __name__ == "__main__":
    main()
