"""What can be done to a repair: acknowledge the breach, close the repair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.records import Party, Repair
from trustdesk.words import N_
from ui.verbs.asking import asks, deleting, today
from ui.verbs.verb import Moment, Verb


def _all_parties(moment: Moment, repair: Repair) -> tuple[str, ...]:
    return tuple(party.id for party in moment.snapshot.parties)


def _acknowledge(session: Session, repair: Repair, answers: Mapping[str, Any], moment: Moment) -> None:
    parties = [records.get(session, Party, id) for id in answers["acknowledged_by"]]
    records.edit(
        session,
        repair,
        moment.today,
        acknowledged_by=parties,
        acknowledged_on=answers["acknowledged_on"],
    )


VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "acknowledge", Repair, N_("Acknowledged…"), N_("Breach acknowledged"), _acknowledge,
        icon="handshake", may=lambda moment, repair: repair.acknowledged_on is None,
        asks=(
            asks(Repair, "acknowledged_by", start=_all_parties, required=True),
            asks(Repair, "acknowledged_on", start=today, required=True),
        ),
    ),
    Verb(
        "close", Repair, N_("Close"), N_("Repair closed"),
        lambda session, repair, answers, moment: records.edit(
            session, repair, moment.today, closed_on=moment.today
        ),
        icon="circle-check", may=lambda moment, repair: repair.closed_on is None,
    ),
    Verb(
        "reopen", Repair, N_("Open again"), N_("Repair opened again"),
        lambda session, repair, answers, moment: records.edit(session, repair, moment.today, closed_on=None),
        icon="rotate-ccw", may=lambda moment, repair: repair.closed_on is not None, first=False,
    ),
    deleting(Repair, N_("Repair deleted")),
)  # fmt: skip
