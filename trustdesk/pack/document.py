"""A printed document from its sections: pages, contents, outline, running head and foot, PDF bytes.

    front = Front(title="Review pack", relationship="Arden & Vale", audience="For both parties")
    document = build(front, [Section("Since last time", [Paragraph("Two promises moved."), …]), …], sheet=A4)
    document.pdf, document.pages, document.unprintable

The same input gives the same bytes. Words are printed literally; the few the layout adds itself (page x of y,
contents) are in `language`. Sections and their blocks are laid out before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.blocks import Title
from trustdesk.pack.cover import Front, TitleBlock, draw_cover
from trustdesk.pack.flow import Block, Entry, Placed, Strip, kept_together, laid_out, paginate, stacked_height
from trustdesk.pack.page import draw_across, draw_hairline, draw_running
from trustdesk.pack.paper import A4, Sheet
from trustdesk.pack.typography import BASE_FONT, BODY, one_line
from trustdesk.style.fonts import printable, unprintable
from trustdesk.words import N_, Text, render

CONTENTS_FROM: Final = 21
"""The number of pages from which a document has a page of contents: below, its reader turns the pages, and
the second one is the page for the executive. The outline is always there."""


@dataclass(frozen=True)
class Section:
    """A part of a document: a title (with an optional leading sentence) and its blocks.

    It begins a page. One that `flows` follows the section before it (of the same orientation) on its page
    where the whole of it fits there. Without a title its blocks stand alone.
    """

    title: str
    blocks: Sequence[Block]
    lede: str = ""
    landscape: bool = False
    flows: bool = False

    def all_blocks(self) -> Sequence[Block]:
        """The blocks, the title among them."""
        return [Title(self.title, self.lede), *self.blocks] if self.title else self.blocks


@dataclass(frozen=True)
class Unprintable:
    """Characters that could not be printed rightly, their section, and the beginning of their text."""

    characters: str
    section: str
    excerpt: str

    @property
    def told(self) -> Text:
        """The same in one line."""
        values = {"signs": self.characters, "section": self.section, "words": self.excerpt}
        return Text(N_("No letter form for “{signs}”, in “{section}”: {words}"), values)


@dataclass(frozen=True)
class Document:
    """A finished document: the PDF, its number of pages, and what could not be printed."""

    pdf: bytes
    pages: int
    unprintable: tuple[Unprintable, ...]


@dataclass(frozen=True)
class _Page:
    sheet: Sheet
    placed: Sequence[Placed]
    section: str


def build(
    front: Front, sections: Sequence[Section], *, language: str = "en", sheet: Sheet = A4, cover: bool = True
) -> Document:
    """The document; without a `cover` its title stands at the head of the first page.

    Raises `TrustDeskError` when the logo cannot be read.
    """
    pages = list(_laid_out(front, sections, sheet, cover))
    if cover and len(pages) + 1 >= CONTENTS_FROM:
        pages = [*_contents(pages, sheet, render(Text("Contents"), language)), *pages]
    total = len(pages) + cover
    target = BytesIO()
    canvas = _canvas(target, front, sheet, language)
    if cover:
        _mark_entry(canvas, Entry(front.title, 0), "cover", sheet.height)
        draw_cover(canvas, sheet, front)
        _finish(canvas, sheet, front)
    for number, page in enumerate(pages, start=1 + cover):
        words = render(Text("page {page} of {pages}", {"page": number, "pages": total}), language)
        _draw_page(canvas, page, front, words, number)
    canvas.save()
    return Document(target.getvalue(), total, tuple(_odd_texts(front, sections)))


def _laid_out(front: Front, sections: Sequence[Section], sheet: Sheet, cover: bool) -> Iterator[_Page]:
    running = ""
    for side, strips in _flows(front, sections, sheet, cover):
        for placed in paginate(strips, side.room):
            titles = [p.strip.entry.title for p in placed if p.strip.entry and p.strip.entry.level == 0]
            opens = bool(titles) and placed[0].strip.entry is not None
            yield _Page(side, placed, titles[0] if titles and (opens or not running) else running)
            running = titles[-1] if titles else running


def _flows(
    front: Front, sections: Sequence[Section], sheet: Sheet, cover: bool
) -> Iterator[tuple[Sheet, list[Strip]]]:
    """Runs of sections that share pages."""
    starts: list[tuple[Sheet, list[Strip]]] = []
    for at, section in enumerate(sections):
        side = sheet.landscape if section.landscape else sheet
        title = [TitleBlock(front)] if at == 0 and not cover else []
        strips = laid_out([*title, *section.all_blocks()], side.column)
        whole = stacked_height(strips) <= side.room
        if starts and section.flows and whole and starts[-1][0] == side:
            starts[-1][1].extend(kept_together(strips))
        else:
            starts.append((side, strips))
    yield from starts


def _contents(pages: Sequence[_Page], sheet: Sheet, title: str) -> list[_Page]:
    """The pages of contents, which stand after the cover and before `pages`."""
    starts = [
        (entry.title, at) for at, page in enumerate(pages) for entry in _entries(page) if not entry.level
    ]

    def laid(shift: int) -> list[list[Placed]]:
        lines = [_contents_line(words, at + 2 + shift, sheet.column) for words, at in starts]
        return paginate([*laid_out([Title(title)], sheet.column), *lines], sheet.room)

    return [_Page(sheet, placed, title) for placed in laid(len(laid(0)))]


def _contents_line(words: str, number: int, width: float) -> Strip:
    title, page = one_line(words, BODY, width - 40), one_line(str(number), BODY, 32)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        title.draw(canvas, x, top - 5)
        page.draw(canvas, x + width - 32, top - 5, 32, "right")
        draw_hairline(canvas, x, top - 25, width)
        area = (x, top - 25, x + width, top)
        canvas.linkRect("", _page_key(number), area, relative=1, Border="[0 0 0]")

    return Strip(25, draw)


def _entries(page: _Page) -> list[Entry]:
    return [placed.strip.entry for placed in page.placed if placed.strip.entry]


def _page_key(number: int) -> str:
    return f"page-{number}"


def _canvas(target: BytesIO, front: Front, sheet: Sheet, language: str) -> Canvas:
    canvas = Canvas(
        target,
        (sheet.width, sheet.height),
        invariant=1,
        initialFontName=BASE_FONT,
        lang=language,
        pageCompression=1,
    )
    title = " – ".join(part for part in (front.title, front.relationship) if part)
    canvas.setTitle(_in_one_line(title))
    canvas.setAuthor(_in_one_line(front.author))
    canvas.setSubject(_in_one_line(front.audience))
    canvas.setCreator("TrustDesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    dated = front.dated
    if dated:
        canvas.setDateFormatter(lambda *_: f"D:{dated:%Y%m%d}000000Z")
    return canvas


def _draw_page(canvas: Canvas, page: _Page, front: Front, number: str, at: int) -> None:
    sheet = page.sheet
    canvas.setPageSize((sheet.width, sheet.height))
    canvas.bookmarkPage(_page_key(at), fit="XYZ", left=0, top=sheet.height, zoom=0)
    for place, placed in enumerate(page.placed):
        if placed.strip.entry:
            _mark_entry(canvas, placed.strip.entry, f"{_page_key(at)}-{place}", sheet.top - placed.drop + 24)
    for placed in page.placed:
        placed.strip.draw(canvas, sheet.left, sheet.top - placed.drop)
    draw_running(
        canvas,
        sheet,
        relationship=front.relationship,
        section=page.section,
        audience=front.audience,
        status=front.status,
        number=number,
    )
    _finish(canvas, sheet, front)


def _mark_entry(canvas: Canvas, entry: Entry, key: str, top: float) -> None:
    """Add the entry to the outline; `key` is a name of its own, by which reportlab tells entries apart."""
    canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
    canvas.addOutlineEntry(_in_one_line(entry.title), key, entry.level)


def _finish(canvas: Canvas, sheet: Sheet, front: Front) -> None:
    if front.across:
        draw_across(canvas, sheet, front.across)
    canvas.showPage()


def _odd_texts(front: Front, sections: Sequence[Section]) -> Iterator[Unprintable]:
    """What cannot be printed, each text once a section, in the order of the document."""
    told = set()
    parts = [
        ("", front.texts()),
        *((part.title, (t for b in part.all_blocks() for t in b.texts())) for part in sections),
    ]
    for section, texts in parts:
        for text in texts:
            odd = unprintable(text)
            found = Unprintable(odd, _in_one_line(section), _in_one_line(text)[:80])
            if odd and found not in told:
                told.add(found)
                yield found


def _in_one_line(text: str) -> str:
    return " ".join(printable(text).split())
