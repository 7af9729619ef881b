"""Charts without a browser: a plotly figure of :mod:`geo.charts` as a flat drawing.

Only what these charts are made of is known here; anything else is refused by name, so that no
part of a chart is lost in silence.
"""

from geo.prints.figure import chart_drawing
from geo.prints.page import chart_page
from geo.prints.paint import UnprintableError, theme_of

__all__ = ["UnprintableError", "chart_drawing", "chart_page", "theme_of"]
