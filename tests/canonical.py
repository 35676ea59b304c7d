"""The whole content of a desk as plain, comparable data, whatever order its rows are stored in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from trustdesk.desk import Desk
from trustdesk.records.mapping import metadata


def dump(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every record and link table, sorted."""
    with desk.read() as session:
        return {
            table.name: sorted(map(tuple, session.connection().execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def index(desk: Desk) -> list[tuple[Any, ...]]:
    """Every row of the search index with what it belongs to, sorted."""
    query = (
        "SELECT record_id, table_name, relationship_id, private, words "
        "FROM found JOIN search ON search.rowid = found.id"
    )
    with desk.read() as session:
        return sorted(map(tuple, session.connection().exec_driver_sql(query)), key=repr)
