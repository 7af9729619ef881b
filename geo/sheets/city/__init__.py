"""Portrait of a city."""
