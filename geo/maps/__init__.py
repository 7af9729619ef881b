"""The map: an offline base that never changes and a scene of folium layers that does.

``bundle`` puts Leaflet, the drawing library and the base geometry into one script that the browser
caches; ``base_map`` is the constant map that loads it; ``scene`` holds everything that a
reader can change. Geometry never travels with a scene, only codes do; what the marks say of
clusters travels once to each frame.
"""

from geo.extras import need

need(__name__, "sheets")

from geo.maps.areas import AreaLayer
from geo.maps.assets import bundle, embedded, standalone
from geo.maps.clusters import Memory
from geo.maps.folium_map import AtlasMap, base_map
from geo.maps.layers import AtlasLayer
from geo.maps.legend import Legend, LegendEntry, legend, legend_html
from geo.maps.marks import mark_svg
from geo.maps.scene import calls, scene, scene_of

__all__ = [
    "AreaLayer",
    "AtlasLayer",
    "AtlasMap",
    "Legend",
    "LegendEntry",
    "Memory",
    "base_map",
    "bundle",
    "calls",
    "embedded",
    "legend",
    "legend_html",
    "mark_svg",
    "scene",
    "scene_of",
    "standalone",
]
