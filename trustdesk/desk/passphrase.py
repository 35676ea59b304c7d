"""Setting, changing and removing the passphrase of a desk.

The contents are written anew into a file with a random salt of its own; changing the key in place would keep
the salt, which is a known one where there was no passphrase. Only when the new file was opened with the new
key, its pages are whole and its seal is the one of what stood in the old one, does it take the old one's
place: at once, so that after a kill there is either the old file or the new one.

What is not promised: that the disk no longer holds the blocks in which the old file stood.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trustdesk.desk import file, seal
from trustdesk.desk.desk import Desk
from trustdesk.desk.key import Key
from trustdesk.errors import FileError, TrustDeskError
from trustdesk.words import N_, Text


def change(desk: Desk, key: Key) -> Desk:
    """The same desk, open again under another key; `desk` is closed. Raises TrustDeskError.

    Where it fails `desk` is open as it was, or under the new key where only the wait for the disk failed.
    Undo and history go on: they stand in the file. Backups made before stay under the key they were made
    with.
    """
    refuse_poor(key)
    if desk.read_only:
        raise TrustDeskError(desk.read_only, Text(N_("Nothing was changed.")))
    with file.failing_in_words(), file.draft_of(desk.path) as draft:
        with desk.alone() as connection:
            _write_out(connection, draft, key)
        desk.close()
        try:
            file.put_in_place(draft, desk.path)
        except OSError:
            desk.reopen(key)
            raise
    return Desk.open(desk.path, key)


def refuse_poor(key: Key) -> None:
    """Refuse what cannot be typed again everywhere: nothing at all, and what no keyboard writes."""
    words = key.passphrase
    if words is None:
        return
    if not words.strip() or any(c < " " or "\ud800" <= c <= "\udfff" for c in words):
        raise TrustDeskError(
            Text(N_("This cannot be a passphrase.")),
            Text(N_("Nothing was changed. Take some words with letters, digits, signs or spaces.")),
        )


def _write_out(connection: Any, draft: Path, key: Key) -> None:
    """Write all that stands in an open file into a new one under another key, and make sure of it."""
    wanted = seal.digest(connection)
    connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(draft), key.literal()))
    try:
        connection.execute("PRAGMA fresh.synchronous = EXTRA")
        connection.execute("BEGIN")  # or each of the many statements of an export would wait for the disk
        connection.execute("SELECT sqlcipher_export('fresh')")
        connection.execute(f"PRAGMA fresh.application_id = {file.APPLICATION_ID}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH DATABASE fresh")
    copy = file.connect(draft, key)
    try:
        whole = copy.execute("PRAGMA cipher_integrity_check").fetchone() is None
        if not whole or seal.digest(copy) != wanted:
            raise FileError(
                Text(N_("The desk could not be written anew.")),
                Text(N_("It was left as it was, under its present passphrase. Try again later.")),
            )
        copy.execute("BEGIN IMMEDIATE")
        seal.put(copy)
        copy.execute("COMMIT")
    finally:
        copy.close()
