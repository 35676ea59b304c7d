"""What the commands share: what one has to say, how a desk is opened for it, and what it asks of its call."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from getpass import GetPassWarning, getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from trustdesk.errors import OpenError, Reason, TrustDeskError
from trustdesk.words import N_, Text, render

if TYPE_CHECKING:
    from trustdesk.desk import Desk, Key

T = TypeVar("T")

PASSPHRASE: Final = "TRUSTDESK_PASSPHRASE"
NEW_PASSPHRASE: Final = "TRUSTDESK_NEW_PASSPHRASE"


@dataclass(frozen=True)
class Result:
    """What a command has to say, on standard output and on standard error, and whether all was well."""

    said: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    well: bool = True


class UsageError(Exception):
    """The command was called wrongly; the words say how."""


def open_desk(path: Path) -> Desk:
    """The desk of that file, opened for a command; one of an older format is backed up before it changes."""
    from trustdesk.backups import before_migration  # with SQLAlchemy, which no help text needs
    from trustdesk.desk import Desk

    return with_key(lambda key: Desk.open(path, key, before_migration(path, key)))


def with_key(work: Callable[[Key], T], known: Key | None = None) -> T:
    """What `work` gives with the key it needs: the `known` one (none), or else the passphrase asked for."""
    from trustdesk.desk import PUBLISHED, Key

    try:
        return work(known or PUBLISHED)
    except OpenError as error:
        if error.reason is not Reason.PASSPHRASE:
            raise
    return work(Key(ask_passphrase(N_("Passphrase: "))))


def ask_new_passphrase(variable: str) -> str:
    """A passphrase that is to be set, typed twice unless it stands in the environment; empty for none."""
    words = ask_passphrase(N_("New passphrase (nothing for none): "), variable)
    if variable not in os.environ and words != ask_passphrase(N_("Once more: "), variable):
        raise TrustDeskError(
            Text(N_("The two passphrases are not the same.")),
            Text(N_("Nothing was changed. Try again.")),
        )
    return words


def ask_passphrase(prompt: str, variable: str = PASSPHRASE) -> str:
    """A passphrase from the environment or, unseen, from whoever sits at the terminal."""
    if (given := os.environ.get(variable)) is not None:
        return given
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(render(prompt))
        except (GetPassWarning, EOFError):
            raise TrustDeskError(
                Text(N_("This needs a passphrase, and there is no terminal to ask for it.")),
                Text(
                    N_("Nothing was changed. Put it into the environment variable {name}."),
                    {"name": variable},
                ),
            ) from None


def demand_ending(path: Path, endings: Sequence[str]) -> None:
    """Refuse a name after -o that ends in none of these."""
    if path.suffix.lower() not in endings:
        raise UsageError(f"the name after -o has to end in {' or '.join(endings)}")


def spare(desk: Path, out: Path) -> None:
    """Refuse to write over the desk that is read."""
    if out.resolve() == desk.resolve():
        raise UsageError("the name after -o is the desk itself")


def done(*lines: Text) -> Result:
    """The result of a command that has done what it was to do, and says so."""
    return Result(tuple(map(render, lines)))


def wrote(path: Path) -> Text:
    """That a file was written."""
    return Text(N_("Wrote {path}."), {"path": str(path)})


def as_json(data: dict[str, Any]) -> str:
    """One JSON object as it is printed."""
    # In plain ASCII it passes through any terminal; lone surrogates too.
    return json.dumps(data, indent=2, allow_nan=False)
