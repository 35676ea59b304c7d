"""The layouts of the forms: nothing that is declared is out of reach."""

from __future__ import annotations

from trustdesk.records import kinds
from trustdesk.records.base import Record
from ui import layouts
from ui.layouts import ESSENTIAL, LAYOUTS, LEFT_OUT, ONLY_LOOKED_AT, ONLY_WHEN
from ui.writing import ADDED, CHANGED

WITHOUT_FORM = {
    "adjustment": "it is written when something is moved, and only read then",
    "concern_state": "it is written when a concern comes into a state",
    "sign_off": "it is given at a gate, as a signature",
}


def _laid_out(kind: type[Record]) -> list[str]:
    return [name for group in LAYOUTS[kind] for line in group.lines for name in line]


def test_every_declared_field_has_its_place_in_a_form_or_a_reason_why_not() -> None:
    for kind in kinds():
        if kind.__tablename__ in WITHOUT_FORM:
            assert kind not in LAYOUTS
            continue
        placed = _laid_out(kind)
        without = {name for table, name in LEFT_OUT if table == kind.__tablename__}
        assert set(placed) - {ESSENTIAL.name} == set(kind.fields) - without, kind
        assert len(placed) == len(set(placed)), kind


def test_what_is_said_of_fields_names_fields_that_are_there() -> None:
    for kind, name in [*ONLY_WHEN, *ONLY_LOOKED_AT]:
        assert name in kind.fields
    tables = {kind.__tablename__: kind for kind in kinds()}
    assert all(name in tables[table].fields for table, name in LEFT_OUT)


def test_turned_to_a_client_no_private_field_is_laid_out() -> None:
    for kind in LAYOUTS:
        for group in layouts.groups_of(kind, turned=True):
            for line in layouts.lines_of(kind, group, turned=True):
                assert not any(field.private or field.name == "audience" for field in line)


def test_a_step_has_a_name_for_every_kind_of_record() -> None:
    assert set(CHANGED) == set(kinds())
    assert set(ADDED) >= set(LAYOUTS) - {kind for kind in kinds() if kind.__tablename__ == "relationship"}
