"""Making a desk, and looking after it."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Final

from trustdesk.commands.call import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    Result,
    ask_new_passphrase,
    done,
    open_desk,
)
from trustdesk.words import N_, Text, plural, render


def new(given: Namespace) -> Result:
    """Make an empty desk, under a passphrase where that is asked for."""
    from trustdesk.desk import PUBLISHED, Desk, Key
    from trustdesk.desk.passphrase import refuse_poor

    key = Key(ask_new_passphrase(PASSPHRASE)) if given.encrypt else PUBLISHED
    refuse_poor(key)
    Desk.create(given.desk, key).close()
    return done(Text(N_("Made the desk {path}."), {"path": str(given.desk)}))


def passphrase(given: Namespace) -> Result:
    """Set, change or remove the passphrase of a desk; its backups follow, or are named."""
    from trustdesk.backups import change_passphrase
    from trustdesk.desk import PUBLISHED, Key

    desk = open_desk(given.desk)
    try:
        words = ask_new_passphrase(NEW_PASSPHRASE if desk.key.secret else PASSPHRASE)
        if not words and not desk.key.secret:
            return done(Text(N_("The desk has no passphrase, and got none.")))
        made = change_passphrase(desk, Key(words) if words else PUBLISHED)
    finally:
        desk.close()
    made.desk.close()
    said = [Text(N_("The passphrase is set.") if words else _READABLE)]
    if made.moved:
        said.append(plural(N_("{n} backup has it too."), N_("{n} backups have it too."), made.moved))
    if made.left:
        said.append(plural(_LEFT_ONE, _LEFT_MANY, len(made.left)))
    return done(*said)


_READABLE: Final = N_("The passphrase is removed: whoever has the file can read it.")
_LEFT_ONE: Final = N_("{n} backup stays under an earlier passphrase; “backups” names it.")
_LEFT_MANY: Final = N_("{n} backups stay under an earlier passphrase; “backups” names them.")


def sample(given: Namespace) -> Result:
    """Make a desk with the sample relationships."""
    from trustdesk.sample import make_sample

    make_sample(given.desk, date.today())
    return done(Text(N_("Made the sample desk {path}."), {"path": str(given.desk)}))


def check(given: Namespace) -> Result:
    """Check the file, its schema and its records; say what is wrong and what to do."""
    from trustdesk.checkup import checkup

    with open_desk(given.desk) as desk:
        found = checkup(desk, date.today())
    if found.problems:
        return Result((), tuple(map(render, found.problems)), well=False)
    values = {
        "records": plural(N_("{n} record"), N_("{n} records"), found.records),
        "relationships": plural(N_("{n} relationship"), N_("{n} relationships"), found.relationships),
    }
    return done(Text(N_("The desk is sound: {records} in {relationships}."), values))
