"""Parts of the page `chains`."""
