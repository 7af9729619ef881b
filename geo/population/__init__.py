"""What is counted, and which of it: the selection of a reader, and what it selects from."""
