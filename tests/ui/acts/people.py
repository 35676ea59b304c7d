"""What is done to people, workshops and the set-up of a relationship, and to the desk as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QComboBox

from tests.ui.acts import act
from tests.ui.hands import Hands


def _person(hands: Hands, name: str) -> None:
    hands.go("people")
    hands.select(name)


@act
def somebody_is_added_by_a_line(hands: Hands) -> Iterator[None]:
    _person(hands, "Ingrid Falk")
    hands.enter("Add somebody of Holmquay Logistics: name, position")
    yield
    hands.type("Anna Bell, buyer", "Return")


@act
def somebody_has_left(hands: Hands) -> Iterator[None]:
    _person(hands, "Samir Khoury")
    yield
    hands.click("Left…", hands.page.inspector)
    hands.press("Return")


@act
def somebody_has_left_and_another_takes_over(hands: Hands) -> Iterator[None]:
    _person(hands, "Samir Khoury")
    yield
    hands.click("Left…", hands.page.inspector)
    hands.choose("New owner of open promises", "Nadia Petrenko")
    hands.press("Return")


@act
def promises_of_somebody_who_left_are_handed_over(hands: Hands) -> Iterator[None]:
    _person(hands, "Samir Khoury")
    hands.click("Left…", hands.page.inspector)
    hands.press("Return")
    hands.settle()
    yield
    whom = hands.find(QComboBox, "Who takes over")
    whom.setFocus()
    hands.press("Down")
    hands.click("Hand over")


@act
def somebody_is_here_after_all(hands: Hands) -> Iterator[None]:
    _person(hands, "Samir Khoury")
    hands.click("Left…", hands.page.inspector)
    hands.press("Return")
    hands.settle()
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Here after all")


@act
def somebody_becomes_a_sponsor(hands: Hands) -> Iterator[None]:
    _person(hands, "Ingrid Falk")
    hands.enter("Executive sponsor", hands.page.inspector)
    yield
    hands.press("Space")


@act
def somebody_is_deleted(hands: Hands) -> Iterator[None]:
    _person(hands, "Paul Whitcombe")
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Delete")


def _workshop(hands: Hands, title: str = "Review of Plan on the same figures") -> None:
    hands.go("workshops")
    hands.select(title)


@act
def a_workshop_is_planned(hands: Hands) -> Iterator[None]:
    _workshop(hands)
    yield
    hands.click("New workshop…")
    hands.write("Date", "12 Jan 2027", within=hands.panel)
    hands.write("Title", "The year behind us", "Return", within=hands.panel)


@act
def a_workshop_is_moved_with_a_why(hands: Hands) -> Iterator[None]:
    _workshop(hands)
    yield
    hands.click("Move…", hands.page.view)
    hands.type("1 Dec 2026", "Tab")
    hands.type("The hall is taken", "Return")


@act
def a_workshop_is_deleted(hands: Hands) -> Iterator[None]:
    _workshop(hands)
    yield
    hands.click("More that can be done", hands.page.view)
    hands.pick("Delete")


@act
def an_item_is_put_on_the_agenda(hands: Hands) -> Iterator[None]:
    _workshop(hands)
    hands.enter("Further: Add an item")
    yield
    hands.type("Thank the hosts, 5 min", "Return")


@act
def an_item_of_the_agenda_comes_later(hands: Hands) -> Iterator[None]:
    _workshop(hands)
    hands.enter("The promises of the stage, one by one…")
    yield
    hands.press("Alt+Down")


@act
def an_item_of_the_agenda_is_deleted(hands: Hands) -> Iterator[None]:
    _workshop(hands)
    hands.enter("The van on call that was not there…")
    yield
    hands.press("Delete")


@act
def an_item_of_the_agenda_is_given_more_time(hands: Hands) -> Iterator[None]:
    _workshop(hands)
    hands.enter("The van on call that was not there…")
    yield
    hands.press("Return")
    hands.write("Minutes", "25", within=hands.panel)
    hands.press("Escape")


@act
def the_place_of_a_workshop_is_changed(hands: Hands) -> Iterator[None]:
    _workshop(hands)
    hands.unfold("Change when, where and who")
    hands.enter("Place", hands.page.view)
    yield
    hands.press("Ctrl+A")
    hands.type("Hub Noord, canteen", "Tab")


def _set_up(hands: Hands, chip: str = "The relationship") -> None:
    hands.go("setup")
    hands.click(chip, hands.page)
    hands.settle()


@act
def the_purpose_of_a_relationship_is_written(hands: Hands) -> Iterator[None]:
    _set_up(hands)
    hands.enter("Purpose", hands.page)
    yield
    hands.press("Ctrl+A")
    hands.type("Sets where they are needed", "Tab")


@act
def a_relationship_is_renamed(hands: Hands) -> Iterator[None]:
    _set_up(hands)
    hands.enter("Name", hands.page)
    yield
    hands.press("Ctrl+A")
    hands.type("Holmquay and Perivane", "Return")


@act
def a_party_is_renamed(hands: Hands) -> Iterator[None]:
    _set_up(hands, "Holmquay Logistics")
    hands.enter("Party", hands.page)
    yield
    hands.press("Ctrl+A")
    hands.type("Holmquay Freight", "Return")


@act
def a_party_is_added(hands: Hands) -> Iterator[None]:
    _set_up(hands)
    yield
    hands.click("Add a party")
    hands.type("Lundvik Hospitals", "Return")


@act
def a_party_is_deleted(hands: Hands) -> Iterator[None]:
    _set_up(hands)
    hands.click("Add a party")
    hands.type("Lundvik Hospitals", "Return")
    hands.settle()
    yield
    hands.click("Delete this party")


@act
def a_figure_is_computed_otherwise(hands: Hands) -> Iterator[None]:
    _set_up(hands)
    hands.unfold("How the figures are computed")
    hands.enter("Days after which the past counts half", hands.page)
    yield
    hands.press("Ctrl+A")
    hands.type("200", "Return")


@act
def the_name_of_the_firm_is_written(hands: Hands) -> Iterator[None]:
    hands.go("settings")
    hands.enter("Your firm", hands.page)
    yield
    hands.press("Ctrl+A")
    hands.type("Westerveld and Daughters", "Return")
