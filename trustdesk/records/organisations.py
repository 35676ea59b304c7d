"""Organisations, shared by the relationships of a desk, and the profile of the desk's owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustdesk.records.base import Record
from trustdesk.records.fields import line, picture, prose
from trustdesk.words import N_

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class Organisation(Record):
    """A company, firm or authority that takes part in one or more relationships.

    It is the consultant's own: what a party reads is the party of its relationship, never this record.
    """

    __tablename__ = "organisation"
    singular, plural, named_by = N_("organisation"), N_("organisations"), "name"

    name: Mapped[str] = line(N_("Name"), required=True)
    sector: Mapped[str] = line(N_("Sector"))
    note: Mapped[str] = prose(N_("Note"))


class Profile(Record):
    """Who keeps this desk: what stands on the cover of a pack. One row at most."""

    __tablename__ = "profile"
    singular, plural, named_by = N_("profile"), N_("profiles"), "name"

    name: Mapped[str] = line(N_("Your name"))
    firm: Mapped[str] = line(N_("Your firm"))
    logo: Mapped[bytes | None] = picture(N_("Logo"))
