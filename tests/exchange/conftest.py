from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from trustdesk.desk import Desk


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty desk, made once: making one takes far longer than copying it."""
    path = tmp_path_factory.mktemp("empty") / "Empty.trustdesk"
    Desk.create(path).close()
    return path


@pytest.fixture
def desk(empty: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(Path(shutil.copy(empty, tmp_path / "Work.trustdesk"))) as opened:
        yield opened
