"""The one place where folium meets Streamlit.

The base map never changes, so its frame is never mounted again; all that changes travels in one
feature group. The browser reports clicks only, never a move of the map, so panning runs nothing.
What the frame has been told of clusters is remembered here as long as the frame stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from threading import Thread
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo import maps, settings
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import element
from geo.maps.content import MapContent
from geo.population.selection import cities
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import painted, served, state
from pages.parts.shell.served import ServedFile

_KEY = "map_frame"
_MEMORY = "map_memory"
#: Where a page lies as seen from the frame of the map.
_PAGE = "../.."
_HEIGHT = 540


@st.cache_resource(show_spinner=False)
def load_ahead() -> None:
    """Load what the first map of a statistic needs, once a process, while nobody waits for it."""
    Thread(target=import_module, args=("mapclassify",), daemon=True).start()


@remembered(1)
def _script(atlas: Atlas) -> ServedFile:
    """Everything that the map needs, once for each data set."""
    return served.serve("atlas", "js", maps.bundle(atlas))


def seen_from_frame(address: str) -> str:
    """An address as seen from the frame, of one as seen from a page."""
    return f"{_PAGE}/{address}"


def leave() -> None:
    """Draw no map in this run: the frame goes, and with it what it knew."""
    st.session_state.pop(_MEMORY, None)
    painted.leave()


def let_it_go_ahead() -> None:
    """Hold back the rest of a page until the browser has painted the map."""
    if st.context.headers:  # a test without a browser has none
        painted.signal().wait(st.session_state[_MEMORY].scene)


def _heard(atlas: Atlas, content: MapContent, choose: bool) -> None:
    """Callback: a frame lacks clusters that a run before told of in vain, or there was a click."""
    event = st.session_state.get(_KEY)
    if not isinstance(event, dict):  # what a frame says is as foreign as a link
        return
    if event.get("kind") == "unknown":
        leave()
        state.hold()
    elif choose:
        _clicked(atlas, content, event)


def _clicked(atlas: Atlas, content: MapContent, event: Mapping[str, object]) -> None:
    """A click on the map changes the view; a second click takes it back."""
    view = state.current()
    match event:
        case {"kind": "cluster", "id": str(cluster_id)}:
            state.change(sel=None if view.sel == cluster_id else cluster_id)
        case {"kind": "city", "id": int(adcode)} if adcode in atlas.cities.index:
            _choose_area(atlas, view, adcode, content)
        case {"kind": "county", "id": int(adcode)} if adcode in atlas.counties.index:
            _choose_county(atlas, view, adcode, content)
        case {"kind": "ground"}:
            # The subject of a page is not let go of: there would be another in its place.
            city = view.selection.city if content.focus else ()
            region = () if content.regions else view.selection.region
            state.change(sel=None, city=city, region=region, county=None)


def _choose_county(atlas: Atlas, view: View, adcode: int, content: MapContent) -> None:
    """Choose a county of the city that a page is of, or take it back; elsewhere choose its city."""
    city = int(atlas.counties.at[adcode, "city_adcode"])
    if content.counties and city == content.focus != adcode:
        again = content.county == adcode
        state.change(city=(city,), county=None if again else adcode, sel=None)
    else:
        _choose_area(atlas, view, city, content)


def _choose_area(atlas: Atlas, view: View, adcode: int, content: MapContent) -> None:
    """Choose the region of a city where the map is of regions, and the city by another click."""
    region = content.regions.get(adcode)
    if region is None or view.selection.region == (region,):
        _choose_city(atlas, view, adcode, content.focus)
    else:
        state.change(region=(region,), city=(), sel=None)


def _choose_city(atlas: Atlas, view: View, adcode: int, focus: int | None) -> None:
    """Choose a city, or take the choice back; regions it does not lie in are let go."""
    again = view.selection.city == (adcode,) and adcode != focus
    allowed = cities(atlas, view.selection.without("city"))
    region = view.selection.region if allowed is None or adcode in allowed else ()
    state.change(city=() if again else (adcode,), region=region, sel=None)


def _outlined(atlas: Atlas, view: View, content: MapContent) -> Sequence[int]:
    """The cities chosen; on a map of regions those of the region, until one is."""
    chosen = view.selection.city
    if chosen or not (content.regions and view.selection.region):
        return chosen
    return sorted(cities(atlas, view.selection) or ())


def scene(
    atlas: Atlas, view: View, content: MapContent, scale: float = 1.0, **told: Any
) -> folium.FeatureGroup:
    """What the frame shows of a page; see :func:`geo.maps.scene_of`."""
    return maps.scene_of(
        atlas,
        content,
        view.lang,
        selected=view.sel,
        cities=_outlined(atlas, view, content),
        scale=scale,
        **told,
    )


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
    script = seen_from_frame(_script(atlas).address)
    base = maps.base_map([script], tiles=settings.current().tiles)
    group = scene(
        atlas,
        view,
        content,
        scale,
        memory=st.session_state.setdefault(_MEMORY, maps.Memory()),
        painted=seen_from_frame(f"{painted.ADDRESS}/{painted.signal().key}"),
    )
    cards.show(element("p", t("mapcolumn.wait"), css="map-wait"))  # hidden by the map once it is up
    st_folium(
        base,
        key=_KEY,
        height=_HEIGHT,
        use_container_width=True,
        feature_group_to_add=group,
        returned_objects=[],
        on_change=partial(_heard, atlas, content, choose),
    )
