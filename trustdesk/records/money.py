"""An amount of money with its currency."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from sqlalchemy import String
from sqlalchemy.types import TypeDecorator


class Money(NamedTuple):
    """An exact amount and the three-letter code of its currency (ISO 4217)."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,}"

    @classmethod
    def parse(cls, words: str) -> Money:
        """Read `EUR 1200` or `EUR 1,200.50`; raises ValueError for anything else."""
        currency, _, amount = words.strip().partition(" ")
        if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
            raise ValueError(words)
        try:
            value = Decimal(amount.strip().replace(",", ""))
        except InvalidOperation:
            raise ValueError(words) from None
        if not value.is_finite():
            raise ValueError(words)
        return cls(value, currency.upper())


class MoneyType(TypeDecorator[Money]):
    """Stores `Money` as text, so that no amount passes through a binary fraction."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Any) -> str | None:
        """`EUR 1200.50`, or NULL."""
        return None if value is None else f"{value.currency} {value.amount}"

    def process_result_value(self, value: str | None, dialect: Any) -> Money | None:
        """The amount that was stored, or None."""
        return None if value is None else Money.parse(value)
