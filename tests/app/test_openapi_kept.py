"""The running gateway keeps to its OpenAPI, whatever is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from bot.app.public import create_app
from tests.house.serving import StandIn, served, settings_for

pytestmark = pytest.mark.e2e

# What is too long is refused as too large.
REFUSED = ["400", "401", "403", "404", "410", "413", "415", "422"]
CONFIG = schemathesis.Config.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}}
)


@pytest.fixture(scope="module")
def address(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running gateway."""
    stand_in.renew()
    app = create_app(settings_for(tmp_path_factory.mktemp("data"), stand_in.port))
    with served(app) as url:
        yield url


@pytest.fixture(scope="module")
def described(address: str) -> Any:
    """What the running gateway says of itself."""
    return schemathesis.openapi.from_url(f"{address}/openapi.json", config=CONFIG)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_it_keeps_to_its_description(case: Any, address: str) -> None:
    """Bodies that fit and that do not, and missing tokens, get what is described.

    Left out are two checks: that all that fits is taken (the token of a card that nobody was given
    fits as well), and that each other method gets 405 (a POST without JSON gets 415 before that).
    """
    with requests.Session() as browser:
        browser.trust_env = False
        begun = browser.post(f"{address}/api/conversations", json={}, timeout=10).json()
        headers = {"Authorization": f"Bearer {begun['conversation']}"}
        case.call_and_validate(
            headers=headers,
            cookies=browser.cookies.get_dict(),
            excluded_checks=[positive_data_acceptance, unsupported_method],
        )
