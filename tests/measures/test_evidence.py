"""Evidence for and against, and what is read from it."""

from __future__ import annotations

import pytest

from tests.scenarios import day, of_party, scenario
from trustdesk.measures.evidence import Evidence


@pytest.mark.parametrize(
    ("r", "s", "expected", "on_screen", "in_print"),
    [
        (0, 0, 0.5, (0.1, 0.9), (0.025, 0.975)),
        (3, 0, 0.8, (0.562341, 0.974004), (0.397635, 0.993691)),
        (6, 2, 0.7, (0.509919, 0.870503), (0.399906, 0.925145)),
        (7.2, 0.8, 0.82, (0.657992, 0.951035), (0.543778, 0.978901)),
        (0.5, 12.25, 0.101695, (0.021418, 0.206802), (0.007963, 0.292856)),
    ],
)
def test_the_method_note_s_table_is_met(
    r: float, s: float, expected: float, on_screen: tuple[float, float], in_print: tuple[float, float]
) -> None:
    record = Evidence(r, s)
    assert record.expected == pytest.approx(expected, abs=5e-7)
    assert record.interval(0.8) == pytest.approx(on_screen, abs=5e-7)
    assert record.interval(0.95) == pytest.approx(in_print, abs=5e-7)


def test_shown_broken_and_not_yet_known_are_the_whole() -> None:
    record = Evidence(7.2, 0.8)
    assert record.belief + record.disbelief + record.uncertainty == pytest.approx(1)
    assert (Evidence().belief, Evidence().disbelief, Evidence().uncertainty) == (0, 0, 1)


def test_evidence_adds_up() -> None:
    assert Evidence(1, 2) + Evidence(3, 0.5) == Evidence(4, 2.5)


@pytest.mark.parametrize(
    ("half_life", "r", "s", "expected"), [(180, 2.384187, 0.793701, 0.653585), (0, 4, 1, 0.714286)]
)
def test_the_past_fades_with_the_half_life_and_not_at_all_without(
    half_life: int, r: float, s: float, expected: float
) -> None:
    with scenario(half_life_days=half_life) as story:
        for age in (300, 200, 100, 20):
            story.commitment("Anna", due=400 - age, outcome="kept")
        story.commitment("Anna", due=340, outcome="missed", told_on=340)
        record = of_party(story.measures(as_of=400), "Anna").reliability
    assert (record.r, record.s) == pytest.approx((r, s), abs=5e-7)
    assert record.expected == pytest.approx(expected, abs=5e-7)


def test_what_was_known_before_fades_from_its_own_day_and_is_drawn_apart() -> None:
    with scenario(half_life_days=100) as story:
        story.change("Anna", known_kept=4, known_broken=2, known_on=day(-100))
        story.commitment("Anna", due=0, outcome="kept")
        anna = of_party(story.measures(as_of=0), "Anna")
    assert anna.starting == Evidence(2, 1)
    assert anna.reliability == Evidence(3, 1)


def test_what_was_known_before_is_of_the_day_the_relationship_started_unless_it_says_another() -> None:
    with scenario(half_life_days=100, started=0) as story:
        story.change("Anna", known_kept=4)
        assert of_party(story.measures(as_of=100), "Anna").starting == Evidence(2, 0)
        assert of_party(story.measures(as_of=-1), "Anna").starting == Evidence()


def test_without_any_day_what_was_known_before_does_not_fade() -> None:
    with scenario(started=None) as story:
        story.change("Anna", known_kept=4)
        assert of_party(story.measures(as_of=900), "Anna").starting == Evidence(4, 0)
