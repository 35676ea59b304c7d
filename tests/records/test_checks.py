"""A value against its field, a record against its rules and the others: the same whoever asks."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.records.conftest import TODAY, Told
from trustdesk.records import Commitment, Concern, Money, Party, Person, Relationship, RiskStep, links
from trustdesk.records.checks import Loaded, faults_in, faults_of, key_of, rings, value_fault
from trustdesk.records.mapping import driver_of

FITTING = [
    (Commitment, "ref", "C1"),
    (Commitment, "done_when", "two\nlines\tand a tab"),
    (Commitment, "due", date(2026, 1, 1)),
    (Commitment, "importance", 3),
    (Commitment, "fraction", 0.25),
    (Commitment, "outcome", "kept"),
    (Commitment, "outcome", None),
    (Commitment, "must_have", None),
    (RiskStep, "exposes", "money; legal"),
    (Concern, "kind", "words of our own"),
    (Person, "job", "x" * 500),
]

UNFIT = [
    (Commitment, "ref", ""),
    (Commitment, "ref", "  "),
    (Commitment, "ref", None),
    (Commitment, "ref", "two\nlines"),
    (Commitment, "ref", 7),
    (Commitment, "text", "bell \x07"),
    (Commitment, "text", "carriage\rreturn"),
    (Commitment, "text", "half \ud83d"),
    (Commitment, "text", "x" * 20_001),
    (Commitment, "due", date(1900, 12, 31)),
    (Commitment, "due", date(2200, 1, 1)),
    (Commitment, "due", datetime(2026, 1, 1, 12)),  # noqa: DTZ001 - what is refused
    (Commitment, "due", "2026-01-01"),
    (Commitment, "importance", 0),
    (Commitment, "importance", 4),
    (Commitment, "importance", 1.5),
    (Commitment, "importance", True),
    (Commitment, "fraction", float("nan")),
    (Commitment, "fraction", float("inf")),
    (Commitment, "fraction", -0.1),
    (Commitment, "outcome", "done"),
    (Commitment, "must_have", "yes"),
    (RiskStep, "exposes", "money; weather"),
    (RiskStep, "exposes", "money; money"),
    (Concern, "kind", "x" * 501),
]


@pytest.mark.parametrize(("kind", "name", "value"), FITTING)
def test_a_value_that_fits_has_no_fault(kind: type[Commitment], name: str, value: object) -> None:
    assert value_fault(kind.fields[name], value) is None


@pytest.mark.parametrize(("kind", "name", "value"), UNFIT)
def test_a_value_that_does_not_fit_is_told_what_was_expected(
    kind: type[Commitment], name: str, value: object
) -> None:
    assert str(value_fault(kind.fields[name], value))


def test_money_is_an_amount_with_its_currency() -> None:
    from trustdesk.records import Benefit

    assert value_fault(Benefit.fields["estimated"], Money(Decimal("12.50"), "EUR")) is None
    assert value_fault(Benefit.fields["estimated"], Money(Decimal("NaN"), "EUR")) is not None
    assert value_fault(Benefit.fields["estimated"], 12.5) is not None


def test_names_are_compared_without_case_spaces_around_or_the_coding_of_accents() -> None:
    assert key_of("  Café  au lait") == key_of("CAFE\u0301 AU LAIT ")
    assert key_of("Straße") == key_of("STRASSE")
    assert key_of("C1") != key_of("C 1")


def test_a_sound_record_has_no_fault(told: Told) -> None:
    assert faults_in(told.session, told.promise("C1"), TODAY) == ()


def test_a_ref_is_unique_within_its_relationship_only(told: Told) -> None:
    told.promise("C1")
    double = told.promise("c1 ")
    assert [fault.field for fault in faults_in(told.session, double, TODAY)] == ["ref"]
    other = told.add(Relationship(name="Another"))
    double.relationship_id = other.id
    assert "ref" not in [fault.field for fault in faults_in(told.session, double, TODAY)]


def test_the_name_of_a_relationship_is_unique_in_the_desk(told: Told) -> None:
    double = told.add(Relationship(name="anna AND bert"))
    assert [fault.field for fault in faults_in(told.session, double, TODAY)] == ["name"]


def test_a_reference_stays_within_its_relationship(told: Told) -> None:
    other = told.add(Relationship(name="Another"))
    carl = told.add(Party(relationship_id=other.id, name="Carl"))
    promise = told.promise("C1", giver_id=carl.id)
    links.write(told.session, promise, "receivers", [carl, told.bert])
    found = [fault.field for fault in faults_in(told.session, promise, TODAY)]
    assert {"giver_id", "receivers"} <= set(found)


def test_an_audience_names_parties_of_the_relationship(told: Told) -> None:
    promise = told.promise("C1", audience=";".join(sorted((told.anna.id, told.bert.id))))
    assert faults_in(told.session, promise, TODAY) == ()
    promise.audience = told.stage.id
    assert [fault.field for fault in faults_in(told.session, promise, TODAY)] == ["audience"]


def test_the_record_in_which_a_circle_would_close_is_refused(told: Told) -> None:
    first, second, third = (told.promise(f"C{n}") for n in range(3))
    links.write(told.session, first, "depends_on", [second])
    links.write(told.session, second, "depends_on", [third])
    assert faults_in(told.session, third, TODAY) == ()
    links.write(told.session, third, "depends_on", [first])
    (fault,) = faults_in(told.session, third, TODAY)
    assert fault.field == "depends_on"
    assert "C2 → C0 → C1 → C2" in str(fault.expected)


def test_a_record_that_leads_into_a_circle_is_not_blamed_for_it(told: Told) -> None:
    first, second, outside = (told.promise(f"C{n}") for n in range(3))
    links.write(told.session, first, "depends_on", [second])
    links.write(told.session, second, "depends_on", [first])
    links.write(told.session, outside, "depends_on", [first])
    assert faults_in(told.session, outside, TODAY) == ()


def test_a_very_long_chain_is_followed_to_its_end(told: Told) -> None:
    promises = [told.promise(f"C{n}") for n in range(1500)]
    for promise, replaced in zip(promises[1:], promises, strict=False):
        promise.replaces_id = replaced.id
    told.session.flush()
    world = Loaded.everything(driver_of(told.session), TODAY)
    assert list(rings(world.rows[Commitment], world)) == []


def test_all_records_of_a_desk_are_judged_at_once_as_each_is_by_itself(told: Told) -> None:
    promises = [told.promise("C1"), told.promise("C1", outcome="kept"), told.promise("C3", importance=9)]
    links.write(told.session, promises[2], "receivers", [told.anna])
    one_by_one = {
        (promise.id, fault.field) for promise in promises for fault in faults_in(told.session, promise, TODAY)
    }
    world = Loaded.everything(driver_of(told.session), TODAY)
    at_once = {
        (record.id, fault.field) for record in world.rows[Commitment] for fault in faults_of(record, world)
    }
    assert at_once == one_by_one
    assert {field for _id, field in at_once} == {"ref", "closed_on", "importance", "receivers"}
