"""Several gateways answer for the events of one account: who lives, and the order of each talk."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """What earlier releases owe has no order, and nobody who lives: it is taken over."""
    op.add_column("webhook_events", sa.Column("talk", sa.Text()))
    op.add_column("webhook_events", sa.Column("sent", sa.BigInteger()))
    op.create_index("webhook_events_talk", "webhook_events", ["channel", "talk"])
    op.create_table(
        "webhook_runs",
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("run", sa.Text, primary_key=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
