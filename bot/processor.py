"""Which of its ways of reckoning linear algebra takes on this processor.

Rasa pins a numpy whose OpenBLAS knows no processor made since 2022: there it reckons as for those
of 2004, and the sentence encoder takes twice as long. What a processor can do, its flags say.
"""

from __future__ import annotations

import os
import re
from collections.abc import MutableMapping
from pathlib import Path

_CHOICE = "OPENBLAS_CORETYPE"
# The first whose flags are all there.
_KERNELS = {
    "SkylakeX": {"avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd"},
    "Haswell": {"avx2", "fma"},
}
_FLAGS = re.compile(r"^flags\s*:(.*)$", re.MULTILINE)


def use_what_it_can(
    environment: MutableMapping[str, str] = os.environ, about: Path = Path("/proc/cpuinfo")
) -> None:
    """For this process and those that it starts, before numpy is imported; a choice made stays."""
    try:
        told = _FLAGS.search(about.read_text(encoding="ascii", errors="replace"))
    except OSError:
        return  # not Linux: OpenBLAS chooses
    flags = set(told[1].split()) if told else set()
    kernel = next((name for name, needed in _KERNELS.items() if needed <= flags), None)
    if kernel is not None:
        environment.setdefault(_CHOICE, kernel)
