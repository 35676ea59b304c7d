"""The program over time, on a landscape page."""

from __future__ import annotations

from typing import Final

from trustdesk.pack.document import Section
from trustdesk.pack.sections.material import Material
from trustdesk.words import N_

_HEAD: Final = 76.0  # points that the title takes
_INCH: Final = 72.0
TITLE: Final = N_("The program over time")


def sections(material: Material) -> list[Section]:
    """The timeline of promises, trust steps and workshops; nothing where there is neither."""
    if not (material.measures.commitments or material.measures.risk_steps):
        return []
    height = (material.sheet.landscape.room - _HEAD) / _INCH
    chart = material.chart("timeline", landscape=True, height=height)
    return [Section(material.say(TITLE), [chart], landscape=True)]
