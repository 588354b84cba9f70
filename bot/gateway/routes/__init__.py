"""The gateway's addresses: chat, health, pages."""
