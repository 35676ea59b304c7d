"""A stand-in for a migration of later: a new column, and words that move from one column to another."""

import sqlalchemy as sa
from alembic import op

from trustdesk.desk import schema

revision = "9001"
down_revision = max(known for known in schema.DIGESTS if known < revision)
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("party", sa.Column("weight", sa.Integer(), server_default="1", nullable=False))
    op.add_column("party", sa.Column("motto", sa.String(), nullable=True))
    op.execute("UPDATE party SET motto = name, note = note || ' (moved)'")
