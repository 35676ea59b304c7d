"""Relationships as nobody would make them on purpose: nothing in them, everything blank, words that bite."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.records import (
    PROSE_LENGTH,
    TEXT_LENGTH,
    AgendaItem,
    Commitment,
    Concern,
    Constraint,
    GateCriterion,
    Kind,
    Opportunity,
    Party,
    Person,
    Record,
    Relationship,
    Repair,
    RiskStep,
    SignOff,
    Stage,
    Workshop,
)
from trustdesk.records.checks import FIRST_DAY, LAST_DAY
from trustdesk.records.workshops import REVIEW

HOSTILE: Final = (
    "<b>&amp;\"'</b> <img src=x>",
    "שלום R&D \u202eevil\u202c",
    "👩‍👩‍👧‍👦 🇨🇭 e\u0301",
    "=1+1 $x_1$ _y %s {name}",
    "line\nbreak\ttab",
)
DAY: Final = timedelta(days=1)


def fill(session: Session, today: date) -> dict[str, str]:
    """Make one relationship of each sort; their ids by what is odd about them."""
    made = {
        "nothing": _relationship(session, today, "nothing").id,
        "one party": _with_parties(session, today, "one party", 1)[0],
        "no people": _with_parties(session, today, "no people", 2)[0],
    }
    for name, parties in (("bare", 2), ("bare among three", 3)):
        made[name] = _bare(session, today, name, parties)
    made["hostile"] = _hostile(session, today)
    made["eight parties"] = _bare(session, today, "eight parties", 8)
    made["without end"] = _without_end(session, today)
    made["two hundred stages"] = _many_stages(session, today)
    made["of all times"] = _of_all_times(session, today)
    for name, values in (
        ("closed", {"closed_on": today - 30 * DAY, "closed_why": "Done."}),
        ("paused", {"paused_from": today - 9 * DAY, "paused_to": today + 9 * DAY}),
    ):
        made[name] = _bare(session, today, name, 2)
        records.edit(session, records.get(session, Relationship, made[name]), today, **values)
    return made


def _relationship(session: Session, today: date, name: str) -> Relationship:
    return records.add(session, Relationship, today, name=name)


def _with_parties(session: Session, today: date, name: str, parties: int) -> tuple[str, list[Party]]:
    id = _relationship(session, today, name).id
    return id, [records.add(session, Party, today, id, name=f"Side {n}") for n in range(parties)]


def _bare(session: Session, today: date, name: str, parties: int) -> str:
    """A record of every usual kind in which stands only what has to."""
    id, sides = _with_parties(session, today, name, parties)
    _records(session, today, id, sides, "Words", today - 400 * DAY)
    return id


def _records(
    session: Session, today: date, relationship: str, sides: list[Party], words: str, due: date
) -> None:
    def add(kind: type[Record], /, **values: Any) -> Any:
        return records.add(session, kind, today, relationship, **values)

    line = f"{due.day} {' '.join(words.split())[:200]}"
    stage = add(Stage, name=line)
    add(GateCriterion, stage_id=stage.id, kind="in_words", words=words)
    add(SignOff, stage_id=stage.id, party_id=sides[0].id, who=line)
    person = add(Person, name=line, party_id=sides[0].id)
    gone = add(Person, name=f"{line} gone", party_id=sides[-1].id, left_on=due)
    promise = add(
        Commitment, text=words, stage_id=stage.id, giver_id=sides[0].id, due=due, promised_on=due - 30 * DAY
    )
    add(Commitment, text=words, stage_id=stage.id, giver_id=sides[-1].id, due=due, owner_id=gone.id,
        outcome="missed", closed_on=due, promised_on=due - 30 * DAY)  # fmt: skip
    add(Constraint, commitment_id=promise.id, text=words)
    step = add(RiskStep, text=words, stage_id=stage.id, exposed_id=sides[0].id, trusted=sides[1:])
    add(Repair, redress=words, risk_step_id=step.id)
    add(Opportunity, text=words)
    add(Concern, text=words)
    workshop = add(Workshop, held_on=due, kind=REVIEW)
    add(Workshop, held_on=due + 400 * DAY, kind=REVIEW, title=line, attendees=[person])
    add(AgendaItem, workshop_id=workshop.id, text=words)


def _without_end(session: Session, today: date) -> str:
    """Names as long as they may be, of one word each: no line can be broken in them."""
    made = _relationship(session, today, "W" * TEXT_LENGTH)
    sides = [
        records.add(session, Party, today, made.id, name=letter * TEXT_LENGTH, role=letter * TEXT_LENGTH)
        for letter in "MW"
    ]
    _records(session, today, made.id, sides, "W" * 200, today - DAY)
    return made.id


def _many_stages(session: Session, today: date) -> str:
    id, _sides = _with_parties(session, today, "two hundred stages", 2)
    for n in range(200):
        records.add(session, Stage, today, id, name=f"Stage {n}")
    return id


def _of_all_times(session: Session, today: date) -> str:
    """Promises, steps and workshops from the first day there is to one that nobody sees."""
    id, sides = _with_parties(session, today, "of all times", 2)
    _records(session, today, id, sides, "In the first year", FIRST_DAY + 30 * DAY)
    stage = records.add(session, Stage, today, id, name="To the last day", starts=today, ends=LAST_DAY)
    values = {"text": "On the last day", "giver_id": sides[0].id, "stage_id": stage.id, "due": LAST_DAY}
    records.add(session, Commitment, today, id, **values)
    records.add(session, Workshop, today, id, held_on=LAST_DAY, kind=REVIEW)
    return id


def _hostile(session: Session, today: date) -> str:
    """Words that bite and words without end, in every text of a relationship."""
    made = _relationship(session, today, HOSTILE[0])
    sides = [records.add(session, Party, today, made.id, name=f"{word} {n}") for n, word in enumerate(
        " ".join(one.replace(";", "").split()) for one in HOSTILE[:3])]  # fmt: skip
    for n, words in enumerate((*HOSTILE, "word " * (PROSE_LENGTH // 5), "x" * PROSE_LENGTH), start=1):
        _records(session, today, made.id, sides, words, today - n * DAY)
    for field in Relationship.fields.values():
        if field.kind in (Kind.TEXT, Kind.PROSE) and field.name not in ("name", "foundations"):
            most = "<i>&" * 20
            records.edit(session, made, today, **{field.name: most})
    return made.id
