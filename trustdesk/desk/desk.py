"""A desk: one file, one writer, one way to change it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import sqlcipher3.dbapi2 as driver

from trustdesk import __version__
from trustdesk.desk import facts, file, index, journal, schema, seal
from trustdesk.desk.journal import Changes
from trustdesk.desk.key import PUBLISHED, Key
from trustdesk.desk.opening import open_file
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

Listener = Callable[[Changes], None]
Step = Callable[["Connection"], None]
"""A part of an erasure, within its transaction."""
Keep = Callable[[Any], None]
"""What makes a backup over the driver's connection of an open file."""


class _NothingDoneError(Exception):
    """Within a change: nothing came of it, so nothing of it is kept."""


class Desk:
    """An open desk. It is the only writer of its file, and belongs to one thread at a time.

    `step` counts the changes since it was opened: whoever shows something compares it to know whether it
    is behind. `listeners` are called after each change that was saved. `read_only` says why nothing can be
    changed, `closed_well` whether it was closed properly the last time.
    """

    def __init__(
        self, path: Path, connection: Any, key: Key = PUBLISHED, read_only: Text | None = None
    ) -> None:
        self.path = path
        self.key = key
        self.read_only = read_only
        self.closed_well = True
        self.step = 0
        self.listeners: list[Listener] = []
        self._busy = False
        self._unsealed = False
        self._connect(connection)

    @classmethod
    def create(cls, path: Path, key: Key = PUBLISHED) -> Desk:
        """Make an empty desk and open it; refuses a name that is taken. Nothing half made is left behind."""
        file.refuse_taken(path)
        if not path.parent.is_dir():
            raise TrustDeskError(
                Text(N_("There is no folder {path}."), {"path": str(path.parent)}),
                Text(N_("Nothing was made. Check the name of the folder.")),
            )
        with file.failing_in_words(), file.draft_of(path) as draft:
            desk = cls(draft, file.connect(draft, key, mode="rwc"), key)
            try:
                desk._migrate()
            finally:
                desk.close()
            file.put_in_place(draft, path)
        return cls.open(path, key)

    @classmethod
    def open(cls, path: Path, key: Key = PUBLISHED, keep: Keep | None = None) -> Desk:
        """Open a desk. One of an older format is brought to the present one, once `keep` has made a backup
        of it over its connection: without a backup there is no such step.

        Raises OpenError for a missing, empty, foreign, damaged, newer, closed or already open file.
        """
        opened = open_file(path, key)
        desk = cls(path, opened.connection, opened.key, opened.read_only)
        desk.closed_well = opened.closed_well
        try:
            if opened.torn and not desk.read_only:
                desk._mend()
            if opened.revision < schema.HEAD:
                if keep is None:
                    raise RuntimeError(
                        "an older desk is brought to the present format by whoever keeps backups"
                    )
                keep(opened.connection)
                desk._migrate()
            if not desk.read_only:
                file.forget_drafts(path)
                desk._begin_journal()
                if facts.SWEEP in facts.read(opened.connection):
                    desk._sweep()
        except BaseException:
            desk.close()
            raise
        return desk

    def close(self) -> None:
        """Seal the file and close it; what was saved is saved. Closing it again does nothing."""
        if self._unsealed:
            # Unsealed is not unsafe: the next opening looks at every page instead.
            with suppress(TrustDeskError), self._transaction(write=True):
                seal.put(self._raw)
        self._unsealed = False
        self._raw.close()

    @property
    def id(self) -> str:
        """The identity of the desk, the same in all its backups."""
        return facts.read(self._raw)[facts.DESK_ID]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def look(self) -> Iterator[Any]:
        """The driver's connection, with which nothing can be changed: what a snapshot is taken with."""
        with self._transaction() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that can only read."""
        with self._transaction(), self._session() as session:
            yield session

    @contextmanager
    def change(self, label: str, *, stay: str | None = None) -> Iterator[Session]:
        """One transaction, one entry of the history, one step of undo, under the name `label`.

        Successive changes with the same `stay` (one field of one record, in one stay of the cursor) are one
        step. When the body raises, nothing of it is kept; when it changes nothing, there is no step.
        """
        with self._writing(label, journal.DO, stay), self._session() as session:
            whole = session.connection().get_transaction()
            yield session
            session.flush()
            if whole is None or not whole.is_active:
                raise RuntimeError("a session that failed, or was rolled back, keeps nothing")

    def erase(self, label: str, clear: Step, forget: Step) -> bool:
        """Do what `trustdesk.desk.erase` has laid out, in one transaction: `clear` deletes records, `forget`
        then takes what the journal tells of them out of it. Nothing done before can be undone any more.

        The file is written anew after that, so that no unused page holds anything. False when there was no
        room for it: it is done when the desk is next opened.
        """
        with self._writing(label, journal.ERASE, forget=forget), self._guest() as connection:
            clear(connection)
        return self._sweep()

    def undo(self) -> str | None:
        """Take back the last change that stands; returns its label, None when there is nothing to undo."""
        return self._go(self._undoable, journal.UNDO, journal.take_back)

    def redo(self) -> str | None:
        """Make again what was last undone; returns its label, None when there is nothing to redo."""
        return self._go(journal.redoable, journal.REDO, journal.make_again)

    @property
    def undo_step(self) -> tuple[int, str] | None:
        """The change that undo would take back: its id in the journal and its label."""
        return self._target(self._undoable)

    @property
    def redo_step(self) -> tuple[int, str] | None:
        """The change that redo would make again: its id in the journal and its label."""
        return self._target(journal.redoable)

    @property
    def undo_label(self) -> str | None:
        """The name of the step that undo would take back."""
        step = self.undo_step
        return step[1] if step else None

    @property
    def redo_label(self) -> str | None:
        """The name of the step that redo would make again."""
        step = self.redo_step
        return step[1] if step else None

    @contextmanager
    def alone(self) -> Iterator[Any]:
        """The driver's connection, outside any transaction: for what copies or rewrites the whole file."""
        if self._busy:
            raise RuntimeError("a desk is read or changed by one at a time")
        self._busy = True
        try:
            self._raw.execute("PRAGMA query_only = OFF")
            yield self._raw
        finally:
            self._raw.execute("PRAGMA query_only = ON")
            self._busy = False

    def reopen(self, other: Key) -> None:
        """Open a desk again that was closed to be replaced: under the key it had, or the other one where what
        was to replace it is there."""
        try:
            self._connect(file.connect(self.path, self.key))
        except driver.Error:
            self._connect(file.connect(self.path, other))
            self.key = other
        self._begin_journal()

    def go_on_at(self, path: Path) -> None:
        """Take everything that was saved to another place and work there from now on, where this one can no
        longer be written; the file that is here stays as it is. Raises TrustDeskError, and stays here then.
        """
        file.refuse_taken(path)
        with file.failing_in_words():
            with file.draft_of(path) as draft:
                with self.alone() as connection:
                    file.copy(connection, draft, self.key)
                file.put_in_place(draft, path)
            there = file.connect(path, self.key)
        self._raw.close()
        self.path = path
        self._connect(there)
        self._begin_journal()

    def problems(self) -> list[Text]:
        """What is wrong with the file itself, in words; empty when it is sound."""
        return file.problems(self._raw)

    def _connect(self, connection: Any) -> None:
        self._raw = connection
        self._identity = file.identity(self.path)
        self._engine: Engine | None = None

    def _guest(self) -> Connection:
        """SQLAlchemy's connection within the transaction there is, which it neither began nor ends."""
        if self._engine is None:
            from trustdesk.desk import mapper

            self._engine = mapper.engine(self._raw)
        return self._engine.connect()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        from sqlalchemy.orm import Session

        # Begun here, so that a session that gives up tells it by this transaction: it cannot end the desk's.
        with self._guest() as connection, connection.begin(), Session(connection) as session:
            yield session

    def _begin_journal(self) -> None:
        """Let this connection note every change; until then nothing may be written over it."""
        with self._transaction(write=True) as connection:
            journal.install(connection)

    def _migrate(self) -> None:
        """Bring the file to the present format; what was done before that cannot be undone."""
        with self._transaction(write=True), self._guest() as connection:
            schema.migrate(connection)
            facts.write(
                self._raw,
                **{
                    facts.DESK_ID: facts.read(self._raw).get(facts.DESK_ID, uuid.uuid4().hex),
                    facts.UNDO_WALL: str(journal.last_change(self._raw)),
                    facts.READS_FROM: schema.HEAD,
                },
            )
            self._break_seal()
        self._unsealed = True

    def _mend(self) -> None:
        """Write all pages that are not in use anew: a copy would stumble over one that is torn. Where there
        is no room for it, another opening does it."""
        with suppress(TrustDeskError), self._transaction(write=True) as connection:
            (unused,) = connection.execute("PRAGMA freelist_count").fetchone()
            (size,) = connection.execute("PRAGMA page_size").fetchone()
            # A new value takes the unused pages first, without looking at what stands in them.
            connection.execute("CREATE TABLE filler (filling BLOB)")
            connection.executemany("INSERT INTO filler VALUES (zeroblob(?))", [(size,)] * unused)
            connection.execute("DROP TABLE filler")

    def _sweep(self) -> bool:
        """Write the file anew, without what lies in unused pages; False when there was no room for it."""
        try:
            self._raw.execute("PRAGMA query_only = OFF")
            self._raw.execute("VACUUM")
            with self._transaction(write=True):
                self._break_seal()
                facts.write(self._raw, **{facts.SWEEP: None})
        except (driver.Error, TrustDeskError):  # what was erased is erased; it is swept another time
            return False
        self._unsealed = True
        return True

    def _break_seal(self) -> None:
        """Say in the file, with the first change since it was opened, that there is new work in it."""
        if self._unsealed:
            return
        generation = int(facts.read(self._raw).get(facts.GENERATION, "0")) + 1
        facts.write(
            self._raw,
            **{facts.GENERATION: str(generation), facts.PROGRAM: __version__, facts.SEAL: None},
        )

    @contextmanager
    def _writing(
        self, label: str, kind: str, stay: str | None = None, forget: Step | None = None
    ) -> Iterator[Any]:
        try:
            with self._transaction(write=True) as connection:
                before = journal.last_entry(connection)
                journal.begin(connection, label, kind, stay)
                yield connection
                changes = self._conclude(connection, label, kind, before, forget)
        except _NothingDoneError:
            return
        self._unsealed = True
        self.step += 1
        for listener in tuple(self.listeners):
            listener(changes)

    def _conclude(self, connection: Any, label: str, kind: str, before: int, forget: Step | None) -> Changes:
        """Do what belongs to a change, before it is saved, beside its rows: all entries after `before`."""
        if not connection.in_transaction:
            raise RuntimeError("the transaction of a change ended before the change")
        made = journal.entries(connection, after=before)
        if not made and forget is None:
            raise _NothingDoneError
        self._break_seal()
        if kind in (journal.DO, journal.ERASE):
            journal.forget_redo(connection)
        index.follow(connection, made)
        journal.end(connection)
        changes = journal.touched(connection, made, label)
        if forget is not None:
            wall = journal.put_wall(connection)
            with self._guest() as guest:
                forget(guest)
            facts.write(self._raw, **{facts.UNDO_WALL: str(wall), facts.SWEEP: "due"})
        return changes

    @contextmanager
    def _transaction(self, *, write: bool = False) -> Iterator[Any]:
        if write and self.read_only:
            raise TrustDeskError(self.read_only, Text(N_("Nothing was changed.")))
        if self._busy:
            raise RuntimeError("a desk is read or changed by one at a time")
        self._busy = True
        try:
            self._raw.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
            # Without IMMEDIATE a write could fail half way for want of the lock.
            self._raw.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            yield self._raw
            # The engine asks this with the first change only: later ones would go where nobody looks.
            if write and self._is_astray():
                raise file.astray()
            self._raw.execute("COMMIT")
        except Exception as error:
            # Beside damage, what fails in a reading is a fault of whoever asked: it keeps its own words.
            told = write or file.is_damage(error)
            if not told or not isinstance(getattr(error, "orig", error), driver.Error):
                raise
            if (known := file.explained(error, moved=self._is_astray())) is None:
                raise
            raise known from error
        finally:
            with suppress(driver.Error):
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")
            self._busy = False

    def _is_astray(self) -> bool:
        """Whether another file stands where this one was opened, or none."""
        return file.identity(self.path) != self._identity

    def _go(
        self,
        which: Callable[[Any], tuple[int, str] | None],
        kind: str,
        replay: Callable[[Any, int], None],
    ) -> str | None:
        target = self._target(which)
        if target is None:
            return None
        id, label = target
        with self._writing(label, kind) as connection:
            replay(connection, id)
        return label

    def _target(self, which: Callable[[Any], tuple[int, str] | None]) -> tuple[int, str] | None:
        with self._transaction() as connection:
            return which(connection)

    def _undoable(self, connection: Any) -> tuple[int, str] | None:
        return journal.undoable(connection, int(facts.read(self._raw).get(facts.UNDO_WALL, "0")))
