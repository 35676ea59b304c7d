"""A desk at work: what a person does with it, by chance, and word of what has to be in the file then."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver
from sqlalchemy import select

from tests import chemical
from trustdesk import backups
from trustdesk.actions import commitments, concerns, people, records
from trustdesk.audience import CONSULTANT
from trustdesk.backups import copying
from trustdesk.desk import PUBLISHED, Desk, Key, erase, facts, pages, passphrase
from trustdesk.desk.erase import Erasure
from trustdesk.errors import OpenError, TrustDeskError
from trustdesk.exchange import apart, workbook
from trustdesk.exchange.grid import Grid
from trustdesk.records import Commitment, Concern, Organisation, Person, Relationship
from trustdesk.records.commitments import KEPT

DAY: Final = chemical.AS_OF
KEYS: Final = (PUBLISHED, Key("a first passphrase"), Key("ein zweites, längeres"))
FEW_ROUNDS: Final = 500
"""Deriving a key takes 256,000 rounds in the program; with few, hundreds of files can be tried."""


@dataclass(frozen=True)
class Standing:
    """What stands in a file: a digest of all that counts, and which of the keys opens it."""

    state: str
    key: int


Tell = Callable[[str, Standing], None]
"""Hears "may" before something is made to stand, "has" once the program has called it saved."""


def quick_keys() -> None:
    """Let keys be derived in few rounds, for the rest of this process."""
    connection = driver.connect(":memory:")
    connection.execute(f"PRAGMA cipher_default_kdf_iter = {FEW_ROUNDS}")
    connection.close()
    patch.object(pages, "_ROUNDS", FEW_ROUNDS).start()


@cache
def grids() -> tuple[Grid, ...]:
    """The sheets of the workbook that comes in."""
    return apart.read(chemical.CASE)


def state(connection: Any) -> str:
    """A digest of every row of every table, read over the driver's connection.

    Of the facts a desk keeps on its file only its identity and where undo ends: the others say how far the
    work on the file is, and differ when nothing is lost.
    """
    made = hashlib.sha256()
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    for (name,) in tables.fetchall():
        if name == facts.TABLE:
            rows = connection.execute(
                "SELECT * FROM meta WHERE name IN (?, ?)", (facts.DESK_ID, facts.UNDO_WALL)
            )
        elif name.startswith("search_"):
            continue  # the index words its own tables as it likes; what is in it is read through it
        elif name == "search":
            rows = connection.execute("SELECT rowid, words FROM search")
        else:
            rows = connection.execute(f'SELECT * FROM "{name}"')
        made.update(f"{name} {sorted(rows.fetchall(), key=repr)!r}".encode("utf-8", "surrogatepass"))
    return made.hexdigest()


class Life:
    """Work on the desk at `path`: the chemical case, or whatever stands there."""

    def __init__(self, path: Path, rng: Random, tell: Tell, key: int = 0) -> None:
        self.path, self.rng, self._tell, self.key = path, rng, tell, key
        if path.exists():
            self.desk = self._watched(Desk.open(path, KEYS[key]))
        else:
            self.desk = self._watched(Desk.create(path, KEYS[key]))
            self._say("has")
            workbook.take(self.desk, grids(), DAY)
        self._say("has")

    def choose(self) -> str:
        """What to do next, by chance."""
        return self.rng.choices([*_OFTEN, *_SELDOM], [4] * len(_OFTEN) + [1] * len(_SELDOM))[0]

    def do(self, name: str) -> None:
        """Do what is called so, and say that it is done."""
        {**_OFTEN, **_SELDOM}[name](self)
        self._say("has")

    def close(self) -> None:
        """Close the desk."""
        self.desk.close()

    def change_key(self) -> None:
        """Another passphrase, the first one, or none any more."""
        self.key = self.rng.choice([key for key in range(len(KEYS)) if key != self.key])
        self._say("may")
        self.desk = self._watched(passphrase.change(self.desk, KEYS[self.key]))

    def back_up(self) -> None:
        """Make a backup."""
        backups.make(self.desk)

    def restore(self) -> None:
        """Go back to a backup made under the same passphrase; what it replaces becomes one."""
        for backup in backups.listed(self.desk.id):
            with suppress(OpenError), copying.opened(backup.path, KEYS[self.key]) as (connection, _account):
                self._tell("may", Standing(state(connection), self.key))
                break
        else:
            self.back_up()
            return
        self.desk.close()
        backups.restore(backup, self.path, KEYS[self.key])
        self.desk = self._watched(Desk.open(self.path, KEYS[self.key]))

    def close_and_open(self) -> None:
        """Close the desk, and open it again."""
        self.desk.close()
        self.desk = self._watched(Desk.open(self.path, KEYS[self.key]))

    def add(self) -> None:
        """A concern is raised."""
        with self.desk.change("Concern added") as session:
            one = session.scalars(select(Relationship)).first()
            if one is not None:
                text = f"Worry {self.rng.random()}"
                concerns.raise_(session, one.id, DAY, text=text, audience=CONSULTANT)

    def write(self) -> None:
        """Some words of a promise are written anew."""
        with self.desk.change("Promise written") as session:
            promises = session.scalars(select(Commitment)).all()
            for promise in self.rng.sample(promises, min(3, len(promises))):
                records.edit(session, promise, DAY, text=" ".join(["Words"] * self.rng.randint(1, 400)))

    def keep(self) -> None:
        """A promise is kept, or one that was is open again."""
        promise = self._some(Commitment)
        with self.desk.change("Promise closed as kept") as session, _allowed():
            found = session.get(Commitment, promise)
            if found is None:
                return
            if found.outcome is None:
                commitments.close(session, found, KEPT, DAY, DAY)
            else:
                commitments.reopen(session, found, DAY)

    def delete(self) -> None:
        """A concern is deleted."""
        with self.desk.change("Concern deleted") as session:
            records.delete(session, session.scalars(select(Concern)).all()[:1])

    def leave(self) -> None:
        """Somebody leaves."""
        person = self._some(Person)
        with self.desk.change("Person left") as session, _allowed():
            if (found := session.get(Person, person)) is not None:
                people.leave(session, found, DAY, DAY)

    def add_many(self) -> None:
        """Many records in one change, on many pages."""
        with self.desk.change("Organisations added") as session:
            session.add_all(Organisation(name=f"O {self.rng.random()}") for _ in range(150))

    def import_again(self) -> None:
        """The workbook comes in again: what was written since is as in there."""
        workbook.take(self.desk, grids(), DAY)

    def undo(self) -> None:
        """Take back."""
        self.desk.undo()

    def redo(self) -> None:
        """Make again."""
        self.desk.redo()

    def erase(self) -> None:
        """Somebody is erased."""
        erase.carry_out(self.desk, Erasure(Person, self._some(Person)))

    def _some(self, kind: Any) -> str:
        with self.desk.read() as session:
            there = session.scalars(select(kind.id).order_by(kind.id)).all()
        return str(self.rng.choice(there)) if there else ""

    def _standing(self) -> Standing:
        return Standing(state(self.desk._raw), self.key)

    def _say(self, what: str) -> None:
        self._tell(what, self._standing())

    def _watched(self, desk: Desk) -> Desk:
        is_astray = desk._is_astray  # asked within each change, when all of it is written and not yet kept

        def before() -> bool:
            self._tell("may", Standing(state(desk._raw), self.key))
            return is_astray()

        desk._is_astray = before  # type: ignore[method-assign]

        return desk


_OFTEN: Final[dict[str, Callable[[Life], None]]] = {
    "add": Life.add,
    "write": Life.write,
    "keep": Life.keep,
    "delete": Life.delete,
    "undo": Life.undo,
    "redo": Life.redo,
    "close and open": Life.close_and_open,
}
_SELDOM: Final[dict[str, Callable[[Life], None]]] = {
    "leave": Life.leave,
    "add many": Life.add_many,
    "import": Life.import_again,
    "back up": Life.back_up,
    "restore": Life.restore,
    "change key": Life.change_key,
    "erase": Life.erase,
}


@contextmanager
def _allowed() -> Iterator[None]:
    """What may not be done to this record as it stands is not done; the change is empty then."""
    try:
        yield
    except TrustDeskError:
        return
