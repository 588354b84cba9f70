"""The speed of the operators' console, measured from the key to what it shows."""
