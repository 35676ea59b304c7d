"""A stand-in for a migration after that one: a table of its own for what was a mark, and an index."""

import sqlalchemy as sa
from alembic import op

revision = "9002"
down_revision = "9001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sponsor",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sponsor_person_id", "sponsor", ["person_id"])
    op.execute("INSERT INTO sponsor (id, person_id) SELECT id, id FROM person WHERE sponsor")
    op.execute("UPDATE person SET job = job || ' (sponsor)' WHERE sponsor")
