"""Parts of the page `own` for a register of firms."""
