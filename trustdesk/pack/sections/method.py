"""How the figures were worked out, what they must not be taken for, and what the words mean."""

from __future__ import annotations

from typing import Final

from trustdesk.pack.blocks import Callout, Definitions, Heading, Paragraph, note
from trustdesk.pack.columns import Columns
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.material import Material
from trustdesk.pack.typography import SMALL
from trustdesk.records import Relationship
from trustdesk.records.relationships import SETTINGS
from trustdesk.words import N_

TITLE: Final = N_("How this was worked out, and the words")

_PARAGRAPHS: Final = (
    (
        N_("What is counted."),
        N_(
            "A promise counts once all it concerns may read it. Done on or before its day it is kept. One"
            " that was moved in good time for the first time, released, or disputed is no case for or "
            "against anybody."
        ),
    ),
    (
        N_("Two records, never one."),
        N_(
            "What a side did and whether it told in time when it could not are kept apart. A miss that is"
            " told frankly costs the first and earns the second. The sides are never averaged."
        ),
    ),
    (
        N_("Time."),
        N_(
            "What lies further back counts for less. Where nothing new is learned, the evidence is "
            "ageing, no more."
        ),
    ),
    (
        N_("The next trust step."),
        N_(
            "It is held against the record of the side that is relied on, against the steps that proved "
            "right, and against what the side that takes the risk finds acceptable."
        ),
    ),
    (
        N_("What nobody knows."),
        N_(
            "No study says what weight a frank miss, bad news, a contractual promise, the passing of time"
            " or the size of a step should have: the settings below are choices, and open to change. Most"
            " of what is known about the mending of trust comes from individuals in laboratories, not "
            "from organisations."
        ),
    ),
)

_WORDS: Final = (
    (N_("Promise"), N_("Given by one side to another, with a day, an owner and a test.")),
    (
        N_("Kept on the day"),
        N_(
            "Done on or before its day, of all that count so far: not what was moved in good time, released, "
            "disputed or only just overdue."
        ),
    ),
    (N_("Told in time"), N_("Said on or before the day by the side that could not keep it.")),
    (N_("Contractual"), N_("Compelled by a contract or a bond; it shows less.")),
    (N_("Trust step"), N_("A risk that one side takes by relying on the other.")),
    (N_("Loss and gain"), N_("What is at stake in a step for the side that takes it, 1 to 10.")),
    (N_("Acceptable today"), N_("The loss that this side is at ease with now, 1 to 10.")),
    (N_("Trust proved right"), N_("The side that was relied on was worth it.")),
)
_CONCERN: Final = (
    N_("Concerns"),
    N_(
        "Unspoken: felt, and not said to the other side. Voiced: said. Precise: said so clearly that "
        "something can be done about it. Addressed: what was to be done about it is done."
    ),
)


def sections(material: Material) -> list[Section]:
    """The method in short, the settings of this relationship, and a glossary."""
    say = material.say
    words = [(say(term), say(meaning)) for term, meaning in _WORDS]
    half = (len(words) + 1) // 2
    blocks: list[Block] = [
        Callout(say(N_("A record of what was kept is not trust. People decide."))),
        *(Paragraph(say(text), lead=say(lead), style=SMALL, before=6) for lead, text in _PARAGRAPHS),
        Heading(say(N_("The settings of this relationship"))),
        _settings(material),
        Heading(say(N_("The words"))),
        Columns([[Definitions(words[:half], share=0.33)], [Definitions(words[half:], share=0.33)]]),
        Definitions([(say(_CONCERN[0]), say(_CONCERN[1]))], share=0.157),
    ]
    return [Section(say(TITLE), blocks)]


def _settings(material: Material) -> Block:
    relationship = material.snapshot.relationship
    settings = [field for field in Relationship.fields.values() if field.group == SETTINGS]
    lines = [f"{material.say(field.label)}: {getattr(relationship, field.name):g}" for field in settings]
    half = (len(lines) + 1) // 2
    return Columns([[note(line, before=0) for line in part] for part in (lines[:half], lines[half:])])
