"""The measures: pure functions of a snapshot, computed as the method note says and explained on demand.

`measure(snapshot)` is everything of one relationship at once, in the shapes of `results`. What charts need
over time is beside it: `reliability_over_time`, `ladder_over_time`, `ppc_by_month`, `reasons`,
`kept_over_time`, `exposure_over_time`.
"""

from trustdesk.measures.frankness import reasons
from trustdesk.measures.ledger import reliability_over_time
from trustdesk.measures.ppc import ppc_by_month
from trustdesk.measures.reciprocity import exposure_over_time, kept_over_time
from trustdesk.measures.relationship import measure
from trustdesk.measures.results import Measures
from trustdesk.measures.stretch import ladder_over_time

__all__ = [
    "Measures",
    "exposure_over_time",
    "kept_over_time",
    "ladder_over_time",
    "measure",
    "ppc_by_month",
    "reasons",
    "reliability_over_time",
]
