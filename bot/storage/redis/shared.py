"""All stores that one Redis is behind."""

from __future__ import annotations

from typing import Any

from bot.storage.redis.consultations import RedisConsultations
from bot.storage.redis.conversations import RedisConversations, RedisResidents
from bot.storage.redis.failures import RedisFailures
from bot.storage.redis.keys import RedisKeys
from bot.storage.redis.relays import RedisRelay
from bot.storage.redis.server import RedisServer
from bot.storage.redis.sessions import RedisSessions
from bot.storage.redis.throttles import RedisThrottles


def shared(server: RedisServer) -> dict[str, Any]:
    """One a concern, under the names that Stores has for them."""
    return {
        "conversations": RedisConversations(server),
        "residents": RedisResidents(server),
        "keys": RedisKeys(server),
        "consultations": RedisConsultations(server),
        "throttles": RedisThrottles(server),
        "sessions": RedisSessions(server),
        "failures": RedisFailures(server),
        "relay": RedisRelay(server),
    }
