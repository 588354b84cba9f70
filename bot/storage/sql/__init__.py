"""The engine for what outlives a process: SQLAlchemy Core on SQLite."""
