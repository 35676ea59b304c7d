"""The way of the Tab key: through things as they stand on the screen, whenever they were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QScrollArea, QWidget


def go_on(root: QWidget, *, forward: bool) -> bool:
    """Put the keyboard on the next control inside `root`, or the one before; False where there is none.

    The way is from left to right and from top to bottom. Qt's own goes in the order in which widgets were
    made: what a panel or a list shows is made again and again, and would all come last.
    """
    order = list(controls(root))
    now = QApplication.focusWidget()
    while now is not None and now is not root and now not in order:
        if (inner := next((one for one in order if now.isAncestorOf(one)), None)) is not None:
            _come_to(inner, forward=True)
            return True
        now = now.parentWidget()
    if now not in order:
        return False
    _come_to(order[(order.index(now) + (1 if forward else -1)) % len(order)], forward=forward)
    return True


def enter(root: QWidget) -> None:
    """Put the keyboard on the first control inside `root`; on itself, where there is none."""
    next(controls(root), root).setFocus(Qt.FocusReason.OtherFocusReason)


def controls(root: QWidget) -> Iterator[QWidget]:
    """What Tab can come to inside `root` (or that itself) now, as it stands on the screen."""
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
        if root.layout() is None:
            return  # what is inside of a control is its own affair
    for inner in _inside(root):
        if inner.isVisible() and inner.isEnabled():
            yield from controls(inner)


def _come_to(control: QWidget, *, forward: bool) -> None:
    control.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    around = control.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(control)
        around = around.parentWidget()


def _inside(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        if (content := widget.widget()) is not None:
            yield content
        return
    placed = [child for child in widget.children() if isinstance(child, QWidget)]
    if (layout := widget.layout()) is not None:
        yield from _laid_out(layout, placed)
    else:
        yield from sorted(placed, key=lambda child: (child.y(), child.x()))


def _laid_out(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    # Not by `itemAt`: what it gives stays known to Python for ever, also once Qt has deleted it and something
    # else lies in its place.
    inner = [one for one in layout.children() if isinstance(one, QLayout)]
    places = {layout.indexOf(one): one for one in (*widgets, *inner)}  # type: ignore[call-overload]
    places.pop(-1, None)
    for at in sorted(places, key=lambda at: _place(layout, at)):
        one = places[at]
        if isinstance(one, QLayout):
            yield from _laid_out(one, widgets)
        elif isinstance(one, QWidget):
            yield one


def _place(layout: QLayout, at: int) -> tuple[int, ...]:
    if isinstance(layout, QGridLayout):
        return cast("tuple[int, ...]", layout.getItemPosition(at))[:2]
    return (at,)
