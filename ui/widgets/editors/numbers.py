"""Editors of numbers: a scale to point at where the range is small, else a line; and of amounts of money."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final, cast

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QSlider

from trustdesk.records import Benefit, Field, Kind, Money
from trustdesk.words import N_, Text
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, row
from ui.widgets.editors.editor import Editor
from ui.widgets.editors.lines import TypedEditor
from ui.widgets.editors.picking import Combo
from ui.words import say

MOST_SEGMENTS: Final = 10
_CURRENCIES: Final = (
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "JPY",
    "CNY",
    "INR",
    "AUD",
    "CAD",
)
_SPACES: Final = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(\D|$))")
_ONE_DOT: Final = re.compile(r"-?\d{1,3}\.\d{3}", re.ASCII)


class ScaleEditor(Editor):
    """A whole number of a small range, as a row of numbers to point at."""

    wide = 132

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._scale = Scale(int(field.low or 0), int(field.high or 0), optional=optional)
        self._scale.picked.connect(self._on_control_chosen)
        self.hold(self._scale)

    def value(self) -> object:
        return self._scale.chosen()

    def show_value(self, value: object) -> None:
        self._scale.choose(cast("int | None", value))


class Scale(QSlider):
    """A row of numbers of which one or none is chosen: with the mouse, the arrows, or by typing it.

    Pointing at the chosen one, or Delete, takes the choice back where none may be chosen.
    """

    picked = Signal()

    def __init__(self, low: int, high: int, *, optional: bool = True) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._optional = optional
        self._blank = True
        self.setRange(low, high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(28))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def chosen(self) -> int | None:
        """The number chosen."""
        return None if self._blank else self.value()

    def choose(self, number: int | None) -> None:
        """Show a number as chosen, or none."""
        self._blank = number is None
        with QSignalBlocker(self):
            self.setValue(self.minimum() if number is None else number)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(22) * self._count(), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(14) * self._count(), theme.px(28))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            at = int(event.position().x() / (self.width() / self._count()))
            number = self.minimum() + min(max(at, 0), self._count() - 1)
            self._pick(None if number == self.chosen() and self._optional else number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: object) -> None:
        """The wheel scrolls the form, it never changes a value."""
        cast(QMouseEvent, event).ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self._named_by(event)
        if number is not None:
            self._pick(number)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._optional:
            self._pick(None)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1 if self.isEnabled() else 0.6)
        around = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(around, theme.px(6), theme.px(6))
        painter.setClipPath(shape)
        for number in range(self.minimum(), self.maximum() + 1):
            self._paint_segment(painter, number)
        painter.setClipping(False)
        wrong, focused = bool(self.property("wrong")), self.hasFocus()
        edge = "bad" if wrong else "accent" if focused else "hairline"
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.drawPath(shape)
        painter.end()

    def _paint_segment(self, painter: QPainter, number: int) -> None:
        wide = self.width() / self._count()
        box = QRectF((number - self.minimum()) * wide, 0, wide, self.height())
        chosen = self.chosen()
        is_chosen = number == chosen
        if is_chosen:
            painter.fillRect(box, theme.colour("accent"))
        elif chosen is not None and number < chosen:
            painter.fillRect(box, theme.colour("wash"))
        if number > self.minimum() and number - 1 != chosen and not is_chosen:
            painter.setPen(QPen(theme.colour("hairline"), 1))
            painter.drawLine(
                QPointF(box.left(), theme.px(8)), QPointF(box.left(), self.height() - theme.px(8))
            )
        painter.setFont(theme.font(theme.NOTE if wide < theme.px(24) else theme.BODY, strong=is_chosen))
        painter.setPen(theme.colour("on_accent" if is_chosen else "ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def _named_by(self, event: QKeyEvent) -> int | None:
        chosen = self.chosen()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None:
            wanted = self.minimum() if chosen is None else chosen + step
        elif event.text().isdecimal() and event.text().isascii():
            wanted = int(event.text())
            if wanted == 0 and self.minimum() > 0:
                wanted = 10
        else:
            return None
        return wanted if self.minimum() <= wanted <= self.maximum() else None

    def _pick(self, number: int | None) -> None:
        if number != self.chosen():
            self.choose(number)
            self.picked.emit()

    def _count(self) -> int:
        return self.maximum() - self.minimum() + 1


class NumberEditor(TypedEditor):
    """A number on a line; a share of one may be written as a percentage, and is shown as one."""

    wide = 96

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._line.setPlaceholderText("0 – 100 %" if self._is_share() else self._limits())
        self.left.connect(self._tidy)

    def value(self) -> object:
        typed = self._line.text().strip()
        if not typed:
            if not self.optional:
                raise self.unreadable()
            return None
        number = self._read(typed)
        low, high = self.field.low, self.field.high
        if number is None or (low is not None and number < low) or (high is not None and number > high):
            raise self.unreadable(self._expected())
        return int(number) if self.field.kind is Kind.WHOLE else number

    def show_value(self, value: object) -> None:
        self._line.setText("" if value is None else self._shown(cast(float, value)))

    def _read(self, typed: str) -> float | None:
        share = typed.endswith("%") and self._is_share()
        try:
            number = float(typed.removesuffix("%").strip().replace(",", "."))
        except ValueError:
            return None
        if not math.isfinite(number) or (self.field.kind is Kind.WHOLE and not number.is_integer()):
            return None
        return float(Decimal(repr(number)) / 100) if share else number

    def _shown(self, number: float) -> str:
        return f"{_plain(float(Decimal(repr(number)) * 100))} %" if self._is_share() else _plain(number)

    def _is_share(self) -> bool:
        return self.field.kind is Kind.NUMBER and (self.field.low, self.field.high) == (0, 1)

    def _limits(self) -> str:
        high = self.field.high
        return f"{_plain(self.field.low)} – {_plain(high)}" if high is not None and high <= 1000 else ""

    def _expected(self) -> Text | None:
        return Text(N_("A share between 0 and 1, such as 0.5, or 50 %.")) if self._is_share() else None

    def _tidy(self) -> None:
        typed = self._line.text().strip()
        number = self._read(typed) if typed else None
        if number is not None:
            self._line.setText(self._shown(number))


class MoneyEditor(Editor):
    """An amount and its currency; a currency alone is nothing."""

    wide = 200

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._amount = QLineEdit()
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._amount.textEdited.connect(lambda _text: self._on_control_edited())
        self._amount.returnPressed.connect(self.left)
        self._currency = Combo()
        self._currency.setEditable(True)
        self._currency.addItems(_CURRENCIES)
        self._currency.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self._currency.setFixedWidth(theme.px(84))
        self._currency.setAccessibleName(say(N_("Currency")))
        self._currency.setCurrentText(self._usual())
        self._currency.editTextChanged.connect(lambda _text: self._on_control_edited())
        self.hold(boxed(row(self._amount, self._currency, gap=4)), self._amount, self._currency)

    def value(self) -> object:
        typed = _SPACES.sub("", self._amount.text().strip())
        if not typed:
            return None
        if _ONE_DOT.fullmatch(typed):
            raise self.unreadable(Text(N_("This can be read in two ways. Write 1200, or 1.20.")))
        try:
            return Money.parse(f"{self._currency.currentText().strip()} {typed}")
        except ValueError as error:
            raise self.unreadable(
                Text(N_("An amount such as 1200 or 1,200.50, and a currency such as EUR."))
            ) from error

    def show_value(self, value: object) -> None:
        money = cast("Money | None", value)
        with QSignalBlocker(self._currency):
            self._amount.setText("" if money is None else f"{money.amount:,}")
            self._currency.setCurrentText(self._usual() if money is None else money.currency)

    def _usual(self) -> str:
        """The currency this relationship counts in."""
        if self.viewpoint.relationship is not None:
            for benefit in self.viewpoint.snapshot[Benefit]:
                for money in (benefit.estimated, benefit.realised):
                    if money is not None:
                        return money.currency
        return _CURRENCIES[0]


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"
