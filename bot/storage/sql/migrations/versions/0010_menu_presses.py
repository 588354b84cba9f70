"""How often each field of a channel's menu was pressed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """A new table; nobody has counted before."""
    op.create_table(
        "menu_presses",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("hour", "channel", "field")),
        sa.Column("times", sa.Integer, nullable=False),
    )
