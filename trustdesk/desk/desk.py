"""A desk: one file, one writer, one way to change it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from trustdesk.desk import file, journal, schema, search
from trustdesk.desk.journal import Changes
from trustdesk.desk.key import PUBLISHED, Key
from trustdesk.desk.tables import meta
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text

Listener = Callable[[Changes], None]


class Desk:
    """An open desk. It is the only writer of its file, and belongs to one thread at a time.

    `step` counts the changes since it was opened: whoever shows something compares it to know whether it
    is behind. `listeners` are called after each change that was saved.
    """

    def __init__(self, path: Path, connection: Any, key: Key = PUBLISHED) -> None:
        self.path = path
        self.key = key
        self.step = 0
        self.listeners: list[Listener] = []
        self._raw = connection
        self._busy = False
        self._begin = "BEGIN"
        self._engine = file.engine(connection, lambda: self._begin)

    @classmethod
    def create(cls, path: Path, key: Key = PUBLISHED) -> Desk:
        """Make an empty desk and open it; refuses a name that is taken. Nothing half made is left behind."""
        if path.exists():
            raise TrustDeskError(
                Text(N_("There is already a file at {path}."), {"path": str(path)}),
                Text(N_("It was left as it is. Choose another name.")),
            )
        if not path.parent.is_dir():
            raise TrustDeskError(
                Text(N_("There is no folder {path}."), {"path": str(path.parent)}),
                Text(N_("Nothing was made. Check the name of the folder.")),
            )
        draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
        try:
            desk = cls(draft, file.connect(draft, key, create=True), key)
            try:
                desk._prepare()
            finally:
                desk.close()
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        return cls.open(path, key)

    @classmethod
    def open(cls, path: Path, key: Key = PUBLISHED) -> Desk:
        """Open a desk, bringing an older one to the present format first.

        Raises TrustDeskError for a missing, empty, foreign, damaged, newer or already open file.
        """
        desk = cls(path, file.connect(path, key), key)
        try:
            desk._prepare()
        except BaseException:
            desk.close()
            raise
        return desk

    def close(self) -> None:
        """Close the file; what was saved is saved."""
        self._engine.dispose()
        self._raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that can only read."""
        with self._transaction() as connection, Session(connection) as session:
            yield session

    @contextmanager
    def change(self, label: str, *, stay: str | None = None) -> Iterator[Session]:
        """One transaction, one entry of the history, one step of undo, under the name `label`.

        Successive changes with the same `stay` (one field of one record, in one stay of the cursor) are one
        step. When the body raises, nothing of it is kept; when it changes nothing, there is no step.
        """
        with self._writing(label, journal.DO, stay) as connection, Session(connection) as session:
            yield session
            session.flush()

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

    def problems(self) -> list[Text]:
        """What is wrong with the file itself and its schema, in words; empty when both are sound."""
        if found := file.problems(self._raw):
            return found
        with self._transaction() as connection:
            return schema.problems(connection)

    def _prepare(self) -> None:
        with self._transaction(write=True) as connection:
            if schema.revision(connection) != schema.HEAD:
                schema.migrate(connection)
                wall = journal.last_change(connection)
                facts = {"undo_wall": str(wall)}
                if not wall:
                    facts["desk_id"] = uuid.uuid4().hex
                for name, value in facts.items():
                    connection.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            journal.install(connection)

    @contextmanager
    def _writing(self, label: str, kind: str, stay: str | None = None) -> Iterator[Connection]:
        with self._transaction(write=True) as connection:
            before = journal.last_entry(connection)
            journal.begin(connection, label, kind, stay)
            yield connection
            made = journal.entries(connection, after=before)
            if not made:
                connection.rollback()
                return
            if kind == journal.DO:
                journal.forget_redo(connection)
            search.follow(connection, made)
            journal.end(connection)
            changes = journal.touched(connection, made, label)
        self.step += 1
        for listener in tuple(self.listeners):
            listener(changes)

    @contextmanager
    def _transaction(self, *, write: bool = False) -> Iterator[Connection]:
        if self._busy:
            raise RuntimeError("a desk is read or changed by one at a time")
        self._busy = True
        try:
            # Without IMMEDIATE a write could fail half way for want of the lock.
            self._begin = "BEGIN IMMEDIATE" if write else "BEGIN"
            self._raw.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            # Beside damage, what fails in a reading is a fault of whoever asked: it keeps its own words.
            known = file.explained(error, self.path) if write or file.is_damage(error) else None
            if known is None:
                raise
            raise known from error
        finally:
            self._busy = False

    def _go(
        self,
        which: Callable[[Connection], tuple[int, str] | None],
        kind: str,
        replay: Callable[[Connection, int], None],
    ) -> str | None:
        target = self._target(which)
        if target is None:
            return None
        id, label = target
        with self._writing(label, kind) as connection:
            replay(connection, id)
        return label

    def _target(self, which: Callable[[Connection], tuple[int, str] | None]) -> tuple[int, str] | None:
        with self._transaction() as connection:
            return which(connection)

    def _undoable(self, connection: Connection) -> tuple[int, str] | None:
        wall = connection.execute(select(meta.c.value).where(meta.c.name == "undo_wall")).scalar()
        return journal.undoable(connection, int(wall or 0))
