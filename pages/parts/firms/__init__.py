"""Parts of the page of firms."""
