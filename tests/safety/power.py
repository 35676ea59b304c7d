"""A disk as it may look when the power fails: only what was waited for is certain.

What a program asked for is followed as it was written down (`shim`). What was not yet made to last by an
fsync may be there, be missing, or be there in part, 512 bytes at a time and in any order; the names of files
last once their folder was. That is less than most file systems keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from tests.safety.shim import Asked

SECTOR: Final = 512
_TRUNCATES, _IS_FOLDER = 1, 2


@dataclass(frozen=True)
class Write:
    """Data at a place of a file; without data the file ends there."""

    at: int
    data: bytes | None

    def on(self, content: bytearray, lasts: Callable[[], bool] = lambda: True) -> None:
        """Do it on a file's content, sector by sector, as far as it lasts."""
        if self.data is None:
            if lasts():
                content[self.at :] = bytes(max(0, self.at - len(content)))
            return
        start, end = self.at, self.at + len(self.data)
        while start < end:
            until = min(end, (start // SECTOR + 1) * SECTOR)
            if lasts():
                content.extend(bytes(max(0, until - len(content))))
                content[start:until] = self.data[start - self.at : until - self.at]
            start = until


@dataclass(eq=False)
class File:
    """What of a file lasts, and what was asked for since."""

    lasting: bytearray = field(default_factory=bytearray)
    since: list[Write] = field(default_factory=list)

    def settle(self) -> None:
        """Let all of it last."""
        for write in self.since:
            write.on(self.lasting)
        self.since.clear()


Names = dict[str, File | None]


class Disk:
    """The files that a process works on, as far as it was followed."""

    def __init__(self) -> None:
        self._names: dict[str, File] = {}
        self._lasting: dict[str, File] = {}
        self._since: list[Names] = []
        self._open: dict[int, str | File] = {}

    def follow(self, asked: Asked) -> None:
        """Take in the next thing that was asked for."""
        match asked.what:
            case "o":
                self._open[asked.file] = self._opened(asked.data.decode(), asked.number)
            case "w" | "t":
                file = self._open[asked.file]
                assert isinstance(file, File)
                file.since.append(Write(asked.number, asked.data if asked.what == "w" else None))
            case "s":
                self._settle(self._open[asked.file])
            case "r":
                old, new = asked.data.decode().split("\n")
                self._rename({new: self._names[old], old: None})
            case "l":
                old, new = asked.data.decode().split("\n")
                self._rename({new: self._names[old]})
            case "u":
                self._rename({asked.data.decode(): None})

    def after(self, rng: Random) -> dict[str, bytes]:
        """What may be found by name when the power fails now."""
        chance = rng.choice((0.0, 0.5, 0.9, 1.0))
        names = dict(self._lasting)
        for change in self._lasting_changes(rng, chance):
            _rename(names, change)
        contents = {file: _torn(file, rng, chance) for file in set(names.values())}
        return {name: contents[file] for name, file in names.items()}

    def now(self) -> dict[str, bytes]:
        """What the program finds by name."""
        for file in self._names.values():
            file.settle()
        return {name: bytes(file.lasting) for name, file in self._names.items()}

    def _lasting_changes(self, rng: Random, chance: float) -> Iterable[Names]:
        if rng.random() < 0.7:  # a file system with a journal keeps their order
            return self._since[: rng.randint(0, len(self._since))]
        return [change for change in self._since if rng.random() < chance]

    def _opened(self, name: str, how: int) -> str | File:
        if how & _IS_FOLDER:
            return name
        if name not in self._names:
            self._rename({name: File()})
        file = self._names[name]
        if how & _TRUNCATES:
            file.since.append(Write(0, None))
        return file

    def _settle(self, what: str | File) -> None:
        if isinstance(what, File):
            what.settle()
            return
        inside = [change for change in self._since if all(Path(name).parent == Path(what) for name in change)]
        for change in inside:
            _rename(self._lasting, change)
            self._since.remove(change)

    def _rename(self, change: Names) -> None:
        _rename(self._names, change)
        self._since.append(change)


def _rename(names: dict[str, File], change: Names) -> None:
    for name, file in change.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _torn(file: File, rng: Random, chance: float) -> bytes:
    content = bytearray(file.lasting)
    for write in file.since:
        write.on(content, lambda: rng.random() < chance)
    return bytes(content)
