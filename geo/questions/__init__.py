"""What is asked of the record: chains, layout, concentration, comparison, policy."""

from geo.extras import need

need(__name__, "atlas")
