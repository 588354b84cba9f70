"""The chat for web pages: its addresses, and the widget beside them."""
