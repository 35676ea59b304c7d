"""What an agenda insert says in brief before its items: where the program is, and what falls due."""

from __future__ import annotations

from collections.abc import Iterator

from trustdesk.pack.blocks import Callout
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.summary import kept, where


def facts(material: Material) -> Iterator[Block]:
    """Two sentences from the record."""
    yield Callout(material.say(where(material)), material.say(kept(material)))
