"""Rows pasted from a spreadsheet: understood by heading or order, judged by the import, nothing guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.canonical import dump
from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment
from ui import pasting
from ui.pasting import Line, Pasted
from ui.viewpoint import Viewpoint

SHOWN = tuple(Commitment.fields[name] for name in ("ref", "text", "giver_id", "due"))


def starts(viewpoint: Viewpoint) -> dict[str, object]:
    snapshot = viewpoint.snapshot
    stage = next(iter(viewpoint.measures.stages)).stage
    return {"giver_id": snapshot.parties[0].id, "stage_id": stage.id, "due": date(2026, 12, 15)}


def preview(viewpoint: Viewpoint, pasted: Pasted) -> tuple[Line, ...]:
    snapshot, terms = viewpoint.snapshot, starts(viewpoint)
    with viewpoint.desk.read() as session:
        found = pasting.judged(session, snapshot, pasted, terms, viewpoint.today)
    return pasting.preview(found)


def wrong(lines: Sequence[Line]) -> list[tuple[int, Any]]:
    return [(line.number, problem.column) for line in lines for problem in line.wrong]


def test_a_first_row_of_headings_says_which_column_is_which() -> None:
    rows = [["Commitment", "promised by", "Due", "Odd", "State"], ["Send it", "A", "2026-12-01", "x", ""]]
    pasted = pasting.understand(rows, SHOWN, ["State"])
    assert [field and field.name for field in pasted.fields] == ["text", "giver_id", "due", None, None]
    assert pasted.first == 2
    assert pasted.unknown == ("Odd",)
    assert pasted.missing == ("stage_id",)


def test_without_headings_the_columns_are_those_on_the_screen() -> None:
    pasted = pasting.understand([["C1", "Send the list", "A", "2026-12-01"]], SHOWN, [])
    assert pasted.fields == SHOWN
    assert pasted.first == 1


def test_lines_of_one_cell_are_promises_and_nothing_else() -> None:
    assert pasting.lines_of([["Send the list"], ["", "Bring the plan"]]) == (
        "Send the list",
        "Bring the plan",
    )
    assert pasting.lines_of([["C1", "Send the list"]]) == ()


def test_rows_are_added_behind_the_others_with_free_refs_in_one_step(sample: Viewpoint) -> None:
    before = sample.snapshot[Commitment]
    pasted = pasting.understand(
        [["Promise", "Due"], ["=Send & <b>it</b>", "1 Dec 2026"], ["Second", "2026-12-02"]], (), []
    )
    lines = preview(sample, pasted)
    assert [line.what.message for line in lines] == ["new", "new"]
    assert not wrong(lines)
    untouched = dump(sample.desk)
    terms, seen = starts(sample), sample.snapshot
    sample.attempt(pasting.STEP, lambda session: pasting.store(session, seen, pasted, terms, sample.today))
    added = sample.snapshot[Commitment][len(before) :]
    assert [promise.text for promise in added] == ["=Send & <b>it</b>", "Second"]
    assert [promise.due for promise in added] == [date(2026, 12, 1), date(2026, 12, 2)]
    assert len({promise.ref for promise in sample.snapshot[Commitment]}) == len(before) + 2
    assert sample.undo_name == pasting.STEP
    sample.undo()
    assert dump(sample.desk) == untouched


@pytest.mark.parametrize(
    "written", ["3/4/2026", "soon", "32 Dec 2026", "5 3", "5 12", "Dec 26", "fri", "+2026", "today", ""]
)
def test_a_day_is_never_guessed(sample: Viewpoint, written: str) -> None:
    pasted = pasting.understand([["Promise", "Due"], ["Send it", written]], (), [])
    assert wrong(preview(sample, pasted)) == [(2, "Due")]


@pytest.mark.parametrize("written", ["2026-12-01", "1 Dec 2026", "1.12.2026", "1.12.26", "12/01/2026 00:00"])
def test_a_day_with_its_year_is_read_where_it_can_be_read_one_way_only(
    sample: Viewpoint, written: str
) -> None:
    pasted = pasting.understand([["Promise", "Due"], ["Send it", written]], (), [])
    (line,) = preview(sample, pasted)
    assert bool(line.wrong) == ("/" in written)
    assert line.wrong or line.promise.due == date(2026, 12, 1)


def test_every_error_names_its_row_and_one_alone_stops_all(sample: Viewpoint) -> None:
    rows = [
        ["Promise", "Promised by", "Due"],
        ["Good", sample.snapshot.parties[1].name, "2026-12-01"],
        ["", "Nobody", "2026-12-01"],
    ]
    pasted = pasting.understand(rows, (), [])
    lines = preview(sample, pasted)
    assert sorted(wrong(lines)) == [(3, "Commitment"), (3, "Giver")]
    terms, seen = starts(sample), sample.snapshot
    with pytest.raises(TrustDeskError):
        sample.attempt(
            pasting.STEP, lambda session: pasting.store(session, seen, pasted, terms, sample.today)
        )


def test_what_was_copied_from_the_table_comes_back_as_it_is(sample: Viewpoint) -> None:
    promise = sample.snapshot[Commitment][0]
    giver, other = sample.snapshot.parties
    rows = [["Ref", "Promise", "Promised by", "Promised to", "Due"]]
    rows.append([promise.ref, promise.text, giver.name, other.name, promise.due.isoformat()])
    assert [line.what.message for line in preview(sample, pasting.understand(rows, (), []))] == ["as it is"]
    rows[1][1] = "Other words"
    (line,) = preview(sample, pasting.understand(rows, (), []))
    assert str(line.what) == f"changes {promise.ref}"


def test_what_not_all_read_gets_a_ref_of_its_own_series(sample: Viewpoint) -> None:
    audience = Commitment.fields["audience"]
    fields = (Commitment.fields["text"], audience)
    rows = (("Ask them first", "consultant"), ("Send the list", "joint"), ("Bring the plan", ""))
    pasted = Pasted(rows, fields, 1)
    before = {promise.ref for promise in sample.snapshot[Commitment]}
    snapshot, terms = sample.snapshot, starts(sample)
    with sample.desk.change("Pasted") as session:
        found = pasting.judged(session, snapshot, pasted, terms, sample.today)
        assert not found.report.errors and not found.report.warnings
        found.store(session)
    made = {promise.text: promise.ref for promise in sample.snapshot[Commitment] if promise.ref not in before}
    assert made["Ask them first"].startswith("CP")
    last = max(int(ref[1:]) for ref in before if ref[1:].isdigit())
    assert [made["Send the list"], made["Bring the plan"]] == [f"C{last + 1}", f"C{last + 2}"]
