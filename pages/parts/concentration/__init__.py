"""Parts of the page `concentration`."""
