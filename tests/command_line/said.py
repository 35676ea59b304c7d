"""What the command line said, and what a desk holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.canonical import dump
from trustdesk.desk import Desk

AS_OF = ["--as-of", "2026-11-05"]


def printed(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    caught = capsys.readouterr()
    return caught.out, caught.err


def content(desk: str) -> object:
    with Desk.open(Path(desk)) as opened:
        return dump(opened)
