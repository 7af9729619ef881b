"""Time of the map on the server: from the rows left by a filter to the text sent to the browser.

Counted is the processor's time of the thread that does it, which other programs do not disturb.
"""

from __future__ import annotations

import logging
import time

from streamlit_folium import st_folium

from geo import maps
from geo.data.atlas import load
from geo.population.named import NamedClusters
from geo.sheets.view import View

VIEWS = [
    View(),
    View(tier=("national",)),
    View(tier=("county",)),
    View(lang="en"),
    View(city=(420100,)),
    View(q="汽车"),
]


def map_times(rounds: int = 20) -> list[float]:
    """Milliseconds for the map of a changed view: base, scene and the whole of st_folium."""
    logging.disable(logging.WARNING)  # Streamlit misses its server, which is not wanted here
    atlas = load()
    chosen = [(view, NamedClusters(atlas).rows(view.selection)) for view in VIEWS]
    memory = maps.Memory()
    times = []
    for _ in range(rounds + 1):
        for view, rows in chosen:
            start = time.thread_time()
            base = maps.base_map(["../../app/static/atlas.js"])
            group = maps.scene(atlas, rows, view.lang, memory=memory)
            st_folium(base, key="map", feature_group_to_add=group, returned_objects=[])
            times.append((time.thread_time() - start) * 1000)
    logging.disable(logging.NOTSET)
    return times[len(VIEWS) :]  # the first round compiles templates
