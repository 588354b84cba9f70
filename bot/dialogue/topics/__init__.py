"""One module a group of matters."""
