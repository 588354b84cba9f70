"""From a machine's scores to odds, and from odds and costs to thresholds.

All of it is learnt from out-of-fold scores: of examples that the machine had not seen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp

Floats = NDArray[np.float64]


class Thresholds(NamedTuple):
    """Least confidence (0..1) to answer an id, and to refuse a question as not ours."""

    answer_from: float
    refuse_from: float


NEVER = Thresholds(1.0, 1.0)


class Judgements(NamedTuple):
    """What a machine says to examples that it had not seen, one entry an example.

    ``confidence`` in its answer (0..1), ``right``: was that the example's own, ``refuses``: was it
    the answer that refuses.
    """

    confidence: Floats
    right: NDArray[np.bool_]
    refuses: NDArray[np.bool_]

    @classmethod
    def of(
        cls, odds: Floats, labels: NDArray[np.int64], names: NDArray[np.str_], refusal: str
    ) -> Judgements:
        """From `odds`, a row an example; ``labels`` and columns in the order of ``names``."""
        said = odds.argmax(axis=1)
        return cls(odds.max(axis=1), said == labels, names[said] == refusal)


def fit_temperature(scores: Floats, labels: NDArray[np.int64]) -> float:
    """The factor on `scores` under which the right labels are likeliest (log loss)."""

    def loss(factor: float) -> float:
        scaled = scores * factor
        picked = scaled[np.arange(len(labels)), labels]
        return float(np.mean(logsumexp(scaled, axis=1) - picked))

    return float(minimize_scalar(loss, bounds=(0.1, 50.0), method="bounded").x)


def learn_threshold(confidence: Floats, right: NDArray[np.bool_], mistake: float) -> float:
    """The least confidence from which acting costs least in all, where asking back costs 1.

    Acting rightly costs nothing, acting wrongly `mistake`. 1 where acting never pays.
    """
    order = np.argsort(-confidence, kind="stable")
    saved = np.cumsum(np.where(right[order], 1.0, 1.0 - mistake))
    # Equal confidences are acted on together: only the last of them is a place to stop.
    ends = np.append(np.diff(confidence[order]) < 0, True)[: len(order)]
    saved[~ends] = -np.inf
    if not len(order) or saved.max() <= 0:
        return 1.0
    return float(confidence[order][np.argmax(saved)])


def learn_thresholds(
    confidence: Floats,
    right: NDArray[np.bool_],
    refuses: NDArray[np.bool_],
    *,
    wrong: float,
    refused: float,
) -> Thresholds:
    """Both thresholds, from the parts of :class:`Judgements`; the costs are in questions back."""
    return Thresholds(
        learn_threshold(confidence[~refuses], right[~refuses], wrong),
        learn_threshold(confidence[refuses], right[refuses], refused),
    )
