"""The editors: what is typed is what is stored, and what cannot be read is refused, never guessed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)

from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    Benefit,
    Commitment,
    Concern,
    Money,
    Party,
    Person,
    Profile,
    Relationship,
    RiskStep,
    kinds,
)
from trustdesk.words import render
from ui import writing
from ui.day_words import NoDayError, read_day
from ui.viewpoint import Viewpoint
from ui.widgets.editors import Editor, editor_for, editor_of_kind
from ui.widgets.editors.numbers import Scale
from ui.widgets.editors.picture import PictureEditor, as_png

HOSTILE = ("<b>&amp;</b>", "R&D & Co", "=1+1", "  two  spaces ", "שלום & hello", "nbsp\u00a0here", "x" * 480)
FRIDAY = date(2026, 3, 6)


def _shown(qtbot: Any, editor: Editor) -> Editor:
    qtbot.addWidget(editor)
    editor.show()
    return editor


def _made(qtbot: Any, viewpoint: Viewpoint, kind: Any, name: str) -> Editor:
    editor = editor_of_kind(kind.fields[name], viewpoint, kind)
    editor.suit(None)
    return _shown(qtbot, editor)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("5 3", date(2026, 3, 5)),
        ("5.3.", date(2026, 3, 5)),
        ("5. 3. 26", date(2026, 3, 5)),
        ("5.3.26", date(2026, 3, 5)),
        ("05.03.2026", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("5 Mar 2026", date(2026, 3, 5)),
        ("5 march", date(2026, 3, 5)),
        ("March 5, 2026", date(2026, 3, 5)),
        ("13/3/2026", date(2026, 3, 13)),
        ("3/13/2026", date(2026, 3, 13)),
        ("today", FRIDAY),
        ("Tomorrow", date(2026, 3, 7)),
        ("+14", date(2026, 3, 20)),
        ("+2w", date(2026, 3, 20)),
        ("-1", date(2026, 3, 5)),
        ("fri", date(2026, 3, 13)),
        ("mon", date(2026, 3, 9)),
        ("20 12", date(2025, 12, 20)),
    ],
)
def test_a_day_is_read_in_the_ways_people_write_it(typed: str, meant: date | None) -> None:
    assert read_day(typed, FRIDAY) == meant


@pytest.mark.parametrize(
    "typed", ["5/3/26", "5-3-2026", "31 2", "2026-13-01", "soon", "5", "1.1.1800", "ju", "99999999", "5 3 x"]
)
def test_a_day_that_can_be_read_in_two_ways_or_in_none_is_refused(typed: str) -> None:
    with pytest.raises(NoDayError):
        read_day(typed, FRIDAY)


def test_a_typed_day_becomes_a_whole_date_when_the_field_is_left(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Concern, "raised_on")
    line = editor.findChild(QLineEdit)
    qtbot.keyClicks(line, "+14")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert editor.value() == sample.today + timedelta(days=14)
    assert line.text() == "5 Dec 2026"
    line.clear()
    assert editor.value() is None


def test_an_ambiguous_day_stays_as_typed_and_says_how_to_write_it(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Concern, "raised_on")
    line = editor.findChild(QLineEdit)
    qtbot.keyClicks(line, "5/3/26")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    with pytest.raises(TrustDeskError) as refused:
        editor.value()
    assert "two ways" in str(refused.value)
    assert line.text() == "5/3/26"


def test_a_day_can_be_taken_from_the_calendar(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Concern, "raised_on")
    line = editor.findChild(QLineEdit)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = QApplication.activePopupWidget()
    assert calendar is not None
    inside = QApplication.focusWidget()
    qtbot.keyClick(inside, Qt.Key.Key_Right)
    qtbot.keyClick(inside, Qt.Key.Key_Return)
    assert editor.value() == sample.today + timedelta(days=1)


def test_text_stays_as_it_was_typed(qtbot: Any, sample: Viewpoint) -> None:
    for name in ("told_by", "text"):
        editor = _made(qtbot, sample, Concern, name)
        control = editor.focusProxy()
        for text in HOSTILE:
            editor.show_value(text)
            assert editor.value() == text
            editor.show_value("")
            QApplication.clipboard().setText(text)
            qtbot.keyClick(control, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            assert editor.value() == text


def test_a_line_that_is_too_long_says_so_and_keeps_every_letter(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Concern, "told_by")
    line = editor.findChild(QLineEdit)
    line.setText("x" * 500)
    qtbot.keyClicks(line, "yz")
    assert len(str(editor.value())) == 502
    assert "2 characters too many" in editor.complaint()


def test_prose_grows_with_its_text_and_tab_leaves_it(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Concern, "text")
    editor.resize(300, 200)
    text = editor.findChild(QPlainTextEdit)
    low = text.height()
    editor.show_value("\n".join("line" for _ in range(6)))
    taller = text.height()
    editor.show_value("\n".join("line" for _ in range(60)))
    assert low < taller < text.height() < 200
    assert text.tabChangesFocus()


def test_the_limit_of_prose_is_said_before_it_is_reached(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Concern, "text")
    editor.show_value("x" * 19_990)
    text = editor.findChild(QPlainTextEdit)
    qtbot.keyClicks(text, "y")
    said = " ".join(label.text() for label in editor.findChildren(QLabel) if not label.isHidden())
    assert "9 more characters fit" in said
    qtbot.keyClicks(text, "y" * 11)
    assert "2 characters too many" in editor.complaint()
    assert len(str(editor.value())) == 20_002


def test_a_scale_is_pointed_at_typed_and_emptied(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, RiskStep, "comfort")
    editor.resize(300, 60)
    scale = editor.findChild(Scale)
    left: list[bool] = []
    editor.left.connect(lambda: left.append(True))
    wide = scale.width() / 10
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=QPoint(int(wide * 6.5), 10))
    assert editor.value() == 7
    qtbot.keyClick(scale, Qt.Key.Key_Left)
    assert editor.value() == 6
    qtbot.keyClicks(scale, "3")
    assert editor.value() == 3
    qtbot.keyClicks(scale, "0")
    assert editor.value() == 10
    qtbot.keyClick(scale, Qt.Key.Key_Delete)
    assert editor.value() is None
    assert len(left) == 5


def test_a_scale_that_may_not_be_empty_is_not_emptied(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Commitment, "importance")
    editor.show_value(2)
    qtbot.keyClick(editor.findChild(Scale), Qt.Key.Key_Delete)
    assert editor.value() == 2


def test_a_share_may_be_written_as_a_percentage(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Commitment, "fraction")
    line = editor.findChild(QLineEdit)
    for typed, value in {"50 %": 0.5, "0.5": 0.5, "0,5": 0.5, "33%": 0.33}.items():
        line.clear()
        qtbot.keyClicks(line, typed)
        assert editor.value() == value
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert line.text().endswith("%")


def test_a_share_that_is_none_is_refused(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Commitment, "fraction")
    for typed in ("50", "-1", "half", "nan", "1e999"):
        editor.findChild(QLineEdit).clear()
        qtbot.keyClicks(editor.findChild(QLineEdit), typed)
        with pytest.raises(TrustDeskError):
            editor.value()


def test_a_setting_may_not_be_left_empty(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Relationship, "half_life_days")
    editor.show_value(180)
    editor.findChild(QLineEdit).clear()
    with pytest.raises(TrustDeskError):
        editor.value()


def test_money_is_an_amount_and_a_currency(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Benefit, "estimated")
    editor.show_value(Money(Decimal(1), "CHF"))
    amount_line = editor.findChildren(QLineEdit)[0]
    read = {"1200": "1200", "1,200.50": "1200.50", "1 200": "1200", "1'200'000": "1200000"}
    for typed, amount in read.items():
        amount_line.clear()
        qtbot.keyClicks(amount_line, typed)
        assert editor.value() == Money(Decimal(amount), "CHF")


def test_an_amount_that_could_be_meant_otherwise_is_refused(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Benefit, "estimated")
    for typed in ("1.200", "1.200,50", "12,3", "much"):
        editor.findChildren(QLineEdit)[0].clear()
        qtbot.keyClicks(editor.findChildren(QLineEdit)[0], typed)
        with pytest.raises(TrustDeskError):
            editor.value()


def test_a_choice_takes_words_of_ones_own_only_where_they_will_do(qtbot: Any, sample: Viewpoint) -> None:
    own = _made(qtbot, sample, Concern, "kind")
    combo = own.findChild(QComboBox)
    qtbot.keyClicks(combo.lineEdit(), "R&D <first>")
    assert own.value() == "R&D <first>"
    moved = _made(qtbot, sample, Commitment, "outcome").findChild(QComboBox)
    assert "moved" in [moved.itemText(at) for at in range(moved.count())], "as the screen calls it"
    fixed = _made(qtbot, sample, Concern, "may_be_used")
    assert not fixed.findChild(QComboBox).isEditable()
    qtbot.keyClick(fixed.findChild(QComboBox), Qt.Key.Key_Down)
    assert fixed.value() == "yes"


def test_several_choices_are_ticked_in_one_menu(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, RiskStep, "exposes")
    editor.show_value("money")
    combo = editor.findChild(QComboBox)
    combo.showPopup()
    menu = QApplication.activePopupWidget()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert editor.value() == "information; money"
    assert combo.currentText() == "information, money"


def test_what_is_not_said_counts_as_no_and_stays_not_said(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Commitment, "must_have")
    editor.show_value(None)
    box = editor.findChild(QCheckBox)
    assert editor.value() is None
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert editor.value() is True
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert editor.value() is None


def test_a_link_is_found_by_typing_a_part_of_its_words(qtbot: Any, sample: Viewpoint) -> None:
    person = sample.snapshot[Person][3]
    editor = _made(qtbot, sample, Commitment, "owner_id")
    combo = editor.findChild(QComboBox)
    assert combo.isEditable()
    qtbot.keyClicks(combo.lineEdit(), person.name[2:].lower())
    assert editor.value() == person.id
    combo.lineEdit().clear()
    qtbot.keyClicks(combo.lineEdit(), "Nobody of that name")
    with pytest.raises(TrustDeskError) as refused:
        editor.value()
    assert render(refused.value.title).startswith("There is none")


def test_several_links_are_added_by_typing_and_taken_away(qtbot: Any, sample: Viewpoint) -> None:
    promises = sample.snapshot[Commitment]
    editor = _shown(qtbot, editor_for(Commitment.fields["depends_on"], sample, record=promises[0]))
    editor.show_value((promises[1].id,))
    find = editor.findChild(QLineEdit)
    qtbot.keyClicks(find, promises[4].ref)
    qtbot.keyClick(find, Qt.Key.Key_Return)
    assert editor.value() == (promises[1].id, promises[4].id)
    remove = next(one for one in editor.findChildren(QToolButton) if "Take away" in one.accessibleName())
    remove.click()
    assert editor.value() == (promises[4].id,)


def test_parties_are_chips_and_blank_receivers_are_all_the_others(qtbot: Any, sample: Viewpoint) -> None:
    step = sample.snapshot[RiskStep][0]
    trusted = _shown(qtbot, editor_for(RiskStep.fields["trusted"], sample, record=step))
    chips = trusted.findChildren(QPushButton)
    assert [chip.accessibleName() for chip in chips] == [
        party.name for party in sample.snapshot.parties if party.id != step.exposed_id
    ]
    promise = sample.snapshot[Commitment][0]
    receivers = _shown(qtbot, editor_for(Commitment.fields["receivers"], sample, record=promise))
    receivers.show_value(())
    chip = receivers.findChildren(QPushButton)[0]
    assert chip.isChecked()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert receivers.value() == ()


def test_who_may_read_is_chosen_in_words(qtbot: Any, sample: Viewpoint) -> None:
    editor = _made(qtbot, sample, Concern, "audience")
    first, second = sample.snapshot[Party]
    combo = editor.findChild(QComboBox)
    words = [combo.itemText(at) for at in range(combo.count())]
    assert words == ["All parties", f"Only {first.name}", f"Only {second.name}", "Only me"]
    editor.show_value("consultant")
    assert editor.value() == "consultant"
    qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert editor.value() == second.id


def test_of_three_parties_some_may_read_it(qtbot: Any, sample: Viewpoint) -> None:
    third = writing.add(sample, Party, {"name": "R&D <GmbH>"})
    first, second, _ = sample.snapshot.parties
    editor = _made(qtbot, sample, Concern, "audience")
    editor.show_value(first.id)
    combo = editor.findChild(QComboBox)
    qtbot.keyClicks(combo, "Several")
    chips = {chip.accessibleName(): chip for chip in editor.findChildren(QPushButton)}
    assert [name for name, chip in chips.items() if chip.isVisible()] == [
        first.name,
        second.name,
        "R&D <GmbH>",
    ]
    assert chips[first.name].isChecked(), "what was chosen before stays chosen"
    qtbot.mouseClick(chips["R&D <GmbH>"], Qt.MouseButton.LeftButton)
    assert editor.value() == ";".join(sorted((first.id, third)))
    qtbot.mouseClick(chips[second.name], Qt.MouseButton.LeftButton)
    assert editor.value() == "joint"
    for chip in chips.values():
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    with pytest.raises(TrustDeskError):
        editor.value()


def test_a_picture_is_drawn_anew_so_that_nothing_hidden_comes_along(
    qtbot: Any, sample: Viewpoint, tmp_path: Path
) -> None:
    path = tmp_path / "logo.jpg"
    drawn = Image.new("RGB", (3000, 1000), "red")
    exif = drawn.getexif()
    exif[0x010E] = "secret words"
    drawn.save(path, exif=exif)
    made = as_png(path)
    assert made.startswith(b"\x89PNG")
    assert b"secret" not in made
    editor = _made(qtbot, sample, Profile, "logo")
    assert isinstance(editor, PictureEditor)
    editor.choose_file(path)
    assert editor.value() == made
    (tmp_path / "bad.png").write_bytes(b"no picture")
    editor.choose_file(tmp_path / "bad.png")
    assert "cannot be read" in editor.complaint()
    assert editor.value() == made


def test_every_declared_field_has_an_editor_with_a_name_for_a_screen_reader(sample: Viewpoint) -> None:
    for kind in kinds():
        for field in kind.fields.values():
            editor = editor_of_kind(field, sample, kind)
            editor.suit(None)
            control = editor.focusProxy()
            assert control is not None
            assert control.accessibleName(), (kind, field.name)
