"""Evidence for and against: the Beta record behind reliability, candour, merit and track record.

Source: A. Jøsang and R. Ismail, "The Beta Reputation System", 2002. `r` is what spoke for a party and `s`
what spoke against it, both in ordinary trials after weight and decay; nothing known yet is (0, 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trustdesk.measures.beta import quantile

ON_SCREEN: Final = 0.80
IN_PRINT: Final = 0.95
CAUTIOUS: Final = 0.10
"""The quantile that a risk step is tested against."""

PRIOR_WEIGHT: Final = 2
"""What the not yet known weighs, in ordinary trials: one for and one against."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence for (`r`) and against (`s`), both at least 0; two records are added with `+`."""

    r: float = 0.0
    s: float = 0.0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(self.r + other.r, self.s + other.s)

    @property
    def weight(self) -> float:
        """How much is known, in ordinary trials."""
        return self.r + self.s

    @property
    def expected(self) -> float:
        """The expected value, between 0 and 1; 0.5 where nothing is known."""
        return (self.r + 1) / (self.weight + PRIOR_WEIGHT)

    @property
    def belief(self) -> float:
        """The share that was shown; with `disbelief` and `uncertainty` it adds up to 1."""
        return self.r / (self.weight + PRIOR_WEIGHT)

    @property
    def disbelief(self) -> float:
        """The share that was broken."""
        return self.s / (self.weight + PRIOR_WEIGHT)

    @property
    def uncertainty(self) -> float:
        """The share that is not yet known."""
        return PRIOR_WEIGHT / (self.weight + PRIOR_WEIGHT)

    def quantile(self, share: float) -> float:
        """The value below which Beta(r + 1, s + 1) has the given share (0 to 1) of its mass."""
        return quantile(share, self.r + 1, self.s + 1)

    def interval(self, mass: float) -> tuple[float, float]:
        """The equal-tailed interval that holds `mass` (0 to 1) of Beta(r + 1, s + 1)."""
        tail = (1 - mass) / 2
        return self.quantile(tail), self.quantile(1 - tail)


NOTHING: Final = Evidence()
