"""Since when each line of what was taught is taught, so that it can end."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """A new table; what is taught already counts from the first look at it."""
    op.create_table(
        "taught_lines",
        sa.Column("line", sa.Text, primary_key=True),
        sa.Column("since", sa.Text, nullable=False),
    )
