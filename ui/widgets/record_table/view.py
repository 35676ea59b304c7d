"""The grid of a table: columns as wide as they should be, keys and mouse told as what is wanted by them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTableView, QWidget

from trustdesk.words import N_
from ui import icons, theme
from ui.widgets.record_table.delegate import CellDelegate
from ui.widgets.record_table.model import RecordModel
from ui.widgets.record_table.widths import LEAST, Chosen, shared
from ui.words import caption, say

SAMPLED: Final = 120
"""How many rows are looked at to find how wide a column wants to be."""

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UPDOWN: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class TableView(QTableView):
    """The rows and columns.

    `entered_row` tells that Enter was pressed, `edit_asked` that the current cell is to be edited,
    `letter_typed` a key that may be a verb's, `menu_asked` where on the screen a menu is wanted;
    `copy_asked` and `paste_asked` speak for themselves.
    """

    entered_row = Signal()
    edit_asked = Signal()
    letter_typed = Signal(str)
    menu_asked = Signal(QPoint)
    copy_asked = Signal()
    paste_asked = Signal()
    laid_out = Signal()

    def __init__(self, model: RecordModel, name: str) -> None:
        super().__init__()
        self._name = name
        self._chosen = Chosen.remembered(name)
        self._wanted: list[int] = []
        self._laying = False
        self._laid_for = -1
        self.kept: frozenset[str] = frozenset()
        """The names of columns that stay now, however narrow it is."""
        self.absent: frozenset[str] = frozenset()
        """The names of columns that are not there at all now."""
        self.cells = model
        self.painter_of_cells = CellDelegate(model)
        self.anchor = QWidget(self.viewport())
        """Where a panel opens that asks something about the current row."""
        self.anchor.setFocusProxy(self)
        self.anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.lay_columns)
        self.setModel(model)
        self.setItemDelegate(self.painter_of_cells)
        self._dress()
        self.entered.connect(self._on_row_pointed_at)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(down.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_head_menu_asked)
        head.sectionClicked.connect(self._on_head_clicked)
        head.sectionResized.connect(self._on_section_resized)
        head.sectionHandleDoubleClicked.connect(self._on_handle_double_clicked)
        self._measure()

    # Columns

    def lay_columns(self) -> None:
        """Give every column its width in the room there is."""
        columns = self.cells.columns
        if len(self._wanted) != len(columns):
            return
        self._laid_for = room = self.viewport().width()
        hidden = (self._chosen.hidden - self.kept) | self.absent
        fixed = {name: theme.px(width) for name, width in self._chosen.widths.items()}
        widths = shared(columns, self._wanted, room, hidden, fixed, self.kept)
        over = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if sum(widths) > room
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setHorizontalScrollBarPolicy(over)
        self._laying = True
        for at, width in enumerate(widths):
            self.setColumnHidden(at, width == 0)
            if width:
                self.setColumnWidth(at, width)
        self._laying = False
        current = self.currentIndex()
        if current.isValid() and self.isColumnHidden(current.column()):
            self._make_current(current.row(), next(at for at, width in enumerate(widths) if width))
        self.laid_out.emit()

    def measure_columns(self, *, anew: bool = False) -> None:
        """Find out how wide the columns want to be, once there is something in them."""
        if anew:
            self._wanted = []
        if not self._wanted and self.cells.rowCount():
            count = len(self.cells.columns)
            self._wanted = [self.painter_of_cells.wanted(at, SAMPLED) for at in range(count)]
            self.lay_columns()

    def shown_columns(self) -> tuple[int, ...]:
        """The columns that are shown now."""
        return tuple(at for at in range(len(self.cells.columns)) if not self.isColumnHidden(at))

    def sort_by(self, column: int) -> None:
        """Sort by a column; asked again downwards, and then as the records stand."""
        now = self.cells.sorted_by
        if now is None or now[0] != column:
            self.cells.sort(column)
        else:
            self.cells.sort(-1 if now[1] else column, Qt.SortOrder.DescendingOrder)

    def column_menu(self, column: int) -> QMenu:
        """What can be done with a column, and which columns are shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        menu.addAction(icons.icon("arrow-up"), say(N_("Sort upwards")), lambda: self.cells.sort(column, up))
        menu.addAction(
            icons.icon("arrow-down"), say(N_("Sort downwards")), lambda: self.cells.sort(column, down)
        )
        unsorted = menu.addAction(say(N_("In the order of the program")), lambda: self.cells.sort(-1))
        unsorted.setEnabled(self.cells.sorted_by is not None)
        menu.addSeparator()
        for at, other in enumerate(self.cells.columns):
            if other.name in self.absent:
                continue
            shown = menu.addAction(caption(say(other.label)))
            shown.setCheckable(True)
            shown.setChecked(other.name not in self._chosen.hidden)
            shown.setEnabled(bool(other.priority) or not shown.isChecked())
            shown.triggered.connect(lambda on, at=at: self._show_column(at, on))
        menu.addSeparator()
        menu.addAction(say(N_("Widths as they were")), self._on_widths_forgotten)
        return menu

    def _show_column(self, at: int, on: bool) -> None:
        name = self.cells.columns[at].name
        (self._chosen.hidden.discard if on else self._chosen.hidden.add)(name)
        self._chosen.remember(self._name)
        self.lay_columns()

    def _on_widths_forgotten(self) -> None:
        self._chosen.widths.clear()
        self._chosen.remember(self._name)
        self.lay_columns()

    def _on_section_resized(self, at: int, before: int, width: int) -> None:
        if not self._laying and before and width:
            # Kept as it would be at 100 %, since text may have another size next time.
            self._chosen.widths[self.cells.columns[at].name] = round(width / theme.text_size())
            self._chosen.remember(self._name)
            self._later.start(0)

    def _on_handle_double_clicked(self, at: int) -> None:
        self._chosen.widths.pop(self.cells.columns[at].name, None)
        self._chosen.remember(self._name)
        self._later.start(0)

    def _on_head_clicked(self, column: int) -> None:
        self.sort_by(column)

    def _on_head_menu_asked(self, at: QPoint) -> None:
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            self.column_menu(column).popup(self.horizontalHeader().mapToGlobal(at))

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, key = event.modifiers(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif key in _ENTER and not keys & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered_row.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_asked.emit()
        elif key in _UPDOWN and keys == Qt.KeyboardModifier.AltModifier:
            self._open_column_menu()
        elif key in _UPDOWN and not keys and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())  # the keyboard is there, and nothing is selected yet
        elif _is_letter(event):
            self.letter_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are verbs here; searching has a line of its own."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.edit_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            cell = self.visualRect(self.currentIndex())
            self.menu_asked.emit(self.viewport().mapToGlobal(cell.bottomLeft()))
        else:
            self.menu_asked.emit(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.painter_of_cells.pointed_at = -1
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_columns()
        row = self.visualRect(self.currentIndex())
        if row.isValid() and row.top() >= 0 and row.bottom() <= event.oldSize().height():
            self.scrollTo(self.currentIndex())  # it was to be seen, and so it stays

    def updateGeometries(self) -> None:
        """A scroll bar that came takes room from the columns, and not always by a resize that is told."""
        super().updateGeometries()
        if self._laid_for not in (-1, self.viewport().width()):
            self._later.start(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure()
            self.measure_columns(anew=True)

    def place_anchor(self) -> QWidget:
        """The anchor, over the current row as far as that is to be seen."""
        row = self.visualRect(self.currentIndex())
        room = self.viewport().rect()
        self.anchor.setGeometry(QRect(room.left(), row.y(), room.width(), row.height()).intersected(room))
        return self.anchor

    def _open_column_menu(self) -> None:
        column = max(self.currentIndex().column(), 0)
        head = self.horizontalHeader()
        at = QPoint(head.sectionViewportPosition(column), head.height())
        self.column_menu(column).popup(head.mapToGlobal(at))

    def _make_current(self, row: int, column: int) -> None:
        index = self.cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)

    def _on_row_pointed_at(self, index: QModelIndex) -> None:
        if index.row() != self.painter_of_cells.pointed_at:
            self.painter_of_cells.pointed_at = index.row()
            self.viewport().update()

    def _measure(self) -> None:
        down = self.verticalHeader()
        down.setMinimumSectionSize(1)
        down.setDefaultSectionSize(self.painter_of_cells.row_height)
        self._laying = True  # columns that grow with the least width were not chosen by anybody
        self.horizontalHeader().setMinimumSectionSize(theme.px(LEAST))
        self._laying = False


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    text = event.text().strip()
    return not held and bool(text) and text.isprintable()
