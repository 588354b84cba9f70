"""bot/commands/serve.py: what is checked and prepared before anything starts."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import strict_yaml, training
from bot.commands import serve
from bot.errors import StartError
from bot.settings import Settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that really is taken."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_taken_port_is_named(taken: int) -> None:
    """A taken port is one sentence with the number, and how to choose another."""
    with pytest.raises(StartError) as caught:
        serve.check_port("BOT_RASA_PORT", taken)
    sentence = str(caught.value)
    assert f"port {taken} is taken" in sentence
    assert "BOT_RASA_PORT=" in sentence
    assert "\n" not in sentence


def test_a_port_taken_on_all_addresses_is_named() -> None:
    """A server that listens on every address has the port on loopback, too."""
    with socket.socket() as listener:
        listener.bind(("0.0.0.0", 0))
        listener.listen()
        with pytest.raises(StartError):
            serve.check_port("BOT_RASA_PORT", listener.getsockname()[1])


def test_the_port_that_is_proposed_can_be_set() -> None:
    """The port in the sentence is one that the settings take, also behind the last one."""
    with socket.socket() as listener:
        try:
            listener.bind(("127.0.0.1", 65535))
        except OSError:
            pytest.skip("port 65535 is in use")
        listener.listen()
        with pytest.raises(StartError) as caught:
            serve.check_port("BOT_RASA_PORT", 65535)
    assert "BOT_RASA_PORT=65536" not in str(caught.value)


def test_a_free_port_is_fine() -> None:
    """Nothing is said of a free port, and checking it does not take it."""
    port = free_port()
    serve.check_port("BOT_RASA_PORT", port)
    serve.check_port("BOT_RASA_PORT", port)


def test_the_data_of_the_project_is_good() -> None:
    """The texts and editions as they are pass the check at the start."""
    serve.check_data()


def test_the_usual_port_uses_the_file_as_it_is() -> None:
    """With the usual port, the endpoints are those of plain `rasa run`."""
    assert serve.endpoints(Settings()) == training.ROOT / "endpoints.yml"


def test_another_port_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another port, a copy names it; everything else stays."""
    usual = (training.ROOT / "endpoints.yml").read_text(encoding="utf-8")
    (tmp_path / "endpoints.yml").write_text(usual, encoding="utf-8")
    monkeypatch.setattr(training, "ROOT", tmp_path)
    path = serve.endpoints(Settings(actions_port=6055))
    assert path != tmp_path / "endpoints.yml"
    before, after = strict_yaml.load(tmp_path / "endpoints.yml"), strict_yaml.load(path)
    assert after["action_endpoint"]["url"] == "http://127.0.0.1:6055/webhook"
    assert "5055/webhook" not in path.read_text(encoding="utf-8")
    assert {**after, "action_endpoint": 0} == {**before, "action_endpoint": 0}
    assert (tmp_path / "endpoints.yml").read_text(encoding="utf-8") == usual


def test_both_servers_listen_on_loopback_alone() -> None:
    """Neither command opens a port to the outside."""
    commands = serve.commands_of(Settings(6005, 6055), Path("model.tar.gz"))
    assert set(commands) == {"actions", "rasa"}
    rasa = commands["rasa"]
    assert rasa[rasa.index("--interface") + 1] == "127.0.0.1"
    assert rasa[rasa.index("--port") + 1] == "6005"
    assert rasa[rasa.index("--model") + 1] == "model.tar.gz"
    assert commands["actions"][commands["actions"].index("--port") + 1] == "6055"
    assert serve.environment()["SANIC_HOST"] == "127.0.0.1"


def test_nothing_is_sent_anywhere() -> None:
    """Rasa's telemetry is off in every process."""
    assert serve.environment()["RASA_TELEMETRY_ENABLED"] == "false"


def test_no_server_is_one_sentence() -> None:
    """Asking where nobody listens says where, and what to run."""
    chosen = Settings(rasa_port=free_port())
    with pytest.raises(StartError, match="make serve") as caught:
        serve.ask(chosen, "s", "こんにちは")
    assert str(chosen.rasa_port) in str(caught.value)
    assert not serve.answers_rightly(chosen)
