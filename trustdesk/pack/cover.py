"""The cover: whose relationship, what occasion, for whom; and the short title block of a pack without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from trustdesk.errors import TrustDeskError
from trustdesk.pack.flow import Entry, Strip
from trustdesk.pack.page import draw_hairline
from trustdesk.pack.paper import Sheet
from trustdesk.pack.pieces import line_strips
from trustdesk.pack.typography import BODY, DISPLAY, LEAD, NOTE, SMALL, TITLE, Lines, ink, set_text
from trustdesk.style.palette import PRINT
from trustdesk.words import Text

_LOGO: Final = (150.0, 44.0)
_LOGO_PIXELS: Final = (1000, 300)


@dataclass(frozen=True)
class Front:
    """What a document says of itself, rendered already.

    `audience` and `status` ("Draft", "Issued 21 November 2026") stand on every page; `facts` are the lines at
    the foot of the cover (day, place, prepared by …); `across`, where given, is set large and pale across
    every page ("Not for the client"). `dated` is the only day in the file's properties. `logo` is a PNG or
    JPEG; its pixels are kept, nothing else of the file. `colours` are those of the parties.
    """

    title: str
    relationship: str
    audience: str
    occasion: str = ""
    status: str = ""
    facts: Sequence[tuple[str, str]] = ()
    author: str = ""
    across: str = ""
    dated: date | None = None
    logo: bytes | None = None
    colours: Sequence[str] = PRINT.parties[:2]

    def texts(self) -> Iterable[str]:
        """Every text of the cover and the running head and foot."""
        facts = (text for fact in self.facts for text in fact)
        return (self.title, self.relationship, self.audience, self.occasion, self.status, self.across, *facts)


def draw_cover(canvas: Canvas, sheet: Sheet, front: Front) -> None:
    """Draw the cover on the page as it is; raises `TrustDeskError` when the logo cannot be read."""
    wide = sheet.column - 40
    left, top = sheet.left, sheet.height
    if front.logo:
        _draw_logo(canvas, front.logo, left, top - 56)
    _draw_steps(canvas, sheet, front.colours)
    title = set_text(front.title, DISPLAY, wide).at_most(3)
    relationship = set_text(front.relationship, LEAD.strong, wide).at_most(3)
    y = top - sheet.height * 0.2
    relationship.draw(canvas, left, y)
    y -= relationship.height + 6
    title.draw(canvas, left, y)
    y -= title.height + 12
    set_text(front.occasion, LEAD.tinted(PRINT.muted), wide).at_most(4).draw(canvas, left, y)
    _draw_facts(canvas, sheet, front)


@dataclass(frozen=True)
class TitleBlock:
    """The head of a document without a cover: its title, the relationship and the occasion."""

    front: Front

    def texts(self) -> Iterable[str]:
        """None of its own: they are the front's."""
        return ()

    def strips(self, width: float) -> Sequence[Strip]:
        """The title, a line below it, a hairline."""
        facts = (value for _, value in self.front.facts)
        said = (self.front.relationship, *self.front.occasion.splitlines(), *facts)
        below = " · ".join(part for part in said if part)
        title = line_strips(set_text(self.front.title, TITLE, width), width, before=0, stays=True)
        lines = line_strips(set_text(below, BODY.tinted(PRINT.muted), width), width, before=2, stays=True)
        hairline = Strip(
            1, lambda canvas, x, top: draw_hairline(canvas, x, top, width), before=10, after=12, stays=True
        )
        entry = Entry(self.front.title, 0)
        return [Strip(0, lambda canvas, x, top: None, stays=True, entry=entry), *title, *lines, hairline]


def _draw_facts(canvas: Canvas, sheet: Sheet, front: Front) -> None:
    """The lines at the foot of the cover, upwards from the margin; the audience stands last and strong."""
    term, wide = 120.0, sheet.column - 120.0
    rows: list[tuple[Lines, Lines]] = [
        (set_text(label, NOTE, term - 12).at_most(2), set_text(value, SMALL, wide).at_most(2))
        for label, value in front.facts
    ]
    last = " · ".join(part for part in (front.audience, front.status) if part)
    closing = set_text(last, BODY.strong.tinted(PRINT.accent), sheet.column).at_most(3)
    y = 60 + closing.height + sum(max(label.height, value.height) + 12 for label, value in rows) + 12
    for label, value in rows:
        draw_hairline(canvas, sheet.left, y, sheet.column)
        label.draw(canvas, sheet.left, y - 6)
        value.draw(canvas, sheet.left + term, y - 6)
        y -= max(label.height, value.height) + 12
    draw_hairline(canvas, sheet.left, y, sheet.column, PRINT.ink)
    closing.draw(canvas, sheet.left, y - 9)


def _draw_steps(canvas: Canvas, sheet: Sheet, colours: Sequence[str]) -> None:
    """Steps that rise from side to side in the parties' colours: what a staged program is."""
    count = 9
    wide, rise = sheet.column / count, 15.0
    for at in range(count):
        x, y = sheet.left + at * wide, sheet.height * 0.30 + at * rise
        canvas.setFillColor(ink(colours[at % len(colours)] if colours else PRINT.accent))
        canvas.rect(x, y, wide, 2.5, stroke=0, fill=1)
        if at:
            canvas.setStrokeColor(ink(PRINT.hairline))
            canvas.setLineWidth(0.5)
            canvas.line(x, y + 2.5, x, y + 2.5 - rise)


def _draw_logo(canvas: Canvas, data: bytes, x: float, top: float) -> None:
    picture = _bare_picture(data)
    wide, tall = picture.getSize()
    scale = min(_LOGO[0] / wide, _LOGO[1] / tall)
    canvas.drawImage(picture, x, top - tall * scale, wide * scale, tall * scale)


def _bare_picture(data: bytes) -> ImageReader:
    """The pixels of a picture on white, without anything else that its file holds."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as source:
            source.thumbnail(_LOGO_PIXELS)
            whole = source.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as trouble:
        raise TrustDeskError(
            Text("The logo cannot be read."), Text("Choose a PNG or JPEG picture of ordinary size.")
        ) from trouble
    page = Image.new("RGB", whole.size, PRINT.page)
    page.paste(whole, mask=whole.getchannel("A"))
    return ImageReader(page)
