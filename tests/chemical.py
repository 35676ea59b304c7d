"""The chemical case: a supplier and its major client on the way to shared planning, as of one day."""

from datetime import date
from pathlib import Path
from typing import Final

AS_OF: Final = date(2026, 11, 5)
CASE: Final = Path(__file__).parent / "cases" / "chemical-information-sharing.xlsx"
EXPECTED: Final = CASE.with_name("chemical-information-sharing.expected.json")
NAME: Final = "Chemical supplier – Client information sharing"
