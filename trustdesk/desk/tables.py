"""The desk's own tables beside the records: its facts, its journal, its search index."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table

from trustdesk.records.mapping import metadata

own = MetaData(naming_convention=metadata.naming_convention)

meta: Final = Table(
    "meta",
    own,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""Facts on the file: `desk_id`, and `undo_wall`, the last change that can no longer be undone."""

change: Final = Table(
    "change",
    own,
    Column("id", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("stay", String, nullable=True),
    Index("ix_change_kind_state", "kind", "state"),
)
"""One row a transaction: its name, the instant (UTC, ISO 8601), `do`, `undo`, `redo` or `erase`, and for a
`do` whether it stands (`done`), was taken back (`undone`) or can no longer come back (`gone`). `stay` names
the stay of the cursor whose successive saves are one step."""

entry: Final = Table(
    "entry",
    own,
    Column("id", Integer, primary_key=True),
    Column("change_id", ForeignKey("change.id"), nullable=False, index=True),
    Column("table_name", String, nullable=False),
    Column("row_id", String, nullable=False, index=True),
    Column("before", String, nullable=True),
    Column("after", String, nullable=True),
)
"""One row a row changed: its columns before and after as JSON, NULL where it did not exist. One that names no
table tells only that something was erased."""

found: Final = Table(
    "found",
    own,
    Column("id", Integer, primary_key=True),
    Column("record_id", String, nullable=False, index=True),
    Column("table_name", String, nullable=False),
    Column("relationship_id", String, nullable=True, index=True),
    Column("private", Integer, nullable=False),
)
"""What each row of the search index belongs to; `private` rows hold the consultant's own fields."""


def all_tables() -> tuple[MetaData, MetaData]:
    """The two collections of tables that make up a desk's schema: the records, and the desk's own."""
    return (metadata, own)
