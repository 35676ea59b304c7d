"""How the pack says things that it says in more than one place."""

from __future__ import annotations

from datetime import date
from typing import Final

from trustdesk.measures.ledger import ledger
from trustdesk.measures.naming import listed
from trustdesk.measures.results import CommitmentMeasures
from trustdesk.measures.trials import MISREPRESENTED, MOVED_BADLY, NEEDS_FRANKNESS, TOO_LATE, counting
from trustdesk.pack.sections.material import Material
from trustdesk.records import Commitment, Party, Person, RiskStep, Workshop
from trustdesk.records import commitments as promises
from trustdesk.records import risk_steps as steps
from trustdesk.records.workshops import AGENDA_ITEM, INITIAL, REVIEW
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural

STEP_WORDS: Final = {
    steps.PLANNED: N_("planned"),
    steps.TAKEN: N_("taken, not concluded yet"),
    steps.MERITED: N_("trust proved right"),
    steps.PARTLY_MERITED: N_("trust proved partly right"),
    steps.NOT_MERITED: N_("trust proved wrong"),
    steps.CALLED_OFF: N_("called off"),
}
_MISSED_BY: Final = {
    TOO_LATE: N_("too late"),
    MISREPRESENTED: N_("misrepresented"),
    MOVED_BADLY: N_("moved too late, or not accepted"),
}
WORKSHOP_WORDS: Final = {
    INITIAL: N_("First workshop"),
    REVIEW: N_("Review workshop"),
    AGENDA_ITEM: N_("Item on another meeting’s agenda"),
}


def step_mark(step: RiskStep) -> str:
    """The name of a trust step's mark."""
    return f"step_{step.status.replace(' ', '_')}"


def capital(words: str) -> str:
    """The same words, beginning with a capital."""
    return f"{words[:1].upper()}{words[1:]}"


def clipped(words: str, most: int = 160) -> str:
    """The first line of what somebody wrote, ended with an ellipsis where it is longer or cut."""
    line, _, more = words.strip().partition("\n")
    if len(line) > most:
        line = line[: most - 1].rpartition(" ")[0] or line[: most - 1]
        more = "…"
    return f"{line.rstrip()}…" if more else line


def for_whom(snapshot: Snapshot) -> Text:
    """Who may read a pack, as it stands on every page."""
    if snapshot.audience.is_consultant:
        return Text(N_("For the consultant only: not for the client"))
    if snapshot.audience.is_joint:
        return Text(N_("For both parties") if len(snapshot.parties) == 2 else N_("For all parties"))
    return Text(N_("For {parties} only"), {"parties": _readers(snapshot)})


def across(snapshot: Snapshot) -> Text | None:
    """What stands across each page of a pack that is not for all parties."""
    if snapshot.audience.is_joint:
        return None
    if snapshot.audience.is_consultant:
        return Text(N_("Not for the client"))
    return Text(N_("For {parties} only"), {"parties": _readers(snapshot)})


def _readers(snapshot: Snapshot) -> Text:
    return listed([p.name for p in snapshot.parties if p.id in (snapshot.audience.parties or ())])


def workshop_name(workshop: Workshop) -> Text:
    """A workshop by its title, or where it has none by its kind."""
    if workshop.title.strip():
        return Text("{title}", {"title": workshop.title.strip()})
    return Text(WORKSHOP_WORDS[workshop.kind])


def became(material: Material, measured: CommitmentMeasures) -> Text:
    """What became of a promise, in a few words."""
    promise = measured.commitment
    if promise.outcome is None:
        return _still_open(material, measured)
    day = {"day": material.short(promise.closed_on)}
    match promise.outcome:
        case promises.KEPT:
            said = Text(N_("Kept on {day}"), day)
        case promises.LATE:
            late = (promise.closed_on - promise.due).days if promise.closed_on else 0
            said = plural(N_("{n} day late, on {day}"), N_("{n} days late, on {day}"), late, **day)
        case promises.PARTLY:
            said = Text(N_("Partly kept, {share}"), {"share": _share(promise)})
        case promises.RENEGOTIATED:
            said = _moved(material, promise)
        case promises.RELEASED:
            said = Text(N_("Released on {day}"), day)
        case _:
            said = Text(N_("Missed"))
    told = _told(measured)
    return Text(N_("{what}; {told}"), {"what": said, "told": told}) if told else said


def standing(material: Material, measured: CommitmentMeasures) -> list[Text]:
    """What has to be said beside an outcome: not confirmed, disputed, counted otherwise, not shared."""
    promise = measured.commitment
    said = []
    if promise.outcome and promise.confirmed == promises.UNCONFIRMED:
        said.append(Text(N_("not confirmed yet")))
    if promise.outcome and promise.confirmed == promises.DISPUTED:
        said.append(Text(N_("disputed: does not count until it is settled")))
    basis = _missed_by(material, promise)
    why_missed = [Text(_MISSED_BY[basis])] if basis in _MISSED_BY else []
    if promise.misrepresented:
        why_missed = [_misrepresented(material, promise)]
    counted = N_("counted as missed: {why}") if basis else "{why}"
    said += [Text(counted, {"why": why}) for why in why_missed]
    if not measured.heard:
        said.append(Text(N_("not shared with all it concerns: does not count")))
    return said


def _misrepresented(material: Material, promise: Commitment) -> Text:
    if promise.repaired_on is None:
        return Text(N_("misrepresented, not made good yet"))
    return Text(N_("misrepresented, made good on {day}"), {"day": material.short(promise.repaired_on)})


def _missed_by(material: Material, promise: Commitment) -> str | None:
    """On what basis a promise counts as missed that is not noted as missed; None where it is, or does not."""
    book = ledger(material.snapshot)
    giver = material.snapshot.find(Party, promise.giver_id)
    own = [t for t in book.reliability_trials[giver.id] if t.record.id == promise.id] if giver else []
    return next((trial.basis for trial in counting(own, material.as_of) if trial.basis in _MISSED_BY), None)


def why(material: Material, promise: Commitment) -> str:
    """The frank reason in the giver's own words, or else its sort."""
    if promise.frank_reason.strip():
        return material.say(Text(N_("“{reason}”"), {"reason": promise.frank_reason.strip()}))
    return material.say(promise.reason_class) if promise.reason_class else ""


def owner(material: Material, promise: Commitment) -> str:
    """The name of who looks after a promise, or nothing."""
    person = material.snapshot.find(Person, promise.owner_id)
    return person.name if person else ""


def step_sentence(material: Material, step: RiskStep) -> Text:
    """Who takes the risk of a step, and on whom it relies."""
    trusted = listed(material.trusted(step) or [material.say(N_("the other side"))])
    values = {"exposed": material.party(step.exposed_id), "trusted": trusted}
    return Text(N_("{exposed} takes the risk and relies on {trusted}."), values)


def span(material: Material, start: date | None, end: date | None) -> str:
    """From one day to another in little room; the year once where it is the same."""
    first, last = material.short(start), material.short(end)
    if start and end and start.year == end.year:
        first = first.removesuffix(f" {start.year}")
    return f"{first} – {last}"


def notice_words(days: float) -> Text:
    """So many days of notice: before (positive), on, or after the day something was due."""
    whole = round(abs(days), 1)
    n = int(whole) if whole == int(whole) else whole
    if days == 0:
        return Text(N_("on the day"))
    if n == 1:
        return Text(N_("1 day ahead") if days > 0 else N_("1 day after"))
    return Text(N_("{n} days ahead") if days > 0 else N_("{n} days after"), {"n": n})


def overdue_words(measured: CommitmentMeasures) -> Text | None:
    """How long an open promise is overdue; None where it is not."""
    if not measured.days_overdue:
        return None
    return plural(N_("{n} day overdue"), N_("{n} days overdue"), measured.days_overdue)


def _still_open(material: Material, measured: CommitmentMeasures) -> Text:
    n = measured.days_overdue
    if n > material.snapshot.relationship.overdue_days:
        return plural(
            N_("{n} day overdue: counts as missed until it is closed"),
            N_("{n} days overdue: counts as missed until it is closed"),
            n,
        )
    if n:
        return plural(N_("{n} day overdue, not confirmed"), N_("{n} days overdue, not confirmed"), n)
    if measured.notice_days is not None:
        told = {"told": notice_words(measured.notice_days)}
        return Text(N_("Open; a slip was told {told}"), told)
    return Text(N_("Open"))


def _moved(material: Material, promise: Commitment) -> Text:
    following = material.snapshot.of(Commitment, "replaces_id", promise)
    if not following:
        return Text(N_("Moved"))
    return Text(N_("Moved to {day}"), {"day": material.short(following[0].due)})


def _told(measured: CommitmentMeasures) -> Text | None:
    promise = measured.commitment
    if promise.outcome not in NEEDS_FRANKNESS:
        return None
    if measured.notice_days is None:
        return Text(N_("without notice"))
    if promise.asked_first:
        return Text(N_("told only when asked"))
    return Text(N_("told {when}"), {"when": notice_words(measured.notice_days)})


def _share(promise: Commitment) -> Text:
    if promise.times and promise.times_kept is not None:
        return Text(N_("{kept} of {times} times"), {"kept": promise.times_kept, "times": promise.times})
    return Text(N_("{percent}% done"), {"percent": round((promise.fraction or 0) * 100)})
