"""The fields of one kind of record as its layout has them: groups that fold, and in them lines of fields."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk.records import Field, Record
from ui import layouts
from ui.layouts import Group
from ui.viewpoint import Viewpoint
from ui.widgets.basics import column
from ui.widgets.editors import editor_of_kind
from ui.widgets.form_parts import GAP, Fold, SideBySide, Slot
from ui.words import say


class FormBody(QWidget):
    """All the fields of a kind, for an audience; those of a group are made when it is first opened.

    `made` is called with the fields of each line once they have their place. With `only` the groups of these
    titles alone are there.
    """

    def __init__(
        self,
        viewpoint: Viewpoint,
        kind: type[Record],
        made: Callable[[Slot], object],
        *,
        only: Collection[str] = (),
    ) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.slots: dict[str, Slot] = {}
        self._kind = kind
        self._made = made
        self._turned = viewpoint.turned
        self._of: str | None = None
        self._groups: list[tuple[Group, QWidget]] = []
        self._lines = column(gap=20)
        self.setLayout(self._lines)
        for group in layouts.groups_of(kind, turned=self._turned):
            if not only or group.title in only:
                self._groups.append((group, self._box(group)))

    def suit(self, record: Record) -> None:
        """Show the groups that are for this record, open or closed as suits it, or as the user left them."""
        for group, box in self._groups:
            if isinstance(box, Fold) and not box.is_chosen and self._of != record.id:
                box.set_open(not group.folded(record))
            box.setVisible(group.shown(record))
        self._of = record.id

    def reveal(self, name: str) -> None:
        """Open the group in which a field stands."""
        for group, box in self._groups:
            if isinstance(box, Fold) and any(name in line for line in group.lines):
                box.set_open(True)

    def _box(self, group: Group) -> QWidget:
        fill = partial(self._fill, group)
        if group.title:
            box: QWidget = Fold(say(group.title), fill)
            self._lines.addWidget(box)
            return box
        box = QWidget()
        lines = column(gap=GAP)
        box.setLayout(lines)
        self._lines.addWidget(box)
        fill(lines)
        return box

    def _fill(self, group: Group, into: QVBoxLayout) -> None:
        for fields in layouts.lines_of(self._kind, group, turned=self._turned):
            slots = [self._slot(field) for field in fields]
            into.addWidget(SideBySide(slots))
            for slot in slots:
                self._made(slot)

    def _slot(self, field: Field) -> Slot:
        slot = Slot(field, editor_of_kind(field, self.viewpoint, self._kind))
        self.slots[field.name] = slot
        return slot
