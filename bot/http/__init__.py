"""What every HTTP application of ours shares: the shape of an error, and the guard at the door."""
