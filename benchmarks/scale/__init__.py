"""How the service grows, and what it loses when its parts die: `python -m benchmarks.scale`."""
