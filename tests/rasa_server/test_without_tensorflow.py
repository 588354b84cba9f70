"""bot/rasa_server/without_tensorflow.py: Rasa with all its components, and no TensorFlow."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

_LOOK = """
import json, sys
from bot.rasa_server.without_tensorflow import leave_out
leave_out()
import rasa.core.agent
import rasa.engine.recipes.default_components
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from bot.nlu.linear_classifier import LinearClassifier
files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
tensorflow = [f for n, f in files.items() if n.partition(".")[0] == "tensorflow" and f]
print(json.dumps({
    "files of tensorflow": tensorflow,
    "diet": DIETClassifier.__name__,
    "ours": LinearClassifier.__name__,
}))
"""


def test_rasa_does_without() -> None:
    """All components of Rasa's and of ours are imported, and no file of TensorFlow is."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _LOOK], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "files of tensorflow": [],
        "diet": "DIETClassifier",
        "ours": "LinearClassifier",
    }
