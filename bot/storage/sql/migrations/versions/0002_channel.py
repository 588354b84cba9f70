"""The door of a question is called its channel, as everywhere else."""

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = ("feedback", "figures", "heard")


def upgrade() -> None:
    """Renames the column; the rows and their keys stay."""
    for table in _TABLES:
        op.execute(f"alter table {table} rename column door to channel")
