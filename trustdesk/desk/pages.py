"""Whether a file was written under a key, where the engine says only that it cannot read it.

For a wrong key and for a damaged first page SQLCipher has the same answer. Each page carries a checksum made
with the key, so one page that fits tells that the key is right and something else is wrong.

Source: the design notes of SQLCipher 4 (zetetic.net/sqlcipher/design): pages of 4,096 bytes, each ending in
an initialisation vector of 16 bytes and an HMAC-SHA512 over the page, the vector and the page's number; the
key of the HMAC is derived from the key of the file and the salt, every byte of which is combined with 0x3A.
"""

from __future__ import annotations

import hmac
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import Final

from trustdesk.desk.key import PUBLISHED_KEY, SALT, Key

PAGE: Final = 4096
_SALT, _HMAC, _ROUNDS, _HMAC_ROUNDS, _MASK = 16, 64, 256_000, 2, 0x3A
_LOOKED_AT: Final = 16
"""How many pages are looked at, spread over the file."""
_RANDOM: Final = 200
"""How many different bytes a page has at least that is encrypted; one of 4,096 random bytes has all 256."""


def written_under(path: Path, key: Key) -> bool:
    """Whether some page of the file was written under this key. Only for a file that is not open here:
    reading it would drop the engine's locks."""
    with path.open("rb") as file:
        salt = file.read(_SALT)
        if len(salt) < _SALT:
            return False
        if key.passphrase is None:
            salt, secret = SALT, PUBLISHED_KEY
        else:
            secret = pbkdf2_hmac("sha512", key.words.encode(), salt, _ROUNDS, 32)
        sealing = pbkdf2_hmac("sha512", secret, bytes(byte ^ _MASK for byte in salt), _HMAC_ROUNDS, 32)
        pages = path.stat().st_size // PAGE
        for at in range(0, pages, max(1, pages // _LOOKED_AT)):
            file.seek(at * PAGE)
            if _fits(file.read(PAGE), at, sealing):
                return True
    return False


def looks_encrypted(path: Path) -> bool:
    """Whether the file may be a desk under an unknown passphrase: whole pages without any pattern."""
    size = path.stat().st_size
    with path.open("rb") as file:
        return size > 0 and size % PAGE == 0 and len(set(file.read(PAGE))) >= _RANDOM


def _fits(page: bytes, at: int, sealing: bytes) -> bool:
    if len(page) < PAGE:
        return False
    body = page[_SALT:-_HMAC] if at == 0 else page[:-_HMAC]
    made = hmac.digest(sealing, body + (at + 1).to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(made, page[-_HMAC:])
