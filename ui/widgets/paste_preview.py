"""What would come of pasted rows, row by row, before anything is taken; one error alone stops all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from trustdesk.errors import TrustDeskError
from trustdesk.exchange import layout
from trustdesk.records import Commitment, Party, Stage
from trustdesk.words import N_, Text, plural
from ui import icons, pasting, theme
from ui.pasting import Line, Pasted
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, column, label, row
from ui.widgets.promise_entry import Terms
from ui.words import day, hint, one_line, say


class _Column(NamedTuple):
    words: str
    width: int
    heading: str = ""


_COLUMNS: Final = (
    _Column(N_("Row"), 48),
    _Column(N_("What happens"), 110),
    _Column(N_("Promise"), 260, layout.heading(Commitment.fields["text"])),
    _Column(N_("Promised by"), 140, layout.heading(Commitment.fields["giver_id"])),
    _Column(N_("Stage"), 140, layout.heading(Commitment.fields["stage_id"])),
    _Column(N_("Due"), 100, layout.heading(Commitment.fields["due"])),
    _Column(N_("What is wrong"), 300),
)
_TEXT, _WRONG = 2, 6
_EXPECTED: Final = N_("{column}: expected {expected}")


class PastePreview(QWidget):
    """The rows as they would be taken; `done` when they were, or were let go."""

    done = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._pasted = Pasted((), (), 1)
        self._title = label("", "heading", wrap=True)
        self._note = label("", "muted", wrap=True)
        self.terms = Terms(viewpoint)
        self.terms.changed.connect(self._judge)
        self._table = _Table()
        self._take = button("", "primary", run=self.take)
        leave = button(say(N_("Leave it")), run=self.done.emit)
        self.setLayout(
            column(
                row(self._title, 1), self._note, self.terms, self._table, row(1, leave, self._take), gap=12
            )
        )

    def show_rows(self, pasted: Pasted) -> None:
        """Show what would come of these rows."""
        self._pasted = pasted
        self.terms.refresh()
        self.terms.ask_only(pasted.missing)
        self.terms.setVisible(bool(pasted.missing))
        self._judge()
        self._take.setFocus()

    def refresh(self) -> None:
        """Judge the rows anew: the desk has changed."""
        if self._pasted.rows:
            self.terms.refresh()
            self._judge()

    def take(self) -> None:
        """Take the rows into the desk, all in one step."""
        pasted, terms, today = self._pasted, self.terms.values(), self.viewpoint.today
        snapshot = self.viewpoint.snapshot
        n = self.viewpoint.do(
            pasting.STEP, lambda session: pasting.store(session, snapshot, pasted, terms, today)
        )
        if n is not None:
            self._pasted = Pasted((), (), 1)
            told = plural(N_("{n} row was taken."), N_("{n} rows were taken."), int(n))
            self.viewpoint.told.emit(told)
            self.done.emit()

    def _judge(self) -> None:
        snapshot, today = self.viewpoint.snapshot, self.viewpoint.today
        try:
            terms = self.terms.values()
        except TrustDeskError:
            self._take.setEnabled(False)
            return
        with self.viewpoint.desk.read() as session:
            found = pasting.judged(session, snapshot, self._pasted, terms, today)
        lines = pasting.preview(found)
        self._fill(lines)
        n, wrong = len(self._pasted.rows), len({problem.row for problem in found.report.errors})
        self._title.setText(say(plural(N_("{n} row pasted"), N_("{n} rows pasted"), n)))
        self._note.setText(" ".join(say(one) for one in self._remarks(wrong, found.report.news)))
        new = sum(line.what.message == "new" for line in lines)
        self._take.setText(say(_offer(new, len(lines) - new)))
        self._take.setEnabled(found.report.news)

    def _remarks(self, wrong: int, news: bool) -> Iterator[Text]:
        if wrong:
            yield plural(
                N_("{n} row is not as it should be. Nothing is taken until it is put right in Excel."),
                N_("{n} rows are not as they should be. Nothing is taken until they are put right in Excel."),
                wrong,
            )
        elif not news:
            yield Text(N_("All of this is in the desk already."))
        else:
            yield Text(N_("Nothing is taken until you say so; undo takes all of it back in one step."))
        if self._pasted.unknown:
            names = ", ".join(self._pasted.unknown)
            yield Text(N_("Columns that are not known are left out: {names}."), {"names": names})

    def _fill(self, lines: Sequence[Line]) -> None:
        self._table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for place, words in enumerate(self._cells(line)):
                item = QTableWidgetItem(words if place == _WRONG else one_line(words))
                item.setToolTip(hint(words))
                if place == _WRONG and words:
                    item.setIcon(icons.icon("triangle-alert", "bad"))
                if words and (place == _WRONG or _COLUMNS[place].heading in _wrong_columns(line)):
                    item.setForeground(theme.colour("bad"))
                self._table.setItem(at, place, item)
        wrong = [at for at, line in enumerate(lines) if line.wrong]
        self._table.setColumnHidden(_WRONG, not wrong)
        self._table.share_room()
        for at in wrong:
            self._table.resizeRowToContents(at)

    def _cells(self, line: Line) -> tuple[str, ...]:
        snapshot, promise = self.viewpoint.snapshot, line.promise
        giver = snapshot.find(Party, promise.giver_id)
        stage = snapshot.find(Stage, promise.stage_id)
        cells = [
            str(line.number),
            say(line.what),
            promise.text,
            giver.name if giver else "",
            stage.heading if stage else "",
            day(promise.due),
        ]
        for problem in line.wrong:
            for place, column_ in enumerate(_COLUMNS):
                if column_.heading and column_.heading == problem.column:
                    cells[place] = str(problem.value or "")
        wrong = (
            Text(_EXPECTED, {"column": problem.column or "", "expected": problem.expected})
            for problem in line.wrong
        )
        return (*cells, "\n".join(say(one) for one in wrong))


def _wrong_columns(line: Line) -> frozenset[str]:
    return frozenset(problem.column or "" for problem in line.wrong)


def _offer(new: int, known: int) -> Text:
    added = plural(N_("Add {n} promise"), N_("Add {n} promises"), new)
    changed = plural(N_("Change {n} promise"), N_("Change {n} promises"), known)
    if new and known:
        return Text(N_("Add {new}, change {known}"), {"new": new, "known": known})
    return added if new else changed


class _Table(QTableWidget):
    """What was pasted: the words of a promise take the room that is left, and never less than their own."""

    def __init__(self) -> None:
        super().__init__(0, len(_COLUMNS))
        self.setHorizontalHeaderLabels([say(column_.words) for column_ in _COLUMNS])
        self.setAccessibleName(say(N_("Pasted rows")))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        self.setIconSize(QSize(theme.px(icons.SIZE), theme.px(icons.SIZE)))
        self.setShowGrid(False)
        self.setItemDelegate(_Ruled(self))
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column_ in enumerate(_COLUMNS):
            self.setColumnWidth(at, theme.px(column_.width))

    def share_room(self) -> None:
        """Give the words of the promise the room that the other columns leave."""
        others = sum(self.columnWidth(at) for at in range(len(_COLUMNS)) if at != _TEXT)
        least = theme.px(_COLUMNS[_TEXT].width)
        self.setColumnWidth(_TEXT, max(least, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()


class _Ruled(QStyledItemDelegate):
    """Draws a hairline below each row, as the tables of records have it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
