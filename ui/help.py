"""What the help says: pages of Markdown in `resources/help`, by language, and the keys as they are declared.

A page is named as in `ui.places.PAGES`; `method`, `keys` and `index` stand beside them. A heading may have an
anchor, written `## Told in time {#candour}`; a link to it is `method#candour`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QKeySequence

from trustdesk import RESOURCES
from trustdesk.words import N_, SOURCE_LANGUAGE, Text
from ui.words import language, say

FOLDER: Final = RESOURCES / "help"
INDEX: Final = "index"
KEYS: Final = "keys"

_HEADING: Final = re.compile(r"^(#+ .*?)(?: *\{#([a-z-]+)\})?$", re.MULTILINE)
_LINK: Final = re.compile(r"\]\(([^)]+)\)")


def names() -> tuple[str, ...]:
    """The pages there are."""
    return tuple(sorted(path.stem for path in (FOLDER / SOURCE_LANGUAGE).glob("*.md")))


def markdown(name: str) -> str:
    """The page as it is to be shown, its anchors taken out."""
    return _HEADING.sub(r"\1", _whole(name))


def anchors(name: str) -> tuple[str, ...]:
    """The anchor of each heading of the page in order, empty where it has none."""
    return tuple(found[2] or "" for found in _HEADING.finditer(_whole(name)))


def links(name: str) -> tuple[str, ...]:
    """Where the links of the page lead."""
    return tuple(_LINK.findall(_whole(name)))


def _whole(name: str) -> str:
    translated = FOLDER / language() / f"{name}.md"
    path = translated if translated.exists() else FOLDER / SOURCE_LANGUAGE / f"{name}.md"
    written = path.read_text(encoding="utf-8")
    return "\n".join((written, *_keys())) if name == KEYS else written


def _keys() -> Iterator[str]:
    """The keys of records and of the window, from their declarations, as tables."""
    from ui import actions
    from ui.verbs.verb import every

    for kind in dict.fromkeys(verb.kind for verb in every() if verb.key):
        yield f"\n## {say(Text(N_('On {records}'), {'records': Text(kind.plural)}))}\n"
        verbs = [verb for verb in every() if verb.kind is kind and verb.key]
        yield from _table((verb.key, verb.label) for verb in verbs)
    for menu in dict.fromkeys(kind.menu for kind in actions.ACTIONS if kind.keys):
        yield f"\n## {say(menu)}\n"
        kinds = [kind for kind in actions.ACTIONS if kind.menu == menu and kind.keys]
        yield from _table((kind.keys[0], kind.label) for kind in kinds)


def _table(rows: Iterator[tuple[str, str]]) -> Iterator[str]:
    yield f"| {say(N_('Key'))} | {say(N_('What it does'))} |"
    yield "|---|---|"
    for key, label in rows:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        yield f"| **{_plain(shown)}** | {_plain(say(label).rstrip('…'))} |"


def _plain(text: str) -> str:
    """Words as Markdown shows them unchanged."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>])", r"\\\1", text)
