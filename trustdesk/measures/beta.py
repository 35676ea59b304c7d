"""The regularised incomplete beta function and its inverse, for a, b >= 1, without a numerical library.

The integral is a continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22), evaluated from
the front after Lentz; the quantile is found by Halley's method, which knows the slope (the density) and its
slope in closed form, kept inside a bracket.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt
from typing import Final

_TINY: Final = 1e-300
_PRECISION: Final = 1e-16
_MOST_TERMS: Final = 10_000
_MOST_STEPS: Final = 100
_CLOSE: Final = 1e-7
"""A relative step after which the next, cubically smaller, would not change a double any more."""


def log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function B(a, b)."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def regularised(x: float, a: float, b: float) -> float:
    """I_x(a, b): the share of Beta(a, b) that lies below x, both between 0 and 1."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    return _share_below(x, a, b, exp(a * log(x) + b * log1p(-x) - log_beta(a, b)))


@lru_cache(maxsize=8192)
def quantile(share: float, a: float, b: float) -> float:
    """The x in 0 to 1 below which Beta(a, b), a and b at least 1, has the given share of its mass."""
    if share <= 0:
        return 0.0
    if share >= 1:
        return 1.0
    constant = log_beta(a, b)
    low, high = 0.0, 1.0
    x = _first_guess(share, a, b)
    for _ in range(_MOST_STEPS):
        height = exp(a * log(x) + b * log1p(-x) - constant)
        error = _share_below(x, a, b, height) - share
        if error < 0:
            low = x
        else:
            high = x
        step = _halley_step(error, height, x, a, b)
        if abs(step) <= _CLOSE * min(x, 1 - x):
            return x - step
        x = x - step if low < x - step < high else (low + high) / 2
        if high - low <= _PRECISION:
            break
    return x


def _halley_step(error: float, height: float, x: float, a: float, b: float) -> float:
    """How far to go back from x; `height` is the density at x times x (1 - x)."""
    if height <= 0:
        return 2.0  # flat here: leave the bracket, so that it is halved
    newton = error * x * (1 - x) / height
    bend = (a - 1) / x - (b - 1) / (1 - x)
    return newton / (1 - 0.5 * min(1.0, newton * bend))


def _first_guess(share: float, a: float, b: float) -> float:
    """Somewhere near: the normal approximation of the log odds, after Cornish and Fisher."""
    tail = min(share, 1 - share)
    t = sqrt(-2 * log(tail))
    z = t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t))
    z = -z if share < 0.5 else z
    odds = log(a / b) + z * sqrt(1 / (a - 0.5) + 1 / (b - 0.5))
    return min(max(1 / (1 + exp(-min(max(odds, -600.0), 600.0))), 1e-12), 1 - 1e-12)


def _share_below(x: float, a: float, b: float, height: float) -> float:
    # The fraction converges fast below the mean; above it, the mirrored integral does.
    if x < (a + 1) / (a + b + 2):
        return height * _fraction(x, a, b) / a
    return 1 - height * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c = 1.0
    d = 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _not_zero(1 + even * d)
        c = _not_zero(1 + even / c)
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _not_zero(1 + odd * d)
        c = _not_zero(1 + odd / c)
        change = d * c
        value *= change
        if abs(change - 1) <= 2 * _PRECISION:
            break
    return value


def _not_zero(value: float) -> float:
    return value if value else _TINY
