"""The days of a relationship as a calendar file: open promises, planned trust steps, workshops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from trustdesk.records import Commitment, Party, Person, Record, RiskStep, Workshop
from trustdesk.records.risk_steps import PLANNED
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, SOURCE_LANGUAGE, Text, render

_PRODUCT: Final = "-//TrustDesk//TrustDesk//EN"


@dataclass(frozen=True)
class Entry:
    """One all-day entry: the record it is about, the day, a line and what stands below it."""

    record: Record
    day: date
    line: Text
    details: tuple[Text, ...]


def calendar(seen: Snapshot, language: str = SOURCE_LANGUAGE) -> bytes:
    """The calendar (iCalendar, RFC 5545) for the audience of the snapshot.

    Entries keep their identity from one export to the next, so that a calendar updates them; their time stamp
    is the day of the snapshot, so that the same content makes the same bytes.
    """
    from icalendar import Calendar, Event

    book = Calendar()
    book.add("prodid", _PRODUCT)
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", seen.relationship.name)
    for entry in entries(seen):
        event = Event()
        event.add("uid", f"{entry.record.id}@trustdesk")
        event.add("dtstamp", datetime.combine(seen.as_of, time(), UTC))
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", " ".join(render(entry.line, language).split()))
        details = [words for words in (render(line, language) for line in entry.details) if words]
        if details:
            event.add("description", "\n".join(details))
        event.add("transp", "TRANSPARENT")
        book.add_component(event)
    made: bytes = book.to_ical()
    return made


def entries(seen: Snapshot) -> tuple[Entry, ...]:
    """What stands in the calendar, by day."""
    found = (*_dues(seen), *_steps(seen), *_workshops(seen))
    return tuple(sorted(found, key=lambda entry: entry.day))


def _dues(seen: Snapshot) -> Iterator[Entry]:
    for commitment in seen[Commitment]:
        if commitment.outcome is None:
            giver = seen.find(Party, commitment.giver_id)
            owner = seen.find(Person, commitment.owner_id)
            details = (
                Text(N_("Promised by {party}"), {"party": giver.name if giver else ""}),
                Text(N_("Owner: {name}"), {"name": owner.name}) if owner else Text(""),
                _labelled(N_("Done when: {words}"), commitment.done_when),
            )
            values = {"ref": commitment.ref, "words": commitment.text}
            yield Entry(commitment, commitment.due, Text(N_("Due: {ref} {words}"), values), details)


def _steps(seen: Snapshot) -> Iterator[Entry]:
    for step in seen[RiskStep]:
        if step.status == PLANNED and step.planned is not None:
            exposed = seen.find(Party, step.exposed_id)
            details = (
                Text(N_("The risk is taken by {party}"), {"party": exposed.name if exposed else ""}),
                _labelled(N_("Safeguard: {words}"), step.safeguard),
            )
            values = {"ref": step.ref, "words": step.text}
            yield Entry(step, step.planned, Text(N_("Trust step: {ref} {words}"), values), details)


def _workshops(seen: Snapshot) -> Iterator[Entry]:
    for workshop in seen[Workshop]:
        title = workshop.title or seen.relationship.name
        details = (
            _labelled(N_("Place: {words}"), workshop.place),
            _labelled(N_("Starts at: {words}"), workshop.starts_at),
        )
        yield Entry(workshop, workshop.held_on, Text(N_("Workshop: {title}"), {"title": title}), details)


def _labelled(message: str, words: str) -> Text:
    return Text(message, {"words": words}) if words else Text("")
