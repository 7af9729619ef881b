"""Parts of the page `clusters`."""
