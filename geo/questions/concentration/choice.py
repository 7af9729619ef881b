"""What a reader may choose about the figures of the page, apart from the question itself."""

from __future__ import annotations

#: What the map shows: quotients, lists against a statistic, or mean centres by programme and year.
MAPS = ("quotient", "two_way", "centres")
#: Rows of the table of industries by city.
CELLS = ("family", "chain")
#: Strengths of smoothing, in items, besides the one that the counts themselves give.
STRENGTHS = (0, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 500)
