"""Where the named clusters are."""
