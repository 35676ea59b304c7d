"""What not all parties see: for the reader of a pack to know what must not be said in the room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trustdesk.audience import from_stored
from trustdesk.measures.joint import as_joint
from trustdesk.measures.warnings import GATE_PRIVATE_DIFFERS
from trustdesk.pack.blocks import Bullets, Callout, Definitions
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.material import Material
from trustdesk.records import Kind, Record, kinds
from trustdesk.records.base import blank
from trustdesk.words import N_, Text

TITLE: Final = N_("What the others do not see")
_WORDS: Final = (Kind.TEXT, Kind.PROSE, Kind.CHOICE, Kind.MONEY)


def sections(material: Material) -> list[Section]:
    """Every record, and every field of a record, that is not for all parties; nothing for a joint reader."""
    if material.snapshot.audience.is_joint:
        return []
    joint = as_joint(material.snapshot)
    items = [item for kind in kinds() for item in _items(material, kind, {r.id: r for r in joint[kind]})]
    if not items:
        return []
    say = material.say
    blocks: list[Block] = [
        Callout(say(N_("None of this stands in a pack for all parties. Keep it out of the room.")))
    ]
    gates = [w for w in material.measures.warnings if w.code == GATE_PRIVATE_DIFFERS]
    if gates:
        blocks.append(Bullets([say(warning.text) for warning in gates]))
    blocks.append(Definitions(items, share=0.24))
    return [Section(say(TITLE), blocks)]


def _items(material: Material, kind: type[Record], shared: dict[str, Record]) -> Iterator[tuple[str, str]]:
    for record in material.snapshot[kind]:
        if record.id not in shared:
            said = list(_said(material, record, [name for name in kind.fields if name != kind.named_by]))
            yield _whose(material, record), "\n".join([record.heading, *said])
        elif shared[record.id] is not record:
            private = [name for name, field in kind.fields.items() if field.private]
            if said := list(_said(material, record, private)):
                yield material.say(kind.singular), "\n".join([record.heading, *said])


def _whose(material: Material, record: Record) -> str:
    say, singular = material.say, material.say(type(record).singular)
    stored = getattr(record, "audience", None)
    if stored is None:
        return singular
    readers = from_stored(stored, material.snapshot.parties)
    return say(Text(N_("{record}\nread by: {readers}"), {"record": singular, "readers": readers}))


def _said(material: Material, record: Record, names: list[str]) -> Iterator[str]:
    """The words in some fields of a record, each with its label."""
    kind = type(record)
    for name in names:
        field, value = kind.fields[name], getattr(record, name)
        if field.kind in _WORDS and value not in (None, "", blank(kind, name)):
            own = material.say(str(value)) if field.kind is Kind.CHOICE else str(value)
            yield material.say(Text("{label}: {value}", {"label": Text(field.label), "value": own}))
        elif field.private and field.kind is Kind.WHOLE and value is not None:
            yield material.say(Text("{label}: {value}", {"label": Text(field.label), "value": value}))
