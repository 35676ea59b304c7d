"""What can be done with a stage, as a menu: its verbs, its place among the others, itself whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from trustdesk.records import Stage
from trustdesk.words import N_
from ui import icons
from ui.viewpoint import Viewpoint
from ui.widgets.ask import verb_menu
from ui.widgets.board import moves
from ui.words import caption, say


def stage_menu(
    viewpoint: Viewpoint, stage: Stage, anchor: QWidget, open_stage: Callable[[], object]
) -> QMenu:
    """The menu; `open_stage` shows the stage with its dates and purpose."""
    menu = verb_menu(viewpoint, (stage.id,), anchor)
    menu.addSeparator()
    _entry(menu, "pencil", say(N_("Dates and purpose")), open_stage)
    if viewpoint.editable:
        for icon, words, by in (
            ("arrow-left", N_("Move to the left"), -1),
            ("arrow-right", N_("Move to the right"), 1),
        ):
            _entry(menu, icon, say(words), partial(moves.place_stage, viewpoint, stage, by))
    return menu


def _entry(menu: QMenu, icon: str, words: str, run: Callable[[], object]) -> None:
    menu.addAction(icons.icon(icon), caption(words)).triggered.connect(lambda _=False: run())
