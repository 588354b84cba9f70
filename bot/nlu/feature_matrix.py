"""The features of messages side by side, as the classifier reckons with them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy import sparse


def feature_matrix(messages: list[Message]) -> sparse.csr_matrix:
    """All sentence features of each message side by side, one row a message."""
    values, columns, ends, width = [], [], [0], 0
    for message in messages:
        end, width = ends[-1], 0
        for part in (f.features for f in message.features if f.attribute == TEXT):
            data, indices = _row(part)
            values.append(data)
            columns.append(indices + width)
            end, width = end + len(data), width + part.shape[1]
        ends.append(end)
    return sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(columns), ends), (len(messages), width)
    )


def _row(part: Any) -> tuple[NDArray[Any], NDArray[np.int32]]:
    """Numbers and their places. A matrix made anew of each row would take longer than a lesson."""
    if sparse.issparse(part):
        row = part.tocsr()
        return row.data, row.indices
    numbers = np.ravel(part)
    places = np.flatnonzero(numbers).astype(np.int32)
    return numbers[places], places
