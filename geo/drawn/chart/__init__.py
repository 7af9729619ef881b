"""Charts without a browser: a plotly figure of :mod:`geo.charts` as a flat drawing.

Only what these charts are made of is known here; anything else is refused by name, so that no
part of a chart is lost in silence.
"""

from geo.drawn.chart.figure import chart_drawing
from geo.drawn.chart.page import chart_page
from geo.drawn.chart.paint import UnprintableError, theme_of

__all__ = ["UnprintableError", "chart_drawing", "chart_page", "theme_of"]
