"""What words of residents are kept since when, and how to end them at once."""
