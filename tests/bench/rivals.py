"""Others that make the same pages: WeasyPrint and fpdf2, where they are installed.

Each sets the same lines of text on the same number of pages, each page as one table, in the same font. They
need not place anything as the pack does, draw no chart and no rule, and break no pages by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib.util import find_spec
from typing import Final

from tests.bench.redrawn import Page
from trustdesk.style.fonts import DEJAVU, FACES, INTER

_SIZE: Final = 5.5  # points: small, so that no page runs over
_STYLE: Final = f"""
@font-face {{ font-family: Inter; src: url({FACES[INTER, "regular"].as_uri()}) }}
@font-face {{ font-family: DejaVu; src: url({FACES[DEJAVU, "regular"].as_uri()}) }}
@page {{ size: A4; margin: 8mm }}
table {{ font: {_SIZE}pt/1.1 Inter, DejaVu; width: 100%; table-layout: fixed; border-collapse: collapse;
         break-after: page }}
table:last-child {{ break-after: auto }}
td {{ padding: 0; border-bottom: 0.2pt solid #ccc }}
"""


def makers(pages: list[Page]) -> dict[str, Callable[[], bytes]]:
    """By name: what makes the document of `pages`; without those that cannot run here."""
    lines = [page.lines for page in pages]
    return {
        name: lambda make=make: make(lines)
        for name, make in (("weasyprint", _weasyprint), ("fpdf2", _fpdf2))
        if _runs(name)
    }


def missing() -> list[str]:
    """The names of those that cannot run here."""
    return [name for name in ("weasyprint", "fpdf2") if not _runs(name)]


def _runs(name: str) -> bool:
    if find_spec({"fpdf2": "fpdf"}.get(name, name)) is None:
        return False
    try:  # WeasyPrint is there, but not the system's libpango that it sets text with
        __import__({"fpdf2": "fpdf"}.get(name, name))
    except OSError:
        return False
    return True


def _weasyprint(pages: list[list[list[str]]]) -> bytes:
    import weasyprint

    tables = "".join(
        f"<table>{''.join(map(_html_row, lines, [_widest(lines)] * len(lines)))}</table>" for lines in pages
    )
    made = weasyprint.HTML(string=f"<style>{_STYLE}</style>{tables}").write_pdf()
    return bytes(made)


def _html_row(cells: list[str], columns: int) -> str:
    rest = columns - len(cells) + 1
    *before, last = (escape(cell) for cell in cells)
    return f"<tr>{''.join(f'<td>{cell}' for cell in before)}<td colspan={rest}>{last}"


def _fpdf2(pages: list[list[list[str]]]) -> bytes:
    import fpdf

    pdf = fpdf.FPDF(unit="pt", format="A4")
    pdf.set_margin(23)
    pdf.set_auto_page_break(True, 23)
    pdf.add_font("Inter", fname=FACES[INTER, "regular"])
    pdf.add_font("DejaVu", fname=FACES[DEJAVU, "regular"])
    pdf.set_fallback_fonts(["DejaVu"])
    pdf.set_font("Inter", size=_SIZE)
    for lines in pages:
        pdf.add_page()
        widest = _widest(lines)
        with pdf.table(first_row_as_headings=False, line_height=_SIZE * 1.1, padding=0) as table:
            for cells in lines:
                row = table.row()
                for cell in cells[:-1]:
                    row.cell(cell)
                row.cell(cells[-1], colspan=widest - len(cells) + 1)
    return bytes(pdf.output())


def _widest(lines: list[list[str]]) -> int:
    return max(map(len, lines))
