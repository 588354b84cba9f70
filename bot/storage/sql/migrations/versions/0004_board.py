"""A directory of desks, announcements for operators, and answers that they pinned."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Three new tables, empty."""
    op.create_table(
        "directory",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("hours", sa.Text, nullable=False),
        sa.Column("editor", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("last", sa.Text, nullable=False),
        sa.Column("editor", sa.Text, nullable=False),
    )
    op.create_table(
        "pins",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("operator", sa.Text, nullable=False),
        sa.Column("answer_id", sa.Text, nullable=False),
        sa.UniqueConstraint("operator", "answer_id"),
    )
