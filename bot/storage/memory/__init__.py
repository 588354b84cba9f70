"""The engine for what is short-lived: the memory of one process, for one event loop."""
