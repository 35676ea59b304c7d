"""Backups of a desk: made, listed, restored."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from trustdesk.commands.call import Result, as_json, done, open_desk, with_key
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text, plural

if TYPE_CHECKING:
    from trustdesk.backups import Backup


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

    try:
        with open_desk(given.desk) as desk:
            there = backups.listed(desk.id)
    except TrustDeskError:
        if not (there := backups.listed_for(given.desk)):
            raise
    if given.json:
        return Result((as_json({"backups": [_plain(each) for each in there]}),))
    return done(*map(_line, there) if there else [Text(N_("There is no backup of this desk yet."))])


def restore(given: Namespace) -> Result:
    """Make a desk what a backup holds; what it replaces is kept."""
    from trustdesk import backups

    chosen = backups.at_path(given.backup)
    kept = with_key(lambda key: backups.restore(chosen, given.to, key))
    if given.json:
        return Result((as_json({"desk": str(given.to), "kept": str(kept) if kept else None}),))
    lines = [Text(N_("Restored the desk {path}."), {"path": str(given.to)})]
    if kept:
        lines.append(Text(N_("What lay there before is kept as {path}."), {"path": str(kept)}))
    return done(*lines)


def _plain(made: Backup) -> dict[str, object]:
    at = made.at.isoformat()
    return {"sequence": made.sequence, "at": at, "size": made.size, "path": str(made.path)}


def _line(made: Backup) -> Text:
    at = made.at.astimezone()
    values = {"day": at.date(), "time": f"{at:%H:%M}", "path": str(made.path)}
    size = plural(N_("{n} kilobyte"), N_("{n} kilobytes"), -(-made.size // 1024))
    return Text(N_("{day}, {time}, {size}: {path}"), values | {"size": size})
