"""The reference desks: the sample, and a large one that is made once and kept."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import insert

from tests.bench import invention, program, wording
from trustdesk.desk import Desk, schema
from trustdesk.records.mapping import metadata

KEPT_IN: Final = Path("build/bench")
SEED: Final = 20261121
SIZES: Final = (2000, 300, *[90] * 78, *[89] * 120)
"""20,000 promises in 200 relationships."""


def invent(path: Path, sizes: tuple[int, ...], seed: int = SEED) -> None:
    """A new desk with one invented relationship for each of `sizes`, which are numbers of promises."""
    rng = Random(seed)
    order = metadata.sorted_tables
    with Desk.create(path) as desk, desk.change("Invented for the benchmark") as session:
        for number, size in enumerate(sizes):
            rows = program.invent(rng, number, size).rows
            for table in order:
                if table in rows:
                    session.execute(insert(table), rows[table])


def large() -> Path:
    """The large desk, made when it is not there yet in the form the code asks for now."""
    columns = [str(column) for table in metadata.sorted_tables for column in table.c]
    recipe = hashlib.sha256(f"{schema.HEAD} {columns} {SEED} {SIZES}".encode())
    for module in (wording, invention, program):
        recipe.update(Path(str(module.__file__)).read_bytes())
    path = KEPT_IN / f"large-{recipe.hexdigest()[:12]}.trustdesk"
    if not path.exists():
        KEPT_IN.mkdir(parents=True, exist_ok=True)
        for outdated in KEPT_IN.glob("large-*"):
            outdated.unlink()
        draft = path.with_suffix(".draft")
        invent(draft, SIZES)
        draft.rename(path)
    return path


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of a desk for as long as it is needed."""
    with TemporaryDirectory(dir=KEPT_IN) as folder:
        yield Path(shutil.copy(path, folder))
