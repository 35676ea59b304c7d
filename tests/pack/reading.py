"""Reading a PDF back: its text page by page, its outline, its fonts."""

import re

import pypdfium2


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    return "\n".join(page_texts(pdf))


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [tuple(round(side) for side in page.get_size()) for page in document]
    finally:
        document.close()


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page (from 1) of each entry."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            (item.level, item.get_title(), item.get_dest().get_index() + 1) for item in document.get_toc()
        ]
    finally:
        document.close()


def properties(pdf: bytes) -> dict[str, str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()


def fonts(pdf: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/BaseFont /([^\s/]+)", pdf)}


def embedded_fonts(pdf: bytes) -> set[str]:
    descriptors = [part for part in pdf.split(b"endobj") if b"/Type /FontDescriptor" in part]
    return {
        name.decode()
        for part in descriptors
        if b"/FontFile2" in part
        for name in re.findall(rb"/FontName /([^\s/]+)", part)
    }
