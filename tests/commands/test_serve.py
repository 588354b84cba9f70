"""bot/commands/serve.py: what is checked and prepared before anything starts."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot import models, training
from bot.commands import serve
from bot.commands.supervising import Child
from bot.content import strict_yaml
from bot.environment import environment_with
from bot.errors import StartError
from bot.settings import Settings, read_settings
from tests.house.ports import free_port

STORING = {"BOT_SECRET", "BOT_DATABASE", "BOT_REDIS"}
LINE = {"BOT_LINE_SECRET", "BOT_LINE_TOKEN"}
CONSOLE = {"BOT_OIDC_SECRET", "BOT_TRANSCRIPT_TOKEN"}
NEEDED: dict[str, set[str]] = {
    "gateway": STORING | LINE | CONSOLE,
    "rasa": set(),
    "actions": set(),
}
APART: dict[str, set[str]] = {**NEEDED, "gateway": STORING | LINE, "desk": STORING | CONSOLE}


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that really is taken."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


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


@pytest.mark.parametrize("port", [Settings().actions_port, 6055])
def test_rasa_is_told_of_the_action_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    """A copy of endpoints.yml names its port, and the variable that has its token; everything else
    stays."""
    usual = (training.ROOT / "endpoints.yml").read_text(encoding="utf-8")
    (tmp_path / "endpoints.yml").write_text(usual, encoding="utf-8")
    monkeypatch.setattr(training, "ROOT", tmp_path)
    path = serve.endpoints(Settings(actions_port=port))
    assert path != tmp_path / "endpoints.yml"
    before, after = strict_yaml.load(tmp_path / "endpoints.yml"), strict_yaml.load(path)
    assert after["action_endpoint"] == {
        "url": f"http://127.0.0.1:{port}/webhook",
        "headers": {"Authorization": "Bearer ${BOT_INNER_TOKEN}"},
    }
    assert {**after, "action_endpoint": 0} == {**before, "action_endpoint": 0}
    assert (tmp_path / "endpoints.yml").read_text(encoding="utf-8") == usual


def test_the_servers_behind_listen_on_loopback_alone() -> None:
    """Neither Rasa nor the action server opens a port to the outside."""
    commands = serve.commands_of(Settings(rasa_port=6005, actions_port=6055), Path("model.tar.gz"))
    assert set(commands) == {"actions", "rasa", "gateway"}
    rasa = commands["rasa"]
    assert rasa[rasa.index("--interface") + 1] == "127.0.0.1"
    assert rasa[rasa.index("--port") + 1] == "6005"
    assert rasa[rasa.index("--model") + 1] == "model.tar.gz"
    assert commands["actions"][commands["actions"].index("--port") + 1] == "6055"
    assert serve.environment("rasa")["SANIC_HOST"] == "127.0.0.1"


def test_nothing_is_sent_anywhere() -> None:
    """Rasa's telemetry is off in every process."""
    assert serve.environment("rasa")["RASA_TELEMETRY_ENABLED"] == "false"


def test_no_server_is_one_sentence() -> None:
    """Asking where nobody listens says where, and what to run."""
    chosen = Settings(rasa_port=free_port())
    with pytest.raises(StartError, match="make serve") as caught:
        serve.ask(chosen, "s", "こんにちは")
    assert str(chosen.rasa_port) in str(caught.value)


def test_the_gateway_reads_its_settings_itself() -> None:
    """The gateway's command holds no settings: a secret would stand in the list of processes."""
    secret = "only we know this secret of ours"
    commands = serve.commands_of(Settings(secret=secret), Path("model.tar.gz"))
    assert commands["gateway"][1:] == ["-m", "bot", "gateway"]
    assert secret not in str(commands)


def test_a_port_is_looked_for_on_its_own_host() -> None:
    """The gateway's port is free if it is free where the gateway will listen."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(StartError, match="BOT_GATEWAY_PORT="):
            serve.check_port("BOT_GATEWAY_PORT", port, "0.0.0.0")
        serve.check_port("BOT_GATEWAY_PORT", port, "127.0.0.2")


def test_a_host_of_ipv6_is_no_taken_port() -> None:
    """A gateway may listen on an IPv6 address."""
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("no IPv6 here")
        port = probe.getsockname()[1]
    serve.check_port("BOT_GATEWAY_PORT", port, "::1")


def answering(status: int) -> HTTPServer:
    """A gateway that answers each request with `status`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz" else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    return HTTPServer(("127.0.0.1", 0), Handler)


@pytest.mark.parametrize(("status", "ready"), [(200, True), (503, False), (500, False)])
def test_ready_is_what_the_gateway_says(status: int, ready: bool) -> None:
    """The servers are ready once the gateway says so, not once its port is open."""
    with answering(status) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert serve.is_ready(Settings(gateway_port=server.server_port)) is ready


def test_nobody_is_not_ready() -> None:
    """A closed port is no failure, but not ready."""
    assert not serve.is_ready(Settings(gateway_port=free_port()))


PROVIDER = {
    "BOT_OIDC_ISSUER": "https://login.example.jp",
    "BOT_OIDC_CLIENT": "desk",
    "BOT_OIDC_ROLES": "staff=operator",
}


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Everything that may not be printed, set; what goes only together with it is set as well."""
    hidden = {f"BOT_{name.upper()}" for name, f in Settings.model_fields.items() if not f.repr}
    found = {name: f"{name}-{'x' * 40}" for name in sorted(hidden - {"BOT_INNER_TOKEN"})}
    found["BOT_DATABASE"] = f"postgresql://bot:{'x' * 40}@db.example.jp/kokuho"
    found["BOT_REDIS"] = f"redis://:{'x' * 40}@redis.example.jp:6379/0"
    for name, value in {**found, **PROVIDER}.items():
        monkeypatch.setenv(name, value)
    return found


def environ_of(child: Child) -> dict[str, str]:
    """What its process is started with, as whoever is the same user can read it while it runs."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(["cat"], env=child.environment, text=True, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        print("running?", file=process.stdin, flush=True)
        process.stdout.readline()
        lines = Path(f"/proc/{process.pid}/environ").read_text(encoding="utf-8").split("\0")
    return dict(line.split("=", 1) for line in lines if line)


@pytest.mark.parametrize(
    ("apart", "name", "needed"),
    [(False, *pair) for pair in NEEDED.items()] + [(True, *pair) for pair in APART.items()],
)
def test_secrets_are_where_they_are_needed(
    secrets: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    apart: bool,
    name: str,
    needed: set[str],
) -> None:
    """Each running process knows those of its own work; it can read the settings that are left,
    and has the token of the inner doors, which stands on no command line."""
    chosen = Settings(desk_apart=apart)
    monkeypatch.setattr(serve, "settings", lambda: chosen)
    children = serve.children_of(chosen, serve.commands_of(chosen, Path("model.tar.gz")))
    assert set(children) == set(APART if apart else NEEDED)
    known = environ_of(children[name])
    assert set(secrets) & known.keys() == needed
    told = [value for key, value in secrets.items() if key not in needed]
    assert not [value for value in told if value in str(known)]
    assert bool(read_settings(known).oidc_issuer) == ("BOT_OIDC_SECRET" in needed)
    assert known["BOT_INNER_TOKEN"] == serve.inner_token()
    assert serve.inner_token() not in str(children[name].command)


def test_training_needs_none(secrets: dict[str, str]) -> None:
    """Neither does the process that trains, whoever starts it."""
    assert not secrets.keys() & environment_with().keys()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where models lie, with one that answered before and the newest one."""
    monkeypatch.setattr(training, "MODELS", tmp_path / "models")
    monkeypatch.setattr(training, "SERVED", tmp_path / ".cache" / "serving.tar.gz")
    monkeypatch.setattr(training, "model_path", lambda: tmp_path / "models" / "bot-new.tar.gz")
    (tmp_path / "models").mkdir()
    for name in ("bot-old", "bot-new"):
        with tarfile.open(tmp_path / "models" / f"{name}.tar.gz", "w:gz") as archive:
            archive.add(tmp_path, "", recursive=False)  # as Rasa does it
            archive.add(__file__, name)
    old = tmp_path / "models" / "bot-old.tar.gz"
    models.note(old)
    models.note_good(old)
    return tmp_path / "models"


def trained(say: object) -> Path:
    """Stands where the training stands, and makes nothing."""
    path = training.model_path()
    if not path.exists():
        raise StartError("training failed: of a reason")
    return path


def test_the_newest_model_answers(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, it is the one, and from then on it has to stay as it is."""
    monkeypatch.setattr(training, "train", trained)
    assert serve.chosen_model(lambda _: None) == project / "bot-new.tar.gz"
    assert serve.chosen_model(lambda _: None) == project / "bot-new.tar.gz"
    with (project / "bot-new.tar.gz").open("ab") as file:
        file.write(b"x")
    assert "not what the training wrote" in models.wrong_with(project / "bot-new.tar.gz")


@pytest.mark.parametrize("size", [0, 100], ids=["empty", "cut"])
def test_a_damaged_model_is_not_read(
    project: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """It is renamed and said by name; where none can be trained, the one before answers."""
    monkeypatch.setattr(training, "train", trained)
    os.truncate(project / "bot-new.tar.gz", size)
    said: list[str] = []
    assert serve.chosen_model(said.append) == project / "bot-old.tar.gz"
    assert (project / "bot-new.tar.gz.damaged").exists()
    assert "bot-new.tar.gz is not used" in said[0]
    assert "of a reason" in models.trouble()


def test_no_model_ever_answered(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then a failed training is told, and nothing starts."""
    monkeypatch.setattr(training, "train", trained)
    for path in project.iterdir():
        path.unlink()
    with pytest.raises(StartError, match="of a reason"):
        serve.chosen_model(lambda _: None)


def test_a_model_that_changes_while_it_serves(project: Path) -> None:
    """Before Rasa is started again its file is looked at; the one that answered before is taken."""
    new = project / "bot-new.tar.gz"
    models.note(new)
    training.put_in_service(new)
    serve.check_model()
    assert training.in_service() == new
    new.write_bytes(b"somebody else's pickles")
    serve.check_model()
    assert training.in_service() == project / "bot-old.tar.gz"
    assert "bot-new.tar.gz" in models.trouble()


def test_nothing_that_may_be_read(project: Path) -> None:
    """Where no model is whole, Rasa gets none; the gateway answers by itself."""
    for name in ("bot-old", "bot-new"):
        models.note(project / f"{name}.tar.gz")
        (project / f"{name}.tar.gz").write_bytes(b"somebody else's pickles")
    training.put_in_service(project / "bot-new.tar.gz")
    serve.check_model()
    assert not training.SERVED.exists()


def test_a_model_that_does_not_answer(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives way to the one that did, Rasa begins anew, and the service goes on."""
    models.note(project / "bot-new.tar.gz")
    training.put_in_service(project / "bot-new.tar.gz")
    monkeypatch.setattr(serve, "_READY_SECONDS", 0.01)
    monkeypatch.setattr(
        serve, "is_ready", lambda _: training.in_service() == project / "bot-old.tar.gz"
    )
    ended: list[signal.Signals] = []
    rasa = Child("rasa", [], {})
    monkeypatch.setattr(Child, "end", lambda _, how: ended.append(how))
    asyncio.run(serve._announce(Settings(), rasa))
    assert ended == [signal.SIGKILL]
    assert "does not answer" in models.trouble()
    assert models.last_good() == project / "bot-old.tar.gz"
