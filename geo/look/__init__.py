"""What everything is drawn with: colours, type, flat drawings, SVG, the width of letters."""

from geo.extras import need

need(__name__, "atlas")
