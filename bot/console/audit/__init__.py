"""Who did what at the console."""
