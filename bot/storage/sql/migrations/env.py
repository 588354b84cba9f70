"""How Alembic runs: on the connection that it is given, in that connection's transaction."""

from alembic import context

from bot.storage.sql.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the transaction is the caller's, around everything
)
context.run_migrations()
