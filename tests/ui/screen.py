"""What can be read on the screen: every word of every widget, by eye, by tooltip and by screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget

ROLES: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_ASKED: Final = (
    "windowTitle", "toolTip", "statusTip", "whatsThis", "accessibleName", "accessibleDescription",
    "text", "placeholderText", "toPlainText", "title", "currentText",
)  # fmt: skip
_DEEPEST: Final = 12


def words(*roots: QWidget, visible: bool = False) -> Iterator[str]:
    """Every word of these widgets and all inside them (of all windows where none is given).

    With `visible` only of what is on the screen now.
    """
    for root in roots or tuple(_windows()):
        for widget in _in_order(root):
            if not isinstance(widget, QScrollBar) and (widget.isVisible() or not visible):
                yield from _of_widget(widget)


def shown(*roots: QWidget) -> list[str]:
    """What is on the screen now, in the order of the widgets, to be compared."""
    return [word for word in words(*roots, visible=True) if word]


def says(where: QWidget, part: str) -> bool:
    """Whether a label on the screen has these words in it."""
    return any(part in one.text() for one in where.findChildren(QLabel) if one.isVisible())


def _windows() -> Iterator[QWidget]:
    for window in QApplication.topLevelWidgets():
        if window.parentWidget() is None:
            yield window


def _in_order(root: QWidget) -> Iterator[QWidget]:
    """A widget and all inside it as they are read: from top to bottom, from left to right."""
    yield root
    inside = [child for child in root.children() if isinstance(child, QWidget)]
    for child in sorted(inside, key=lambda one: (one.y(), one.x())):
        yield from _in_order(child)


def _of_widget(widget: QWidget) -> Iterator[str]:
    for name in _ASKED:
        ask = getattr(widget, name, None)
        if callable(ask):
            said = ask()
            if isinstance(said, str):
                yield said
    for action in widget.actions():
        yield from _of_action(action)
    model = getattr(widget, "model", None)
    if callable(model):
        found = model()
        if isinstance(found, QAbstractItemModel):
            yield from _of_model(found, QModelIndex())
    item_text = getattr(widget, "itemText", None)
    count = getattr(widget, "count", None)
    if callable(item_text) and callable(count):
        yield from (item_text(at) for at in range(count()))
    chart = getattr(widget, "chart", None)
    if chart is not None and hasattr(chart, "figure"):
        yield from _of_chart(chart)
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from _of_interface(interface, 0)


def _of_action(action: QAction) -> Iterator[str]:
    yield action.text()
    yield action.toolTip()
    yield action.statusTip()


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for at in range(columns):
        for role in ROLES:
            yield from _said(model.headerData(at, Qt.Orientation.Horizontal, role))
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in ROLES:
                yield from _said(model.data(index, role))
            if column == 0 and model.rowCount(index) and not isinstance(model, QAbstractListModel):
                yield from _of_model(model, index)


def _of_chart(chart: Any) -> Iterator[str]:
    from matplotlib.text import Text

    yield chart.title
    yield chart.alt
    yield from chart.data.header
    for row in chart.data.rows:
        yield from (str(cell) for cell in row)
    for text in chart.figure.findobj(Text):
        yield text.get_text()


def _of_interface(interface: QAccessibleInterface, depth: int) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(kind)
    if depth < _DEEPEST and interface.object() is None:
        for at in range(min(interface.childCount(), 400)):
            child = interface.child(at)
            if child is not None:
                yield from _of_interface(child, depth + 1)


def _said(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _said(one)
