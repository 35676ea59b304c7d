"""Everything that leaves the program for one audience, as bytes by name."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from datetime import date

from trustdesk.charts import CHARTS
from trustdesk.charts.saving import as_bytes
from trustdesk.desk import Desk, history, search
from trustdesk.exchange import calendar, export, telling
from trustdesk.measures import measure
from trustdesk.measures.plain import plain
from trustdesk.pack.agenda import agenda
from trustdesk.pack.paper import A4
from trustdesk.pack.review import SECTIONS, review
from trustdesk.snapshot import take


def everything(desk: Desk, relationship: str, audience: str, as_of: date) -> dict[str, bytes]:
    """Pack with every section, agenda, charts, workbook, CSV, calendar, measures, history and search."""
    with desk.read() as session:
        seen = take(session, relationship, audience, as_of)
        whole = export.everything(session, relationship, audience)
        told = [
            (
                s.label,
                s.kind.__name__,
                s.heading,
                s.made,
                s.deleted,
                [(f.field.name, f.before, f.after) for f in s.fields],
            )
            for s in history.read(session, seen)
        ]
        words = sorted({word for text in _texts(seen) for word in re.findall(r"\w{4,}", text)})[:40]
        hits = {
            word: [(h.kind.__name__, h.words) for h in search(session, word, within=seen)] for word in words
        }
    measures = measure(seen)
    made = {
        "review pack": review(seen, sheet=A4).pdf,
        "review pack with every section": review(seen, sheet=A4, sections=tuple(SECTIONS)).pdf,
        "agenda": agenda(seen, sheet=A4).pdf,
        "measures": json.dumps(plain(measures, seen), sort_keys=True).encode(),
        "measures in words": str(telling.summary(seen, measures)).encode(),
        "workbook": export.workbook(whole),
        "what a workbook leaves behind": str(export.left_behind(whole)).encode(),
        "calendar": calendar.calendar(seen),
        "history": json.dumps(told, default=str).encode(),
        "search": json.dumps(hits, sort_keys=True).encode(),
    }
    made |= {f"csv {name}": content for name, content in export.csv_files(whole).items()}
    made |= {f"chart {name}": as_bytes(draw(seen, measures), "svg") for name, draw in CHARTS.items()}
    return made


def readable(content: bytes) -> bytes:
    """`content` with everything that is packed inside it unpacked: zip members, PDF streams, PDF text."""
    parts = [content]
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts += [name.encode() + archive.read(name) for name in archive.namelist()]
    if content.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S):
            for opened in (stream, _unascii(stream)):
                try:
                    parts.append(zlib.decompress(opened))
                except zlib.error:
                    continue
        parts.append(pdf_text(content).encode())
    return b"\n".join(parts)


def pdf_text(pdf: bytes) -> str:
    """The words of all pages of a PDF, its outline and its properties."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        outline = [item.get_title() for item in document.get_toc()]
        return "\n".join([*pages, *outline, *document.get_metadata_dict().values()])
    finally:
        document.close()


def _unascii(stream: bytes) -> bytes:
    import base64

    try:
        return base64.a85decode(stream.strip().removesuffix(b"~>"))
    except ValueError:
        return b""


def _texts(seen: object) -> list[str]:
    rows = seen.rows.values()  # type: ignore[attr-defined]
    return [record.heading for records in rows for record in records]
