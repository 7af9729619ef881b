"""Official lists of one's own: read, matched with what is known, and laid over the shipped data."""

from __future__ import annotations

from geo.extras import need

need(__name__, "registers")
