"""What a backup says of itself; it stands in the backup, behind the same key as the rest."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from trustdesk.words import N_, Text


class Why(StrEnum):
    """What a backup was made for."""

    ASKED = "asked"
    OPENED = "opened"
    WORKING = "working"
    CLOSED = "closed"
    MIGRATION = "migration"
    IMPORT = "import"
    DELETION = "deletion"
    RESTORE = "restore"
    PASSPHRASE = "passphrase"

    @property
    def words(self) -> Text:
        """The reason as it is shown."""
        return Text(_WHY[self])


_WHY: Final = {
    Why.ASKED: N_("asked for"),
    Why.OPENED: N_("when the desk was opened"),
    Why.WORKING: N_("every 30 minutes of work"),
    Why.CLOSED: N_("when the desk was closed"),
    Why.MIGRATION: N_("before a new format"),
    Why.IMPORT: N_("before an import"),
    Why.DELETION: N_("before a deletion"),
    Why.RESTORE: N_("before another backup was restored"),
    Why.PASSPHRASE: N_("before the passphrase changed"),
}


@dataclass(frozen=True)
class Account:
    """What a backup says of itself: why and when (UTC) it was made, by which program, what the last change in
    it is, and how many rows each of its tables has."""

    why: Why
    at: datetime
    program: str
    last_change: int
    rows: dict[str, int]

    def stored(self) -> str:
        """The account as it stands in the file."""
        return json.dumps(asdict(self) | {"at": self.at.isoformat()})

    @classmethod
    def read(cls, words: str) -> Account:
        """The account that was stored so; raises ValueError, KeyError or TypeError for anything else."""
        told = json.loads(words)
        at = datetime.fromisoformat(told["at"])
        rows = {str(table): int(count) for table, count in told["rows"].items()}
        return cls(Why(told["why"]), at, str(told["program"]), int(told["last_change"]), rows)
