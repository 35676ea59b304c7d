"""The file of a bundle: JSON that is read strictly, and written in one way only.

What JSON programs commonly let pass is refused here: a name that stands twice, NaN and infinite numbers,
signs that are no text (NUL, halves of a pair), nesting and sizes beyond reason.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final

from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text

SUFFIX: Final = ".json"
MAX_BYTES: Final = 64_000_000
MAX_VALUES: Final = 5_000_000
MAX_DEPTH: Final = 12
_LONGEST_WHOLE: Final = 18  # digits

_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
_PLAIN_NAME: Final = re.compile(r"\w{1,60}")

Object = dict[str, Any]


def written(data: Object) -> bytes:
    """`data` as a file: names in order, one record a line, UTF-8; the same data makes the same bytes."""
    parts = [f"{_compact(name)}: {_listed(data[name])}" for name in sorted(data)]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")


def parsed(content: bytes, name: str) -> Object:
    """The object in the bytes of a file; `name` is what the file is called in a refusal."""
    if len(content) > MAX_BYTES:
        raise _refused(name, N_("It holds more than {n} MB."), n=MAX_BYTES // 1_000_000)
    if sum(content.count(sign) for sign in (b",", b"[", b"{")) > MAX_VALUES:
        raise _refused(name, N_("It holds more than {n} values."), n=MAX_VALUES)
    try:
        data = json.loads(
            content.decode("utf-8"), object_pairs_hook=_object, parse_int=_whole, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        raise _refused(name, N_("It is not UTF-8 text.")) from None
    except json.JSONDecodeError as error:
        line, column = error.lineno, error.colno
        raise _refused(
            name, N_("Line {line}, column {column} is not JSON."), line=line, column=column
        ) from None
    except RecursionError:
        raise _refused(name, N_("It is nested more than {n} deep."), n=MAX_DEPTH) from None
    try:
        _look_at(data, 0)
    except _OddError as odd:
        place = odd.place.removeprefix(".") or name
        raise _refused(
            name, N_("{place}: expected {expected}."), place=place, expected=odd.expected
        ) from None
    if not isinstance(data, dict):
        raise _refused(name, N_("It is not JSON of this program."))
    return data


class _Repeated(dict[str, Any]):
    """An object in which a name stands twice."""


class _OddError(Exception):
    """Something that no file of ours holds; its place grows while the error goes up."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected)
        self.expected = expected
        self.place = ""


def _object(pairs: list[tuple[str, Any]]) -> Object:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _Repeated(made)


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _LONGEST_WHOLE else math.inf


def _no_number(_word: str) -> float:
    return math.nan


def _look_at(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _OddError(Text(N_("nothing nested more than {n} deep"), {"n": MAX_DEPTH}))
    if isinstance(value, str):
        _look_at_text(value)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise _OddError(Text(N_("a number of at most {n} digits"), {"n": _LONGEST_WHOLE}))
    elif isinstance(value, dict):
        if isinstance(value, _Repeated):
            raise _OddError(Text(N_("each name only once")))
        for name, inner in value.items():
            try:
                _look_at_text(name)
                _look_at(inner, depth + 1)
            except _OddError as odd:
                odd.place = f".{name if _PLAIN_NAME.fullmatch(name) else '…'}{odd.place}"
                raise
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            try:
                _look_at(inner, depth + 1)
            except _OddError as odd:
                odd.place = f"[{at}]{odd.place}"
                raise


def _look_at_text(text: str) -> None:
    if (found := _NO_TEXT.search(text)) is not None:
        code = f"U+{ord(found.group()):04X}"
        raise _OddError(Text(N_("text without the control character {code}"), {"code": code}))


def _refused(name: str, what: str, **values: object) -> TrustDeskError:
    return TrustDeskError(
        Text(N_("{name} cannot be read as a relationship of TrustDesk."), {"name": name}),
        Text(N_("{what} Nothing was imported."), {"what": Text(what, values)}),
    )


def _listed(value: Any) -> str:
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return _compact(value)
    return "[\n" + ",\n".join(map(_compact, value)) + "\n]"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
