"""What a card says in words: painted on it, in its tooltip, and read aloud."""

from __future__ import annotations

from trustdesk.records import Commitment
from trustdesk.words import N_, Text, plural
from ui.marks import MarkValue
from ui.widgets.board.faces import Face, Move
from ui.words import day, one_line, say


def spoken(face: Face) -> str:
    """A face as it is read aloud: what it is, how it stands, by when."""
    kind = say(N_("Promise") if face.table == Commitment.__tablename__ else N_("Trust step"))
    parts = [
        f"{kind} {face.ref}",
        MarkValue(face.mark, face.confirmed).words,
    ]
    parts += filter(None, [when(face), one_line(face.text)])
    return ", ".join(parts)


def told(face: Face) -> str:
    """What stands beside a face: what has to come first, who reads it, and why its day was moved."""
    lines = [beside(face)]
    if face.private:
        lines.append(say(N_("Not everybody may read this.")))
    lines += [move_words(move) for move in face.moves]
    return "\n".join(filter(None, lines))


def move_words(move: Move) -> str:
    """A move in one line: from when to when, and why."""
    values = {"before": day(move.before) or "–", "after": day(move.after) or "–", "why": move.why.strip()}
    return say(Text(N_("Moved from {before} to {after}: {why}"), values))


def when(face: Face) -> str:
    """The day that counts for a face, or how many days it is overdue."""
    if face.overdue:
        return say(plural(N_("{n} day overdue"), N_("{n} days overdue"), face.overdue))
    return day(face.day) if face.day is not None else say(N_("no day yet"))


def ghost_words(face: Face) -> str:
    """The day agreed at the last workshop, where another one stands now."""
    return say(Text(N_("was {day}"), {"day": day(face.was)})) if face.was is not None else ""


def beside(face: Face) -> str:
    """The quiet line at the foot: who sees to it, what is at stake, what has to come first."""
    parts = [one_line(face.who)]
    if face.stakes is not None:
        loss, gain = face.stakes
        known = loss is not None and gain is not None
        words = Text(N_("loss {loss}, gain {gain}"), {"loss": loss, "gain": gain})
        parts.append(say(words if known else N_("loss and gain not stated")))
    if face.times is not None:
        kept, times = face.times
        counted = Text(N_("kept {kept} of {times} times"), {"kept": kept, "times": times})
        parts.append(say(counted if kept is not None else Text(N_("{times} times"), {"times": times})))
    if face.after:
        parts.append(say(Text(N_("after {refs}"), {"refs": ", ".join(face.after)})))
    return " · ".join(filter(None, parts))


def foot_words(face: Face) -> str:
    """All that stands at the foot of a card."""
    return beside(face) + ghost_words(face)
