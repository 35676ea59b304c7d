"""The viewpoint: what is seen, by whom, on which day."""

from __future__ import annotations

from datetime import timedelta

from trustdesk import audience as audiences
from trustdesk.actions import records
from trustdesk.records import Commitment, Concern
from ui.viewpoint import Viewpoint


def test_a_change_makes_a_new_snapshot(sample: Viewpoint) -> None:
    before = sample.snapshot
    assert sample.snapshot is before
    promise = before[Commitment][0]
    told: list[bool] = []
    sample.changed.connect(lambda: told.append(True))
    assert sample.do(
        "Reworded",
        lambda session: records.edit(
            session, records.get(session, Commitment, promise.id), sample.today, text="Other words"
        ),
    )
    assert told
    assert sample.snapshot is not before
    assert sample.snapshot.find(Commitment, promise.id).text == "Other words"  # type: ignore[union-attr]
    assert sample.undo_name == "Reworded"
    sample.undo()
    assert sample.snapshot.find(Commitment, promise.id).text == promise.text  # type: ignore[union-attr]


def test_turned_to_a_client_only_this_relationship_is_known(sample: Viewpoint) -> None:
    assert len(sample.heads) == 2
    everything = sample.snapshot
    sample.turn(audiences.everyone(everything.parties))
    assert [head.id for head in sample.heads] == [sample.relationship]
    assert not {one.id for one in sample.snapshot[Concern]} >= {one.id for one in everything[Concern]}
    elsewhere = sample.place
    sample.go("desk")
    assert sample.place == elsewhere


def test_turned_to_a_client_undo_does_not_name_what_it_may_not_see(sample: Viewpoint) -> None:
    private = next(one for one in sample.snapshot[Concern] if one.audience != "joint")
    sample.do(
        "Concern reworded",
        lambda session: records.edit(
            session, records.get(session, Concern, private.id), sample.today, text="Secret"
        ),
    )
    assert sample.undo_name == "Concern reworded"
    sample.turn(audiences.everyone(sample.snapshot.parties))
    assert sample.undo_name is None


def test_another_day_can_be_looked_at_and_not_changed(sample: Viewpoint) -> None:
    promise = sample.snapshot[Commitment][0]
    refusals: list[object] = []
    sample.refused.connect(refusals.append)
    sample.look_at(sample.today - timedelta(days=30))
    assert not sample.editable
    assert (
        sample.do(
            "Reworded",
            lambda session: records.edit(
                session, records.get(session, Commitment, promise.id), sample.today, text="x"
            ),
        )
        is None
    )
    assert len(refusals) == 1


def test_back_leads_to_where_one_was(sample: Viewpoint) -> None:
    sample.go("record")
    sample.go("history")
    sample.back()
    assert sample.place.page == "record"


def test_undo_in_another_relationship_says_in_which_but_never_to_a_client(sample: Viewpoint) -> None:
    first, other = (head for head in sample.heads[:2])
    said: list[str] = []
    sample.stepped.connect(lambda text: said.append(str(text)))
    sample.enter(other.id)
    promise = sample.snapshot[Commitment][0]
    assert sample.do(
        "Reworded",
        lambda session: records.edit(
            session, records.get(session, Commitment, promise.id), sample.today, text="Other words"
        ),
    )
    sample.undo()
    sample.redo()
    sample.enter(first.id)
    sample.undo()
    sample.redo()
    assert said == [
        "Undone: Reworded",
        "Done again: Reworded",
        f"Undone in {other.name}: Reworded",
        f"Done again in {other.name}: Reworded",
    ]
    sample.turn(audiences.everyone(sample.snapshot.parties))
    sample.undo()
    assert len(said) == 4, "undo of another relationship is not a client's"
