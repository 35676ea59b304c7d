"""A chart on the screen: painted as a picture, and answering to mouse and keyboard as its records.

The chart is drawn after the page it stands on was painted, drawn anew (never stretched) for another size,
palette or state of the desk, and not at all while nobody sees it.
"""

from __future__ import annotations

import os
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QStandardPaths, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from trustdesk.charts import CHARTS, Chart, Look
from trustdesk.charts.chart import Cell
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import files as disk
from trustdesk.exchange.csv_folder import guarded
from trustdesk.words import N_
from ui import icons, theme
from ui.viewpoint import Viewpoint
from ui.widgets import files
from ui.widgets.basics import column, icon_button, label, row
from ui.widgets.chart_picture import ChartPicture
from ui.words import day, hint, language, one_line, say

_DOTS: Final = 110.0
"""Dots an inch at 100 %: the body of a chart, 8.5 points, is then as large as the window's, 13 pixels."""
_CALM: Final = 120
"""Milliseconds without a further change of size before the chart is drawn anew."""
_NARROWEST: Final = 320
_WIDEST: Final = 420
_FIRST_GUESS: Final = 320
_FINE: Final = 64
_BEFORE: Final = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of a line of words stands before the place it is set at."""
_KINDS: Final = ("svg", "png", "pdf")


class ChartView(QWidget):
    """The chart of that name (one of `trustdesk.charts.CHARTS`) of what the viewpoint shows.

    It is as tall as the chart needs. Without `titled` its title is left to the page around it.
    """

    def __init__(self, viewpoint: Viewpoint, name: str, *, titled: bool = True) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.chart: Chart | None = None
        """The chart as it is shown; None until it was drawn first."""
        self._kind = CHARTS[name]
        self._drawn: object = None
        self._table: QTableWidget | None = None
        self._title = label("", "heading", wrap=True)
        if not titled:
            self._title.hide()
        more = icon_button("ellipsis", say(N_("Copy, save, show figures")))
        more.clicked.connect(lambda _=False: self._open_menu(more.mapToGlobal(QPoint(0, more.height()))))
        self.picture = ChartPicture(viewpoint)
        self.picture.setFixedHeight(theme.px(_FIRST_GUESS))
        self.picture.asked.connect(self._on_picture_asked)
        self._body = column(self.picture, gap=0)
        head = row(self._title, more, gap=8)
        head.setStretch(0, 1)
        head.setAlignment(more, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.setLayout(column(head, self._body, 1, gap=4))
        self.setMinimumWidth(theme.px(_NARROWEST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say(self._kind.question))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_soon_timeout)

    def refresh(self) -> None:
        """Show what the viewpoint shows now, as soon as somebody sees it."""
        if self.isVisible() and self._drawn != self._wanted():
            self._soon.start(0)

    @property
    def figures_shown(self) -> bool:
        """Whether the figures stand in a table instead of the picture."""
        return self._table is not None

    def show_figures(self, shown: bool) -> None:
        """Show the figures behind the chart as a table, or the picture again."""
        if shown == self.figures_shown or self.chart is None:
            return
        self._replace_table(_figures(self.chart) if shown else None)
        self.picture.setVisible(not shown)
        (self._table or self.picture).setFocus()

    def menu(self, over: str | None = None) -> QMenu:
        """What can be done with the chart, and with the record `over` which the mouse or the keyboard is."""
        made = QMenu(self)
        if over is not None:
            made.addAction(say(N_("Open")), lambda: self.viewpoint.reveal(over))
            made.addSeparator()
        made.addAction(icons.icon("copy"), say(N_("Copy picture")), self.copy_picture)
        made.addAction(icons.icon("copy"), say(N_("Copy figures")), self.copy_figures)
        saving = made.addMenu(icons.icon("download"), say(N_("Save as")))
        for kind in _KINDS:
            saving.addAction(kind.upper(), partial(self.save_as, kind))
        made.addSeparator()
        figures = made.addAction(icons.icon("table-2"), say(N_("Show figures")))
        figures.setCheckable(True)
        figures.setChecked(self.figures_shown)
        figures.toggled.connect(self.show_figures)
        return made

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture, in the colours of print."""
        from trustdesk.charts.saving import as_bytes

        QGuiApplication.clipboard().setImage(QImage.fromData(as_bytes(self._printed(), "png")))

    def copy_figures(self) -> None:
        """Put the figures on the clipboard, as a spreadsheet takes them."""
        if self.chart is not None:
            lines = (self.chart.data.header, *self.chart.data.rows)
            text = "\n".join("\t".join(_pasted(cell) for cell in line) for line in lines)
            QGuiApplication.clipboard().setText(text)

    def save_as(self, kind: str) -> None:
        """Ask for a file and write the chart there, in the colours of print; `kind` is svg, png or pdf."""
        from trustdesk.charts.saving import as_bytes

        chart, turned = self._printed(), self.viewpoint.turned
        words = f"{self.viewpoint.snapshot.relationship.name} - {chart.title}"
        # Who may read it is part of the name of everything that leaves the desk.
        for_whom = self.viewpoint.audience.name if turned else say(N_("not for the client"))
        name = disk.safe_name(words, f" - {disk.safe_name(for_whom)}.{kind}")
        path = files.save_file(self, name, f"{kind.upper()} (*.{kind})", turned=turned)
        if path is not None:
            try:
                disk.put(path, as_bytes(chart, kind))
            except TrustDeskError as error:
                self.viewpoint.refused.emit(error)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and self._drawn is not None and event.size().width() != event.oldSize().width():
            self._soon.start(_CALM)

    def changeEvent(self, event: QEvent) -> None:
        """Another palette or size of text is worn."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and self._drawn is not None:
            self.refresh()

    def _wanted(self) -> object:
        """Everything the picture depends on."""
        size = (self.width(), self.devicePixelRatioF(), theme.text_size())
        return (self.viewpoint.state, id(theme.palette()), language(), *size)

    def _on_soon_timeout(self) -> None:
        wanted = self._wanted()
        if self.isVisible() and self.viewpoint.relationship is not None and wanted != self._drawn:
            self._drawn = wanted
            self._draw()

    def _draw(self) -> None:
        _keep_fonts_known()
        per_inch = _DOTS * theme.text_size()
        look = Look(theme.palette(), self.width() / per_inch, language=language(), margin=0.0, titled=False)
        self.chart = self._kind(self.viewpoint.snapshot, self.viewpoint.measures, look)
        self._title.setText(self.chart.title)
        self.picture.show_chart(self.chart, _image(self.chart, per_inch, self.devicePixelRatioF()))
        self.setAccessibleName(self.chart.title)
        self.setAccessibleDescription(self.chart.alt)
        if self.figures_shown:
            self._replace_table(_figures(self.chart))

    def _replace_table(self, table: QTableWidget | None) -> None:
        if self._table is not None:
            self._body.removeWidget(self._table)
            self._table.deleteLater()
        self._table = table
        if table is not None:
            self._body.addWidget(table)

    def _printed(self) -> Chart:
        """The chart as it leaves the desk: with its title, in the colours of print whatever is worn."""
        return self._kind(self.viewpoint.snapshot, self.viewpoint.measures, Look(language=language()))

    def _open_menu(self, at: QPoint, over: str | None = None) -> None:
        menu = self.menu(over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _on_picture_asked(self, over: str | None, at: QPoint) -> None:
        self._open_menu(at, over)


def _image(chart: Chart, per_inch: float, dots_a_pixel: float) -> QImage:
    """The chart as a picture, its words set by Qt."""
    from trustdesk.charts.picture import picture_of

    drawn = picture_of(chart, per_inch * dots_a_pixel)
    image = QImage(drawn.dots, drawn.width, drawn.height, QImage.Format.Format_RGBA8888).convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied
    )
    painter = QPainter(image)
    for words in drawn.words:
        face = QFont(words.family)
        # Larger than it is and made smaller again, since a face is only sized in whole pixels.
        face.setPixelSize(_FINE)
        face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        face.setWeight(QFont.Weight.DemiBold if words.strong else QFont.Weight.Normal)
        face.setItalic(words.italic)
        share = words.size * per_inch * dots_a_pixel / 72 / _FINE
        wide = QFontMetricsF(face).horizontalAdvance(words.text)
        painter.setTransform(QTransform(share, 0, 0, share, words.x * drawn.width, words.y * drawn.height))
        painter.setFont(face)
        painter.setPen(QColor(words.colour))
        painter.drawText(QPointF(-wide * _BEFORE[words.align], 0), words.text)
    painter.end()
    image.setDevicePixelRatio(dots_a_pixel)
    return image


def _figures(chart: Chart) -> QTableWidget:
    header, rows = chart.data.header, chart.data.rows
    made = QTableWidget(len(rows), len(header))
    made.setHorizontalHeaderLabels([one_line(name) for name in header])
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    made.setAccessibleName(chart.title)
    for at, line in enumerate(rows):
        for place, cell in enumerate(line):
            item = QTableWidgetItem(one_line(_shown(cell)))
            item.setToolTip(hint(item.text()))
            made.setItem(at, place, item)
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    made.horizontalHeader().setMaximumSectionSize(theme.px(_WIDEST))
    made.resizeColumnsToContents()
    tall = made.horizontalHeader().sizeHint().height() + sum(made.rowHeight(at) for at in range(len(rows)))
    made.setFixedHeight(min(tall + theme.px(16), theme.px(420)))
    return made


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (str, int)):
        return str(cell)
    return f"{cell:.2f}" if isinstance(cell, float) else day(cell)


def _pasted(cell: Cell) -> str:
    """A cell as a spreadsheet reads it: days as ISO, and no text that it would take for a formula."""
    if isinstance(cell, str):
        return guarded(one_line(cell))
    return "" if cell is None else str(cell)


def _keep_fonts_known() -> None:
    # The drawing library notes the fonts of the system in a file: where, a packaged program has to tell it.
    caches = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    os.environ["MPLCONFIGDIR"] = os.path.join(caches, "charts")
