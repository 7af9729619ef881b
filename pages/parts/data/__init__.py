"""Parts of the page `data`."""
