"""What Rasa's server lets us replace: the channel, the tracker store, the lock store."""
