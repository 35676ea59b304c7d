"""The empty workbook: a note on each column, and nothing in the way of an import."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.exchange.program import TODAY, places, program
from trustdesk.desk import Desk
from trustdesk.exchange import layout, template
from trustdesk.exchange.workbook import import_into
from trustdesk.records import SHEETS, Commitment, Kind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Template.xlsx"
    made.write_bytes(template.workbook())
    return made


def test_every_column_of_every_sheet_has_a_note(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [kind.sheet for kind in SHEETS]
    for kind in SHEETS:
        head = book[str(kind.sheet)][1]
        asked = [field.column for field in layout.columns(kind) if field is not layout.READERS]
        assert [cell.value for cell in head] == asked
        assert all(cell.comment and len(cell.comment.text) > 20 for cell in head)


def test_a_note_says_what_has_to_be_filled_what_is_expected_and_what_blank_means(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["Commitments"]
    notes = {cell.value: cell.comment.text for cell in sheet[1]}
    assert notes["Due"].startswith("Has to be filled.\nDue: a day, written like 2026-03-31.")
    assert "kept, late, partly, missed, released, renegotiated" in notes["Outcome"]
    assert "Blank: all the others." in notes["Receivers"]
    assert "Blank: 1." in notes["Importance"]
    people = openpyxl.load_workbook(path)["People"]
    assert "consultant's own" in next(cell.comment.text for cell in people[1] if cell.value == "Stance")


def test_every_column_but_that_of_the_audience_is_explained() -> None:
    for kind in SHEETS:
        for field in layout.columns(kind):
            explained = field.help.endswith(".") and len(field.help) > 30
            assert explained or field.kind is Kind.AUDIENCE, (kind.sheet, field.column)
    ref = layout.columns(Commitment)[0]
    assert "such as C1; other rows refer to it" in template.note(ref, "Commitments")


def test_choices_are_offered_in_a_list(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["Commitments"]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"kept,late,partly,missed,released,renegotiated"' in offered.values()


def test_the_template_filled_in_is_imported_without_a_warning(desk: Desk, path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for name, rows in program().items():
        head = {cell.value: cell.column for cell in book[name][1]}
        for number, row in enumerate(rows, 2):
            for heading, value in row.items():
                book[name].cell(number, head[heading], value)
    book.save(path)
    report = import_into(desk, path, TODAY)
    assert (report.errors, report.warnings, report.imported) == ((), (), 8)


def test_the_template_as_it_is_lacks_its_relationship(desk: Desk, path: Path) -> None:
    assert places(import_into(desk, path, TODAY)) == [("Relationship", 2, None)]


def test_the_template_is_the_same_each_time() -> None:
    assert template.workbook() == template.workbook()
