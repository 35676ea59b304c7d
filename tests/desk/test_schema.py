"""The schema that migrations make is the one the declarations describe."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect

from trustdesk.desk import Desk, file, schema, seal
from trustdesk.desk.tables import all_tables
from trustdesk.errors import OpenError


def test_migrations_make_exactly_what_is_declared(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "d.trustdesk") as desk, desk.read() as session:
        made = inspect(session.connection())
        declared = {table.name: table for metadata in all_tables() for table in metadata.tables.values()}
        names = {name for name in made.get_table_names() if not name.startswith("search")}
        assert names == {*declared, "alembic_version"}
        for name, table in declared.items():
            columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in made.get_columns(name)}
            assert columns == {
                c.name: (c.type.compile(session.connection().dialect), bool(c.nullable))
                for c in table.columns
            }, name
            keys = {
                (tuple(k["constrained_columns"]), k["referred_table"], k["options"].get("ondelete"))
                for k in made.get_foreign_keys(name)
            }
            assert keys == {
                ((k.parent.name,), k.column.table.name, k.ondelete) for k in table.foreign_keys
            }, name
            indexes = {tuple(i["column_names"]) for i in made.get_indexes(name)}
            assert indexes == {tuple(c.name for c in i.columns) for i in table.indexes}, name


def test_the_present_revision_is_the_newest_migration() -> None:
    newest = max(path.stem.split("_")[0] for path in (schema.MIGRATIONS / "versions").glob("0*.py"))
    assert newest == schema.HEAD


def test_a_desk_at_the_present_revision_needs_no_alembic(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "d.trustdesk"
    Desk.create(path).close()
    program = (
        "import sys; from pathlib import Path; from trustdesk.desk import Desk; "
        f"Desk.open(Path({str(path)!r})).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    "tampered",
    [
        "CREATE TRIGGER quiet AFTER INSERT ON party BEGIN UPDATE party SET name = 'X'; END",
        "CREATE VIEW glimpse AS SELECT name FROM party",
        "ALTER TABLE party ADD COLUMN extra",
        "ALTER TABLE party ADD COLUMN extra AS (name || 'x')",
        "DROP INDEX ix_commitment_stage_id",
    ],
)
@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_a_desk_that_is_not_built_like_one_is_not_read(tmp_path: Path, tampered: str, revision: str) -> None:
    path = tmp_path / "d.trustdesk"
    Desk.create(path).close()
    connection = file.connect(path)
    connection.execute(tampered)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    seal.put(connection)
    connection.close()
    before = path.read_bytes()
    runs = "TRIGGER" in tampered or "VIEW" in tampered or " AS " in tampered
    if revision > schema.HEAD and not runs:
        Desk.open(path).close()  # what a newer program adds is read, not run
    else:
        with pytest.raises(OpenError, match="not built like one"):
            Desk.open(path)
    assert path.read_bytes() == before


def test_the_digest_of_the_present_schema_is_known(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "d.trustdesk") as desk:
        assert schema.digest(desk._raw) == schema.DIGESTS[schema.HEAD]
