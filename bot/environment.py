"""The environment that a process of ours is started with: no secret that it does not need."""

from __future__ import annotations

import os

# What goes only together goes together.
STORE_SECRETS = ("BOT_SECRET", "BOT_DATABASE", "BOT_REDIS")
LINE_SECRETS = ("BOT_LINE_SECRET", "BOT_LINE_TOKEN")
CONSOLE_SECRETS = (
    "BOT_OIDC_ISSUER",
    "BOT_OIDC_CLIENT",
    "BOT_OIDC_SECRET",
    "BOT_OIDC_ROLES",
    "BOT_TRANSCRIPT_TOKEN",
)
SECRETS = (*STORE_SECRETS, *LINE_SECRETS, *CONSOLE_SECRETS)


def environment_with(*needed: str) -> dict[str, str]:
    """Our own, with those of our secrets that are `needed`."""
    withheld = set(SECRETS) - set(needed)
    return {name: value for name, value in os.environ.items() if name not in withheld}
