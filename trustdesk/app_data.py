"""Where the program keeps what is its own: backups, and whatever else is no desk of anybody."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PLACE: Final = "TRUSTDESK_DATA"
"""The environment variable that names another place than the system's; tests set it."""


def folder(name: str) -> Path:
    """The folder of that name in the program's own data of this user. Nobody has made it yet, perhaps."""
    if place := os.environ.get(PLACE):
        return Path(place) / name
    from platformdirs import user_data_path

    return user_data_path("TrustDesk", "TrustDesk") / name
