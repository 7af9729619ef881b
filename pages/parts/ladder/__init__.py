"""Parts of the page `ladder`."""
