"""The operators' door: the assist console, on a port of its own for the inner network alone."""
