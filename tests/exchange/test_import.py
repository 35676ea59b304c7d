"""What an import takes from a workbook, what it leaves as it is, and what it says of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.canonical import dump
from tests.chemical import AS_OF, CASE
from tests.exchange.program import NAME, TODAY, Sheets, bring, concern, places, program, save, seen, take
from trustdesk.audience import JOINT
from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    Benefit,
    Commitment,
    Party,
    RiskStep,
    Workshop,
)


def by_ref(desk: Desk, ref: str) -> Commitment:
    return next(commitment for commitment in seen(desk)[Commitment] if commitment.ref == ref)


def test_the_chemical_case_is_imported_without_an_error_or_a_warning(desk: Desk) -> None:
    report = bring(desk, CASE, AS_OF)
    assert (report.imported, report.errors, report.warnings) == (50, (), ())
    assert desk.undo_label == "Workbook imported"
    assert [step.ref for step in seen(desk)[RiskStep]] == ["R1", "R2", "R3", "R4", "R5", "R6"]


def test_importing_the_same_workbook_again_changes_nothing_and_leaves_no_step_to_undo(desk: Desk) -> None:
    bring(desk, CASE, AS_OF)
    before, step = dump(desk), desk.step
    assert bring(desk, CASE, AS_OF).imported == 50
    assert (dump(desk), desk.step) == (before, step)


def test_one_undo_takes_the_whole_import_back(desk: Desk) -> None:
    empty = dump(desk)
    bring(desk, CASE, AS_OF)
    desk.undo()
    assert dump(desk) == empty


def test_only_the_sheets_and_columns_that_have_to_be_there_are_needed(desk: Desk, tmp_path: Path) -> None:
    report = take(desk, program(), tmp_path)
    assert (report.errors, report.warnings) == ((), ())
    whole = seen(desk)
    assert (whole.relationship.name, whole.relationship.mode) == (NAME, "mutual")
    assert whole.relationship.half_life_days == 180
    first = whole[Commitment][0]
    assert (first.importance, first.confirmed, first.audience, first.receivers) == (1, "yes", JOINT, ())


def test_sheet_and_column_names_are_matched_without_regard_to_case_spaces_or_order(
    desk: Desk, tmp_path: Path
) -> None:
    sheets = program()
    bent: Sheets = {}
    for name, rows in reversed(sheets.items()):
        bent[f" {name.upper()}".replace(" ", "  ")] = [
            {f" {heading.lower()} ": value for heading, value in reversed(row.items())} for row in rows
        ]
    bent["  RISK  STEPS"][0]["Loss 1–10"] = bent["  RISK  STEPS"][0].pop(" loss ")
    report = take(desk, bent, tmp_path)
    assert (report.errors, report.warnings) == ((), ())
    assert seen(desk)[RiskStep][0].loss == 3


def test_a_folder_of_csv_files_is_read_like_the_excel_file(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0] |= {"Commitment": "Say “yes”, or;\nno", "Importance": 2, "Must have": "yes"}
    assert bring(desk, save(sheets, tmp_path / "folder"), TODAY).errors == ()
    csv = dump(desk)
    assert by_ref(desk, "C1").text == "Say “yes”, or;\nno"
    assert take(desk, sheets, tmp_path).errors == ()
    assert dump(desk) == csv


def test_days_are_excel_days_or_iso_text(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0]["Due"] = date(2026, 2, 3)
    sheets["Commitments"][1]["Due"] = datetime(2026, 12, 3, 14, 30)  # noqa: DTZ001 - as Excel has it
    assert take(desk, sheets, tmp_path).errors == ()
    assert [promise.due for promise in seen(desk)[Commitment]] == [date(2026, 2, 3), date(2026, 12, 3)]


@pytest.mark.parametrize("words", ["3.2.2026", "02/03/2026", "2026-02-30", "Feb 3", 46056, "2026-2-3"])
def test_any_other_day_is_an_error_and_never_a_guess(desk: Desk, tmp_path: Path, words: object) -> None:
    sheets = program()
    sheets["Commitments"][1]["Due"] = words
    report = take(desk, sheets, tmp_path)
    assert places(report) == [("Commitments", 3, "Due")]
    assert report.errors[0].value == words
    assert "2026-03-31" in str(report.errors[0].expected)


@pytest.mark.parametrize("words", ["y", "true", True, 1, "ja"])
def test_yes_and_no_are_the_only_answers(desk: Desk, tmp_path: Path, words: object) -> None:
    sheets = program()
    sheets["Commitments"][0]["Must have"] = words
    assert places(take(desk, sheets, tmp_path)) == [("Commitments", 2, "Must have")]


def test_a_whole_number_may_come_as_excel_gives_it(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0] |= {"Importance": 2.0, "Ref": 7.0}
    assert take(desk, sheets, tmp_path).errors == ()
    assert by_ref(desk, "7").importance == 2


@pytest.mark.parametrize("number", [2.5, 4, 0, "two", "nan"])
def test_a_number_that_does_not_fit_is_named(desk: Desk, tmp_path: Path, number: object) -> None:
    sheets = program()
    sheets["Commitments"][0]["Importance"] = number
    report = take(desk, sheets, tmp_path)
    assert places(report) == [("Commitments", 2, "Importance")]
    assert str(report.errors[0].expected) == "a whole number from 1 to 3"


def test_every_error_of_the_file_is_reported_and_nothing_is_imported(desk: Desk, tmp_path: Path) -> None:
    before = dump(desk)
    sheets = program()
    sheets["Parties"][1]["Party"] = "joint"
    sheets["Stages"][0]["Ends"] = "2025-01-01"
    sheets["Commitments"][0] |= {"Stage": "Nowhere", "Due": "soon", "Importance": 9}
    sheets["Commitments"][1]["Giver"] = "Carl"
    sheets["Risk steps"][0] |= {"Trusted": "Anna", "Status": "done"}
    report = take(desk, sheets, tmp_path)
    assert set(places(report)) == {
        ("Parties", 3, "Party"),
        ("Stages", 2, "Ends"),
        ("Commitments", 2, "Stage"),
        ("Commitments", 2, "Due"),
        ("Commitments", 2, "Importance"),
        ("Commitments", 3, "Giver"),
        ("Risk steps", 2, "Trusted"),
        ("Risk steps", 2, "Status"),
    }
    assert report.imported == 0
    assert dump(desk) == before
    assert desk.undo_label is None


def test_what_follows_from_an_unreadable_cell_is_not_reported_as_well(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0] |= {"Outcome": "dun", "Closed on": "2026-01-30"}
    assert places(take(desk, sheets, tmp_path)) == [("Commitments", 2, "Outcome")]


def test_a_missing_sheet_or_column_is_an_error(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    del sheets["Stages"]
    for row in sheets["Commitments"]:
        del row["Due"], row["Stage"]
    del sheets["Risk steps"]
    assert places(take(desk, sheets, tmp_path)) == [
        ("Stages", None, None),
        ("Commitments", 1, "Stage"),
        ("Commitments", 1, "Due"),
    ]


@pytest.mark.parametrize(
    ("sheet", "column"), [("Parties", "Party"), ("Stages", "Stage"), ("Commitments", "Ref")]
)
def test_what_refers_to_a_missing_sheet_or_to_one_without_names_is_no_error_of_its_own(
    desk: Desk, tmp_path: Path, sheet: str, column: str
) -> None:
    sheets = program() | {"People": [{"Name": "Ida", "Party": "Anna"}], "Concerns": [concern(owner="Eve")]}
    sheets["Relationship"][0]["Starting evidence"] = "Anna: 1, 1"
    sheets["Commitments"][0] |= {"Audience": "Anna", "Owner": "Ute"}
    sheets["Risk steps"][0]["Needs"] = "C1"
    sheets["Opportunities"] = [{"Ref": "O1", "Opportunity": "More", "Worth": "Anna: less"}]
    headless = [{name: value for name, value in row.items() if name != column} for row in sheets[sheet]]
    nameless = [row or {"Note": "x"} for row in headless]
    (tmp_path / "nameless").mkdir()
    report = take(desk, sheets | {sheet: nameless}, tmp_path / "nameless")
    assert places(report) == [(sheet, 1, column)]
    del sheets[sheet]
    assert places(take(desk, sheets, tmp_path)) == [(sheet, None, None)]


def test_an_unknown_audience_is_told_which_there_are(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0]["Audience"] = "Carl"
    (error,) = take(desk, sheets, tmp_path).errors
    assert str(error.expected) == "joint, consultant, or parties separated by “;”: Anna, Bert"


def test_an_import_says_whether_it_brings_anything_new(desk: Desk, tmp_path: Path) -> None:
    assert take(desk, program(), tmp_path, dry_run=True).news
    assert take(desk, program(), tmp_path).news
    assert not take(desk, program(), tmp_path).news
    assert not take(desk, program(), tmp_path, dry_run=True).news


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_csv_file_that_is_not_separated_by_commas_is_named_as_that(
    desk: Desk, tmp_path: Path, sign: str, name: str
) -> None:
    folder = save(program(), tmp_path / "folder")
    for file in folder.iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace(",", sign), encoding="utf-8-sig")
    with pytest.raises(TrustDeskError, match=f"separated by {name}"):
        bring(desk, folder, TODAY)


def test_a_csv_file_may_begin_with_a_byte_order_mark(desk: Desk, tmp_path: Path) -> None:
    folder = save(program(), tmp_path / "folder")
    for file in folder.iterdir():
        file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert bring(desk, folder, TODAY).imported == 8


def test_an_unknown_column_or_sheet_is_a_warning(desk: Desk, tmp_path: Path) -> None:
    sheets = program() | {"Ideas": [{"What": "more"}]}
    sheets["Commitments"][0]["Mood"] = "good"
    report = take(desk, sheets, tmp_path)
    assert report.errors == ()
    assert [(one.sheet, one.column) for one in report.warnings] == [("Commitments", "Mood"), ("Ideas", None)]
    assert report.imported == 8


def test_a_doubled_column_is_an_error(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0]["due "] = "2026-02-01"
    assert places(take(desk, sheets, tmp_path)) == [("Commitments", 1, "Due")]


def test_a_dry_run_only_reports(desk: Desk, tmp_path: Path) -> None:
    before = dump(desk)
    report = take(desk, program(), tmp_path, dry_run=True)
    assert (report.imported, report.rows, report.errors) == (0, 8, ())
    assert dump(desk) == before


def test_a_blank_clears_and_an_absent_column_stays(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0] |= {"Done when": "received", "Importance": 3}
    take(desk, sheets, tmp_path)
    sheets = program()
    sheets["Commitments"][0]["Commitment"] = "Send all of it"
    take(desk, sheets, tmp_path)
    promise = by_ref(desk, "C1")
    assert (promise.text, promise.done_when, promise.importance) == ("Send all of it", "received", 3)
    sheets["Commitments"][0]["Importance"] = None
    take(desk, sheets, tmp_path)
    assert by_ref(desk, "C1").importance == 1


def test_absent_rows_stay_and_nothing_is_deleted(desk: Desk, tmp_path: Path) -> None:
    take(desk, program(), tmp_path)
    sheets = program()
    sheets["Commitments"] = [sheets["Commitments"][1] | {"Commitment": "Read all of it"}]
    assert take(desk, sheets, tmp_path).errors == ()
    assert [promise.text for promise in seen(desk)[Commitment]] == ["Send it", "Read all of it"]


def test_rows_stand_in_the_order_of_the_sheet_and_a_new_one_behind_its_neighbour(
    desk: Desk, tmp_path: Path
) -> None:
    sheets = program()
    rows = [sheets["Commitments"][0] | {"Ref": f"C{n}"} for n in range(1, 6)]
    take(desk, sheets | {"Commitments": rows}, tmp_path)
    reordered = [rows[3], rows[1] | {"Ref": "C9"}, rows[0]]
    take(desk, sheets | {"Commitments": reordered}, tmp_path)
    assert [promise.ref for promise in seen(desk)[Commitment]] == ["C4", "C9", "C2", "C3", "C1", "C5"]


def test_the_relationship_and_its_records_are_found_by_what_they_go_by(desk: Desk, tmp_path: Path) -> None:
    take(desk, program(), tmp_path)
    ids = {promise.id for promise in seen(desk)[Commitment]}
    sheets = program()
    sheets["Relationship"][0]["Name"] = f"  {NAME.upper()} "
    sheets["Commitments"][0]["Ref"] = " c1"
    sheets["Parties"][0] |= {"Party": "ANNA", "Role": "supplier"}
    assert take(desk, sheets, tmp_path).errors == ()
    assert {promise.id for promise in seen(desk)[Commitment]} == ids
    assert seen(desk)[Party][0].role == "supplier"


def test_another_name_is_another_relationship(desk: Desk, tmp_path: Path) -> None:
    take(desk, program(), tmp_path)
    sheets = program()
    sheets["Relationship"][0]["Name"] = "Anna and Bertha"
    assert take(desk, sheets, tmp_path).errors == ()
    assert len(dump(desk)["relationship"]) == 2
    assert len(dump(desk)["commitment"]) == 4


def test_workshops_are_found_by_date_kind_and_title(desk: Desk, tmp_path: Path) -> None:
    first = {"Date": "2026-03-01", "Kind": "review", "Title": "Spring", "Decisions": "go on"}
    other = first | {"Title": "Other"}
    take(desk, program() | {"Workshops": [first, other]}, tmp_path)
    take(desk, program() | {"Workshops": [first | {"Decisions": "hold"}]}, tmp_path)
    assert [workshop.decisions for workshop in seen(desk)[Workshop]] == ["hold", "go on"]


def test_the_fraction_of_a_standing_promise_is_times_kept_of_times(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0] |= {
        "Outcome": "partly", "Closed on": "2026-02-01", "Times": 12, "Times kept": 11, "Fraction": 0.92,
    }  # fmt: skip
    assert take(desk, sheets, tmp_path).warnings == ()
    assert by_ref(desk, "C1").fraction == 11 / 12
    sheets["Commitments"][0]["Fraction"] = 0.5
    report = take(desk, sheets, tmp_path)
    assert [(one.row, one.column, one.value) for one in report.warnings] == [(2, "Fraction", 0.5)]
    assert by_ref(desk, "C1").fraction == 11 / 12


def test_the_starting_evidence_belongs_to_the_parties(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Relationship"][0]["Starting evidence"] = "bert: 2.5, 0 ; Anna: 1,1"
    assert take(desk, sheets, tmp_path).errors == ()
    known = [(party.known_kept, party.known_broken) for party in seen(desk).parties]
    assert known == [(1.0, 1.0), (2.5, 0.0)]
    sheets["Relationship"][0] |= {"Starting evidence": None, "Purpose": "more"}
    take(desk, sheets, tmp_path)
    assert [(party.known_kept, party.known_broken) for party in seen(desk).parties] == [(0, 0), (0, 0)]


@pytest.mark.parametrize("words", ["Anna 2, 1", "Carl: 1, 1", "Anna: 2", "Anna: many, 1", "Anna: -1, 0"])
def test_starting_evidence_that_cannot_be_read_is_an_error(desk: Desk, tmp_path: Path, words: str) -> None:
    sheets = program()
    sheets["Relationship"][0]["Starting evidence"] = words
    assert places(take(desk, sheets, tmp_path)) == [("Relationship", 2, "Starting evidence")]


def test_what_an_opportunity_is_worth_is_said_for_each_party(desk: Desk, tmp_path: Path) -> None:
    row = {"Ref": "O1", "Opportunity": "More", "Worth": "Anna: less; and: better stock; Bert: fewer stops"}
    assert take(desk, program() | {"Opportunities": [row]}, tmp_path).errors == ()
    assert [one.worth for one in seen(desk)[Benefit]] == ["less; and: better stock", "fewer stops"]
    take(desk, program() | {"Opportunities": [row | {"Worth": "Bert: no stops"}]}, tmp_path)
    assert [one.worth for one in seen(desk)[Benefit]] == ["", "no stops"]


def test_a_formula_is_what_excel_shows_or_else_its_text(desk: Desk, tmp_path: Path) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    book = openpyxl.load_workbook(path)
    book["Commitments"]["D2"] = '=HYPERLINK("http://nowhere.example","x")'
    book.save(path)
    report = bring(desk, path, TODAY)
    assert report.errors == ()
    assert [(one.row, one.column) for one in report.warnings] == [(2, "Commitment")]
    assert by_ref(desk, "C1").text == '=HYPERLINK("http://nowhere.example","x")'


@pytest.mark.parametrize(
    ("sheet", "row", "change", "column"),
    [
        ("Risk steps", 0, {"Status": "merited", "Planned": "2026-05-01"}, "Concluded on"),
        ("Risk steps", 0, {"Status": "taken"}, "Taken on"),
        ("Commitments", 1, {"Replaces": "C1"}, "Replaces"),
        ("Commitments", 0, {"Outcome": "renegotiated", "Closed on": "2026-01-30"}, "Outcome"),
        ("Concerns", 0, {"State": "addressed"}, "Addressed on"),
        ("Concerns", 0, {"State": "unspoken", "Audience": "joint"}, "Audience"),
    ],
)
def test_what_looks_off_is_a_warning(
    desk: Desk, tmp_path: Path, sheet: str, row: int, change: dict[str, str], column: str
) -> None:
    sheets = program() | {"Concerns": [concern()]}
    sheets[sheet][row] |= change
    report = take(desk, sheets, tmp_path)
    assert report.errors == ()
    assert [(one.sheet, one.row, one.column) for one in report.warnings] == [(sheet, row + 2, column)]
    assert report.imported > 0
