"""The one place where folium meets Streamlit.

The base map never changes, so its frame is never mounted again; all that changes travels in one
feature group. The browser reports clicks only, never a move of the map, so panning runs nothing.
"""

from __future__ import annotations

import os
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread

import streamlit as st
from streamlit_folium import st_folium

from geo import maps
from geo.data.atlas import Atlas
from geo.maps.content import MapContent
from geo.sheets import view as geo_view
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state

_KEY = "map_frame"
#: Where Streamlit serves files from, and its address as seen from the frame of the map.
_STATIC = Path(__file__).parents[3] / "static"
_ADDRESS = "../../app/static"
_HEIGHT = 540


@st.cache_resource(show_spinner=False)
def load_ahead() -> None:
    """Load what the first map of a statistic needs, once a process, while nobody waits for it."""
    Thread(target=import_module, args=("mapclassify",), daemon=True).start()


@st.cache_resource(show_spinner=False, max_entries=2)
def _assets(_atlas: Atlas, folder: str) -> list[str]:
    """Write the files of the map once a process."""
    return maps.write_assets(_atlas, Path(folder))


def _clicked(atlas: Atlas, focus: int | None) -> None:
    """Callback: a click on the map changes the view; a second click takes it back."""
    event = st.session_state.get(_KEY) or {}
    view = state.current()
    match event:
        case {"kind": "cluster", "id": str(cluster_id)}:
            state.change(sel=None if view.sel == cluster_id else cluster_id)
        case {"kind": "city", "id": int(adcode)} if adcode in atlas.cities.index:
            _choose_city(atlas, view, adcode, focus)
        case {"kind": "county", "id": int(adcode)} if adcode in atlas.counties.index:
            _choose_city(atlas, view, int(atlas.counties.at[adcode, "city_adcode"]), focus)
        case {"kind": "ground"}:
            state.change(sel=None)


def _choose_city(atlas: Atlas, view: View, adcode: int, focus: int | None) -> None:
    """Choose a city, or take the choice back; regions it does not lie in are let go."""
    again = view.city == (adcode,) and adcode != focus
    allowed = geo_view.cities(atlas, view.replace(city=()))
    region = view.region if allowed is None or adcode in allowed else ()
    state.change(city=() if again else (adcode,), region=region, sel=None)


def draw(
    atlas: Atlas, view: View, content: MapContent, scale: float = 1.0, *, choose: bool = True
) -> None:
    """Draw the map of a page into the current container.

    Parameters
    ----------
    atlas, view, content
        The data, what is chosen and what is shown.
    scale
        Scale of marks and names.
    choose
        Whether a click chooses what it meets.
    """
    t = Words(view.lang)
    scripts = [f"{_ADDRESS}/{name}" for name in _assets(atlas, str(_STATIC))]
    base = maps.base_map(scripts, tiles=os.environ.get("HCA_TILES") or None)
    group = maps.scene_of(content, view.lang, selected=view.sel, cities=view.city, scale=scale)
    cards.show(f'<p class="map-wait">{t("mapcolumn.wait")}</p>')  # hidden by the map once it is up
    st_folium(
        base,
        key=_KEY,
        height=_HEIGHT,
        use_container_width=True,
        feature_group_to_add=group,
        returned_objects=[],
        on_change=partial(_clicked, atlas, content.focus) if choose else None,
    )
