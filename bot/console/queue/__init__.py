"""What was asked in vain, and what editors decide about it."""
