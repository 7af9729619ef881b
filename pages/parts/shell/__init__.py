"""What stands around every page: frame, state, filters, map, tools, stage."""
