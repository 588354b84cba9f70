"""How long a resident with an old phone waits for the chat's first screen."""
