"""Records found by their words: asked of the desk for whoever looks, and made ready to be listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QIcon

from trustdesk.desk.passages import Passage, passages
from trustdesk.desk.search import Hit, search
from trustdesk.records import SHEETS, Record
from ui import icons
from ui.places import icon_of, page_of
from ui.viewpoint import Viewpoint
from ui.words import one_line, say

NEAR: Final = 60
"""A match this early in what names a record is seen in its name; no passage needs to be shown."""


@dataclass(frozen=True)
class Match:
    """A record that was found, where it is at home, and where in it the words stand."""

    hit: Hit
    passage: Passage | None

    @property
    def words(self) -> str:
        """What names the record, on one line; its kind where nothing does."""
        return one_line(self.hit.words) or say(self.hit.kind.singular)

    @property
    def beside(self) -> Passage | None:
        """The passage, unless it is what stands at the beginning of the name anyway."""
        passage = self.passage
        named = passage is not None and passage.field == self.hit.kind.named_by
        if passage is None or (named and len(passage.before) < NEAR and not passage.before.startswith("…")):
            return None
        return passage

    @property
    def icon(self) -> QIcon:
        """The icon of its kind."""
        return icons.icon(icon_of(self.hit.kind.__tablename__), "muted")

    def open(self, viewpoint: Viewpoint) -> None:
        """Go to the record."""
        page = page_of(self.hit.kind.__tablename__)
        viewpoint.go(page, self.hit.relationship, self.hit.id)


def find(viewpoint: Viewpoint, words: str, limit: int) -> list[Match]:
    """The records in which all words stand, best first, as whoever looks may see them."""
    if viewpoint.lent is not None or not words.strip():
        return []
    within = viewpoint.snapshot if viewpoint.turned else None
    with viewpoint.desk.read() as session:
        hits = search(session, words, within=within, limit=limit)
        around = passages(session, hits, words, within)
    known = {head.id for head in viewpoint.heads}
    return [Match(hit, around.get(hit.id)) for hit in hits if hit.relationship in known]


def grouped(viewpoint: Viewpoint, matches: list[Match]) -> Iterator[tuple[str, type[Record], list[Match]]]:
    """Matches by the name of their relationship and their kind, in the order of rail and workbook."""
    rank = {kind: at for at, kind in enumerate(SHEETS)}
    for head in viewpoint.heads:
        own = [match for match in matches if match.hit.relationship == head.id]
        kinds = {match.hit.kind for match in own}
        for kind in sorted(kinds, key=lambda kind: (rank.get(kind, len(rank)), kind.__tablename__)):
            yield head.name, kind, [match for match in own if match.hit.kind is kind]
