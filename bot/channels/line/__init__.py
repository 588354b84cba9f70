"""LINE: the same answers in LINE's own manners. Parsing and rendering are pure."""
