#!/usr/bin/env python3
"""Makes .venv: finds Python 3.10, installs what requirements.lock names, turns telemetry off.

Runs on any Python 3 with nothing but the standard library, so that a fresh machine can start here.
Every failure ends in one sentence that says what to do.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
INSTALLER_LOCK = ROOT / "requirements-installer.lock"
STAMP = VENV / "installed"
WANTED = "3.10"

# Read by every Python of the environment at its start, so that plain `rasa …` is private as well:
# no telemetry, and the action server on loopback alone.
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SANIC_HOST": "127.0.0.1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def stop(sentence):
    """Ends with one sentence."""
    sys.exit("setup: " + sentence)


def is_wanted(python):
    """Does this command run a Python 3.10? A pyenv shim may exist and yet run nothing."""
    code = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run(
            [str(python), "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0 and done.stdout.decode().strip() == WANTED


def candidates():
    """Where a Python 3.10 may be, the likeliest first."""
    if os.environ.get("BOT_PYTHON"):
        yield os.environ["BOT_PYTHON"]
    yield sys.executable
    for name in ("python3.10", "python3", "python"):
        if shutil.which(name):
            yield shutil.which(name)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in sorted(pyenv.glob(WANTED + ".*"), reverse=True):
        yield version / "bin" / "python"


def fetch_with_uv():
    """A Python 3.10 that uv downloads; uv itself is taken from the path or installed beside."""
    uv = shutil.which("uv")
    if uv is None:
        tools = ROOT / ".cache" / "uv"
        print("setup: no Python %s here, asking uv to fetch one" % WANTED, flush=True)
        try:
            subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
            pip = [str(tools / "bin" / "pip"), "install", "--quiet", "--require-hashes"]
            subprocess.run([*pip, "-r", str(INSTALLER_LOCK)], check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        uv = str(tools / "bin" / "uv")
    if subprocess.run([uv, "python", "install", WANTED]).returncode != 0:
        return None
    found = subprocess.run([uv, "python", "find", WANTED], stdout=subprocess.PIPE)
    return found.stdout.decode().strip() or None


def find_python():
    """Path of a Python 3.10."""
    for python in candidates():
        if is_wanted(python):
            return str(python)
    python = fetch_with_uv()
    if python is None or not is_wanted(python):
        stop(
            "Python 3.10 was not found and could not be fetched; install it (`pyenv install 3.10`, "
            "or your system's package) or name it: BOT_PYTHON=/path/to/python3.10 make setup"
        )
    return python


def install():
    """Fills .venv from the lock: each file checked against its hash, nothing resolved anew."""
    python = VENV / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
    print("setup: installing the packages of requirements.lock", flush=True)
    fast = subprocess.run([*pip, "--quiet", "-r", str(INSTALLER_LOCK)]).returncode == 0
    uv = [str(python), "-m", "uv", "pip", "install", "--python", str(python), "--require-hashes"]
    wanted = ["--no-deps", "-r", str(LOCK)]
    # From elsewhere: here uv would put the overrides of pyproject.toml, which are for making the
    # lock, over the lock's own pins, and take a newer release that has no hash in it.
    if fast and subprocess.run([*uv, *wanted], cwd=tempfile.gettempdir()).returncode == 0:
        return
    if subprocess.run([*pip, "--progress-bar", "on", *wanted]).returncode != 0:
        stop(
            "the packages could not be installed; see the last lines above, check the network "
            "(or the mirror of your pip configuration), then run the same command again"
        )


def write_environment():
    """A .pth file whose one line sets the defaults above in every Python of .venv."""
    packages = VENV / "lib" / ("python" + WANTED) / "site-packages"
    # `rasa test` reads every test story below the project, and so below .venv: Rasa's own template
    # for new projects is none of ours.
    template = packages / "rasa" / "cli" / "initial_project" / "tests" / "test_stories.yml"
    if template.exists():
        template.unlink()
    values = ", ".join("%r: %r" % pair for pair in sorted(ENVIRONMENT.items()))
    line = "import os; [os.environ.setdefault(k, v) for k, v in {%s}.items()]\n" % values
    (packages / "bot_environment.pth").write_text(line)


def fingerprint():
    """Changes whenever the lock or this script does."""
    sources = (LOCK, INSTALLER_LOCK, Path(__file__))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def main():
    """Makes the environment unless it is there already."""
    if STAMP.exists() and STAMP.read_text() == fingerprint():
        return
    if shutil.which("gcc") is None and shutil.which("cc") is None:
        stop("a C compiler is missing; install gcc (Debian: `apt-get install gcc`)")
    python = find_python()
    print("setup: making .venv with %s" % python, flush=True)
    if subprocess.run([python, "-m", "venv", "--clear", str(VENV)]).returncode != 0:
        stop(".venv could not be made; on Debian install python3-venv, then run this again")
    install()
    write_environment()
    STAMP.write_text(fingerprint())


if __name__ == "__main__":
    main()
