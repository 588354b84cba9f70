"""The only public process: sessions, limits, the residents' chat, health, and the last resort."""
