"""T4: a desk of an older format that is killed on the way to a newer one is of the old one or the new one.

Two migrations of later stand in for those to come (`tests/safety/later`). From every version before the last
a desk is opened, and its program is killed before each statement of the migration and after the last one.
Nothing of that begins without a verified backup.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from sqlalchemy import Connection

from tests.safety.cases import CHEMICAL
from tests.safety.life import state
from tests.safety.proofs import Counts, Findings, Size
from trustdesk import app_data, backups
from trustdesk.desk import PUBLISHED, Desk, file, journal, mapper, schema
from trustdesk.errors import OpenError, TrustDeskError
from trustdesk.words import Text

TITLE: Final = "a migration that is killed leaves the old format or the new one"
CONTROL: Final = "each step of a migration is saved by itself"
MOST: Final = Counts(small=5, full=10_000)
"""So many statements of each migration are met at most; at the full size all of them."""
LATER: Final = Path(__file__).parents[1] / "later"
STEPS: Final = ("9001", "9002")

Migrate = Callable[[Connection], None]


@dataclass(frozen=True)
class Old:
    """A desk of an older format, what stands in it, and what will once it is of the last one."""

    path: Path
    revision: str
    before: str
    after: str


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    with _later(folder):
        for old in _olds(folder):
            asked = _statements(folder, old)
            findings.figures[f"statements from {old.revision}"] = asked
            for number in _spread(asked, MOST.at(size)):
                _kill(findings, folder, old, number, schema.migrate)
            _without_backup(findings, folder, old)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    migrate = schema.migrate

    def in_two_goes(connection: Connection) -> None:
        with patch.object(schema, "HEAD", STEPS[0]):
            migrate(connection)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        migrate(connection)

    with _later(folder):
        old = next(_olds(folder))
        for number in _spread(_statements(folder, old), MOST.small):
            _kill(findings, folder, old, number, in_two_goes)
    return findings


def _kill(findings: Findings, folder: Path, old: Old, number: int, migrate: Migrate) -> None:
    """Open an old desk, killed at that statement of its migration; then look at it, and open it again."""
    findings.tried("kills in a migration")
    told = f"from {old.revision}, statement {number}"
    with _copied(folder, old) as path:
        with patch.object(schema, "migrate", migrate):
            _opened_apart(path, number)
        connection = file.connect(path)
        try:
            revision, stands = schema.revision(connection), state(connection)
            sound = not file.problems(connection)
        finally:
            connection.close()
        wanted = {old.revision: old.before, schema.HEAD: old.after}.get(revision or "")
        findings.expect(sound and stands == wanted, f"{told}: it is neither old nor new")
        for backup in (there := backups.listed_for(path)):
            backups.verify(backup, PUBLISHED)
        findings.expect(bool(there), f"{told}: there is no backup")
        try:
            with Desk.open(path, keep=backups.before_migration(path, PUBLISHED)) as desk:
                findings.expect(state(desk._raw) == old.after, f"{told}: something is gone in the end")
        except OpenError as error:
            findings.report(f"{told}: it does not open any more: {error.reason}")


def _without_backup(findings: Findings, folder: Path, old: Old) -> None:
    """Where no backup can be made there is no migration."""

    def refuse(_connection: Any) -> None:
        raise TrustDeskError(Text("No room"))

    findings.tried("migrations without a backup")
    with _copied(folder, old) as path:
        before = path.read_bytes()
        try:
            Desk.open(path, keep=refuse).close()
        except TrustDeskError:
            findings.expect(path.read_bytes() == before, f"from {old.revision}: written without a backup")
        else:
            findings.report(f"from {old.revision}: migrated without a backup")


def _opened_apart(path: Path, number: int) -> int:
    """Open a desk in a process of its own, which is killed at that statement after its backup was made; gives
    how many statements there were until then, or until the migration was saved and the next work began."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            _open_counting(path, number, writing)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return len(told)


def _open_counting(path: Path, number: int, out: int) -> None:
    counts = False
    count = 0
    keep, connect, install = backups.before_migration(path, PUBLISHED), file.connect, journal.install

    def keep_and_begin(connection: Any) -> None:
        nonlocal counts
        keep(connection)
        counts = True

    def end_and_install(connection: Any) -> None:
        nonlocal counts
        counts = False
        install(connection)

    def heard(_statement: str) -> None:
        nonlocal count
        if counts:
            count += 1
            os.write(out, b".")
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

    def listened(*given: Any, **named: Any) -> Any:
        connection = connect(*given, **named)
        connection.set_trace_callback(heard)
        return connection

    with patch.object(file, "connect", listened), patch.object(journal, "install", end_and_install):
        Desk.open(path, keep=keep_and_begin)


def _statements(folder: Path, old: Old) -> int:
    with _copied(folder, old) as path:
        return _opened_apart(path, 0)


def _spread(count: int, most: int) -> list[int]:
    """Numbers from 1 to `count`, the last one among them; `most` of them, spread."""
    step = max(1, count // most)
    return list(range(count, 0, -step))[:most]


def _olds(folder: Path) -> Iterator[Old]:
    """A desk of each version but the last."""
    first = folder / "first.trustdesk"
    with patch.object(schema, "HEAD", max(known for known in schema.DIGESTS if known < STEPS[0])):
        CHEMICAL.make(first)
    for revision in [known for known in sorted(schema.DIGESTS) if known < STEPS[-1]]:
        path = Path(shutil.copy(first, folder / f"{revision}.trustdesk"))
        before = _brought_to(path, revision)
        after = _brought_to(Path(shutil.copy(path, folder / "last.trustdesk")), STEPS[-1])
        yield Old(path, revision, before, after)


def _brought_to(path: Path, revision: str) -> str:
    """Bring a desk to that version; what stands in it then."""
    with patch.object(schema, "HEAD", revision), Desk.open(path, keep=lambda _connection: None) as desk:
        return state(desk._raw)


@contextmanager
def _copied(folder: Path, old: Old) -> Iterator[Path]:
    """A copy of an old desk in a folder with program data of its own, which then goes."""
    place = folder / "copied"
    place.mkdir()
    try:
        with patch.dict(os.environ, {app_data.PLACE: str(place / "data")}):
            yield Path(shutil.copy(old.path, place / "Work.trustdesk"))
    finally:
        shutil.rmtree(place)


@contextmanager
def _later(folder: Path) -> Iterator[None]:
    """The program as it will be once there are migrations: with those that stand in for them."""
    scripts = folder / "migrations"
    shutil.copytree(schema.MIGRATIONS, scripts)
    for path in LATER.glob("*.py"):
        shutil.copy(path, scripts / "versions")
    with (
        patch.object(schema, "MIGRATIONS", scripts),
        patch.object(schema, "DIGESTS", dict(schema.DIGESTS)),
        patch.object(schema, "HEAD", STEPS[-1]),
    ):
        for revision in STEPS:
            with patch.object(schema, "HEAD", revision):
                schema.DIGESTS[revision] = _digest_of_head(folder / f"empty {revision}.trustdesk")
        yield


def _digest_of_head(path: Path) -> str:
    raw = file.connect(path, mode="rwc")
    with mapper.engine(raw).connect() as connection:
        schema.migrate(connection)
    made = schema.digest(raw)
    raw.close()
    return made
