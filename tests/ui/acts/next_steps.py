"""What is done to trust steps, opportunities, concerns and repairs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ui.acts import act
from tests.ui.hands import Hands

STEPS, OPPORTUNITIES, CONCERNS, REPAIRS = "Trust steps…", "Opportunities…", "Concerns…", "Repairs…"


def _register(hands: Hands, tab: str, *rows: str) -> None:
    """Go to one of the registers and select rows."""
    hands.go("next_steps")
    if hands.page.inspector.isVisible():
        hands.click("Close", hands.page.inspector)
    hands.click(tab, hands.page)
    hands.settle()
    hands.select(*rows)


@act
def a_trust_step_is_taken(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R7")
    yield
    hands.press("T")


@act
def trust_proved_right(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R6")
    yield
    hands.press("Y")


@act
def trust_proved_partly_right(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R6")
    yield
    hands.press("P")
    hands.type("0.5", "Return")


@act
def a_trust_step_is_decided(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R7")
    yield
    hands.press("D")
    hands.choose("Decision", "hold")
    hands.write("Decided by", "Both sponsors", "Return")


@act
def a_trust_step_is_moved_with_a_why(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R7")
    yield
    hands.press("R")
    hands.type("+30", "Tab")
    hands.type("The insurer needs a month", "Return")


@act
def what_became_of_a_trust_step_is_taken_back(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R6")
    yield
    hands.press("O")


@act
def a_trust_step_is_added_by_a_line(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R7")
    hands.enter("Perivane Medical takes the risk…", hands.page)
    yield
    hands.type("Show the margin on sets", "Return")


@act
def a_trust_step_is_deleted(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R7")
    yield
    hands.click("More that can be done", hands.page)
    hands.pick("Delete")


@act
def a_loss_is_judged_otherwise(hands: Hands) -> Iterator[None]:
    _register(hands, STEPS, "R7")
    hands.press("Return")
    hands.settle()
    hands.enter("Loss if let down", hands.page.inspector)
    yield
    hands.press("2")


@act
def an_opportunity_can_begin(hands: Hands) -> Iterator[None]:
    _register(hands, OPPORTUNITIES, "O3")
    yield
    hands.press("E")


@act
def an_opportunity_came_about(hands: Hands) -> Iterator[None]:
    _register(hands, OPPORTUNITIES, "O3")
    yield
    hands.press("R")
    hands.press("Return")


@act
def an_opportunity_is_added_by_a_line(hands: Hands) -> Iterator[None]:
    _register(hands, OPPORTUNITIES, "O3")
    hands.enter("What becomes possible with more trust", hands.page)
    yield
    hands.type("One forecast for both", "Return")


@act
def an_opportunity_is_deleted_with_its_worth(hands: Hands) -> Iterator[None]:
    _register(hands, OPPORTUNITIES, "O3")
    yield
    hands.click("More that can be done", hands.page)
    hands.pick("Delete")


@act
def a_concern_is_made_precise(hands: Hands) -> Iterator[None]:
    _register(hands, CONCERNS, "N4")
    yield
    hands.press("P")


@act
def an_unspoken_concern_is_voiced(hands: Hands) -> Iterator[None]:
    _register(hands, CONCERNS, "NP1")
    yield
    hands.press("V")


@act
def a_concern_goes_one_step_back(hands: Hands) -> Iterator[None]:
    _register(hands, CONCERNS, "N5")
    yield
    hands.press("B")


@act
def a_concern_is_added_by_a_line(hands: Hands) -> Iterator[None]:
    _register(hands, CONCERNS, "N4")
    hands.enter("Unspoken, read by me alone", hands.page)
    yield
    hands.type("They may be selling the hub", "Return")


@act
def a_concern_is_deleted(hands: Hands) -> Iterator[None]:
    _register(hands, CONCERNS, "NP1")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Delete")
