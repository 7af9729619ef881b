"""What the tables say, one subject a module: clusters, counts, statistics, facts, sources."""

from geo.extras import need

need(__name__, "atlas")
