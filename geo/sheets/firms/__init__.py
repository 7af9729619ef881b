"""A register of the reader's own firms: where they are, what they make, and their clusters."""
