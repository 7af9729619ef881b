"""One main, two wings: the layout schemes of the province."""
