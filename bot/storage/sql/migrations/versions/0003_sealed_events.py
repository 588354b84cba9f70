"""An event that is owed its answer keeps, sealed, what it takes to answer it after a restart."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing is sealed of events that an earlier release took."""
    op.add_column("webhook_events", sa.Column("sealed", sa.LargeBinary()))
