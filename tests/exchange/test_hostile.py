"""Files that are broken, foreign or made to harm: a plain message, and the desk as it was."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.canonical import dump
from tests.exchange.program import TODAY, bring, places, program, save, seen, take
from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import export
from trustdesk.exchange.csv_folder import guarded, unguarded
from trustdesk.exchange.workbook import import_into
from trustdesk.records import Commitment

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "''",
    '=cmd|"/c calc"!A1',
    "<b>&amp;</b> <img src=x>",
    "$x^2$",
    "_x0041_ _x000D_",
    "{n} {0} %s %(x)s",
    "'; DROP TABLE commitment; --",
    "a,b;c\td\ne",
    '"quoted"',
    "\u202eright to left",
    "\u200b\ufeff",
    "𝔘𝔫𝔦 👩‍👩‍👧 日本 עברית",
    "e\u0301 vs é",
    " spaces around ",
    "https://nowhere.example/?a=b",
    "2026-01-01",
    "1e5",
    "TRUE",
    "#REF!",
)


def refused(desk: Desk, path: Path, words: str) -> None:
    before = dump(desk)
    with pytest.raises(TrustDeskError) as refusal:
        import_into(desk, path, TODAY)
    assert words in str(refusal.value)
    assert "Nothing was imported" in str(refusal.value)
    assert dump(desk) == before


def repacked(path: Path, part: str, change: dict[bytes, bytes]) -> Path:
    """The same Excel file with something in one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in change.items():
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_back_as_it_went_in_through_both_formats(desk: Desk, tmp_path: Path, text: str) -> None:
    sheets = program()
    sheets["Commitments"][0]["Done when"] = "x"
    take(desk, sheets, tmp_path)
    with desk.change("Written") as session:
        session.query(Commitment).filter_by(ref="C1").one().done_when = text
    before = dump(desk)
    whole = seen(desk)
    (tmp_path / "Out.xlsx").write_bytes(export.workbook(whole))
    (tmp_path / "out").mkdir()
    for name, data in export.csv_files(whole).items():
        (tmp_path / "out" / name).write_bytes(data)
    for made in ("Out.xlsx", "out"):
        assert bring(desk, tmp_path / made, TODAY).errors == ()
        assert dump(desk) == before


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_an_export_is_a_formula_or_a_link(desk: Desk, tmp_path: Path, text: str) -> None:
    take(desk, program(), tmp_path)
    with desk.change("Written") as session:
        session.query(Commitment).filter_by(ref="C1").one().text = text
    whole = seen(desk)
    book = openpyxl.load_workbook(io.BytesIO(export.workbook(whole)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    for line in export.csv_files(whole)["Commitments.csv"].decode().splitlines()[1:]:
        assert not any(cell.strip('"').startswith(("=", "+", "-", "@", "\t")) for cell in line.split(","))


@pytest.mark.parametrize("text", ["", "a", "=a", "'a", "'=a", "''=a", "-", "\t", "'", "@'"])
def test_exactly_one_guard_is_put_on_and_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\uffff"])
def test_a_control_character_is_refused_with_its_place(desk: Desk, tmp_path: Path, sign: str) -> None:
    sheets = program()
    sheets["Commitments"][1]["Commitment"] = f"be{sign}ll"
    report = import_into(desk, save(sheets, tmp_path / "folder"), TODAY)
    assert places(report) == [("Commitments", 3, "Commitment")]
    assert f"U+{ord(sign):04X}" in str(report.errors[0].expected)


def test_a_lone_surrogate_is_no_utf_8(desk: Desk, tmp_path: Path) -> None:
    folder = save(program(), tmp_path / "folder")
    file = folder / "Parties.csv"
    file.write_bytes(file.read_bytes() + b"\xed\xa0\x80\r\n")
    refused(desk, folder, "Parties.csv is not UTF-8 text")


def test_a_cell_in_the_last_row_and_column_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    book = openpyxl.load_workbook(path)
    book["Commitments"]["XFD1048576"] = "far"
    book.save(path)
    refused(desk, path, "more than 20000 rows")


def test_a_cell_in_the_last_column_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    book = openpyxl.load_workbook(path)
    book["Commitments"]["XFD2"] = "far"
    book.save(path)
    refused(desk, path, "more than 702 columns")


def test_a_far_cell_with_nothing_in_it_does_no_harm(desk: Desk, tmp_path: Path) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    book = openpyxl.load_workbook(path)
    book["Commitments"]["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    assert import_into(desk, path, TODAY).errors == ()


def test_far_cells_in_every_row_are_refused_at_once(desk: Desk, tmp_path: Path) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    rows = b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (n, n) for n in range(4, 2000))
    repacked(path, "xl/worksheets/sheet4.xml", {b"</sheetData>": rows + b"</sheetData>"})
    refused(desk, path, "more than 702 columns")


def test_more_parties_or_references_than_a_program_has_are_refused(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Risk steps"][0]["Needs"] = ";" * 200_001
    refused(desk, save(sheets, tmp_path / "references"), "more than 200000 references")
    sheets = program() | {"Parties": [{"Party": f"P{n}"} for n in range(101)]}
    refused(desk, save(sheets, tmp_path / "parties"), "more than 100 parties")


def test_what_excel_keeps_beside_the_cells_is_nothing_to_fear(desk: Desk, tmp_path: Path) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/printerSettings/printerSettings1.bin", "HP LaserJet".encode("utf-16-le"))
        archive.writestr("xl/media/image1.emf", b"\x01\0\0\0\x6c\0\0\0")
    assert import_into(desk, path, TODAY).errors == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_xml_in_a_wide_encoding_is_refused(desk: Desk, tmp_path: Path, encoding: str) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet4.xml"] = parts["xl/worksheets/sheet4.xml"].decode().encode(encoding)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    refused(desk, path, "cannot be read")


def test_a_file_that_unpacks_to_very_much_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.xml", b" " * 50_000_000)
    assert path.stat().st_size < 100_000
    refused(desk, path, "too big")


def test_a_sheet_that_is_all_cells_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = save(program(), tmp_path / "Program.xlsx")
    cells = (
        b"<row>" + b"".join(b"<c><v>%d</v></c>" % random.randrange(10**6) for _ in range(600_100)) + b"</row>"
    )
    repacked(path, "xl/worksheets/sheet4.xml", {b"</sheetData>": cells + b"</sheetData>"})
    refused(desk, path, "too big")


def test_xml_that_excel_does_not_write_is_refused(desk: Desk, tmp_path: Path) -> None:
    entity = b"<!-- " + b"far " * 2000 + b'--><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'
    path = repacked(
        save(program(), tmp_path / "Program.xlsx"), "xl/worksheets/sheet4.xml", {b"<worksheet": entity}
    )
    refused(desk, path, "cannot be read")


def test_an_old_or_encrypted_excel_file_is_called_so(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Old.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    refused(desk, path, "without a password")


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", bytes(100), b"PK\x03\x04" + bytes(500), b"%PDF-1.7"])
def test_what_is_no_workbook_is_called_so(desk: Desk, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "Foreign.xlsx"
    path.write_bytes(data)
    refused(desk, path, "cannot be read as an Excel workbook")


def test_a_zip_that_is_no_workbook_is_called_so(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    refused(desk, path, "cannot be read as an Excel workbook")


def test_a_folder_without_csv_files_is_called_so(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused(desk, tmp_path / "empty", "no CSV file")
    with pytest.raises(TrustDeskError, match="no workbook"):
        import_into(desk, tmp_path / "nowhere.xlsx", TODAY)


def test_a_broken_csv_file_is_named(desk: Desk, tmp_path: Path) -> None:
    folder = save(program(), tmp_path / "folder")
    (folder / "Stages.csv").write_bytes(b'Stage\r\n"never closed\r\n')
    refused(desk, folder, "Stages.csv")
