"""Looking for a word in what left the program, wherever a file format can keep one."""

from __future__ import annotations

import base64
import binascii
import ctypes
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PLAIN: Final = bytes(range(256)).lower()
_JOINERS: Final = bytes(sign for sign in range(256) if not chr(sign).isascii() or not chr(sign).isalnum())
"""What may stand between the letters of a word that was broken, spaced or written in two bytes a letter."""
_SEVERAL: Final = 3
"""In base64 a word looks different at each of so many places."""


def holds(content: bytes, word: str) -> bool:
    """Whether `word` (plain letters) is in `content`: anyhow written, broken across lines, packed or encoded.

    Zip members with their names, PDF streams, strings, names and words, PNG notes, base64, percent signs,
    UTF-8 and UTF-16.
    """
    wanted = word.casefold().encode()
    packed = _in_base64(word)
    for part in unpacked(content):
        if wanted in part.translate(_PLAIN, _JOINERS):
            return True
        joined = re.sub(rb"\s", b"", part)
        if any(form in joined for form in packed):
            return True
    return False


def unpacked(content: bytes) -> Iterator[bytes]:
    """`content`, and everything that is packed inside it."""
    yield content
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        for member in archive.infolist():
            yield member.filename.encode() + member.comment + member.extra
            yield from unpacked(archive.read(member))
    elif content.startswith(b"%PDF"):
        yield from _in_pdf(content)
    elif content.startswith(_PNG):
        yield from _in_png(content)
    else:
        for picture in re.findall(rb"base64,([A-Za-z0-9+/=\s]+)", content):
            yield from unpacked(base64.b64decode(picture))


def pdf_words(pdf: bytes) -> str:
    """The words of all pages of a PDF, as they are read."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _in_pdf(pdf: bytes) -> Iterator[bytes]:
    yield from _strings(pdf)
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\n?endstream", pdf, re.S):
        for packed in (stream, _from_ascii85(stream)):
            opened = _inflated(packed)
            if opened:
                yield opened
                yield from _strings(opened)
    yield from (said.encode() for said in _seen_by_a_reader(pdf))


def _strings(pdf: bytes) -> Iterator[bytes]:
    """The strings and names of PDF syntax, their escapes undone: titles, notes, addresses, properties."""
    for literal in re.findall(rb"\(((?:[^()\\]|\\.)*)\)", pdf, re.S):
        yield re.sub(rb"\\(?:([0-7]{1,3})|(.))", _escape, literal, flags=re.S)
    for digits in re.findall(rb"<([0-9A-Fa-f\s]{4,})>", pdf):
        plain = re.sub(rb"\s", b"", digits)
        yield binascii.unhexlify(plain + b"0" * (len(plain) % 2))
    for name in re.findall(rb"/([^\s/<>\[\]()%]+)", pdf):
        yield re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: binascii.unhexlify(found[1]), name)


def _escape(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8) & 255]) if found[1] else found[2]


def _seen_by_a_reader(pdf: bytes) -> Iterator[str]:
    """What a PDF reader makes of it: words on and off the page, outline, properties, notes, attachments."""
    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield from (item.get_title() for item in document.get_toc())
        yield from document.get_metadata_dict().values()
        for page in document:
            words = page.get_textpage()
            yield words.get_text_range()
            yield words.get_text_bounded()
            for at in range(raw.FPDFPage_GetAnnotCount(page)):
                note = raw.FPDFPage_GetAnnot(page, at)
                yield from (_said(note, key) for key in (b"Contents", b"T", b"Subj", b"NM"))
                raw.FPDFPage_CloseAnnot(note)
        for at in range(document.count_attachments()):
            attached = document.get_attachment(at)
            yield attached.get_name()
            yield bytes(attached.get_data()).decode("latin-1")
    finally:
        document.close()


def _said(note: Any, key: bytes) -> str:
    import pypdfium2.raw as raw

    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    room = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[:size].decode("utf-16-le", "replace")


def _in_png(picture: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(picture):
        size = int.from_bytes(picture[at : at + 4], "big")
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        if kind != b"IDAT":
            yield data
            yield from (_inflated(data[start.start() :]) for start in re.finditer(b"x", data))
        at += 12 + size


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return b""


def _from_ascii85(stream: bytes) -> bytes:
    try:
        return base64.a85decode(stream.strip().removesuffix(b"~>"))
    except ValueError:
        return b""


def _in_base64(word: str) -> list[bytes]:
    """What of `word` is seen in base64, wherever in the encoded bytes it begins."""
    forms = []
    for start in range(_SEVERAL):
        whole = base64.b64encode(b"\0" * start + word.encode())
        first = -(-start * 8 // 6)
        forms.append(whole[first : (start + len(word)) * 8 // 6])
    return forms
