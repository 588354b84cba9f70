"""The engine for what is short-lived and shared by processes: Redis 7."""
