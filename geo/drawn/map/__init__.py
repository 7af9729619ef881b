"""Maps without a browser: what a page shows, as a flat drawing equal to what the browser draws.

A :class:`geo.maps.content.MapContent` becomes a :class:`geo.look.drawing.Drawing`. Each kind of
:class:`geo.maps.AtlasLayer` has a painter, which does here what the function of the same name does
in ``geo/maps/browser``, with the same arithmetic.
"""

from geo.drawn.map.page import map_page
from geo.drawn.map.plate import PAINTERS, plate

__all__ = ["PAINTERS", "map_page", "plate"]
