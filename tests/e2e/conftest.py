"""One run of the real servers, and one browser, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.console.shared.accounts import Accounts, Role
from bot.storage.stores import Stores
from tests.e2e.desk import COLLEAGUE, EDITOR, OPERATOR, PASSWORD, Desk, Office
from tests.e2e.running import Servers, account, copy_project
from tests.e2e.watching import Elsewhere, Visit, Watched, watched
from tests.line_platform.platform import Platform
from tools.browser import HOW, installed

# The first of them: a test's browser in a container has no sandbox of its own. The rest: it asks
# nobody outside for anything.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Two of these runs share the machine; a page that is only slow is no failure.
expect.set_options(timeout=20_000)
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project."""
    return copy_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Elsewhere]:
    """Another site, which may embed the chat."""
    with Elsewhere().open() as site:
        yield site


@pytest.fixture(scope="session")
def stranger() -> Iterator[Elsewhere]:
    """Another site, which may not."""
    with Elsewhere().open() as site:
        yield site


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    """LINE, where the servers have an account."""
    with Platform().listening() as found:
        yield found


@pytest.fixture(scope="session")
def bot(project: Path, elsewhere: Elsewhere, platform: Platform) -> Iterator[Servers]:
    """The servers, on a Wednesday morning within the edition; in the end none of them is left."""
    servers = Servers(
        project,
        today="2025-10-01T10:00",
        origins=f"{elsewhere.origin},{elsewhere.other_origin}",
        more=account(platform),
    )
    try:
        servers.wait_until_ready()
        yield servers
    finally:
        servers.stop()
    assert servers.survivors() == []


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real Chromium; gone before other tests want an event loop of their own."""
    path = installed()
    if path is None:
        pytest.fail(HOW)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def keeping(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps a page for the way back, as people's do; tests' usually do not."""
    found = browser.browser_type.launch(
        executable_path=installed(),
        args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield found
    found.close()


@pytest.fixture
def visit(browser: Browser, bot: Servers) -> Iterator[Visit]:
    """Opens browser contexts on the sample page; each fails if its page complained."""
    with ExitStack() as stack:

        def go(**look: Any) -> Watched:
            return stack.enter_context(watched(browser, f"{bot.url}/", **look))

        yield go


@pytest.fixture(scope="session")
def staffed(bot: Servers) -> Servers:
    """The servers, with two operators and an editor."""
    accounts = Accounts(Stores.local(bot.folder / ".data").accounts)
    for name, role in {
        OPERATOR: Role.OPERATOR,
        COLLEAGUE: Role.OPERATOR,
        EDITOR: Role.EDITOR,
    }.items():
        accounts.add(name, role, PASSWORD)
    return bot


@pytest.fixture
def office(browser: Browser, staffed: Servers) -> Iterator[Callable[..., Office]]:
    """Opens browser contexts on the console; each fails if its page complained."""
    with ExitStack() as stack:

        def go(**look: Any) -> Office:
            usual = {"viewport": {"width": 1280, "height": 800}, "permissions": CLIPBOARD}
            context = watched(browser, staffed.console_url, **{**usual, **look})
            return Office(stack.enter_context(context), staffed.console_url)

        yield go


@pytest.fixture
def desk(office: Callable[..., Office]) -> Desk:
    """An operator who has just signed in."""
    return office().desk().enter()
