"""What the tables say, one subject a module: clusters, counts, statistics, facts, sources."""
