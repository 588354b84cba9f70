"""A strict stand-in of the LINE platform: real HTTP on loopback, through the real SDK."""
