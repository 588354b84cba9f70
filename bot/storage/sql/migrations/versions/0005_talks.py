"""How whole talks went, beside the counts of turns."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEY = ("hour", "channel", "language", "edition", "answer_id")
_COUNTS = ("asked", "answered", "partly", "refused", "asked_back", "solved", "phoned")


def upgrade() -> None:
    """A new table; of earlier turns nobody knows which talk they were of."""
    op.create_table(
        "talk_figures",
        *(sa.Column(name, sa.Text, primary_key=True) for name in _KEY),
        *(sa.Column(name, sa.Integer, nullable=False) for name in _COUNTS),
    )
