"""Parts of the page `benchmarks`."""
