"""bot/console/templates: what holds for every page, also for those that a test seldom sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.console.shared.console import FOLDER

PAGES = sorted(FOLDER.glob("*/templates/*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_scrolls_can_be_scrolled_by_keys(page: Path) -> None:
    """Each table that moves sideways takes the focus and has a name."""
    for tag in re.findall(r'<div class="table-wrap"[^>]*>', page.read_text(encoding="utf-8")):
        assert 'tabindex="0"' in tag
        assert 'role="region"' in tag
        assert "aria-label" in tag
