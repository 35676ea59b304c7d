"""Making a desk, and looking after it."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from trustdesk.commands.call import Result, done, open_desk
from trustdesk.words import N_, Text, plural, render


def new(given: Namespace) -> Result:
    """Make an empty desk."""
    from trustdesk.desk import Desk

    Desk.create(given.desk).close()
    return done(Text(N_("Made the desk {path}."), {"path": str(given.desk)}))


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
