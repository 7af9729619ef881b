"""Parts of the page `policy`."""
