"""Backups of a desk: made, listed, restored."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trustdesk.commands.call import Result, as_json, done, open_desk, with_key
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text, plural

if TYPE_CHECKING:
    from trustdesk.backups import Backup
    from trustdesk.desk import Key


_NONE: Final = Text(N_("There is no backup of this desk yet."))


def backup(given: Namespace) -> Result:
    """Make a verified backup."""
    from trustdesk import backups

    with open_desk(given.desk) as desk:
        made = backups.make(desk)
    if given.json:
        return Result((as_json(_plain(made)),))
    return done(Text(N_("Made the backup {path}."), {"path": str(made.path)}))


def listed(given: Namespace) -> Result:
    """List the backups of a desk, newest first; of one that cannot be opened those made of this file."""
    from trustdesk import backups

    others: tuple[Backup, ...] | None = None
    try:
        with open_desk(given.desk) as desk:
            there = backups.listed(desk.id)
            others = backups.under_another_key(desk.id, desk.key)
    except TrustDeskError:
        if not (there := backups.listed_for(given.desk)):
            raise
    if given.json:
        opens = {each: None if others is None else each not in others for each in there}
        told = [_plain(each) | {"same_passphrase": opens[each]} for each in there]
        return Result((as_json({"backups": told}),))
    return done(*(_line(each, each in (others or ())) for each in there) if there else [_NONE])


def restore(given: Namespace) -> Result:
    """Make a desk what a backup holds; what it replaces is kept."""
    from trustdesk import backups

    chosen = backups.at_path(given.backup)
    kept = with_key(lambda key: backups.restore(chosen, given.to, key), _key_of(given.to))
    if given.json:
        return Result((as_json({"desk": str(given.to), "kept": str(kept) if kept else None}),))
    lines = [Text(N_("Restored the desk {path}."), {"path": str(given.to)})]
    if kept:
        lines.append(Text(N_("What lay there before is kept as {path}."), {"path": str(kept)}))
    return done(*lines)


def _key_of(path: Path) -> Key | None:
    """The key of the desk that lies there, which it keeps; None where none can be opened."""
    from trustdesk.desk.opening import open_file

    if not path.exists():
        return None
    try:
        found = with_key(lambda key: open_file(path, key))
    except TrustDeskError:
        return None
    found.connection.close()
    return found.key


def _plain(made: Backup) -> dict[str, object]:
    at = made.at.isoformat()
    return {"sequence": made.sequence, "at": at, "size": made.size, "path": str(made.path)}


def _line(made: Backup, is_under_another_key: bool) -> Text:
    at = made.at.astimezone()
    size = plural(N_("{n} kilobyte"), N_("{n} kilobytes"), -(-made.size // 1024))
    values = {"day": at.date(), "time": f"{at:%H:%M}", "size": size, "path": str(made.path)}
    if is_under_another_key:
        return Text(N_("{day}, {time}, {size}, under another passphrase: {path}"), values)
    return Text(N_("{day}, {time}, {size}: {path}"), values)
