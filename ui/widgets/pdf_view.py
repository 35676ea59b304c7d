"""A PDF on the screen, with its pages small at the side where there is room, and on the printer."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trustdesk.words import N_, Text
from ui import theme
from ui.widgets.basics import Empty, boxed, button, column, hairline, icon_button, label, row
from ui.widgets.pdf_pages import PdfPages, drawn_page
from ui.words import say

_WIDE: Final = 860
"""From this width on the pages stand small at the side."""
_SMALL: Final = 88
_SMALL_TALL: Final = 125
_Index = QModelIndex | QPersistentModelIndex
_FINEST: Final = 300
"""Dots an inch at most, on a printer."""


class PdfView(QWidget):
    """Shows a PDF that is in memory; nothing is written anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Any = None
        self.pages = PdfPages()
        self.pages.at.connect(self._on_pages_at)
        self.pages.zoomed.connect(self._on_pages_zoomed)
        self.list = _PageList()
        self.list.currentRowChanged.connect(self._on_list_current_row_changed)
        self._where = label("", "muted")
        self._where.setContentsMargins(theme.px(16), 0, 0, 0)
        self._scale = label("", "muted")
        self._scale.setMinimumWidth(theme.px(44))
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = boxed(
            row(
                self._where,
                1,
                icon_button("zoom-out", say(N_("Smaller (Ctrl −)")), run=self.pages.zoom_out),
                self._scale,
                icon_button("zoom-in", say(N_("Larger (Ctrl +)")), run=self.pages.zoom_in),
                button(say(N_("Fit width")), "quiet", about=say(N_("Ctrl 0")), run=self.pages.fit),
                gap=4,
                margins=4,
            )
        )
        body = row(self.list, self.pages, gap=0)
        body.setStretch(1, 1)
        shown = boxed(column(head, hairline(), body, gap=0))
        self._nothing = Empty("file-text", say(N_("There is nothing to show here yet.")))
        self._broken = Empty("file-text", say(N_("This PDF cannot be read. Make it anew.")))
        self._stack = QStackedLayout(self)
        for piece in (self._nothing, self._broken, shown):
            self._stack.addWidget(piece)
        self._shown = shown

    def show_pdf(self, pdf: bytes) -> None:
        """Show another PDF from its first page; empty bytes show that there is nothing yet."""
        old, self._document = self._document, _opened(pdf)
        self.list.show_document(self._document)
        self.pages.show_document(self._document)
        if old is not None:
            old.close()
        whole = self._shown if self._document is not None else self._broken if pdf else self._nothing
        self._stack.setCurrentWidget(whole)
        self.setAccessibleDescription("" if self._document is not None else say(N_("No page is shown.")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setVisible(event.size().width() >= theme.px(_WIDE))

    def _on_pages_at(self, page: int) -> None:
        self._where.setText(say(Text(N_("page {n} of {of}"), {"n": page + 1, "of": self.pages.count})))
        self.list.blockSignals(True)
        self.list.setCurrentRow(page)
        self.list.blockSignals(False)

    def _on_pages_zoomed(self, scale: float) -> None:
        self._scale.setText(say(Text(N_("{n} %"), {"n": round(scale * 100)})))

    def _on_list_current_row_changed(self, page: int) -> None:
        self.pages.go_to(page)


class _PageList(QListWidget):
    """The pages small, one below the other; drawn a few at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Any = None
        self.setAccessibleName(say(N_("Pages")))
        self.setProperty("role", "pages")
        self.setFixedWidth(theme.px(_SMALL + 56))
        self.setItemDelegate(_SmallPage(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._on_next_timeout)
        self._drawn = 0

    def show_document(self, document: Any) -> None:
        """List the pages of another document; None for none."""
        self._document, self._drawn = document, 0
        self.blockSignals(True)
        self.clear()
        for at in range(len(document) if document is not None else 0):
            item = QListWidgetItem(str(at + 1))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, say(Text(N_("Page {n}"), {"n": at + 1})))
            self.addItem(item)
        self.blockSignals(False)
        if document is not None:
            self._next.start(50)

    def _on_next_timeout(self) -> None:
        if self._document is None or self._drawn >= self.count() or not self.isVisible():
            return
        at, dots = self._drawn, self.devicePixelRatioF()
        image = drawn_page(self._document, at, round(theme.px(_SMALL) * dots))
        image.setDevicePixelRatio(dots)
        self.item(at).setData(Qt.ItemDataRole.DecorationRole, image)
        self._drawn += 1
        self._next.start(20)


class _SmallPage(QStyledItemDelegate):
    """Paints a page small in the middle of its row, with its number below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(_SMALL + 24), theme.px(_SMALL_TALL + 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: QRect = option.rect
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen:
            painter.fillRect(row, theme.colour("wash"))
        image = index.data(Qt.ItemDataRole.DecorationRole)
        place = QRect(0, 0, theme.px(_SMALL), theme.px(_SMALL_TALL))
        place.moveCenter(QPoint(row.center().x(), row.top() + theme.px(12) + place.height() // 2))
        if isinstance(image, QImage):
            size = (
                image.deviceIndependentSize()
                .toSize()
                .scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            )
            paper = QRect(QPoint(0, 0), size)
            paper.moveCenter(place.center())
            painter.drawImage(paper, image)
            painter.setPen(theme.colour("accent" if chosen else "hairline"))
            painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.setPen(theme.colour("ink" if chosen else "muted"))
        painter.setFont(theme.font(theme.NOTE, strong=bool(chosen)))
        below = QRect(row.left(), place.bottom(), row.width(), row.bottom() - place.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))


def print_pdf(parent: QWidget, pdf: bytes) -> bool:
    """Ask for a printer and print; False when the user thought better of it or the PDF cannot be read."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    document = _opened(pdf)
    if document is None:
        return False
    try:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, len(document))
        if not dialog.exec():
            return False
        return print_pages(document, printer)
    finally:
        document.close()


def print_pages(document: Any, printer: Any) -> bool:
    """Print the pages asked for, each at its own orientation, at no more than 300 dots an inch."""
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or len(document)
    printer.setResolution(min(printer.resolution(), _FINEST))
    painter = QPainter()
    for at in range(first - 1, min(last, len(document))):
        wide, tall = document.get_page_size(at)
        lying = wide > tall
        orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(orientation)
        if not painter.isActive():
            if not painter.begin(printer):
                return False
        else:
            printer.newPage()
        room = QRectF(printer.paperRect(printer.Unit.DevicePixel))
        share = min(room.width() / wide, room.height() / tall)
        target = QRectF(0, 0, wide * share, tall * share)
        target.moveCenter(QRectF(0, 0, room.width(), room.height()).center())
        painter.drawImage(target, drawn_page(document, at, round(target.width())))
    return bool(painter.end())


def _opened(pdf: bytes) -> Any:
    """The document, or None where these bytes are none."""
    if not pdf:
        return None
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(pdf)
    except PdfiumError:
        return None
    return document if len(document) else None
