"""Backups of a desk: verified or not at all.

A backup is a file of its own in the program's data, closed with the key its desk had then. It is copied
under a temporary name over the connection of the desk, and needs the desk no more after that; it is looked
over as an opening would do it and then some, and only then gets its name; only after that older ones may go.
Which of them go is decided by their numbers,
not by the clock.
"""

from trustdesk.backups.account import Account, Why
from trustdesk.backups.comparison import Comparison, compared
from trustdesk.backups.copies import (
    Copied,
    before_migration,
    changed,
    copy,
    due,
    ensure,
    entries_in,
    finish,
    make,
    reencrypt,
    remove,
    under_another_key,
    verify,
)
from trustdesk.backups.rekeying import Rekeyed, change_passphrase
from trustdesk.backups.restoring import restore
from trustdesk.backups.shelf import Backup, at_path, listed, listed_for
from trustdesk.backups.thinning import thin

__all__ = [
    "Account",
    "Backup",
    "Comparison",
    "Copied",
    "Rekeyed",
    "Why",
    "at_path",
    "before_migration",
    "change_passphrase",
    "changed",
    "compared",
    "copy",
    "due",
    "ensure",
    "entries_in",
    "finish",
    "listed",
    "listed_for",
    "make",
    "reencrypt",
    "remove",
    "restore",
    "thin",
    "under_another_key",
    "verify",
]
