"""An amount of money is read exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from trustdesk.records import Money


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("EUR 1200", "1200"),
        ("eur 1,200.50", "1200.50"),
        ("EUR -3", "-3"),
        ("CHF 999,999,999,999,999", "999999999999999"),
        ("  JPY  0 ", "0"),
    ],
)
def test_an_amount_and_its_currency_are_read(words: str, amount: str) -> None:
    money = Money.parse(words)
    assert money == Money(Decimal(amount), words.split()[0].upper())
    assert Money.parse(str(money)) == money


@pytest.mark.parametrize(
    "words",
    [
        "", "1200", "EUR", "EUR1200", "EURO 12", "EUR 12,5", "EUR 1,2,3", "EUR 1_000", "EUR 1e5", "EUR NaN",
        "EUR 1.", "EUR \u0661\u0662", "EUR 1e400000", f"EUR {'9' * 16}", "EUR 12 or so",
    ],
)  # fmt: skip
def test_what_could_mean_something_else_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="written like"):
        Money.parse(words)


def test_an_amount_comes_back_from_the_desk_however_it_was_made() -> None:
    stored = Money(Decimal("1E+5"), "EUR").stored
    assert stored == "EUR 100000"
    assert Money.from_stored(stored) == Money(Decimal(100_000), "EUR")
