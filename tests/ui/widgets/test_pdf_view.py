from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ui import theme
from ui.widgets.pdf_pages import words_on
from ui.widgets.pdf_view import PdfView, print_pages, print_pdf


def _pdf(*words: str, lying: int | None = None) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    for at, said in enumerate(words):
        canvas.setPageSize(landscape(A4) if at == lying else A4)
        canvas.drawString(100, 300, said)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def view(qtbot: QtBot) -> PdfView:
    """Three pages, shown."""
    made = PdfView()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.show_pdf(_pdf("one", "two", "three"))
    return made


def _said(view: PdfView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def test_a_pdf_is_shown_from_its_first_page_as_wide_as_there_is_room(view: PdfView) -> None:
    assert "page 1 of 3" in _said(view)
    assert view.pages.is_fitted
    assert view.pages.horizontalScrollBar().maximum() == 0
    assert view.list.currentRow() == 0


def test_the_words_of_the_page_being_read_are_there_for_a_screen_reader(view: PdfView, qtbot: QtBot) -> None:
    assert view.pages.accessibleName() == "Page 1 of 3"
    assert view.pages.accessibleDescription().strip() == "one"
    qtbot.keyClick(view.pages, Qt.Key.Key_PageDown)
    assert view.pages.accessibleName() == "Page 2 of 3"
    assert view.pages.accessibleDescription().strip() == "two"


def test_page_keys_turn_pages_and_home_and_end_go_to_the_ends(view: PdfView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.pages, Qt.Key.Key_End)
    assert view.pages.page == 2
    assert "page 3 of 3" in _said(view)
    qtbot.keyClick(view.pages, Qt.Key.Key_PageUp)
    assert view.pages.page == 1
    assert view.list.currentRow() == 1
    qtbot.keyClick(view.pages, Qt.Key.Key_Home)
    assert view.pages.page == 0


def test_ctrl_with_plus_minus_and_0_changes_the_scale(view: PdfView, qtbot: QtBot) -> None:
    fitted = view.pages.scale
    qtbot.keyClick(view.pages, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.pages.scale > fitted
    qtbot.keyClick(view.pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.pages.scale < fitted
    qtbot.keyClick(view.pages, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.pages.scale == fitted
    assert f"{round(fitted * 100)} %" in _said(view)


def test_the_page_being_read_stays_when_the_scale_changes(view: PdfView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.pages, Qt.Key.Key_PageDown)
    qtbot.keyClick(view.pages, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.pages.page == 1


def test_the_small_pages_stand_at_the_side_only_where_there_is_room(view: PdfView, qtbot: QtBot) -> None:
    assert view.list.isVisible()
    view.list.setCurrentRow(2)
    assert view.pages.page == 2
    view.resize(700, 600)
    assert not view.list.isVisible()


def test_paper_stays_white_in_the_dark(view: PdfView, qapp: QApplication, qtbot: QtBot) -> None:
    theme.wear(qapp, "dark")
    qtbot.waitUntil(lambda: _colour(view.pages.grab().toImage(), 0.5) == "#ffffff")
    assert _colour(view.pages.grab().toImage(), 0.002) == theme.palette().surface


def _colour(picture: QImage, across: float) -> str:
    return picture.pixelColor(round(picture.width() * across), picture.height() // 2).name()


def test_pages_are_drawn_when_they_are_seen_and_not_before(view: PdfView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(view.pages._drawn) == 1)
    qtbot.keyClick(view.pages, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: {at for at, _ in view.pages._drawn} >= {0, 2})


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        (b"", "There is nothing to show here yet."),
        (b"not a pdf", "This PDF cannot be read. Make it anew."),
        (_pdf("one")[:200], "This PDF cannot be read. Make it anew."),
    ],
)
def test_what_cannot_be_shown_is_said_in_words(view: PdfView, pdf: bytes, words: str) -> None:
    view.show_pdf(pdf)
    assert words in _said(view)
    view.show_pdf(_pdf("again"))
    assert "page 1 of 1" in _said(view)


def test_pages_are_printed_each_at_its_own_orientation(tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    document = PdfDocument(_pdf("one", "two", lying=1))
    assert print_pages(document, printer)
    assert printer.resolution() <= 300
    document.close()
    printed = PdfDocument(tmp_path / "printed.pdf")
    sizes = [printed.get_page_size(at) for at in range(len(printed))]
    printed.close()
    assert len(sizes) == 2
    assert sizes[0][0] < sizes[0][1]
    assert sizes[1][0] > sizes[1][1]


def test_only_the_pages_asked_for_are_printed(tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    document = PdfDocument(_pdf("one", "two", "three"))
    assert print_pages(document, printer)
    document.close()
    printed = PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == 1
    printed.close()


def test_thinking_better_of_printing_prints_nothing(view: PdfView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda self: 0)
    assert not print_pdf(view, _pdf("one"))
    assert not print_pdf(view, b"not a pdf")


def test_the_words_of_a_page_are_those_printed_on_it() -> None:
    document = PdfDocument(_pdf("R&D <lead>"))
    assert words_on(document, 0).strip() == "R&D <lead>"
    document.close()
