"""Parts of the page `layout`."""
