"""What is changed in the form beside a table: fields of each sort, and what belongs to the record."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox

from tests.ui.acts import act
from tests.ui.acts.promises import at
from tests.ui.hands import Hands

REPAIRED = "Perivane counted all sets again with somebody from Holmquay beside the counter…"
INSURED = "Holmquay's board has agreed to the premium."


def _form(hands: Hands, ref: str, *folds: str) -> None:
    """Show a promise whole, and open parts of its form that are folded."""
    at(hands, ref)
    for fold in folds:
        hands.unfold(fold)


@act
def what_is_promised_is_written_anew(hands: Hands) -> Iterator[None]:
    _form(hands, "C29")
    hands.enter("Promise", hands.page.inspector)
    yield
    hands.press("Ctrl+A")
    hands.type("Agree how sets are counted", "Tab")


@act
def a_sentence_is_saved_while_it_is_still_being_written(hands: Hands) -> Iterator[None]:
    _form(hands, "C29")
    hands.enter("Done when", hands.page.inspector)
    yield
    hands.press("Ctrl+A")
    hands.type("both finance leads have signed")
    hands.pause()


@act
def a_promise_is_made_essential(hands: Hands) -> Iterator[None]:
    _form(hands, "C31")
    hands.enter("Essential", hands.page.inspector)
    yield
    hands.press("Space")


@act
def a_day_is_moved_in_the_form_with_a_why(hands: Hands) -> Iterator[None]:
    _form(hands, "C29")
    hands.enter("Due", hands.page.inspector)
    yield
    hands.press("Ctrl+A")
    hands.type("4 Dec 2026", "Return")
    hands.type("The lawyers are on leave", "Return")


@act
def a_day_is_put_right_without_a_why(hands: Hands) -> Iterator[None]:
    _form(hands, "C29")
    hands.enter("Due", hands.page.inspector)
    yield
    hands.press("Ctrl+A")
    hands.type("28 Nov 2026", "Return")
    hands.click("Only a correction")


@act
def an_outcome_is_changed_in_the_form(hands: Hands) -> Iterator[None]:
    _form(hands, "C26")
    yield
    hands.choose("Outcome", "missed", hands.page.inspector)


@act
def a_promise_is_said_to_hang_on_another(hands: Hands) -> Iterator[None]:
    _form(hands, "C29", "More about it")
    hands.enter("Depends on", hands.page.inspector)
    yield
    hands.type("C28", "Down")
    hands.press("Return")


@act
def a_promise_is_kept_from_the_other_side(hands: Hands) -> Iterator[None]:
    _form(hands, "C29")
    yield
    hands.choose("Who may read this", "Only me", hands.page.inspector)
    hands.press("Tab")


@act
def a_private_promise_is_made_joint_after_a_look_at_its_words(hands: Hands) -> Iterator[None]:
    _form(hands, "CA1")
    yield
    hands.choose("Who may read this", "All parties", hands.page.inspector)
    hands.settle()
    hands.click("Let them read it", hands.panel)


@act
def what_must_be_in_place_is_added(hands: Hands) -> Iterator[None]:
    _form(hands, "C29")
    hands.enter("Add what must be in place", hands.page.inspector)
    yield
    hands.type("Both auditors agree", "Return")


@act
def what_must_be_in_place_is_there(hands: Hands) -> Iterator[None]:
    _form(hands, "C28")
    box = hands.find(QCheckBox, INSURED, hands.page.inspector)
    yield
    hands.click(box, at=QPoint(8, box.height() // 2))


@act
def what_must_be_in_place_is_deleted(hands: Hands) -> Iterator[None]:
    _form(hands, "C28")
    yield
    hands.click(f"Delete {INSURED}", hands.page.inspector)


@act
def a_repair_is_opened_again(hands: Hands) -> Iterator[None]:
    _form(hands, "C14")
    hands.click(REPAIRED, hands.page.inspector)
    hands.settle()
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Open again")
