"""Looking things up by their words: what a person types who wants to find, not to talk."""
