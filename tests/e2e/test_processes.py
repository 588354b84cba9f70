"""Starting, stopping and failing of the real processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.e2e.running import Servers, text_of
from tests.house.ports import free_port

pytestmark = pytest.mark.e2e


def test_port_taken_says_what_to_do(bot: Servers) -> None:
    """A taken port is one sentence that names the setting."""
    again = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=bot.folder,
        env=bot.environment(),
        text=True,
        capture_output=True,
        timeout=60,
    )
    assert again.returncode == 1
    assert f"port {bot.rasa_port} is taken" in again.stderr
    assert "BOT_RASA_PORT=" in again.stderr
    assert "Traceback" not in again.stderr


def test_dead_action_server_gets_an_apology(bot: Servers, tmp_path: Path) -> None:
    """Without an action server a resident reads a sentence with the phone number and a log id."""
    port, nobody = free_port(), free_port()
    endpoints = (bot.folder / "endpoints.yml").read_text(encoding="utf-8")
    own = tmp_path / "endpoints.yml"
    own.write_text(endpoints.replace("5055", str(nobody)), encoding="utf-8")
    log = tmp_path / "log"
    command = [sys.executable, "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(port)]
    with log.open("w") as lines:
        rasa = subprocess.Popen(
            [*command, "--endpoints", str(own)],
            cwd=bot.folder,
            env=bot.environment(),
            stdout=subprocess.PIPE,
            stderr=lines,
            text=True,
        )
        try:
            text = text_of(_ask_when_up(rasa, port))
        finally:
            rasa.terminate()
            rasa.communicate(timeout=60)
    assert "044-200-0783" in text
    assert "受付番号" in text
    assert "ぴよぴよ丸" not in log.read_text(encoding="utf-8")


def _ask_when_up(rasa: subprocess.Popen[str], port: int) -> list[dict[str, str]]:
    session = requests.Session()
    retry = requests.adapters.Retry(total=None, connect=60, backoff_factor=0.5, backoff_max=1)
    session.mount("http://", requests.adapters.HTTPAdapter(max_retries=retry))
    answer = session.post(
        f"http://127.0.0.1:{port}/webhooks/rest/webhook",
        json={"sender": "a", "message": "ぴよぴよ丸の確認書の期限は?"},
        timeout=120,
    )
    assert rasa.poll() is None
    messages: list[dict[str, str]] = answer.json()
    return messages
