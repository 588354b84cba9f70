"""How much was asked and how it went, in tables and charts."""
