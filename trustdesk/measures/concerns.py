"""Concerns in the order in which they deserve a look, the same wherever they are numbered."""

from __future__ import annotations

from trustdesk.records import Concern
from trustdesk.snapshot import Snapshot


def weightiest_first(snapshot: Snapshot) -> list[Concern]:
    """The open ones first, then by severity times likelihood, by severity, and as they were entered."""
    return sorted(
        snapshot[Concern],
        key=lambda concern: (
            not concern.open_on(snapshot.as_of),
            -(concern.severity or 0) * (concern.likelihood or 0),
            -(concern.severity or 0),
        ),
    )
