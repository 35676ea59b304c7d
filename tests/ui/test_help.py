"""The help is whole: every page has its own, every link leads somewhere, and the keys are those declared."""

from __future__ import annotations

import re

import pytest

from trustdesk.records.relationships import SETTINGS, Relationship
from ui import actions, help
from ui.places import PAGES
from ui.verbs.verb import every
from ui.words import say

BESIDE = {help.INDEX, help.KEYS, "method"}


def test_every_page_has_its_help_and_no_help_is_left_over() -> None:
    assert set(help.names()) == {*PAGES, *BESIDE}


def test_all_pages_can_be_reached_from_the_index() -> None:
    assert {link.partition("#")[0] for link in help.links(help.INDEX)} == {*PAGES, *BESIDE} - {
        help.INDEX,
        *(["welcome"] if "welcome" in PAGES else []),
    }


@pytest.mark.parametrize("name", help.names())
def test_every_link_leads_somewhere(name: str) -> None:
    for link in help.links(name):
        page, _, anchor = link.partition("#")
        assert page in help.names(), link
        assert not anchor or anchor in help.anchors(page), link


@pytest.mark.parametrize("name", help.names())
def test_a_page_begins_with_its_title_and_shows_no_anchor(name: str) -> None:
    shown = help.markdown(name)
    assert shown.startswith("# ")
    assert "{#" not in shown
    assert len(help.anchors(name)) == len(re.findall(r"^#+ ", shown, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_help_of_a_page_is_called_as_the_page_is(name: str) -> None:
    assert help.markdown(name).partition("\n")[0] == f"# {say(PAGES[name].label)}"


def test_every_declared_key_is_told() -> None:
    told = help.markdown(help.KEYS)
    rows = dict(re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", told, re.MULTILINE))
    assert {verb.key for verb in every() if verb.key} <= set(rows)
    with_keys = [kind for kind in actions.ACTIONS if kind.keys]
    assert told.count("| **") == len(with_keys) + len([verb for verb in every() if verb.key])


def test_the_method_names_the_numbers_that_are_set_at_first() -> None:
    told = help.markdown("method")
    numbers = {
        "half_life_days": "after 180 days",
        "move_notice_days": "at least 3 days ahead",
        "overdue_days": "For 14 days",
        "merit_importance": "weighs three times",
        "few_trials": "below five cases",
        "rung": "at most 2 points more",
        "first_rung": "a first step at most 3",
        "most_stretch": "Up to 3 points",
        "sponsor_loss": "from a loss of 8 on",
        "lag_days": "more than 90 days",
        "lag_share": "less than half",
        "load_floor": "beyond three",
    }
    first = {"three": 3, "five": 5, "half": 0.5}
    for name, words in numbers.items():
        assert words in told
        default = Relationship.__table__.c[name].default.arg  # type: ignore[union-attr]
        said = next((first[word] for word in first if word in words.split()), None)
        assert default == (said if said is not None else float(re.findall(r"\d+", words)[0]))
        assert Relationship.fields[name].group == SETTINGS
