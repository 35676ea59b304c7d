"""What a pack says of itself: whose, for whom, on what occasion, as of when, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from trustdesk.pack.cover import Front
from trustdesk.pack.sections.agenda_page import meeting_words
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import across, for_whom
from trustdesk.records import Workshop
from trustdesk.style.palette import PRINT
from trustdesk.words import N_, Text


def front(material: Material, title: Text, *, in_short: bool = False) -> Front:
    """The front of a document for the next workshop.

    `in_short` leaves out the facts that stand at the foot of a cover.
    """
    say, snapshot = material.say, material.snapshot
    occasion = material.workshop
    over = across(snapshot)
    return Front(
        title=say(title),
        relationship=snapshot.relationship.name,
        audience=say(for_whom(snapshot)),
        occasion=say(
            meeting_words(material, occasion) if occasion else Text("{day}", {"day": material.as_of})
        ),
        status=say(_status(material)),
        facts=() if in_short else list(_facts(material)),
        author=_author(material),
        across=say(over) if over else "",
        dated=material.as_of,
        logo=snapshot.profile.logo if snapshot.profile else None,
        colours=[material.colour(party.id) for party in snapshot.parties] or PRINT.parties[:2],
    )


def _status(material: Material) -> Text:
    """Draft, unless the minutes of a workshop held or issued on the very day are issued."""
    for workshop in material.snapshot[Workshop]:
        issued = workshop.issued_on
        if issued is not None and material.as_of in (workshop.held_on, issued):
            return Text(N_("Issued {day}"), {"day": issued})
    return Text(N_("Draft"))


def _facts(material: Material) -> Iterator[tuple[str, str]]:
    say, snapshot = material.say, material.snapshot
    yield say(N_("Between")), " · ".join(party.name for party in snapshot.parties)
    if snapshot.relationship.purpose.strip():
        yield say(N_("Purpose")), snapshot.relationship.purpose.strip()
    yield say(N_("As of")), say(Text("{day}", {"day": material.as_of}))
    if _author(material):
        yield say(N_("Prepared by")), _author(material)


def _author(material: Material) -> str:
    profile = material.snapshot.profile
    if profile is None:
        return ""
    return ", ".join(part.strip() for part in (profile.name, profile.firm) if part.strip())
