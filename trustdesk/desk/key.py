"""What opens the file of a desk: the published key, which hides nothing, or a passphrase.

Every desk is an SQLCipher file, so that each page carries a checksum. Without a passphrase the key is the
published one below: it keeps nothing secret, it only makes damage visible; with a fixed salt such a file
begins with the bytes `TrustDesk 1`. With a passphrase SQLCipher derives the key from it and from a random
salt, which are the first bytes of the file (PBKDF2-HMAC-SHA512, 256,000 rounds), so that other programs which
know SQLCipher can open the file as well.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Final

SALT: Final = b"TrustDesk 1".ljust(16, b"\0")
PUBLISHED_KEY: Final = bytes.fromhex("7472757374206973206561726e656420696e20736d616c6c2073746570732e2e")


@dataclass(frozen=True)
class Key:
    """A passphrase, or none for the published key. It shows itself to nobody."""

    passphrase: str | None = field(default=None, repr=False)

    @property
    def secret(self) -> bool:
        """Whether it hides what it closes."""
        return self.passphrase is not None

    @property
    def words(self) -> str:
        """The passphrase as it goes into the key: the same however a keyboard composes its letters (NFC)."""
        return unicodedata.normalize("NFC", self.passphrase or "")

    def literal(self) -> str:
        """The key as the engine takes it: the words of the passphrase, or key and salt in hexadecimal."""
        return f"x'{PUBLISHED_KEY.hex()}{SALT.hex()}'" if self.passphrase is None else self.words

    def statement(self) -> str:
        """What tells the engine the key of a connection."""
        quoted = self.literal().replace("'", "''")
        return f"PRAGMA key = '{quoted}'"


PUBLISHED: Final = Key()
"""The key of a desk without a passphrase."""
