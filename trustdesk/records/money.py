"""An amount of money with its currency."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

# Commas stand before three digits each: one that stands elsewhere may have been meant for a decimal point.
_WORDS: Final = re.compile(
    r"(?P<currency>[A-Za-z]{3}) +(?P<amount>-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,6})?)", re.ASCII
)


class Money(NamedTuple):
    """An exact amount and the three-letter code of its currency (ISO 4217)."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,}"

    @classmethod
    def parse(cls, words: str) -> Money:
        """Read `EUR 1200` or `EUR 1,200.50`, below a million billion; raises ValueError for anything else."""
        match = _WORDS.fullmatch(words.strip())
        if match is None:
            raise ValueError("an amount with its currency, written like EUR 1200")
        return cls(Decimal(match["amount"].replace(",", "")), match["currency"].upper())

    @property
    def stored(self) -> str:
        """How it stands in the file, `EUR 1200.50`: no amount passes through a binary fraction."""
        return f"{self.currency} {self.amount:f}"

    @classmethod
    def from_stored(cls, words: str) -> Money:
        """The amount that was stored so."""
        currency, _, amount = words.partition(" ")
        return cls(Decimal(amount), currency)
