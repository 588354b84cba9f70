"""Settings wired to parts, and the entry points of the processes."""
