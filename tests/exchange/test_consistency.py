"""Each rule that a program has to keep: broken once, it is refused with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from tests.canonical import dump
from tests.exchange.program import Sheets, concern, places, program, take
from trustdesk.desk import Desk

KEPT: Final = {"Outcome": "kept", "Closed on": "2026-01-30"}
FEIGNED: Final = {"Outcome": "missed", "Closed on": "2026-02-02", "Misrepresented": "yes"}

BROKEN: Final = {
    "a name has to exist": ("Commitments", 0, {"Stage": "Third"}, "Stage"),
    "a party has to exist": ("Commitments", 0, {"Giver": "Carl"}, "Giver"),
    "every receiver has to exist": ("Commitments", 0, {"Receivers": "Bert; Carl"}, "Receivers"),
    "a ref has to exist": ("Risk steps", 0, {"Needs": "C1; C99"}, "Needs"),
    "what is replaced has to exist": ("Commitments", 0, {"Replaces": "C7"}, "Replaces"),
    "what is blocked has to exist": ("Concerns", 0, {"Blocks": "X1"}, "Blocks"),
    "a ref is unique": ("Commitments", 1, {"Ref": "c1"}, "Ref"),
    "the name of a party is unique": ("Parties", 1, {"Party": " anna"}, "Party"),
    "the name of a stage is unique": ("Stages", 1, {"Stage": "First"}, "Stage"),
    "the giver is not among the receivers": ("Commitments", 0, {"Receivers": "Bert; Anna"}, "Receivers"),
    "a stage ends after it starts": ("Stages", 0, {"Ends": "2026-01-05"}, "Ends"),
    "an outcome has a day": ("Commitments", 0, {"Outcome": "kept"}, "Closed on"),
    "a day has an outcome": ("Commitments", 0, {"Closed on": "2026-01-30"}, "Closed on"),
    "partly has a fraction": (
        "Commitments", 0, {"Outcome": "partly", "Closed on": "2026-02-01"}, "Fraction",
    ),
    "the fraction is below one": (
        "Commitments", 0, {"Outcome": "partly", "Closed on": "2026-02-01", "Fraction": 1}, "Fraction",
    ),
    "the fraction is above nought": (
        "Commitments", 0, {"Outcome": "partly", "Closed on": "2026-02-01", "Fraction": 0}, "Fraction",
    ),
    "a fraction lies between 0 and 1": ("Commitments", 0, KEPT | {"Fraction": 1.5}, "Fraction"),
    "kept is not after the due date": (
        "Commitments", 0, {"Outcome": "kept", "Closed on": "2026-02-02"}, "Closed on",
    ),
    "late is after the due date": (
        "Commitments", 0, {"Outcome": "late", "Closed on": "2026-02-01"}, "Closed on",
    ),
    "promised is not after due": ("Commitments", 0, {"Promised on": "2026-02-02"}, "Promised on"),
    "told is not after today": ("Commitments", 1, {"Told on": "2026-11-06"}, "Told on"),
    "closed is not after today": (
        "Commitments", 1, {"Outcome": "kept", "Closed on": "2026-11-06"}, "Closed on",
    ),
    "acknowledged is for what is misrepresented": (
        "Commitments", 0, KEPT | {"Acknowledged on": "2026-02-01"}, "Acknowledged on",
    ),
    "repaired is for what is misrepresented": (
        "Commitments", 0, KEPT | {"Repaired on": "2026-02-01"}, "Repaired on",
    ),
    "repaired comes with acknowledged": (
        "Commitments", 0, FEIGNED | {"Repaired on": "2026-03-01"}, "Repaired on",
    ),
    "repaired comes after acknowledged": (
        "Commitments", 0, FEIGNED | {"Acknowledged on": "2026-03-02", "Repaired on": "2026-03-01"},
        "Repaired on",
    ),
    "no party is called joint": ("Parties", 0, {"Party": "Joint"}, "Party"),
    "no party is called consultant": ("Parties", 1, {"Party": "consultant"}, "Party"),
    "who takes the risk is not relied on": ("Risk steps", 0, {"Trusted": "Anna"}, "Trusted"),
    "a loss has to be given": ("Risk steps", 0, {"Loss": None}, "Loss"),
    "partly merited has a fraction": ("Risk steps", 0, {"Status": "partly merited"}, "Fraction"),
    "a promise does not replace itself": ("Commitments", 0, {"Replaces": "C1"}, "Replaces"),
    "a step does not need itself": ("Risk steps", 0, {"Needs": "R1"}, "Needs"),
    "a text has a length": ("Commitments", 0, {"Commitment": "x" * 20_001}, "Commitment"),
    "a line is one line": ("Parties", 0, {"Role": "one\ntwo"}, "Role"),
    "a day is near": ("Commitments", 1, {"Due": "9999-12-31"}, "Due"),
    "a concern is addressed on a day only when it is": (
        "Concerns", 0, {"Addressed on": "2026-03-01"}, "Addressed on",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_refused_with_its_place(desk: Desk, tmp_path: Path, rule: str) -> None:
    sheet, row, change, column = BROKEN[rule]
    sheets = _sheets()
    sheets[sheet][row] |= change
    before = dump(desk)
    report = take(desk, sheets, tmp_path)
    where = [place for place in places(report) if place == (sheet, row + 2, column)]
    assert where == [(sheet, row + 2, column)]
    assert _caused_by_it(rule, report.errors)
    assert dump(desk) == before


def test_the_program_that_is_broken_here_is_sound(desk: Desk, tmp_path: Path) -> None:
    report = take(desk, _sheets(), tmp_path)
    assert (report.errors, report.warnings) == ((), ())


def test_two_broken_rules_in_one_row_are_both_named(desk: Desk, tmp_path: Path) -> None:
    sheets = _sheets()
    sheets["Commitments"][0] |= {"Receivers": "Anna", "Outcome": "late", "Closed on": "2026-01-01"}
    assert places(take(desk, sheets, tmp_path)) == [
        ("Commitments", 2, "Receivers"),
        ("Commitments", 2, "Closed on"),
    ]


@pytest.mark.parametrize(("sheet", "column"), [("Risk steps", "Needs"), ("Commitments", "Replaces")])
def test_a_circle_of_references_is_refused(desk: Desk, tmp_path: Path, sheet: str, column: str) -> None:
    sheets = _sheets()
    row = sheets[sheet][0]
    sheets[sheet] = [row | {"Ref": f"X{n}", column: f"X{(n + 1) % 3}"} for n in range(3)]
    report = take(desk, sheets, tmp_path)
    assert places(report) == [(sheet, 2, column)]
    assert "X0 → X1 → X2 → X0" in str(report.errors[0].expected)


def test_a_circle_may_close_through_a_row_that_is_in_the_desk_only(desk: Desk, tmp_path: Path) -> None:
    sheets = _sheets()
    row = sheets["Risk steps"][0]
    take(desk, sheets | {"Risk steps": [row, row | {"Ref": "R2", "Needs": "R1"}]}, tmp_path)
    report = take(desk, sheets | {"Risk steps": [row | {"Needs": "R2"}]}, tmp_path)
    assert places(report) == [("Risk steps", 2, "Needs")]


def test_a_row_in_the_desk_counts_when_the_workbook_changes_what_it_rests_on(
    desk: Desk, tmp_path: Path
) -> None:
    sheets = _sheets()
    sheets["Commitments"][0] |= KEPT
    take(desk, sheets, tmp_path)
    sheets = _sheets()
    sheets["Commitments"][0]["Due"] = "2026-01-15"
    report = take(desk, sheets, tmp_path)
    assert places(report) == [("Commitments", 2, "Closed on")]
    assert report.errors[0].value == "2026-01-30"


def test_a_workbook_has_one_relationship(desk: Desk, tmp_path: Path) -> None:
    sheets = _sheets()
    sheets["Relationship"].append({"Name": "Another"})
    assert places(take(desk, sheets, tmp_path)) == [("Relationship", 3, None)]


@pytest.mark.parametrize("readers", ["consultant", "Anna"])
def test_a_private_number_missing_in_what_all_read_is_warned_of(
    desk: Desk, tmp_path: Path, readers: str
) -> None:
    sheets = _third()
    sheets["Commitments"][1]["Audience"] = readers
    report = take(desk, sheets, tmp_path)
    (warned,) = report.warnings
    assert (warned.sheet, warned.row, warned.column, warned.value) == ("Commitments", 3, "Ref", "C2")
    assert "leaves this number out" in str(warned.expected)
    assert "a ref other than C and a number" in str(warned.expected)
    assert report.imported > 0


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("Risk steps", program()["Risk steps"][0]),
        ("Concerns", concern()),
        ("Opportunities", {"Ref": "O1", "Opportunity": "More"}),
    ],
)
def test_so_is_one_of_any_kind_that_has_numbers(
    desk: Desk, tmp_path: Path, sheet: str, row: dict[str, Any]
) -> None:
    letter = row["Ref"][0]
    private, joint = row | {"Audience": "consultant"}, row | {"Ref": f"{letter}2"}
    report = take(desk, program() | {sheet: [private, joint]}, tmp_path)
    assert [(one.sheet, one.row, one.column) for one in report.warnings] == [(sheet, 2, "Ref")]


@pytest.mark.parametrize(
    "change",
    [
        {"Audience": "consultant"},
        {"Ref": "CP1", "Audience": "consultant"},
        {"Ref": "X1", "Audience": "Bert"},
        {"Ref": "C0", "Audience": "Anna; Bert"},
    ],
)
def test_a_private_number_that_nobody_misses_is_not_warned_of(
    desk: Desk, tmp_path: Path, change: dict[str, str]
) -> None:
    report = take(desk, _third(**change), tmp_path)
    assert (report.errors, report.warnings) == ((), ())


def test_a_number_may_be_missing_in_what_the_desk_has_and_is_warned_of_once(
    desk: Desk, tmp_path: Path
) -> None:
    sheets = program()
    sheets["Commitments"][1]["Ref"] = "C3"
    take(desk, sheets, tmp_path)
    sheets = program()
    private = sheets["Commitments"][1] | {"Audience": "consultant"}
    report = take(desk, sheets | {"Commitments": [private]}, tmp_path)
    assert [(one.row, one.column) for one in report.warnings] == [(2, "Ref")]
    assert take(desk, sheets | {"Commitments": [private]}, tmp_path).warnings == ()


def _sheets() -> Sheets:
    return program() | {"Concerns": [concern()]}


def _third(**change: str) -> Sheets:
    """The program with a third promise like the second, changed."""
    sheets = program()
    row = sheets["Commitments"][1]
    return sheets | {"Commitments": [*sheets["Commitments"], row | {"Ref": "C3"} | change]}


def _caused_by_it(rule: str, errors: tuple[Any, ...]) -> bool:
    """Nothing is named beside what is broken, but where a name that others use is gone."""
    return len(errors) == 1 or "name" in rule or "called" in rule
