"""Charts: pure functions from a snapshot and its measures to a figure with title, text alternative and data.

`CHARTS[name](snapshot, measures, look)` draws one. The drawing library is loaded with the first chart that is
drawn, not with this package, so that the charts can be named and listed at no cost.
`trustdesk.charts.saving.save` writes one to a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from trustdesk.charts.chart import Chart, Look, Spot, Table
from trustdesk.words import N_

if TYPE_CHECKING:
    from trustdesk.measures.results import Measures
    from trustdesk.snapshot import Snapshot

__all__ = ["CHARTS", "Chart", "ChartKind", "Look", "Spot", "Table"]


@dataclass(frozen=True)
class ChartKind:
    """One kind of chart: the name it is asked for by, and (marked) the question it answers."""

    name: str
    question: str

    def __call__(self, snapshot: Snapshot, measures: Measures, look: Look | None = None) -> Chart:
        """Draw it; `measures` are those of this very snapshot."""
        _load_library()
        module = import_module(f"trustdesk.charts.{self.name}")
        return cast(Chart, module.draw(snapshot, measures, look or Look()))


@cache
def _load_library() -> None:
    """Load the drawing library without what it would write about itself.

    For each class of artist matplotlib words, while it is loaded, what its `set` accepts. That took a tenth
    of the time to the first chart, and nobody reads it. The method is private: without it loading is slower.
    """
    from matplotlib.artist import Artist

    if hasattr(Artist, "_update_set_signature_and_docstring"):
        Artist._update_set_signature_and_docstring = classmethod(lambda kind: None)


CHARTS: Final = {
    kind.name: kind
    for kind in (
        ChartKind("timeline", N_("What is promised and risked when, and what became of it?")),
        ChartKind("reliability", N_("How has each side's reliability grown or shrunk?")),
        ChartKind("records", N_("What has each side shown, broken, and not yet shown?")),
        ChartKind("kept", N_("How much was kept on the day, month by month?")),
        ChartKind("reasons", N_("What got in the way, and how early was it said?")),
        ChartKind("ladder", N_("Does the record bear the next trust step?")),
        ChartKind("reciprocity", N_("Do both sides give?")),
        ChartKind("concerns", N_("What stands in the way?")),
        ChartKind("load", N_("Is more promised than can be done well?")),
    )
}
"""Every chart by its name, in the order they are offered."""
