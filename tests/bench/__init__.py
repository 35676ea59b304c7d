"""How fast the program is, each figure beside the least work that would do: `python -m tests.bench`.

Nothing here asserts a speed. `docs/benchmark.md` says what is measured against what.
"""
