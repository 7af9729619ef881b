"""Parts of the page `own`."""
