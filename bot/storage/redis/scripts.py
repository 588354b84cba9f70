"""Lua that several stores run: the clock of Redis, and how many values an index still holds."""

from __future__ import annotations

# `time` as Redis gives it, and `now` in milliseconds.
NOW = """
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""
# KEYS[1]: an index of names by the millisecond at which each is over.
COUNT = f"""{NOW}
redis.call('zremrangebyscore', KEYS[1], '-inf', now)
return redis.call('zcard', KEYS[1])"""
