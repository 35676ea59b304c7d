"""The calendar of a relationship: what is due, planned and met about, for its audience."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from icalendar import Calendar
from sqlalchemy import select

from tests.chemical import AS_OF, CASE
from tests.exchange.program import TODAY, bring, program, take
from trustdesk import snapshot
from trustdesk.desk import Desk
from trustdesk.exchange.calendar import calendar
from trustdesk.records import Commitment, Relationship
from trustdesk.records.mapping import driver_of


def made(desk: Desk, audience: str = "joint", day: date = AS_OF) -> bytes:
    with desk.read() as session:
        id = session.scalars(select(Relationship.id)).one()
        return calendar(snapshot.take(driver_of(session), id, audience, day))


def events(data: bytes) -> list[Any]:
    return [part for part in Calendar.from_ical(data).walk() if part.name == "VEVENT"]


def test_open_promises_planned_steps_and_workshops_stand_on_their_days(desk: Desk) -> None:
    bring(desk, CASE, AS_OF)
    told = [(event["SUMMARY"], event["DTSTART"].dt) for event in events(made(desk))]
    assert told[-4:] == [
        (
            "Due: C18 Join the monthly planning meeting with the quality lead present",
            date(2026, 10, 16),
        ),
        ("Due: C19 Offer a savings proposal from the shared forecast", date(2026, 10, 30)),
        ("Workshop: Review of Plan together", date(2026, 11, 5)),
        ("Trust step: R6 Open a formulation to the supplier's chemists", date(2026, 11, 16)),
    ]
    assert len(told) == 7


def test_an_entry_keeps_its_identity_and_the_file_its_bytes(desk: Desk) -> None:
    bring(desk, CASE, AS_OF)
    first = made(desk)
    assert made(desk) == first
    identities = [event["UID"] for event in events(first)]
    with desk.change("Renamed") as session:
        session.query(Commitment).filter_by(ref="C19").one().text = "Another"
    assert [event["UID"] for event in events(made(desk))] == identities
    assert len(set(identities)) == len(identities)


def test_what_is_private_is_in_nobody_elses_calendar(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][1]["Audience"] = "Bert"
    take(desk, sheets, tmp_path)
    readers = ("joint", "Anna", "Bert", "consultant")
    told = {reader for reader in readers if b"Read it" in made(desk, reader, TODAY)}
    assert told == {"Bert", "consultant"}


def test_text_stays_text(desk: Desk, tmp_path: Path) -> None:
    words = "a;b, c\\n d\nBEGIN:VALARM\nACTION:PROCEDURE"
    sheets = program()
    sheets["Commitments"][0] |= {"Commitment": words, "Done when": words}
    take(desk, sheets, tmp_path)
    (event,) = (event for event in events(made(desk)) if "C1" in event["SUMMARY"])
    assert event["SUMMARY"] == "Due: C1 " + " ".join(words.split())
    assert words in event["DESCRIPTION"]
    assert event.subcomponents == []
