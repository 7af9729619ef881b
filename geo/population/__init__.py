"""What is counted, and which of it: the selection of a reader, and what it selects from."""

from geo.extras import need

need(__name__, "atlas")
