"""The review pack: what two executives read before, and hold in their hands during, a review workshop.

    document = review(snapshot)                 # A4, every section that is meant for its audience
    document = review(snapshot, sheet=LETTER, sections=["summary", "gate"], language="en")

The same snapshot gives the same bytes. `SECTIONS` names the sections; see `trustdesk.pack.sections`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trustdesk.audience import Audience
from trustdesk.errors import TrustDeskError
from trustdesk.pack.document import Document, Section, build
from trustdesk.pack.paper import A4, Sheet
from trustdesk.pack.sections import (
    agenda_page,
    benefits,
    changes,
    concerns,
    figures,
    gate,
    method,
    obstacles,
    private,
    promises,
    register,
    step,
    summary,
    timeline,
)
from trustdesk.pack.sections.front import front
from trustdesk.pack.sections.material import Material
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, SOURCE_LANGUAGE, Text


@dataclass(frozen=True)
class SectionKind:
    """A part of the pack that can be asked for by its name.

    `title` is marked. `printed` says when it is there without being asked for: always, for everybody but a
    joint reader, or for the consultant only. An `appendix` is what a reader turns to afterwards.
    """

    name: str
    title: str
    make: Callable[[Material], Sequence[Section]]
    printed: Literal["always", "not joint", "consultant"] = "always"
    appendix: bool = False

    def is_meant_for(self, reader: Audience) -> bool:
        """Whether it is printed for that reader without being asked for."""
        if self.printed == "consultant":
            return reader.is_consultant
        return self.printed == "always" or not reader.is_joint


SECTIONS: Final = {
    kind.name: kind
    for kind in (
        SectionKind("summary", summary.TITLE, summary.sections),
        SectionKind("changes", changes.TITLE, changes.sections),
        SectionKind("promises", N_("The promises, a page a side"), promises.sections),
        SectionKind("obstacles", obstacles.TITLE, obstacles.sections),
        SectionKind("step", step.TITLE, step.sections),
        SectionKind("concerns", concerns.TITLE, concerns.sections),
        SectionKind("benefits", benefits.TITLE, benefits.sections),
        SectionKind("gate", N_("The gate, to be decided and signed"), gate.sections),
        SectionKind("agenda", agenda_page.TITLE, agenda_page.sections),
        SectionKind("method", method.TITLE, method.sections),
        SectionKind("register", register.TITLE, register.sections, appendix=True),
        SectionKind("timeline", timeline.TITLE, timeline.sections, appendix=True),
        SectionKind("figures", figures.TITLE, figures.sections, "consultant", appendix=True),
        SectionKind("private", private.TITLE, private.sections, "not joint", appendix=True),
    )
}
"""Every section by its name, in the order of the pack."""


def review(
    snapshot: Snapshot,
    *,
    sheet: Sheet = A4,
    sections: Iterable[str] | None = None,
    language: str = SOURCE_LANGUAGE,
    workshop: str | None = None,
) -> Document:
    """The review pack of a relationship for the snapshot's audience, on its day.

    With `sections` (names of `SECTIONS`) it holds those, in the pack's own order; it is for the `workshop` of
    that id, by default for the next. Raises TrustDeskError for a
    name that is none, and when the logo cannot be read.
    """
    material = Material(snapshot, sheet, language, workshop)
    chosen = _chosen(snapshot, sections)
    parts = [section for kind in chosen for section in kind.make(material)]
    return build(front(material, Text(N_("Review pack"))), parts, language=language, sheet=sheet)


def _chosen(snapshot: Snapshot, names: Iterable[str] | None) -> list[SectionKind]:
    if names is None:
        return [kind for kind in SECTIONS.values() if kind.is_meant_for(snapshot.audience)]
    wanted = list(names)
    unknown = [name for name in wanted if name not in SECTIONS]
    if unknown:
        raise TrustDeskError(
            Text(N_("The review pack has no section “{name}”."), {"name": unknown[0]}),
            Text(N_("Its sections are: {names}."), {"names": ", ".join(SECTIONS)}),
        )
    return [kind for kind in SECTIONS.values() if kind.name in wanted]
