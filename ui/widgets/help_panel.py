"""The panel at the right that explains a page in the user's words. It reads nothing but the bundled help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from trustdesk.words import N_
from ui import help as words
from ui import theme
from ui.widgets.basics import button, column, icon_button, row
from ui.words import say

WIDTH: Final = 360


class HelpPanel(QFrame):
    """Help beside the page. Links lead within the help; Escape puts it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(say(N_("Help")))
        self._name = ""
        self._been: list[str] = []
        self._text = _Text()
        self._text.anchorClicked.connect(self._on_text_anchor_clicked)
        self._back = icon_button("arrow-left", say(N_("Back")), run=self._go_back)
        topics = button(say(N_("All topics")), "quiet", run=lambda: self._visit(words.INDEX))
        close = icon_button("x", say(N_("Close the help")), run=self.hide)
        self.setLayout(column(row(self._back, topics, 1, close, gap=4), self._text, gap=8, margins=16))
        self.setFocusProxy(self._text)

    def show_page(self, name: str) -> None:
        """Show a page of the help from its beginning, or from an anchor: `method#candour`."""
        self._been.clear()
        self._show(name)

    @property
    def shown(self) -> str:
        """The page, with its anchor, that is shown."""
        return self._name

    def changeEvent(self, event: QEvent) -> None:
        """Another palette: the words are written anew in its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._name:
            at = self._text.verticalScrollBar().value()
            self._text.write(*self._parts(self._name))
            self._text.verticalScrollBar().setValue(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _visit(self, name: str) -> None:
        if name != self._name:
            self._been.append(self._name)
            self._show(name)

    def _go_back(self) -> None:
        if self._been:
            self._show(self._been.pop())

    def _show(self, name: str) -> None:
        self._name = name
        self._back.setVisible(bool(self._been))
        page, anchor = self._parts(name)
        self._text.write(page, anchor)

    def _parts(self, name: str) -> tuple[str, str]:
        page, _, anchor = name.partition("#")
        return (page if page in words.names() else words.INDEX), anchor

    def _on_text_anchor_clicked(self, link: QUrl) -> None:
        target = link.toString()
        if target.partition("#")[0] in words.names():
            self._visit(target)


class _Text(QTextBrowser):
    """The words of one page in our own faces and distances."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "prose")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say(N_("Help")))
        self.setStyleSheet("QTextBrowser { border: none; background: transparent; padding: 0; }")
        self.setViewportMargins(0, 0, theme.px(12), 0)
        self.document().setDocumentMargin(0)
        self._top: QTextBlock | None = None
        self._left_at = 0

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is ever fetched: the help is words."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is the panel's."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def write(self, page: str, anchor: str) -> None:
        """Show a page from an anchor on."""
        self.document().setDefaultFont(theme.font())
        self.document().setIndentWidth(theme.px(16))
        self.setMarkdown(words.markdown(page))
        self._dress()
        where = words.anchors(page)
        headings = [block for block in self._blocks() if block.blockFormat().headingLevel()]
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._top = headings[where.index(anchor)] if anchor in where else None
        self._bring_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep at the top what was brought there, while nobody has scrolled."""
        still = self.verticalScrollBar().value() == self._left_at
        super().resizeEvent(event)
        if still:
            self._bring_up()

    def _bring_up(self) -> None:
        if self._top is not None:
            self.setTextCursor(QTextCursor(self._top))
            top = self.document().documentLayout().blockBoundingRect(self._top).top()
            self.verticalScrollBar().setValue(round(top))
        self._left_at = self.verticalScrollBar().value()

    def _dress(self) -> None:
        for block in self._blocks():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            shape = QTextBlockFormat()
            shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            in_table = cursor.currentTable() is not None
            shape.setTopMargin(theme.px(16 if level > 1 else 0))
            shape.setBottomMargin(theme.px(0 if in_table else 4 if block.textList() or level > 1 else 8))
            cursor.mergeBlockFormat(shape)
            self._letter(block, theme.HEADING if level == 1 else theme.BODY)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame)

    def _letter(self, block: QTextBlock, size: int) -> None:
        """Write a heading in its size, and what is bold in our own bold, which is not as heavy as Qt's."""
        heading = bool(block.blockFormat().headingLevel())
        parts = cast("Iterable[QTextBlock.iterator]", block)
        for part in [found.fragment() for found in parts]:
            given = part.charFormat()
            strong = heading or given.fontWeight() > QFont.Weight.Normal
            face = QTextCharFormat(given)
            face.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
            face.setFont(theme.font(size, strong=strong, italic=given.fontItalic()))
            cursor = QTextCursor(block)
            cursor.setPosition(part.position())
            cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(face)

    def _blocks(self) -> list[QTextBlock]:
        blocks, block = [], self.document().begin()
        while block.isValid():
            blocks.append(block)
            block = block.next()
        return blocks


def _dress_table(table: QTextTable) -> None:
    shape = table.format()
    shape.setBorder(0)
    shape.setCellPadding(theme.px(3))
    shape.setCellSpacing(0)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, share) for share in _SHARES[table.columns()]]
    )
    table.setFormat(shape)


_SHARES: Final = {2: (34, 66), 3: (28, 36, 36)}
