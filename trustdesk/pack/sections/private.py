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
from trustdesk.pack.sections.phrases import capital
from trustdesk.records import Kind, Record, kinds
from trustdesk.records.base import blank
from trustdesk.words import N_, Text

TITLE: Final = N_("What the others do not see")
_WORDS: Final = (Kind.TEXT, Kind.PROSE, Kind.CHOICE, Kind.MONEY, Kind.WHOLE)


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
    others = [name for name in kind.fields if name != kind.named_by]
    for record in material.snapshot[kind]:
        if record.id not in shared:
            if _has_words(record):
                said = " · ".join(_said(material, record, others))
                yield _whose(material, record), "\n".join(filter(None, [record.heading, said]))
        elif shared[record.id] is not record:
            private = [name for name, field in kind.fields.items() if field.private]
            if said := " · ".join(_said(material, record, private)):
                yield record.heading, said


def _has_words(record: Record) -> bool:
    """Whether somebody wrote something into the record, beside choices and days."""
    fields = type(record).fields.values()
    return any(
        field.kind in (Kind.TEXT, Kind.PROSE, Kind.MONEY) and getattr(record, field.name) for field in fields
    )


def _whose(material: Material, record: Record) -> str:
    """What the record is, and who may read it."""
    named = capital(material.say(type(record).singular))
    stored = getattr(record, "audience", None)
    if stored is None:
        return named
    readers = from_stored(stored, material.snapshot.parties)
    return material.say(Text(N_("{record}, read by {readers}"), {"record": named, "readers": readers}))


def _said(material: Material, record: Record, names: list[str]) -> Iterator[str]:
    """The words in some fields of a record, each with its label."""
    kind = type(record)
    for name in names:
        field, value = kind.fields[name], getattr(record, name)
        if field.kind not in _WORDS or value in (None, "", blank(kind, name)):
            continue
        shown = material.say(str(value)) if field.kind is Kind.CHOICE else str(value)
        yield material.say(Text("{label}: {value}", {"label": Text(field.label), "value": shown}))
