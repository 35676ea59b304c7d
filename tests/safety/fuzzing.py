"""Files bent at random: their bytes, and what stands in them. The same chance bends them the same way."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from random import Random
from typing import Any, Final

ODD_CELLS: Final = (
    "", " ", "=1+1", "'=1", "-", "@x", "<b>&amp;", "$x$", "{0}", "%s", "\x00", "\x1b[31m", "\ud800", "\u202e",
    "\ufeff", "👩‍👩‍👧", "e\u0301", "1e999", "-1", "0", "NaN", "9" * 400, "1.5", "yes", "joint", "consultant",
    "kept", "2026-02-30", "2026-01-05", "31/12/2026", "C1", "C1;C2;;", ";" * 50, "x" * 20_001, "x" * 501,
    "\n", "\r\n", "\t", "'; DROP TABLE x", "Party: 1, 2", ": : ;; :", "\u2028", "TRUE", "#REF!", "A" * 33_000,
)  # fmt: skip
_TEXT: Final = re.compile(r">([^<>]+)<")
_TAG: Final = re.compile(r"<[^<>]*>")


def bytes_of(chance: Random, data: bytes) -> bytes:
    """Some bytes changed, taken out, doubled or cut off."""
    bent = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 30))):
        at = chance.randrange(len(bent) + 1)
        far = at + chance.choice((1, 2, 40))
        match chance.randrange(5):
            case 0:
                bent[at:far] = bytes(chance.randrange(256) for _ in range(far - at))
            case 1:
                del bent[at:far]
            case 2:
                bent[at:at] = bent[at:far]
            case 3:
                bent[at:at] = chance.choice(
                    (b'"', b",", b"\0", b"<", b"\xff", b"[", b"{", b"\r\n", b"\xed\xa0\x80")
                )
            case _:
                if chance.random() < 0.2:
                    del bent[at:]
    return bytes(bent)


def rows_of(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    """Some cells odd, some rows and columns doubled, moved or gone."""
    bent = [list(row) for row in rows]
    for _ in range(chance.choice((1, 2, 5, 20))):
        row = chance.randrange(len(bent))
        column = chance.randrange(max(1, len(bent[row])))
        match chance.randrange(7):
            case 0:
                bent.insert(chance.randrange(len(bent) + 1), list(bent[row]))
            case 1 if len(bent) > 1:
                del bent[row]
            case 2:
                for one in bent:
                    del one[column : column + 1]
            case 3:
                other = chance.randrange(len(bent))
                bent[row], bent[other] = bent[other], bent[row]
            case _:
                bent[row][column : column + 1] = [chance.choice(ODD_CELLS)]
    return bent


def csv_of(chance: Random, data: bytes) -> bytes:
    """A CSV file with odd cells, or with its bytes bent."""
    if chance.random() < 0.3:
        return bytes_of(chance, data)
    out = io.StringIO(newline="")
    rows = rows_of(chance, list(csv.reader(io.StringIO(data.decode(), newline=""))))
    csv.writer(out, delimiter=chance.choice(",,,,,,;\t")).writerows(rows)
    return out.getvalue().encode(chance.choice(("utf-8",) * 6 + ("utf-8-sig", "utf-16")), "surrogatepass")


def workbook_of(chance: Random, data: bytes) -> bytes:
    """An Excel file with one of its parts bent, or with its own bytes bent."""
    if chance.random() < 0.2:
        return bytes_of(chance, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([one for one in parts if "sheet" in one or chance.random() < 0.3] or list(parts))
    match chance.randrange(4):
        case 0:
            parts[name] = bytes_of(chance, parts[name])
        case 1:
            del parts[name]
        case 2:
            parts[name] = parts[chance.choice(list(parts))]
        case _:
            parts[name] = _xml_of(chance, parts[name].decode("utf-8", "replace")).encode("utf-8", "replace")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def json_of(chance: Random, data: bytes) -> bytes:
    """A file of JSON with odd values, or with its bytes bent."""
    if chance.random() < 0.3:
        return bytes_of(chance, data)
    told = json.loads(data)
    for _ in range(chance.choice((1, 2, 8))):
        _bend(chance, told)
    return json.dumps(told, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _xml_of(chance: Random, text: str) -> str:
    for _ in range(chance.choice((1, 3, 10))):
        found = list(chance.choice((_TEXT, _TAG)).finditer(text))
        if not found:
            return text
        one = chance.choice(found)
        start, end = one.span(1) if one.re is _TEXT else one.span()
        new = chance.choice((*ODD_CELLS[:20], "", text[start:end] * 2, text[start:end][::-1]))
        text = text[:start] + new + text[end:]
    return text


def _bend(chance: Random, told: Any) -> None:
    """Something in it is another, gone or doubled."""
    while True:
        keys: list[Any] = list(told) if isinstance(told, dict) else list(range(len(told)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(told[key], dict | list) and told[key] and chance.random() < 0.85:
            told = told[key]
            continue
        odd = (None, True, -1, 10**30, 0.5, float("nan"), [], {}, [[[]]], {"a": 1}, *ODD_CELLS)
        match chance.randrange(5):
            case 0:
                del told[key]
            case 1 if isinstance(told, list):
                told.append(told[key])
            case 2 if isinstance(told, dict):
                told[str(chance.choice(ODD_CELLS))[:40]] = told[key]
            case _:
                told[key] = chance.choice((chance.choice(odd), told[chance.choice(keys)]))
        return
