"""In and out, and what slows down whoever guesses passwords."""
