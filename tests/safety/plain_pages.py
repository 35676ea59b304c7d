"""The pages of a desk's file as its engine sees them, used or not: what is really still in it.

An export copies rows, so it cannot show what lies in freed pages and between the rows. This takes each page
out of its encryption (AES-256 in CBC mode, as the design notes of SQLCipher 4 say), all pages at once.
"""

from __future__ import annotations

from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import Any, Final

import numpy as np

from trustdesk.desk.key import PUBLISHED, PUBLISHED_KEY, Key

PAGE: Final = 4096
_SALT, _VECTOR, _RESERVE = 16, 16, 80


def plain_pages(path: Path, key: Key = PUBLISHED) -> bytes:
    """All pages of a closed file, decrypted, without their checksums; blanks stand for the salt."""
    stored = path.read_bytes()
    secret = PUBLISHED_KEY
    if key.passphrase is not None:
        secret = pbkdf2_hmac("sha512", key.words.encode(), stored[:_SALT], 256_000, 32)
    pages = np.frombuffer(stored, np.uint8).reshape(-1, PAGE)
    blocks = pages[:, : PAGE - _RESERVE].reshape(len(pages), -1, 16)
    vectors = pages[:, PAGE - _RESERVE : PAGE - _RESERVE + _VECTOR]
    before = np.concatenate([vectors[:, None], blocks[:, :-1]], axis=1)
    before[0, 1] = vectors[0]  # the first block of the file is its salt, and in the clear
    plain = _decrypted(blocks.reshape(-1, 16), secret).reshape(blocks.shape) ^ before
    plain[0, 0] = 0
    return plain.tobytes()


def held(path: Path, words: str, key: Key = PUBLISHED) -> int:
    """How often words stand in the file, in UTF-8 or UTF-16."""
    pages = plain_pages(path, key)
    return sum(pages.count(words.encode(coding)) for coding in ("utf-8", "utf-16-le", "utf-16-be"))


def _times(a: int, b: int) -> int:
    """The product in the field of AES."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _boxes() -> tuple[list[int], Any]:
    """The table of AES that replaces bytes, and the one that takes it back."""
    box = []
    for byte in range(256):
        inverse = next((other for other in range(256) if _times(byte, other) == 1), 0)
        box.append(0x63 ^ inverse)
        for turn in range(1, 5):
            box[-1] ^= (inverse << turn | inverse >> (8 - turn)) & 0xFF
    return box, np.argsort(box).astype(np.uint8)


_BOX, _UNBOX = _boxes()
_MIX: Final = {n: np.array([_times(byte, n) for byte in range(256)], np.uint8) for n in (9, 11, 13, 14)}
_UNSHIFT: Final = [0, 13, 10, 7, 4, 1, 14, 11, 8, 5, 2, 15, 12, 9, 6, 3]


def _round_keys(secret: bytes) -> Any:
    words, power = [list(secret[at : at + 4]) for at in range(0, 32, 4)], 1
    for at in range(8, 60):
        word = words[-1]
        if at % 8 == 0:
            word = [_BOX[byte] for byte in word[1:] + word[:1]]
            word[0] ^= power
            power = _times(power, 2)
        elif at % 8 == 4:
            word = [_BOX[byte] for byte in word]
        words.append([a ^ b for a, b in zip(word, words[at - 8], strict=True)])
    return np.array(words, np.uint8).reshape(15, 16)


def _decrypted(blocks: Any, secret: bytes) -> Any:
    keys = _round_keys(secret)
    state = blocks ^ keys[14]
    for turn in range(13, -1, -1):
        state = _UNBOX[state[:, _UNSHIFT]] ^ keys[turn]
        if turn:
            columns = state.reshape(-1, 4, 4)
            around = [np.roll(columns, -at, axis=2) for at in range(4)]
            mixed = [_MIX[n][part] for n, part in zip((14, 11, 13, 9), around, strict=True)]
            state = (mixed[0] ^ mixed[1] ^ mixed[2] ^ mixed[3]).reshape(-1, 16)
    return state
