"""T3: what is damaged or no desk at all gets one of the known messages, at once, and is left as it is.

Two desks, one of them under a passphrase, each at two moments. Their files are damaged as disks, broken
copies and programs that synchronise folders do it; other programs' files take their place. Opened then, a
file is refused with a message of ours, or (where a byte of no meaning was hit) all of it reads as it was.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Final
from unittest.mock import patch

from tests import chemical
from tests.safety.cases import CHEMICAL
from tests.safety.life import KEYS, quick_keys, state
from tests.safety.proofs import Counts, Findings, Size
from trustdesk.desk import Desk, Key, passphrase, seal
from trustdesk.desk.pages import PAGE
from trustdesk.errors import OpenError, Reason
from trustdesk.records import Commitment

TITLE: Final = "a damaged or foreign file is refused in words and left as it is"
CONTROL: Final = "nobody compares the seal"
FILES: Final = Counts(small=48, full=2000)
DERIVED: Final = Counts(small=1, full=20)
"""So many of a desk whose key is derived in all the rounds the program takes."""
MIXED: Final = 200
ENOUGH: Final = 3
LONGEST: Final = 2.0
"""Seconds of work until the message is there."""


@dataclass(frozen=True)
class Source:
    """A desk at two moments: the bytes of its file, what stands in it then, and its key."""

    moments: tuple[bytes, bytes]
    states: tuple[str, str]
    key: Key


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    rng = Random(20263)
    damages = list(DAMAGES)
    slow = _source(folder, "slow", KEYS[1])
    slowest = max(_try(findings, folder, rng.choice(damages), slow, rng) for _ in range(DERIVED.at(size)))
    quick_keys()
    sources = [_source(folder, "open", KEYS[0]), _source(folder, "closed", KEYS[1])]
    kinds = [*damages, *FOREIGN]
    for number in range(FILES.at(size) - DERIVED.at(size)):
        kind, source = kinds[number % len(kinds)], sources[number // len(kinds) % 2]
        slowest = max(slowest, _try(findings, folder, kind, source, rng))
    findings.figures["slowest answer (s)"] = round(slowest, 2)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    source = _source(folder, "open", KEYS[0])
    rng = Random(20263)
    with patch.object(seal, "fits", lambda _connection: None):
        for _ in range(MIXED):
            if len(findings.found) < ENOUGH:
                _try(findings, folder, "pages of two moments", source, rng)
    return findings


def _try(findings: Findings, folder: Path, kind: str, source: Source, rng: Random) -> float:
    """Open one damaged file; gives how long the answer took."""
    whole, other = source.moments if rng.random() < 0.5 else source.moments[::-1]
    content = DAMAGES[kind](whole, other, rng) if kind in DAMAGES else FOREIGN[kind](folder, rng)
    place = folder / "opened"
    place.mkdir(exist_ok=True)
    path = place / "Work.trustdesk"
    path.write_bytes(content)
    started, seconds = process_time(), perf_counter()
    reads = answer = None
    try:
        with Desk.open(path, source.key) as desk:
            reads = state(desk._raw)
    except OpenError as error:
        answer = error.reason
    except Exception as error:
        findings.report(f"{kind}: it raised {type(error).__name__}")
    took = process_time() - started
    findings.tried("files")
    if reads is not None:
        findings.tried("of them whole in what they say")
        findings.expect(reads in source.states and kind in DAMAGES, f"{kind}: wrong data was read")
    elif answer is not None:
        findings.tried(f"of them told as {answer}")
        known = KNOWN.get(kind, (Reason.FOREIGN,) if kind in FOREIGN else (Reason.DAMAGED,))
        if source.key.secret and kind in BEGINNING:
            known = (*known, Reason.PASSPHRASE, Reason.FOREIGN)
        findings.expect(answer in known, f"{kind}: it was told as {answer}")
    findings.expect(took < LONGEST, f"{kind}: the answer took {took:.1f} seconds")
    findings.expect(path.read_bytes() == content, f"{kind}: the file was written")
    for item in place.iterdir():
        findings.expect(item == path, f"{kind}: something lies beside it")
        item.unlink()
    return perf_counter() - seconds


def _source(folder: Path, name: str, key: Key) -> Source:
    path = folder / f"{name}.trustdesk"
    CHEMICAL.make(path)
    desk = passphrase.change(Desk.open(path), key) if key.secret else Desk.open(path)
    moments, states = [], []
    for words in ("The first words", "Words of later"):
        with desk.change(words) as session:
            for promise in session.query(Commitment):
                promise.text = f"{words}: {promise.ref}"
        desk.close()
        moments.append(path.read_bytes())
        desk = Desk.open(path, key)
        states.append(state(desk._raw))
    desk.close()
    return Source((moments[0], moments[1]), (states[0], states[1]), key)


def _flipped(whole: bytes, _other: bytes, rng: Random) -> bytes:
    content = bytearray(whole)
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    return bytes(content)


def _flipped_at_the_beginning(whole: bytes, _other: bytes, rng: Random) -> bytes:
    content = bytearray(whole)
    content[rng.randrange(128)] ^= 1 << rng.randrange(8)
    return bytes(content)


def _cut(whole: bytes, _other: bytes, rng: Random) -> bytes:
    return whole[: rng.randrange(1, len(whole))]


def _cut_between_pages(whole: bytes, _other: bytes, rng: Random) -> bytes:
    return whole[: rng.randrange(1, len(whole) // PAGE) * PAGE]


def _zeroed(whole: bytes, _other: bytes, rng: Random) -> bytes:
    return _in_pages(whole, {at: bytes(PAGE) for at in _some_pages(whole, rng)})


def _noise(whole: bytes, _other: bytes, rng: Random) -> bytes:
    return _in_pages(whole, {at: rng.randbytes(PAGE) for at in _some_pages(whole, rng)})


def _swapped(whole: bytes, _other: bytes, rng: Random) -> bytes:
    one, two = rng.sample(range(len(whole) // PAGE), 2)
    return _in_pages(whole, {one: _page(whole, two), two: _page(whole, one)})


def _mixed(whole: bytes, other: bytes, rng: Random) -> bytes:
    among = [at for at in range(min(len(whole), len(other)) // PAGE) if _page(whole, at) != _page(other, at)]
    most = rng.choice((1, 2, len(among) - 1))  # few are noticed least: all else fits together
    chosen = rng.sample(among, rng.randint(1, most))
    return _in_pages(whole, {at: _page(other, at) for at in chosen})


def _other_magic(whole: bytes, _other: bytes, rng: Random) -> bytes:
    return rng.choice((b"SQLite format 3\0", rng.randbytes(16), bytes(16))) + whole[16:]


def _longer(whole: bytes, _other: bytes, rng: Random) -> bytes:
    return whole + rng.randbytes(rng.choice((PAGE, rng.randrange(1, 3 * PAGE))))


def _without_beginning(whole: bytes, _other: bytes, rng: Random) -> bytes:
    missing = rng.randrange(1, 5) * PAGE
    return bytes(missing) + whole[missing:]


def _page(content: bytes, at: int) -> bytes:
    return content[at * PAGE : (at + 1) * PAGE]


def _some_pages(content: bytes, rng: Random) -> list[int]:
    return rng.sample(range(len(content) // PAGE), rng.randint(1, 4))


def _in_pages(content: bytes, pages: dict[int, bytes]) -> bytes:
    made = bytearray(content)
    for at, page in pages.items():
        made[at * PAGE : (at + 1) * PAGE] = page
    return bytes(made)


def _database(folder: Path, _rng: Random) -> bytes:
    path = folder / "other.sqlite"
    path.unlink(missing_ok=True)
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE party (name TEXT)")
    other.executemany("INSERT INTO party VALUES (?)", [("Somebody",)] * 500)
    other.execute("CREATE TRIGGER runs AFTER INSERT ON party BEGIN DELETE FROM party; END")
    other.commit()
    other.close()
    return path.read_bytes()


def _archive(_folder: Path, rng: Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", rng.randbytes(5000))
    return made.getvalue()


Damage = Callable[[bytes, bytes, Random], bytes]
DAMAGES: Final[dict[str, Damage]] = {
    "one bit": _flipped,
    "one bit at the beginning": _flipped_at_the_beginning,
    "cut off": _cut,
    "cut off between pages": _cut_between_pages,
    "pages of zeros": _zeroed,
    "pages of noise": _noise,
    "pages swapped": _swapped,
    "pages of two moments": _mixed,
    "another magic": _other_magic,
    "longer": _longer,
    "pages missing at the beginning": _without_beginning,
}
FOREIGN: Final[dict[str, Callable[[Path, Random], bytes]]] = {
    "an empty file": lambda _folder, _rng: b"",
    "zeros": lambda _folder, rng: bytes(rng.randrange(1, 100_000)),
    "noise": lambda _folder, rng: rng.randbytes(rng.randrange(1, 100_000)),
    "pages of noise alone": lambda _folder, rng: rng.randbytes(PAGE * rng.randrange(1, 20)),
    "another database": _database,
    "a workbook": lambda _folder, _rng: chemical.CASE.read_bytes(),
    "an archive": _archive,
    "a PDF": lambda _folder, rng: b"%PDF-1.7\n" + rng.randbytes(20_000) + b"\n%%EOF\n",
    "a picture": lambda _folder, rng: b"\x89PNG\r\n\x1a\n" + rng.randbytes(20_000),
    "a text": lambda _folder, rng: b"Some words. " * rng.randrange(1, 3000),
}
KNOWN: Final = {
    "an empty file": (Reason.EMPTY,),
    # Noise in whole pages is what a desk under a passphrase looks like to whoever has not got it.
    "noise": (Reason.FOREIGN, Reason.PASSPHRASE),
    "pages of noise alone": (Reason.PASSPHRASE,),
    "cut off": (Reason.DAMAGED, Reason.FOREIGN),
}
BEGINNING: Final = (
    "one bit",
    "one bit at the beginning",
    "cut off",
    "pages of zeros",
    "pages of noise",
    "pages swapped",
    "another magic",
    "pages missing at the beginning",
)
"""What may hit the first bytes: under a passphrase they are the salt, without which no page can be known."""
