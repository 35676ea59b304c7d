"""What is written out for whom, and that it comes back as it was."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.canonical import dump
from tests.chemical import AS_OF, CASE
from tests.exchange.program import TODAY, bring, concern, program, save, seen, take
from trustdesk.desk import Desk
from trustdesk.exchange import export
from trustdesk.records import Benefit, Commitment, Opportunity, Party
from trustdesk.snapshot import Snapshot

CANARY = "canary"


def written(whole: Snapshot) -> dict[str, list[dict[str, object]]]:
    """The sheets of the export, each row by its headings."""
    book = openpyxl.load_workbook(io.BytesIO(export.workbook(whole)))
    sheets = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return sheets


def private_program() -> dict[str, list[dict[str, object]]]:
    """A program with things that only Anna, or only the consultant, may read."""
    sheets = program()
    sheets["People"] = [
        {"Name": "Ada", "Party": "Anna", "Influence": 5, "Stance": "opposes", "Audience": None},
        {"Name": f"{CANARY} person", "Party": "Bert", "Audience": "consultant"},
    ]
    promise = sheets["Commitments"][0]
    sheets["Commitments"] += [
        promise | {"Ref": "P1", "Commitment": f"{CANARY} of Anna", "Audience": "Anna"},
        promise | {"Ref": "P2", "Commitment": f"{CANARY} of the consultant", "Audience": "consultant"},
    ]
    sheets["Commitments"][0] |= {"Owner": f"{CANARY} person"}
    sheets["Concerns"] = [
        concern(ref="N1", blocks="C1; P1; P2"),
        concern(ref="N2", concern=f"{CANARY} unspoken", state="unspoken", raised_by="Anna"),
    ]
    return sheets


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_importing_an_export_of_everything_changes_nothing(desk: Desk, tmp_path: Path, form: str) -> None:
    bring(desk, CASE, AS_OF)
    before, step = dump(desk), desk.step
    out = tmp_path / ("out" if form == "csv" else "Out.xlsx")
    if form == "csv":
        out.mkdir()
        for name, data in export.csv_files(seen(desk)).items():
            (out / name).write_bytes(data)
    else:
        out.write_bytes(export.workbook(seen(desk)))
    report = bring(desk, out, AS_OF)
    assert (report.errors, report.warnings, report.imported) == ((), (), 50)
    assert (dump(desk), desk.step) == (before, step)


def test_an_export_into_an_empty_desk_makes_the_same_program(desk: Desk, tmp_path: Path) -> None:
    bring(desk, CASE, AS_OF)
    (tmp_path / "Out.xlsx").write_bytes(export.workbook(seen(desk)))
    with Desk.create(tmp_path / "Other.trustdesk") as other:
        bring(other, tmp_path / "Out.xlsx", AS_OF)
        assert export.workbook(seen(other)) == export.workbook(seen(desk))


def test_an_export_says_the_same_as_the_workbook_that_was_imported(desk: Desk) -> None:
    bring(desk, CASE, AS_OF)
    made = written(seen(desk))
    for sheet in openpyxl.load_workbook(CASE):
        head, *rows = sheet.iter_rows(values_only=True)
        for row, now in zip(rows, made[sheet.title], strict=True):
            for heading, value in zip(head, row, strict=True):
                if value is not None:
                    day = now[heading].date().isoformat() if isinstance(now[heading], date) else None
                    assert value in (day, now[heading])


def test_no_audience_but_the_consultant_gets_influence_and_stance(desk: Desk, tmp_path: Path) -> None:
    assert take(desk, private_program(), tmp_path).errors == ()
    for reader in ("joint", "Anna", "Bert"):
        assert set(written(seen(desk, reader))["People"][0]) == {
            "Name", "Party", "Position", "Sponsor", "Audience",
        }  # fmt: skip
    assert written(seen(desk))["People"][0]["Stance"] == "opposes"


def test_an_export_holds_what_its_audience_may_read_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    take(desk, private_program(), tmp_path)
    refs = {
        reader: [row["Ref"] for row in written(seen(desk, reader))["Commitments"]]
        for reader in ("consultant", "joint", "Anna", "Bert")
    }
    assert refs == {
        "consultant": ["C1", "C2", "P1", "P2"],
        "joint": ["C1", "C2"],
        "Anna": ["C1", "C2", "P1"],
        "Bert": ["C1", "C2"],
    }
    assert [row["Ref"] for row in written(seen(desk, "Bert"))["Concerns"]] == ["N1"]


def test_a_reference_is_written_where_both_ends_are_seen(desk: Desk, tmp_path: Path) -> None:
    take(desk, private_program(), tmp_path)
    blocks = {
        reader: written(seen(desk, reader))["Concerns"][0]["Blocks"]
        for reader in ("consultant", "joint", "Anna")
    }
    assert blocks == {"consultant": "C1; P1; P2", "joint": "C1", "Anna": "C1; P1"}
    assert written(seen(desk, "joint"))["Commitments"][0]["Owner"] is None


def test_a_joint_export_holds_nothing_private_in_any_part(desk: Desk, tmp_path: Path) -> None:
    take(desk, private_program(), tmp_path)
    joint = seen(desk, "joint")
    for data in (export.workbook(joint), *export.csv_files(joint).values()):
        for part in _parts(data):
            assert CANARY.encode() not in part
    assert any(CANARY.encode() in part for part in _parts(export.workbook(seen(desk))))


def test_a_joint_export_does_not_change_by_a_byte_when_something_private_does(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, private_program(), tmp_path)
    before = export.workbook(seen(desk, "joint")), export.csv_files(seen(desk, "joint"))
    sheets = private_program()
    sheets["Commitments"].insert(0, sheets["Commitments"].pop() | {"Commitment": "changed", "Ref": "P0"})
    sheets["Commitments"][3] |= {"Commitment": "longer than before", "Due": "2026-02-09"}
    sheets["People"][1] |= {"Influence": 1, "Position": "gone"}
    sheets["People"][0] |= {"Influence": 1, "Stance": None}
    sheets["Concerns"][1] |= {"Severity": 5, "Blocks": "C1"}
    sheets["Concerns"].insert(0, concern(ref="N0", audience="Bert"))
    assert take(desk, sheets, tmp_path).errors == ()
    assert (export.workbook(seen(desk, "joint")), export.csv_files(seen(desk, "joint"))) == before


def test_a_misrepresentation_is_not_in_a_joint_export_until_both_have_acknowledged_it(
    desk: Desk, tmp_path: Path
) -> None:
    sheets = program()
    sheets["Commitments"][0] |= {"Outcome": "missed", "Closed on": "2026-02-02", "Misrepresented": "yes"}
    take(desk, sheets, tmp_path)
    assert written(seen(desk, "joint"))["Commitments"][0]["Misrepresented"] is None
    sheets["Commitments"][0]["Acknowledged on"] = "2026-03-01"
    take(desk, sheets, tmp_path)
    assert written(seen(desk, "joint"))["Commitments"][0]["Misrepresented"] == "yes"


def test_the_file_names_nobody_and_no_time(desk: Desk, tmp_path: Path) -> None:
    take(desk, program(), tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(export.workbook(seen(desk))))
    properties = book.properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) in ((None,) * 3, ("", "", None))
    assert properties.created is not None and properties.created.year == 2000


def test_a_sheet_reads_well(desk: Desk, tmp_path: Path) -> None:
    take(desk, program(), tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(export.workbook(seen(desk))))
    sheet = book["Commitments"]
    assert sheet.freeze_panes == "B2"
    assert all(cell.font.bold for cell in sheet[1])
    due = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "Due")
    assert (due.number_format, due.is_date) == ("yyyy-mm-dd", True)
    assert book.sheetnames == [
        "Relationship", "Parties", "People", "Stages", "Commitments", "Risk steps", "Opportunities",
        "Concerns", "Workshops",
    ]  # fmt: skip


WORDS = some.text(
    some.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), include_characters="\t;:=+-@',\""),
    max_size=30,
)
WORTH = WORDS | some.sampled_from(["a; Bert: b", "x;", ";; anna : c", "y; "])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=some.lists(WORDS, min_size=5, max_size=5),
    worth=some.lists(WORTH, min_size=2, max_size=2),
    numbers=some.lists(some.floats(0.001, 0.999), min_size=3, max_size=3),
)
def test_whatever_is_in_a_desk_comes_back_through_an_export(
    desk: Desk, tmp_path: Path, words: list[str], worth: list[str], numbers: list[float]
) -> None:
    row = {"Ref": "O1", "Opportunity": "More", "Worth": "Anna: x; Bert: y"}
    take(desk, program() | {"Opportunities": [row]}, tmp_path)
    with desk.change("Bent") as session:
        promise = session.query(Commitment).filter_by(ref="C1").one()
        promise.outcome, promise.closed_on, promise.fraction = "partly", date(2026, 2, 1), numbers[0]
        promise.done_when, promise.frank_reason = words[0], words[1]
        session.query(Opportunity).one().text = f"{words[2]}x"
        for n, party in enumerate(session.query(Party).order_by(Party.position)):
            party.role, party.known_kept = words[3 + n], numbers[1 + n] * 1000
        for n, benefit in enumerate(session.query(Benefit).order_by(Benefit.position)):
            benefit.worth = worth[n]
    before, step = dump(desk), desk.step
    (tmp_path / "Out.xlsx").write_bytes(export.workbook(seen(desk)))
    (tmp_path / "out").mkdir(exist_ok=True)
    for name, content in export.csv_files(seen(desk)).items():
        (tmp_path / "out" / name).write_bytes(content)
    for made in ("Out.xlsx", "out"):
        assert bring(desk, tmp_path / made, TODAY).errors == ()
        assert (dump(desk), desk.step) == (before, step)


def test_two_thousand_promises_are_imported_and_written_out(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    row = sheets["Commitments"][0]
    sheets["Commitments"] = [row | {"Ref": f"C{n}", "Receivers": "Bert"} for n in range(2000)]
    assert bring(desk, save(sheets, tmp_path / "folder"), TODAY).imported == 2006
    assert len(written(seen(desk, "joint"))["Commitments"]) == 2000


def _parts(data: bytes) -> list[bytes]:
    import zipfile

    if not data.startswith(b"PK"):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [data, *(archive.read(name) + name.encode() for name in archive.namelist())]
