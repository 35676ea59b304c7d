"""Files made to harm whoever reads them: small on the disk, endless to read, or after something else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

SHEET: Final = "xl/worksheets/sheet4.xml"
_BILLION: Final = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {to} "{f"&{of};" * 10}">' for of, to in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def made(workbook: bytes, folder: Path) -> Iterator[tuple[str, Path]]:
    """Each bomb by its name, as a file or a CSV folder below `folder`, made from a sound workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, bend in _WORKBOOKS.items():
        path = folder / f"{name}.xlsx"
        path.write_bytes(_zipped(parts | bend(parts)))
        yield name, path
    for name, content in (
        ("lying sizes", _lying(workbook)),
        ("many parts", _many()),
        ("overlapping", _overlapping()),
    ):
        path = folder / f"{name}.xlsx"
        path.write_bytes(content)
        yield name, path
    for name, data in _FILES.items():
        path = folder / name
        path.mkdir()
        (path / "Commitments.csv").write_bytes(data())
        yield name, path
    for name, data in _OBJECTS.items():
        path = folder / f"{name}.json"
        path.write_bytes(data())
        yield name, path


def _in_sheet(cells: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda parts: {SHEET: parts[SHEET].replace(b"</sheetData>", cells.encode() + b"</sheetData>")}


def _before_sheet(words: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda parts: {SHEET: parts[SHEET].replace(b"<worksheet", words.encode() + b"<worksheet", 1)}


def _strings(parts: dict[str, bytes]) -> dict[str, bytes]:
    """One long text in very many cells."""
    table = b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>%b</t></si></sst>"
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 19_000))
    return {"xl/sharedStrings.xml": table % (b"x" * 32_000), **_in_sheet(rows)(parts)}


def _beside(name: str, data: Callable[[], bytes]) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda _parts: {name: data()}


_WORKBOOKS: Final[dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]]] = {
    "far cell": _in_sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'),
    "far column": _in_sheet('<row r="9"><c r="XFD9"><v>1</v></c></row>'),
    "far empty cells": _in_sheet("".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(4, 3000))),
    "rows without end": _in_sheet('<row r="1000000000"><c><v>1</v></c></row>'),
    "all cells": _in_sheet("<row>" + "<c><v>1</v></c>" * 700_000 + "</row>"),
    "most cells": _in_sheet("".join("<row>" + "<c><v>1</v></c>" * 30 + "</row>" for _ in range(19_900))),
    "one text in many cells": _strings,
    "deep nesting": _in_sheet("<row>" * 200_000),
    "a number of many digits": _in_sheet(f"<row><c><v>{'9' * 1_000_000}</v></c></row>"),
    "a text without end": _in_sheet(f'<row><c t="inlineStr"><is><t>{"x" * 50_000_000}</t></is></c></row>'),
    "billion laughs": _before_sheet(_BILLION),
    "quadratic entity": _before_sheet(f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'),
    "late document type": _before_sheet("<!-- " + "x" * 10_000 + " -->" + _BILLION),
    "external entity": _before_sheet('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "external definition": _before_sheet('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "zip bomb": _beside("xl/media/image1.xml", lambda: b" " * 90_000_000),
    "great zip bomb": _beside("xl/media/image1.xml", lambda: b" " * 400_000_000),
    "nested zip": _beside(
        "xl/embeddings/a.zip", lambda: _zipped({"b.zip": _zipped({"c": b" " * 50_000_000})})
    ),
    "styles without end": _beside(
        "xl/styles.xml", lambda: b"<styleSheet>" + b"<a/>" * 5_000_000 + b"</styleSheet>"
    ),
    "names that lead out": _beside("../../../../tmp/trustdesk-was-here", lambda: b"x"),
    "external link": _beside(
        "xl/externalLinks/_rels/externalLink1.xml.rels",
        lambda: (
            b'<Relationships><Relationship Id="a" Target="file:///etc/passwd" '
            b'TargetMode="External"/></Relationships>'
        ),
    ),
}
_FILES: Final[dict[str, Callable[[], bytes]]] = {
    "one quote": lambda: b'Ref,Stage\r\n"' + b"x" * 30_000_000,
    "one line": lambda: b"," * 30_000_000,
    "many lines": lambda: b"a,b\r\n" * 3_000_000,
    "many megabytes": lambda: b"x" * 101_000_000,
    "nothing but NUL": lambda: bytes(10_000_000),
    "many quotes": lambda: b'""' * 10_000_000,
}
_OBJECTS: Final[dict[str, Callable[[], bytes]]] = {
    "nested lists": lambda: b"[" * 5_000_000,
    "nested objects": lambda: b'{"a":' * 1_000_000,
    "many digits": lambda: b'{"a":' + b"9" * 10_000_000 + b"}",
    "many values": lambda: b"[" + b"0," * 6_000_000 + b"0]",
    "many lists": lambda: b'{"a":[' + b"[]," * 2_000_000 + b"[]]}",
    "no number": lambda: b'{"a": NaN, "b": Infinity}',
    "twice": lambda: b'{"a": 1, "a": 2}',
    "half a sign": lambda: b'{"a": "\\ud800"}',
}


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _lying(workbook: bytes) -> bytes:
    """Every part says that it is of one byte."""
    bent = bytearray(workbook)
    at = bent.find(b"PK\x01\x02")
    while at >= 0:
        bent[at + 24 : at + 28] = (1).to_bytes(4, "little")
        at = bent.find(b"PK\x01\x02", at + 4)
    return bytes(bent)


def _many() -> bytes:
    return _zipped({f"xl/{n}.xml": b"<a/>" for n in range(20_000)})


def _overlapping() -> bytes:
    """Many names for one and the same packed part."""
    whole = _zipped({"xl/a.xml": b" " * 1_000_000})
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    tail = bytearray(whole[end:])
    tail[8:10] = tail[10:12] = (1_500).to_bytes(2, "little")
    tail[12:16] = ((end - start) * 1_500).to_bytes(4, "little")
    return whole[:start] + whole[start:end] * 1_500 + bytes(tail)
