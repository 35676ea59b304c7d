"""One way to write: a change is one transaction, one step of undo and one word in the history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DatabaseError

from tests.canonical import dump, index
from trustdesk.desk import Changes, Desk
from trustdesk.records import Organisation, Party, Relationship


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "Work.trustdesk") as made:
        yield made


def add(desk: Desk, name: str) -> str:
    with desk.change(f"{name} added") as session:
        organisation = Organisation(name=name)
        session.add(organisation)
        session.flush()
        return organisation.id


def names(desk: Desk) -> list[str]:
    return sorted(row[1] for row in dump(desk)["organisation"])


def test_what_is_written_outside_a_change_is_refused(desk: Desk) -> None:
    with desk.read() as session, pytest.raises(DatabaseError):
        session.execute(insert(Organisation).values(id="1", name="A", sector="", note=""))
    assert names(desk) == []


def test_a_change_that_fails_leaves_nothing(desk: Desk) -> None:
    add(desk, "A")
    before = dump(desk)
    with pytest.raises(RuntimeError, match="half way"), desk.change("B added") as session:
        session.add(Organisation(name="B"))
        session.flush()
        raise RuntimeError("half way")
    assert dump(desk) == before
    assert desk.undo_label == "A added"


def test_a_change_that_changes_nothing_is_no_step(desk: Desk) -> None:
    heard: list[Changes] = []
    desk.listeners.append(heard.append)
    with desk.change("Looked at") as session:
        assert session.get(Organisation, "none") is None
    assert (desk.step, desk.undo_label, heard) == (0, None, [])


def test_listeners_hear_of_each_change_once_and_what_it_touched(desk: Desk) -> None:
    heard: list[Changes] = []
    desk.listeners.append(heard.append)
    id = add(desk, "A")
    assert [(c.label, dict(c.rows)) for c in heard] == [("A added", {"organisation": frozenset({id})})]
    assert heard[0].touches(Organisation)
    assert not heard[0].touches(Relationship)
    assert desk.step == 1


def test_undo_and_redo_go_back_and_forth_through_all_steps(desk: Desk) -> None:
    states = [dump(desk)]
    for name in "ABC":
        add(desk, name)
        states.append(dump(desk))
    for n in (2, 1, 0):
        assert desk.undo() == f"{'ABC'[n]} added"
        assert dump(desk) == states[n]
    assert desk.undo() is None
    for n in (1, 2, 3):
        assert desk.redo() == f"{'ABC'[n - 1]} added"
        assert dump(desk) == states[n]
    assert desk.redo() is None


def test_what_was_undone_is_gone_once_something_new_is_done(desk: Desk) -> None:
    add(desk, "A")
    desk.undo()
    add(desk, "B")
    assert desk.redo() is None
    assert (names(desk), desk.undo_label) == (["B"], "B added")


def test_undo_goes_on_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "Work.trustdesk"
    with Desk.create(path) as desk:
        add(desk, "A")
        add(desk, "B")
        desk.undo()
    with Desk.open(path) as desk:
        assert (desk.undo_label, desk.redo_label) == ("A added", "B added")
        assert desk.redo() == "B added"
        assert desk.undo() == "B added"
        assert desk.undo() == "A added"
        assert names(desk) == []


def test_successive_saves_in_one_stay_of_the_cursor_are_one_step(desk: Desk) -> None:
    id = add(desk, "A")
    for words in ("A l", "A lt", "A ltd"):
        with desk.change("Name changed", stay="organisation.name") as session:
            session.get_one(Organisation, id).name = words
    assert desk.undo() == "Name changed"
    assert names(desk) == ["A"]
    desk.redo()
    assert names(desk) == ["A ltd"]


def test_another_stay_is_another_step(desk: Desk) -> None:
    id = add(desk, "A")
    for stay in ("name", "sector"):
        with desk.change(f"{stay} changed", stay=stay) as session:
            setattr(session.get_one(Organisation, id), stay, "new")
    assert desk.undo() == "sector changed"
    assert names(desk) == ["new"]


def test_bulk_statements_and_cascades_are_undone_too(desk: Desk) -> None:
    with desk.change("Made") as session:
        relationship = Relationship(name="A – B")
        session.add(relationship)
        session.flush()
        session.add_all(Party(name=n, relationship_id=relationship.id) for n in "AB")
        id = relationship.id
    before = dump(desk)
    with desk.change("All roles set") as session:
        session.execute(update(Party).values(role="partner"))
    with desk.change("Relationship deleted") as session:
        session.delete(session.get_one(Relationship, id))
    assert dump(desk)["party"] == []
    desk.undo()
    desk.undo()
    assert dump(desk) == before


def test_a_number_comes_back_to_its_last_digit(desk: Desk) -> None:
    with desk.change("Made") as session:
        relationship = Relationship(name="A – B")
        session.add(relationship)
        session.flush()
        session.add(
            Party(name="A", relationship_id=relationship.id, known_kept=1 / 3, known_broken=0.1 + 0.2)
        )
    before = dump(desk)
    desk.undo()
    desk.redo()
    assert dump(desk) == before


def test_the_search_index_follows_undo_and_redo(desk: Desk) -> None:
    id = add(desk, "Nordwind")
    with desk.change("Renamed") as session:
        session.get_one(Organisation, id).name = "Südwind"
    after = index(desk)
    desk.undo()
    assert [row[-1] for row in index(desk)] == ["Nordwind"]
    desk.redo()
    assert index(desk) == after


def test_a_picture_comes_back_byte_for_byte(desk: Desk) -> None:
    from trustdesk.records import Profile

    with desk.change("Profile") as session:
        session.add(Profile(name="N", logo=bytes(range(256))))
    before = dump(desk)
    desk.undo()
    desk.redo()
    assert dump(desk) == before
