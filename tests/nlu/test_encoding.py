"""bot/nlu/encoding.py: embeddings, wherever they are reckoned."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu import encoding

pytestmark = pytest.mark.slow

TEXTS = ["資格確認書はいつまで使えますか", "When does my certificate expire?", " ", "期限" * 50]


def test_on_all_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes give the very rows, in the order of the texts."""
    monkeypatch.setattr(encoding, "_BATCH", 1)
    here = encoding.encode(TEXTS)
    monkeypatch.setattr(encoding, "_MANY", len(TEXTS))
    assert np.array_equal(encoding.encode(TEXTS), here)
    assert here.shape == (len(TEXTS), 512)
    assert np.allclose(np.linalg.norm(here, axis=1), 1)
