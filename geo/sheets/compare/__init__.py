"""Cities, regions or chains side by side."""
