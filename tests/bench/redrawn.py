"""The floor of a pack: its text and its rules once more, put on a bare canvas with all questions answered."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from pypdfium2 import raw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Run:
    """A text in one font; `place` is its text matrix."""

    text: str
    font: str
    size: float
    place: tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Page:
    """What stands on a page: its size in points, its texts, and each path as the box around it."""

    size: tuple[float, float]
    runs: tuple[Run, ...]
    rules: tuple[tuple[float, float, float, float], ...]

    @property
    def lines(self) -> list[list[str]]:
        """The texts line by line from the top, each line from the left."""
        found: dict[int, list[Run]] = {}
        for run in self.runs:
            found.setdefault(round(-run.place[5]), []).append(run)
        return [
            [run.text for run in sorted(line, key=lambda run: run.place[4])]
            for _, line in sorted(found.items())
        ]


def read(pdf: bytes) -> list[Page]:
    """The pages of a finished document whose fonts reportlab knows by their own names."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [_page(page) for page in document]
    document.close()
    return pages


def page_count(pdf: bytes) -> int:
    """How many pages a document has."""
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return count


def draw(pages: list[Page]) -> bytes:
    """The same texts in the same fonts and places, and one line for each path."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1, initialFontName=pages[0].runs[0].font, pageCompression=1)
    for page in pages:
        canvas.setPageSize(page.size)
        for rule in page.rules:
            canvas.line(*rule)
        for run in page.runs:
            _write(canvas, run)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _write(canvas: Canvas, run: Run) -> None:
    canvas.setFont(run.font, run.size)
    a, b, c, d, x, y = run.place
    if (a, b, c, d) == (1, 0, 0, 1):
        canvas.drawString(x, y, run.text)
        return
    canvas.saveState()
    canvas.transform(a, b, c, d, x, y)
    canvas.drawString(0, 0, run.text)
    canvas.restoreState()


def _page(page: pypdfium2.PdfPage) -> Page:
    texts = page.get_textpage()
    runs, rules = [], []
    for thing in page.get_objects(textpage=texts):
        if thing.type == raw.FPDF_PAGEOBJ_TEXT and (words := thing.extract()):
            font = _known(thing.get_font().get_base_name())
            runs.append(Run(words, font, thing.get_font_size(), thing.get_matrix().get()))
        elif thing.type == raw.FPDF_PAGEOBJ_PATH:
            rules.append(thing.get_bounds())
    return Page(page.get_size(), tuple(runs), tuple(rules))


def _known(name: str) -> str:
    """The name by which reportlab knows a font; in the file a tag may stand before it."""
    plain = name.rpartition("+")[2]
    pdfmetrics.getFont(plain)
    return plain
