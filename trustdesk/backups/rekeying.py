"""Another passphrase for a desk and for its backups."""

from __future__ import annotations

from dataclasses import dataclass

from trustdesk.backups.account import Why
from trustdesk.backups.copies import make, reencrypt, under_another_key
from trustdesk.backups.shelf import Backup
from trustdesk.desk import Desk, passphrase
from trustdesk.desk.key import Key
from trustdesk.errors import TrustDeskError


@dataclass(frozen=True)
class Rekeyed:
    """The desk, open under its new key; how many backups follow it, and which stay under an earlier key."""

    desk: Desk
    moved: int
    left: tuple[Backup, ...]


def change_passphrase(desk: Desk, key: Key) -> Rekeyed:
    """Set, change or remove the passphrase of an open desk, after a backup of it; `desk` is closed.

    Backups under the key it had get the new one too, so that none stays readable, except where the passphrase
    is removed: they were made to be secret. Raises TrustDeskError, with the desk open as it was.
    """
    passphrase.refuse_poor(key)
    old = desk.key
    make(desk, Why.PASSPHRASE)
    anew = passphrase.change(desk, key)
    moved = 0
    if key.secret:
        for backup in under_another_key(anew.id, key):
            try:
                reencrypt(backup, old, key)
                moved += 1
            except TrustDeskError:
                continue  # under a key before the last one, or damaged: it is named below
    return Rekeyed(anew, moved, under_another_key(anew.id, key))
