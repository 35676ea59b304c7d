"""Files that hold one word where it is easily overlooked, for those who look for it: name -> bytes."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable
from typing import Any, Final


def everywhere(word: str) -> dict[str, bytes]:
    """One file for each place that a word may hide in."""
    made = {f"pdf: {name}": _pdf(draw, word) for name, draw in _IN_PDF.items()}
    made |= {f"xlsx: {name}": _workbook(fill, word) for name, fill in _IN_WORKBOOK.items()}
    picture = _png(word, packed=False)
    halves = word[: len(word) // 2], word[len(word) // 2 :]
    return made | {
        "png: a note": picture,
        "png: a packed note": _png(word, packed=True),
        "svg: the note of an embedded picture": b'<image href="data:image/png;base64,%s"/>'
        % base64.b64encode(picture),
        "text: broken across lines": "-\r\n ".join(halves).encode(),
        "text: with a soft hyphen": "\u00ad".join(halves).encode(),
        "text: in capitals": word.upper().encode(),
        "text: in two bytes a letter": word.encode("utf-16-le"),
        "text: in base64": base64.b64encode(f"a {word}!".encode()),
        "calendar: folded": f"SUMMARY:{halves[0]}\r\n {halves[1]}".encode(),
    }


def _pdf(draw: Callable[[Any, str], None], word: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    canvas.drawString(72, 720, "Nothing to see")
    draw(canvas, word)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _in_the_outline(canvas: Any, word: str) -> None:
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(word, "here")


def _unseen(canvas: Any, word: str) -> None:
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textLine(word)
    canvas.drawText(text)


def _in_letters_apart(canvas: Any, word: str) -> None:
    for at, letter in enumerate(word):
        canvas.drawString(72 + 9 * at, 500, letter)


_IN_PDF: Final[dict[str, Callable[[Any, str], None]]] = {
    "on the page": lambda canvas, word: canvas.drawString(72, 600, word),
    "letter by letter": _in_letters_apart,
    "off the page": lambda canvas, word: canvas.drawString(72, -500, word),
    "unseen": _unseen,
    "title": lambda canvas, word: canvas.setTitle(word),
    "author, in other letters": lambda canvas, word: canvas.setAuthor(f"Ω {word}"),
    "keywords": lambda canvas, word: canvas.setKeywords([word]),
    "outline": _in_the_outline,
    "note": lambda canvas, word: canvas.textAnnotation(f"({word})", (72, 72, 90, 90)),
    "address": lambda canvas, word: canvas.linkURL(f"https://example.org/{word}", (72, 72, 90, 90)),
    "name of a form field": lambda canvas, word: canvas.acroForm.textfield(name=word),
}


def _workbook(fill: Callable[[Any, str], None], word: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    fill(book, word)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _in_a_property(book: Any, word: str) -> None:
    book.properties.creator = word


def _on_a_hidden_sheet(book: Any, word: str) -> None:
    sheet = book.create_sheet("More")
    sheet.sheet_state = "hidden"
    sheet["A1"] = word


def _in_a_remark(book: Any, word: str) -> None:
    from openpyxl.comments import Comment

    book.active["A1"].comment = Comment(word, "me")


def _as_a_name(book: Any, word: str) -> None:
    book.create_sheet(word)


_IN_WORKBOOK: Final = {
    "property": _in_a_property,
    "hidden sheet": _on_a_hidden_sheet,
    "remark": _in_a_remark,
    "name of a sheet": _as_a_name,
}


def _png(word: str, *, packed: bool) -> bytes:
    note = b"Comment\0" + (b"\0" + zlib.compress(word.encode()) if packed else word.encode())
    chunks = [(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"), (b"zTXt" if packed else b"tEXt", note)]
    chunks += [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in chunks
    )
