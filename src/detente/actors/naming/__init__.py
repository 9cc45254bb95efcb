"""Which words of a report are names, and of what kind."""
