"""The full list of promises, stage by stage."""

from __future__ import annotations

from typing import Final

from trustdesk.pack.document import Section
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.promises import current, legend, promise_table
from trustdesk.words import N_

TITLE: Final = N_("All promises")


def sections(material: Material) -> list[Section]:
    """Every promise, by stage and due day; nothing where the pages of the sides show them all already."""
    promises = material.measures.commitments
    if len(promises) == len(current(material)):
        return []
    by_day = sorted(promises, key=lambda measured: measured.commitment.due)
    table = promise_table(material, by_day, givers=True)
    return [Section(material.say(TITLE), [*legend(material, promises), table])]
