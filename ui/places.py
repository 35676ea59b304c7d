"""The places of the window: its pages, each declared once, and what records are at home on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trustdesk.words import N_

DESK_PAGE: Final = "desk"
FIRST_PAGE: Final = "overview"


@dataclass(frozen=True)
class PageKind:
    """A page: its name (its module's and help's too), its words and icon, and the tables at home on it.

    One that is not `inside` is about the whole desk; a `private` one is never shown to a client.
    """

    name: str
    label: str
    icon: str
    inside: bool = True
    private: bool = False
    holds: tuple[str, ...] = ()


PAGES: Final = {
    page.name: page
    for page in (
        PageKind(DESK_PAGE, N_("Desk"), "house", inside=False, private=True),
        PageKind("search", N_("Search"), "search", inside=False),
        PageKind("beginning", N_("New relationship"), "plus", inside=False, private=True),
        PageKind("importing", N_("Import"), "download", inside=False, private=True),
        PageKind(FIRST_PAGE, N_("Overview"), "layout-dashboard", holds=()),
        PageKind("program", N_("Program"), "columns-3", holds=("stage", "gate_criterion", "sign_off")),
        PageKind(
            "record",
            N_("Record"),
            "table-2",
            holds=("commitment", "commitment_constraint", "adjustment"),
        ),
        PageKind(
            "next_steps",
            N_("Next steps"),
            "footprints",
            holds=("risk_step", "repair", "opportunity", "benefit", "concern", "concern_state"),
        ),
        PageKind("people", N_("People"), "users", holds=("person",)),
        PageKind("workshops", N_("Workshops"), "presentation", holds=("workshop", "agenda_item")),
        PageKind("history", N_("History"), "history"),
        PageKind("packs", N_("Packs"), "printer"),
        PageKind("setup", N_("Set-up"), "settings", holds=("relationship", "party")),
        PageKind("backups", N_("Backups"), "archive-restore", inside=False, private=True),
        PageKind("settings", N_("Settings"), "settings", inside=False, private=True),
    )
}
"""Every page by its name, in working order."""


_ICONS: Final = {
    "benefit": "sparkles",
    "commitment": "handshake",
    "concern": "triangle-alert",
    "concern_state": "triangle-alert",
    "gate_criterion": "flag",
    "opportunity": "sparkles",
    "organisation": "building-2",
    "party": "building-2",
    "person": "user",
    "relationship": "handshake",
    "repair": "wrench",
    "risk_step": "footprints",
    "sign_off": "flag",
    "stage": "flag",
}


def inside() -> tuple[PageKind, ...]:
    """The pages of a relationship, in working order."""
    return tuple(page for page in PAGES.values() if page.inside)


def page_of(table: str) -> str:
    """The name of the page on which the records of a table are at home."""
    return next((page.name for page in PAGES.values() if table in page.holds), FIRST_PAGE)


def icon_of(table: str) -> str:
    """The icon of the records of a table: their own, else that of the page where they are at home."""
    return _ICONS.get(table) or PAGES[page_of(table)].icon
