"""How fast the whole path answers: `python -m benchmarks.web` writes report.md."""
