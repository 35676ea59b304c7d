"""What can be done to a person: they left, somebody else takes over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from trustdesk.actions import people, records
from trustdesk.records import Commitment, Person
from trustdesk.words import N_
from ui.verbs.asking import asks, deleting, linked, today
from ui.verbs.verb import Moment, Question, Verb

Answers = Mapping[str, Any]


def _successor(*, required: bool) -> Question:
    return asks(
        Commitment, "owner_id", N_("New owner of open promises"), required=required,
        about=N_("Each of them has to be confirmed anew by the other side."),
    )  # fmt: skip


def _owns_open(moment: Moment, person: Person) -> bool:
    owned = moment.snapshot.of(Commitment, "owner_id", person)
    return any(promise.outcome is None for promise in owned)


def _leave(session: Session, person: Person, answers: Answers, moment: Moment) -> None:
    successor = linked(session, Person, answers.get("owner_id"))
    people.leave(session, person, answers["left_on"], moment.today, successor=successor)


def _hand_over(session: Session, person: Person, answers: Answers, moment: Moment) -> None:
    people.hand_over(session, person, records.get(session, Person, answers["owner_id"]), moment.today)


VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "leave", Person, N_("Left…"), N_("Person left"), _leave,
        icon="log-out", may=lambda moment, person: person.left_on is None,
        asks=(asks(Person, "left_on", start=today, required=True), _successor(required=False)),
    ),
    Verb(
        "hand_over", Person, N_("Hand over promises…"), N_("Promises handed over"), _hand_over,
        icon="user-plus", may=_owns_open, asks=(_successor(required=True),),
    ),
    Verb(
        "come_back", Person, N_("Here after all"), N_("Person is here after all"),
        lambda session, person, answers, moment: people.come_back(session, person, moment.today),
        icon="rotate-ccw", first=False, may=lambda moment, person: person.left_on is not None,
    ),
    deleting(Person, N_("Person deleted")),
)  # fmt: skip
