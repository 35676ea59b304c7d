"""What a user does in the window, one by one: each act can be undone.

An act is a generator. Up to its first `yield` it goes to where it is done; what follows does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tests.ui.hands import Hands

Act = Callable[[Hands], Iterator[None]]

ACTS: Final[list[Act]] = []


def act(done: Act) -> Act:
    """Declare an act; its name says in words what is done."""
    ACTS.append(done)
    return done
