"""LINE, against the stand-in of its platform."""
