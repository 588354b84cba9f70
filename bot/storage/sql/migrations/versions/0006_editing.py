"""Changes of texts, from a draft to what is published."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_OPEN = sa.text("stage in ('draft', 'waiting')")


def upgrade() -> None:
    """A new table, empty: the city's files hold until somebody publishes a change."""
    op.create_table(
        "content_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("texts", sa.Text, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("approver", sa.Text, nullable=False),
        sa.Column("publish_on", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("published", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index(
        "content_changes_open",
        "content_changes",
        ["city", "entry"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("content_changes_stage", "content_changes", ["city", "stage"])
