"""The kernel sets two names here when it starts."""
