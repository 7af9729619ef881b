"""What is asked of the record: chains, layout, concentration, comparison, policy."""
