"""The core of TrustDesk: records, desk, measures, charts, packs and exchange. It opens no window."""

from pathlib import Path
from typing import Final

__version__: Final = "0.1.0"

RESOURCES: Final = Path(__file__).resolve().parent.parent / "resources"
"""Bundled data. Relative to the source, so it holds in a checkout, a wheel and a frozen program alike."""
