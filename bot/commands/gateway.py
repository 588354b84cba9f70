"""`gateway`: the public process alone; `serve` starts it together with the others."""

from __future__ import annotations

import argparse

from bot.settings import settings


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    command = commands.add_parser("gateway", help="run the gateway alone (serve runs all)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serves until Ctrl-C. No access log: addresses of residents are nobody's business."""
    import uvicorn

    from bot.gateway.app import create_app

    chosen = settings()
    uvicorn.run(
        create_app(chosen),
        host=chosen.gateway_host,
        port=chosen.gateway_port,
        access_log=False,
        server_header=False,
        ws="none",
        proxy_headers=True,
        forwarded_allow_ips=chosen.proxies,
        timeout_graceful_shutdown=5,
    )
    return 0
