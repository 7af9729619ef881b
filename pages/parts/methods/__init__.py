"""Parts of the page `methods`."""
