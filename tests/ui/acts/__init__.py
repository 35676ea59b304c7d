"""What a user does in the window, one by one: each act can be undone.

An act is a generator. Up to its first `yield` it goes to where it is done; what follows does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from tests.ui.hands import Hands

Act = Callable[[Hands], Iterator[None]]

MODULES: Final = ("promises", "forms", "program", "next_steps", "people", "desk")

_declared: Final[list[Act]] = []


def act(done: Act) -> Act:
    """Declare an act; its name says in words what is done."""
    _declared.append(done)
    return done


def every() -> tuple[Act, ...]:
    """All acts, page after page."""
    for module in MODULES:
        import_module(f"tests.ui.acts.{module}")
    return tuple(_declared)
