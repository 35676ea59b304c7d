"""The exceptions whose words are meant for the user."""

from __future__ import annotations

from enum import StrEnum
from zlib import crc32

from trustdesk.words import Text, render


def code_of(words: str) -> str:
    """A short name for what these words say, that can be told to a stranger."""
    return f"TD-{crc32(words.encode()) & 0xFFFF:04X}"


class TrustDeskError(Exception):
    """Something the user has to know: what happened, whether the work is safe, what can be done.

    `title` says what happened in one line, `message` the rest. Both are `Text`, so that the edge which
    shows them chooses the language; `str()` gives the English words.
    """

    def __init__(self, title: Text, message: Text | None = None) -> None:
        super().__init__(title, message)
        self.title = title
        self.message = message or Text("")

    def __str__(self) -> str:
        return "\n".join(part for part in (render(self.title), render(self.message)) if part)

    @property
    def code(self) -> str:
        """A short name of this kind of error, the same in every language and with whatever values.

        It is derived from the words as they are marked, so that it can be told to a stranger.
        """
        return code_of(self.title.message)


class FileError(TrustDeskError):
    """The file could not be read or written: nothing is wrong with what was to be done, and it may be tried
    again."""


class NotSavedError(FileError):
    """A change could not be written into the file of the desk; it stands where it stood before."""


class BusyError(FileError):
    """Something else is done with the desk just now: in a moment it is free again."""


class Reason(StrEnum):
    """Why the file of a desk was not opened."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    LOCKED = "locked"
    NEWER = "newer"
    PASSPHRASE = "passphrase"
    OTHER = "other"


class OpenError(TrustDeskError):
    """The file of a desk was not opened, and was left as it was; `reason` says why."""

    def __init__(self, reason: Reason, title: Text, message: Text | None = None) -> None:
        super().__init__(title, message)
        self.reason = reason
