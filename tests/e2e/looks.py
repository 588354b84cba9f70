"""Ways of looking at a page, all taken of the living page at each state: axe, contrast, targets,
reflow."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import axe_playwright_python
from playwright.sync_api import CDPSession, Page

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
# E2E_SCREENSHOTS: a folder in which a picture of every state is kept.
PICTURES = os.environ.get("E2E_SCREENSHOTS")

# What the page itself finds; two frames later its own answers to the change are done.
_SEEN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
.then(() => [
  innerWidth, innerHeight, devicePixelRatio,
  matchMedia("(prefers-color-scheme: dark)").matches,
  matchMedia("(forced-colors: active)").matches,
  matchMedia("(pointer: coarse)").matches,
])"""


CONTRAST = "color-contrast"
ALL: dict[str, Any] = {}
COLOURS = {"runOnly": [CONTRAST]}
NOT_COLOURS = {"rules": {CONTRAST: {"enabled": False}}}


class Look(NamedTuple):
    """A screen and what its owner has set; `axe`: what axe is asked in it, None for nothing.

    Everything is measured in every look. Axe, which takes a hundred times as long, is asked again
    only for what a look changes.
    """

    width: int
    height: int
    scale: int = 1
    colours: Literal["dark", "light"] = "light"
    forced: Literal["active", "none"] = "none"
    touch: bool = False
    axe: dict[str, Any] | None = None

    @property
    def tap(self) -> int:
        """The least width and height of what is pressed."""
        return 44 if self.touch else 24

    def context(self) -> dict[str, Any]:
        """Of a browser context that begins so."""
        return {
            "viewport": {"width": self.width, "height": self.height},
            "has_touch": self.touch,
            "bypass_csp": True,  # axe puts styles in; the CSP is held against all the other tests
        }

    def take(self, page: Page, wires: CDPSession) -> None:
        """From now on `page` is looked at so. Returns when it has followed."""
        metrics = {"width": self.width, "height": self.height, "deviceScaleFactor": self.scale}
        wires.send("Emulation.setDeviceMetricsOverride", {**metrics, "mobile": False})
        wires.send("Emulation.setTouchEmulationEnabled", {"enabled": self.touch})
        page.emulate_media(color_scheme=self.colours, forced_colors=self.forced)
        wanted = [self.width, self.height, self.scale]
        wanted += [self.colours == "dark", self.forced == "active", self.touch]
        assert page.evaluate(_SEEN) == wanted


def use_by_everyone(page: Page, states: Iterable[str], looks: dict[str, Look], name: str) -> None:
    """Fails with all that is wrong in any of `states` in any of `looks`, and says where.

    The page, opened in the first look, goes from state to state in that one.
    """
    first, *others = looks
    wires = page.context.new_cdp_session(page)
    found: dict[str, list[str]] = {}
    judged: dict[str, set[str]] = {name: set() for name in looks}
    for number, state in enumerate(states):
        page.wait_for_load_state()  # a click returns before its page is dressed
        for look in (first, *others):
            looks[look].take(page, wires)
            if PICTURES:
                picture = Path(PICTURES) / f"{name} {look} {number:02} {state}.png"
                page.screenshot(path=picture, full_page=True)
            for problem in _problems(page, looks[look], judged[look]):
                found.setdefault(problem, []).append(f"{state}, {look}")
        looks[first].take(page, wires)
    assert not found, "\n".join(f"{what} ({'; '.join(where)})" for what, where in found.items())


def _problems(page: Page, look: Look, judged: set[str]) -> list[str]:
    """`judged`: the colours, each on its ground, of which axe was asked in this look before."""
    measured = page.evaluate(MEASURE, look.tap)
    problems, colours = measured["problems"], measured["colours"]
    if look.axe is None or (look.axe == COLOURS and judged.issuperset(colours)):
        return [*problems]
    judged.update(colours)
    return [*problems, *violations(page, look.axe)]


@cache
def axe() -> str:
    """The script of axe-core."""
    found = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    return found.read_text(encoding="utf-8")


def violations(page: Page, asked: dict[str, Any] = ALL, within: str = "html") -> list[str]:
    """What axe finds, each with its first place; `asked`: of which rules; `within`: only there."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    # Of all that axe tells, and that is a lot for a long page, only this leaves the page.
    found: list[str] = page.evaluate(
        """async ([within, asked]) => {
          const { violations } = await axe.run(within, { resultTypes: ["violations"], ...asked });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`);
        }""",
        [within, asked],
    )
    return found
