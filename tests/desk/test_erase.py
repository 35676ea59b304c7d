"""What is erased stands nowhere in the file any more; all else stays as it was; a kill leaves old or new."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.canonical import dump, index
from tests.safety.erasing import ALLIANCE, CANARY, TAIL, TODAY, make_desk
from tests.safety.plain_pages import held, plain_pages
from trustdesk.desk import Desk, Key, erase, history, passphrase
from trustdesk.desk.erase import Erasure
from trustdesk.desk.search import search
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    Commitment,
    Concern,
    Organisation,
    Party,
    Person,
    Relationship,
    Workshop,
)
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import take
from trustdesk.words import Text

CARE = "Sallowfield at Ellingrave"


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("erase") / "Worked on.trustdesk"
    make_desk(path)
    return path


@pytest.fixture
def desk(worked_on: Path, tmp_path: Path) -> Desk:
    return Desk.open(Path(shutil.copy(worked_on, tmp_path / "Work.trustdesk")))


def id_of(desk: Desk, kind: type[Relationship] | type[Person], name: str) -> str:
    with desk.read() as session:
        return session.scalars(select(kind.id).filter_by(name=name)).one()


def test_of_an_erased_relationship_no_page_of_the_file_holds_a_word_or_an_id(desk: Desk) -> None:
    alliance = id_of(desk, Relationship, ALLIANCE)
    with desk.read() as session:
        wanted = erase.extent(session, Erasure(Relationship, alliance))
    assert wanted.records[Commitment] == 32 and wanted.records[Organisation] == 2
    ids = ids_of(desk, alliance)
    assert erase.carry_out(desk, Erasure(Relationship, alliance))
    assert desk.undo_step is None and desk.redo_step is None and desk.problems() == []
    desk.close()
    pages = plain_pages(desk.path)
    assert held(desk.path, TAIL) == held(desk.path, TAIL.upper()) == 0
    assert [word for word in ("Holmquay", "holmquay", "Perivane", *ids) if word.encode() in pages] == []
    assert held(desk.path, "Sallowfield") > 0


def test_what_is_only_deleted_is_still_found_in_the_file(desk: Desk) -> None:
    with desk.change("Relationship deleted") as session:
        session.delete(session.scalars(select(Relationship).filter_by(name=ALLIANCE)).one())
    desk.close()
    assert held(desk.path, TAIL) > 100


def test_all_else_is_as_it_was(desk: Desk) -> None:
    alliance, care = (id_of(desk, Relationship, name) for name in (ALLIANCE, CARE))
    ids, before, told = ids_of(desk, alliance), dump(desk), steps(desk, care)
    found = index(desk)
    erase.carry_out(desk, Erasure(Relationship, alliance))
    left = {table: [row for row in rows if ids.isdisjoint(row)] for table, rows in before.items()}
    assert dump(desk) == left and steps(desk, care) == told and told
    assert index(desk) == [row for row in found if row[0] not in ids]
    desk.close()


def test_an_organisation_that_takes_part_in_another_relationship_stays(desk: Desk) -> None:
    with desk.change("Takes part twice") as session:
        shared = session.scalars(select(Organisation).where(Organisation.name.contains("Holmquay"))).one()
        party = select(Party).join(Relationship, Party.relationship_id == Relationship.id)
        session.scalars(party.where(Relationship.name == CARE)).first().organisation_id = shared.id
        kept = shared.id
    erase.carry_out(desk, Erasure(Relationship, id_of(desk, Relationship, ALLIANCE)))
    with desk.read() as session:
        names = list(session.scalars(select(Organisation.name)))
        assert session.get(Organisation, kept) is not None
    assert not any("Perivane" in name for name in names)
    desk.close()


@pytest.mark.parametrize(
    ("name", "times"), [("…", 0), ('"', 0), ("O'Brien (Falk) [x", 1), ("Ann*", 1), ("a.b", 1)]
)
def test_any_name_is_looked_for_as_it_stands(desk: Desk, name: str, times: int) -> None:
    with desk.change("Named") as session:
        ingrid = session.scalars(select(Person).filter_by(name="Ingrid Falk")).one()
        ingrid.name = name
        session.scalars(select(Workshop)).first().decisions = f"Ask {name} about it, not axb"
    with desk.read() as session:
        found = erase.mentions(session, session.get_one(Person, ingrid.id))
    assert [one.passage.found for one in found] == [name] * times
    desk.close()


def test_of_an_erased_person_the_record_the_links_and_the_history_are_gone(desk: Desk) -> None:
    wick = id_of(desk, Person, "Joanna Wick")
    with desk.change("Owner changed") as session:
        promise = session.scalars(select(Commitment).filter_by(owner_id=wick)).first()
        assert promise is not None
        id, text = promise.id, promise.text
        promise.owner_id, promise.text = None, "Somebody counts the sets again"
    with desk.read() as session:
        wanted = erase.extent(session, Erasure(Person, wick))
    assert dict(wanted.records) == {Person: 1} and set(wanted.cut) == {Commitment, Concern, Workshop}
    erase.carry_out(desk, Erasure(Person, wick))
    with desk.read() as session:
        assert session.get(Person, wick) is None
        assert session.scalars(select(Commitment).filter_by(owner_id=wick)).first() is None
    changed = [step for step in steps(desk, id_of(desk, Relationship, CARE)) if step[0] == id]
    assert ("Owner changed", "text", text, "Somebody counts the sets again") in {step[1:] for step in changed}
    assert all(step[2] != "owner_id" for step in changed if step[1] == "Owner changed")
    desk.close()
    assert wick.encode() not in plain_pages(desk.path)


def test_texts_that_name_a_person_are_found_and_left_as_they_are(desk: Desk) -> None:
    with desk.change("Named") as session:
        wick = session.scalars(select(Person).filter_by(name="Joanna Wick")).one()
        workshops = session.scalars(select(Workshop).filter_by(relationship_id=wick.relationship_id)).all()
        workshops[0].decisions = "Ask joanna  wick before the count"
        workshops[1].decisions = "Mrs Wick will not like the wicker chairs"
        workshops[2].decisions = "The candle's wick, and joanna of another firm"
        named = {workshops[0].id: "joanna wick", workshops[1].id: "Wick"}
    with desk.read() as session:
        wick = session.scalars(select(Person).filter_by(name="Joanna Wick")).one()
        found = {one.id: one.passage.found for one in erase.mentions(session, wick) if one.kind is Workshop}
    assert found == named
    erase.carry_out(desk, Erasure(Person, wick.id))
    with desk.read() as session:
        assert session.get_one(Workshop, workshops[0].id).decisions == "Ask joanna  wick before the count"
    desk.close()


def test_the_history_of_one_relationship_goes_and_its_records_stay(desk: Desk) -> None:
    alliance, care = (id_of(desk, Relationship, name) for name in (ALLIANCE, CARE))
    before, told = dump(desk), steps(desk, care)
    erase.carry_out(desk, Erasure(Relationship, alliance, history=True))
    assert dump(desk) == before and steps(desk, alliance) == [] and steps(desk, care) == told
    desk.close()
    assert held(desk.path, f"{CANARY}0") == 0 and held(desk.path, f"{CANARY}1") > 0


def test_the_history_of_the_desk_goes_and_undo_begins_anew(desk: Desk) -> None:
    before = dump(desk)
    erase.carry_out(desk, Erasure(history=True))
    assert dump(desk) == before and desk.undo_step is None
    with desk.change("Organisation added") as session:
        session.add(Organisation(name="Ostwick"))
    assert desk.undo() == "Organisation added" and dump(desk) == before
    assert desk.redo() == "Organisation added" and dump(desk) != before
    with desk.read() as session:
        assert [hit.words for hit in search(session, "Ostwick")] == ["Ostwick"]
    desk.close()
    assert held(desk.path, f"{CANARY}0") == 0


def test_numbers_of_the_journal_are_never_given_twice(desk: Desk) -> None:
    def newest() -> tuple[int, int]:
        with desk.read() as session:
            rows = session.connection().exec_driver_sql(
                "SELECT (SELECT max(id) FROM change), max(id) FROM entry"
            )
            return tuple(rows.one())

    for erasure in (Erasure(Person, id_of(desk, Person, "Ingrid Falk")), Erasure(history=True)):
        before = newest()
        erase.carry_out(desk, erasure)
        assert all(now > then for now, then in zip(newest(), before, strict=True))
    desk.close()


def test_listeners_hear_what_went(desk: Desk) -> None:
    heard, step = [], desk.step
    desk.listeners.append(heard.append)
    alliance = id_of(desk, Relationship, ALLIANCE)
    erase.carry_out(desk, Erasure(Relationship, alliance))
    (changes,) = heard
    assert desk.step == step + 1 and changes.touches(Relationship, Commitment)
    assert alliance in changes.relationships
    desk.close()


def test_under_a_passphrase_it_is_the_same(desk: Desk) -> None:
    key = Key("Würzburg 7")
    desk = passphrase.change(desk, key)
    erase.carry_out(desk, Erasure(Relationship, id_of(desk, Relationship, ALLIANCE)))
    desk.close()
    assert held(desk.path, TAIL, key) == 0 and held(desk.path, "Sallowfield", key) > 0


def test_a_desk_that_can_only_be_read_refuses(desk: Desk) -> None:
    before = dump(desk)
    desk.read_only = Text("This desk can only be read.")
    with pytest.raises(TrustDeskError, match="only be read"):
        erase.carry_out(desk, Erasure(history=True))
    assert dump(desk) == before
    desk.read_only = None
    desk.close()


MOMENTS = [("DELETE FROM relationship", 3), ("COMMIT", 0), ("VACUUM", 0), ("VACUUM", 60)]


@pytest.mark.parametrize(("word", "at"), MOMENTS)
def test_a_kill_leaves_the_old_or_the_new(desk: Desk, word: str, at: int) -> None:
    alliance, before = id_of(desk, Relationship, ALLIANCE), dump(desk)
    ids = ids_of(desk, alliance)
    desk.close()
    command = [sys.executable, "-m", "tests.safety.erasing", str(desk.path), alliance, word, str(at)]
    killed = subprocess.run(command, timeout=60)
    assert killed.returncode == 9
    with Desk.open(desk.path) as again:
        after = dump(again)
    if after == before:
        assert word != "VACUUM"
        return
    assert word == "VACUUM"
    assert after == {table: [row for row in rows if ids.isdisjoint(row)] for table, rows in before.items()}
    assert held(desk.path, TAIL) == 0  # what was left undone is done when it is opened


def test_what_could_not_be_written_anew_is_at_the_next_opening(desk: Desk) -> None:
    alliance = id_of(desk, Relationship, ALLIANCE)
    swept = failing(desk, "VACUUM", lambda: erase.carry_out(desk, Erasure(Relationship, alliance)))
    assert swept is False
    desk.close()
    size = desk.path.stat().st_size
    Desk.open(desk.path).close()
    assert desk.path.stat().st_size < size * 0.9
    assert alliance.encode() not in plain_pages(desk.path)
    with Desk.open(desk.path) as again:  # its seal fits
        assert again.undo_step is None


def failing(desk: Desk, word: str, run: Callable[[], bool]) -> bool:
    """Run something while the engine breaks off what begins with a word."""

    def watch(sql: str) -> None:
        if sql.startswith(word):
            desk._raw.set_progress_handler(lambda: 1, 1)

    desk._raw.set_trace_callback(watch)
    try:
        return run()
    finally:
        desk._raw.set_trace_callback(None)
        desk._raw.set_progress_handler(None, 0)


def ids_of(desk: Desk, relationship: str) -> set[str]:
    """The ids of a relationship, of all that is or was in it, and of the organisations of it alone."""
    with desk.read() as session:
        return erase._ids(session.connection(), Erasure(Relationship, relationship))


def steps(desk: Desk, relationship: str) -> list[tuple[object, ...]]:
    """The history of a relationship, for the consultant."""
    with desk.read() as session:
        seen = take(driver_of(session), relationship, "consultant", TODAY)
        return [
            (step.id, step.label, change.field.name, change.before, change.after)
            for step in history.read(session, seen)
            for change in step.fields
        ]
