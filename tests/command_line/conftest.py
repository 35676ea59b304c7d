"""A desk for the tests of the command line, and a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.chemical import CASE
from tests.exchange.program import program, save
from trustdesk.__main__ import main


class SetDate(date):
    """A clock that stands still, so that these tests hold on any day."""

    @classmethod
    def today(cls) -> date:
        return date(2026, 11, 21)


@pytest.fixture(scope="package", autouse=True)
def clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("commands.desks", "commands.exchange", "__main__"):
            patch.setattr(f"trustdesk.{module}.date", SetDate)
        yield


@pytest.fixture(scope="package")
def filled(clock: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the chemical case and a second relationship, made once."""
    folder = tmp_path_factory.mktemp("filled")
    path = folder / "Filled.trustdesk"
    assert main(["new", str(path)]) == 0
    assert main(["import", str(CASE), "--into", str(path)]) == 0
    sheets = program()
    sheets["Relationship"][0]["Name"] = "Chelsea – Dora"
    assert main(["import", str(save(sheets, folder / "Second.xlsx")), "--into", str(path)]) == 0
    return path


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> str:
    return str(shutil.copy(filled, tmp_path / "Work.trustdesk"))
