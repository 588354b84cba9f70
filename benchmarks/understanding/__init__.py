"""How well questions are understood: `python -m benchmarks.understanding` writes report.md."""
