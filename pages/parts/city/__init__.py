"""Parts of the page `city`."""
