"""How easy the written texts are to read."""
