"""Parts of the page `story`."""
