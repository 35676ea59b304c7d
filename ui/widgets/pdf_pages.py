"""The pages of a PDF one below the other, each drawn when it is about to be seen."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from trustdesk.words import N_, Text
from ui import theme
from ui.words import say

POINT: Final = 96 / 72
"""Pixels a point at 100 %."""
GAP: Final = 16
_KEPT: Final = 12
"""How many drawn pages are kept."""
_ZOOMS: Final = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_LINE: Final = 48
_WIDEST_FIT: Final = 1.5
"""Fitting to the width stops here: beyond it a page is larger than its reader wants it."""


class PdfPages(QAbstractScrollArea):
    """Shows the pages of a document of pypdfium2; `at` tells which page is read, `zoomed` the scale."""

    at = Signal(int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._document: Any = None
        self._sizes: list[tuple[float, float]] = []
        self._frames: list[QRect] = []
        self._chosen: float | None = None
        self._page = -1
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._on_next_timeout)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)

    def show_document(self, document: Any) -> None:
        """Show another document from its first page; None for nothing."""
        self._document = document
        self._sizes = [document.get_page_size(at) for at in range(len(document))] if document else []
        self._drawn.clear()
        self._page = -1
        self._lay_out(at=0)

    @property
    def page(self) -> int:
        """The page being read, from 0."""
        return max(self._page, 0)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def scale(self) -> float:
        """The scale shown at: 1 is the size of the paper."""
        if self._chosen is not None:
            return self._chosen
        widest = max((wide for wide, _ in self._sizes), default=1.0)
        room = self.viewport().width() - 2 * theme.px(GAP)
        return max(min(room / (widest * POINT), _WIDEST_FIT), 0.1)

    @property
    def is_fitted(self) -> bool:
        """Whether the pages follow the width there is."""
        return self._chosen is None

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        if self._frames:
            frame = self._frames[min(max(page, 0), len(self._frames) - 1)]
            self.verticalScrollBar().setValue(frame.top() - theme.px(GAP))
            self.horizontalScrollBar().setValue(0)

    def zoom_in(self) -> None:
        """One step larger."""
        self._zoom(next((zoom for zoom in _ZOOMS if zoom > self.scale + 0.01), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self._zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < self.scale - 0.01), _ZOOMS[0]))

    def fit(self) -> None:
        """As wide as there is room."""
        self._zoom(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, Home and End go to the ends, Ctrl with plus, minus and 0 scales."""
        ctrl_0 = event.key() == Qt.Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.ZoomIn) or _is_ctrl_equal(event):
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_out()
        elif ctrl_0:
            self.fit()
        elif event.key() == Qt.Key.Key_PageDown:
            self.go_to(self.page + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.go_to(self.page - 1)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(self.count - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the scale."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        for at in self._visible():
            frame = self._frames[at].translated(-self._corner())
            # Paper is white, whatever the window wears.
            painter.fillRect(frame, Qt.GlobalColor.white)
            image = self._drawn.get(self._key(at))
            if image is not None:
                painter.drawImage(frame, image)
            painter.setPen(theme.colour("hairline"))
            painter.drawRect(frame.adjusted(-1, -1, 0, 0))
        if self.hasFocus() and self._frames:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()
        if any(self._key(at) not in self._drawn for at in self._visible()):
            self._next.start(0)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(640), theme.px(480))

    def _zoom(self, chosen: float | None) -> None:
        self._chosen = chosen
        self._lay_out()

    def _lay_out(self, at: int | None = None) -> None:
        """Place the pages; the page being read stays, at the same share of its height."""
        page, share = (at, 0.0) if at is not None else self._reading()
        scale, gap = self.scale * POINT, theme.px(GAP)
        sizes = [(round(wide * scale), round(tall * scale)) for wide, tall in self._sizes]
        room = max([self.viewport().width(), *(wide + 2 * gap for wide, _ in sizes)])
        self._frames, top = [], gap
        for wide, tall in sizes:
            self._frames.append(QRect((room - wide) // 2, top, wide, tall))
            top += tall + gap
        self._set_range(self.verticalScrollBar(), top, self.viewport().height())
        self._set_range(self.horizontalScrollBar(), room, self.viewport().width())
        if self._frames:
            frame = self._frames[min(page, len(self._frames) - 1)]
            self.verticalScrollBar().setValue(round(frame.top() - gap + share * (frame.height() + gap)))
        self.zoomed.emit(self.scale)
        self._tell()
        self.viewport().update()

    def _set_range(self, bar: Any, whole: int, seen: int) -> None:
        bar.setRange(0, max(whole - seen, 0))
        bar.setPageStep(seen)
        bar.setSingleStep(theme.px(_LINE))

    def _reading(self) -> tuple[int, float]:
        """The page at the top edge, and how much of it is above."""
        gap, top = theme.px(GAP), self.verticalScrollBar().value()
        for at, frame in enumerate(self._frames):
            if frame.bottom() + gap >= top + gap:
                return at, (top + gap - frame.top()) / (frame.height() + gap)
        return 0, 0.0

    def _visible(self) -> list[int]:
        corner = self._corner()
        seen = self.viewport().rect().translated(corner)
        return [at for at, frame in enumerate(self._frames) if frame.intersects(seen)]

    def _corner(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _key(self, at: int) -> tuple[int, int]:
        return at, round(self._frames[at].width() * self.devicePixelRatioF())

    def _on_next_timeout(self) -> None:
        """Draw one page that is seen and not drawn yet; painting it asks for the next."""
        missing = [at for at in self._visible() if self._key(at) not in self._drawn]
        if missing and self._document is not None:
            at = missing[0]
            self._drawn[self._key(at)] = drawn_page(self._document, at, self._key(at)[1])
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
            self.viewport().update()

    def _on_scroll_bar_value_changed(self) -> None:
        self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        if not self._frames:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = next((at for at, f in enumerate(self._frames) if f.bottom() >= middle), len(self._frames) - 1)
        if self.verticalScrollBar().maximum() and (
            self.verticalScrollBar().value() == self.verticalScrollBar().maximum()
        ):
            page = max(page, self._visible()[-1] if self._visible() else page)
        if page != self._page:
            self._page = page
            said = {"n": page + 1, "of": self.count}
            self.setAccessibleName(say(Text(N_("Page {n} of {of}"), said)))
            self.setAccessibleDescription(words_on(self._document, page))
            self.at.emit(page)


def drawn_page(document: Any, at: int, wide: int) -> QImage:
    """One page of a document as a picture that many dots wide."""
    page = document.get_page(at)
    try:
        bitmap = page.render(scale=wide / page.get_width(), rev_byteorder=True)
        form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888
        # The picture owns its dots: those of the bitmap go with it.
        return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
    finally:
        page.close()


def words_on(document: Any, at: int) -> str:
    """The words on a page, as a screen reader reads them."""
    page = document.get_page(at)
    try:
        words = page.get_textpage()
        try:
            return str(words.get_text_range())
        finally:
            words.close()
    finally:
        page.close()


def _is_ctrl_equal(event: QKeyEvent) -> bool:
    # On most keyboards plus is Shift with =; browsers take Ctrl with = for it, and so do hands.
    return event.key() == Qt.Key.Key_Equal and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
