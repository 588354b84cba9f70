"""What the application asks of its storage: one small protocol a concern, with its records.

Ports that outlive a process are plain methods that block: they are called in a thread. Those of
short-lived state are coroutines, as a turn waits for them. An engine copies: what was read changes
nothing until it is written.
"""
