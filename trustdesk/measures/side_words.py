"""How a side stands in words: kept, overdue, told in time, missed. Screen, chart and paper say the same.

An open promise past its day is neither kept nor a slip yet: it counts as missed once it is overdue for long,
and as a slip once it is closed. So whatever is overdue is told as such, never hidden in another number.
"""

from __future__ import annotations

from collections.abc import Iterator

from trustdesk.measures.naming import strung
from trustdesk.measures.results import PartyMeasures
from trustdesk.words import N_, Text, plural


def in_brief(found: PartyMeasures) -> Text | None:
    """One side in a clause: kept so many of so many, so many overdue, slips told in time; None of nothing."""
    parts = list(_parts(found))
    return strung(parts, ", ") if parts else None


def kept(found: PartyMeasures) -> Text | None:
    """How many promises were kept on the day, of those that count; None where none counts yet."""
    return _of(found.ppc.kept, found.ppc.due) if found.ppc.due else None


def told(found: PartyMeasures) -> Text | None:
    """How many slips were told in time, of all; None where there was none."""
    return _of(found.told_in_time, found.candour_trials) if found.candour_trials else None


def overdue(found: PartyMeasures) -> Text | None:
    """How many open promises are past their day, and how many of them count as missed; None of none."""
    n, lapsed = found.overdue, found.lapsed
    if not n:
        return None
    if not lapsed:
        return Text(N_("{n} overdue"), {"n": n})
    if lapsed == n:
        return Text(N_("{n} overdue and counted as missed"), {"n": n})
    return Text(N_("{n} overdue, {lapsed} of them counted as missed"), {"n": n, "lapsed": lapsed})


def missed(found: PartyMeasures) -> Text:
    """The number missed, which no figure of candour stands without; what is only overdue is told apart."""
    settled, late = found.missed - found.lapsed, overdue(found)
    if late is None:
        return Text(N_("{n} missed"), {"n": settled})
    return Text(N_("{n} missed, {late}"), {"n": settled, "late": late}) if settled else late


def no_slip(found: PartyMeasures) -> Text:
    """What is said where there is no slip: of what is overdue nobody can tell yet."""
    return Text(N_("no slip closed yet") if found.overdue else N_("no slip so far"))


def _parts(found: PartyMeasures) -> Iterator[Text]:
    late = overdue(found)
    party = {"party": found.party.name}
    if found.ppc.due == 1:
        once = N_("{party} kept its only promise so far on the day")
        never = N_("{party} did not keep its only promise so far on the day")
        yield Text(once if found.ppc.kept else never, party)
    elif found.ppc.due:
        words = N_("{party} kept {kept} of {due} promises on the day")
        yield Text(words, {**party, "kept": found.ppc.kept, "due": found.ppc.due})
    elif late is not None:
        yield plural(N_("{party} has {n} promise overdue"), N_("{party} has {n} promises overdue"),
                     found.overdue, **party)  # fmt: skip
        late = None
    if late is not None:
        yield late
    if found.candour_trials:
        values = {
            "told": found.told_in_time,
            "n": found.candour_trials,
            "missed": found.missed - found.lapsed,
        }
        yield Text(N_("{told} of {n} slips told in time, {missed} missed"), values)


def _of(n: int, of: int) -> Text:
    return Text(N_("{n} of {of}"), {"n": n, "of": of})
