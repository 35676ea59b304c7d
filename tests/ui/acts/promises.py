"""What is done to promises in their table: by its keys, menus and cells."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication

from tests.ui.acts import act
from tests.ui.hands import Hands


def at(hands: Hands, *refs: str) -> None:
    """Go to the promises and select some."""
    hands.go("record")
    if hands.page.entry.isVisible():
        hands.click("Close", hands.page.entry)
    hands.table.filters.clear()
    hands.select(*refs)


@act
def a_promise_is_closed_as_kept_by_one_key(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    yield
    hands.press("K")


@act
def a_promise_is_kept_partly(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    yield
    hands.press("P")
    hands.type("40 %", "Return")


@act
def a_standing_promise_is_closed_by_count(hands: Hands) -> Iterator[None]:
    at(hands, "C30")
    yield
    hands.press("P")
    hands.type("2", "Return")


@act
def a_promise_is_missed_and_was_told_of(hands: Hands) -> Iterator[None]:
    at(hands, "C27")
    yield
    hands.press("M")
    hands.type("9 Nov 2026", "Return")


@act
def a_promise_is_moved_with_a_why(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    yield
    hands.press("R")
    hands.type("+14", "Tab")
    hands.type("The finance lead is ill", "Return")


@act
def an_outcome_is_confirmed(hands: Hands) -> Iterator[None]:
    at(hands, "C26")
    yield
    hands.press("C")


@act
def an_outcome_is_disputed(hands: Hands) -> Iterator[None]:
    at(hands, "C26")
    yield
    hands.press("D")


@act
def an_outcome_is_not_confirmed_after_all(hands: Hands) -> Iterator[None]:
    at(hands, "C24")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Not confirmed yet")


@act
def the_other_side_was_told_of_a_promise_at_risk(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    yield
    hands.press("T")
    hands.press("Return")


@act
def a_promise_was_kept_on_another_day(hands: Hands) -> Iterator[None]:
    at(hands, "C28")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Kept on another day…")
    hands.type("20 Nov 2026", "Return")


@act
def a_closed_promise_is_opened_again(hands: Hands) -> Iterator[None]:
    at(hands, "C26")
    yield
    hands.press("O")


@act
def a_repair_is_begun(hands: Hands) -> Iterator[None]:
    at(hands, "C25")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Repair…")
    hands.type("A second dispatcher on Fridays", "Return")


@act
def a_promise_is_given_a_new_owner(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("New owner…")
    hands.type("Tom Ach", "Down")
    hands.press("Return")
    hands.press("Return")


@act
def a_promise_waits_for_the_next_workshop(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Due at the next workshop")


@act
def a_promise_is_put_into_another_stage(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("To another stage…")
    hands.choose("Stage", "Offer it together")
    hands.click("To another stage")


@act
def a_promise_is_deleted_with_what_belongs_to_it(hands: Hands) -> Iterator[None]:
    at(hands, "C30")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Delete")


@act
def several_promises_are_closed_by_one_key(hands: Hands) -> Iterator[None]:
    at(hands, "C27", "C28", "C29")
    yield
    hands.press("K")


@act
def several_promises_are_deleted_at_once(hands: Hands) -> Iterator[None]:
    at(hands, "C28", "C29", "C31")
    yield
    hands.click("More that can be done", hands.page.several)
    hands.pick("Delete")


@act
def the_words_of_a_promise_are_changed_in_its_cell(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    _cell(hands, "text")
    yield
    hands.press("F2")
    hands.press("Ctrl+A")
    hands.type("Write the draft together", "Return")


@act
def a_ref_is_changed_and_the_next_cell_is_opened(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    _cell(hands, "ref")
    yield
    hands.press("F2")
    hands.press("Ctrl+A")
    hands.type("C29b", "Tab")


@act
def an_agreed_day_is_moved_in_a_cell(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    _cell(hands, "due")
    yield
    hands.press("F2")
    hands.press("Ctrl+A")
    hands.type("4 Dec 2026", "Return")
    hands.type("The lawyers are on leave", "Return")


@act
def promises_are_written_one_a_line(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    hands.click("Add promises")
    yield
    hands.type("Name a deputy", "Shift+Return")
    hands.type("Send the list of hospitals", "Return")


@act
def rows_are_pasted_from_a_spreadsheet(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    rows = "Ref\tPromise\tDue\nC29\tWrite it with the lawyers\t2026-11-27\nC28\tBring the cover\t2026-11-24"
    QGuiApplication.clipboard().setText(rows)
    yield
    hands.press("Ctrl+V")
    hands.settle()
    hands.press("Space")


def _cell(hands: Hands, column: str) -> None:
    """Go to a column of the row that is selected."""
    table = hands.table
    wanted = [one.name for one in table.model.columns].index(column)
    hands.press("Home")
    for _ in table.view.shown_columns():
        if table.view.currentIndex().column() != wanted:
            hands.press("Right")
