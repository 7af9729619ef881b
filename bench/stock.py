"""Maps of a register as Streamlit pages come: a marker a firm, clusters of markers, or pydeck.

Settings, as environment variables: ``BENCH_WAY`` names the map, ``BENCH_POINTS`` a Parquet file
with ``lat``, ``lon`` and the city of each firm, ``BENCH_MEMORY`` the bytes of memory beyond which
a page gives up, before the machine does.
"""

from __future__ import annotations

import os
import resource

import folium
import pandas as pd
import pydeck
import streamlit as st
from folium.plugins import FastMarkerCluster
from streamlit_folium import st_folium

_HEIGHT, _CENTRE, _ZOOM = 540, (31.0, 112.3), 7

if most := os.environ.get("BENCH_MEMORY"):
    resource.setrlimit(resource.RLIMIT_AS, (int(most), int(most)))
st.set_page_config(layout="wide")


@st.cache_data
def firms() -> pd.DataFrame:
    return pd.read_parquet(os.environ["BENCH_POINTS"])


def markers(shown: pd.DataFrame) -> None:
    # As its manual advises: the map stays, and what changes is put in.
    group = folium.FeatureGroup("firms")
    for place in zip(shown["lat"], shown["lon"], strict=True):
        group.add_child(folium.Marker(place))
    base = folium.Map(_CENTRE, zoom_start=_ZOOM, tiles=None, maxZoom=18)
    st_folium(
        base, key="map", feature_group_to_add=group, height=_HEIGHT, use_container_width=True,
        returned_objects=[],
    )  # fmt: skip


def clusters(shown: pd.DataFrame) -> None:
    base = folium.Map(_CENTRE, zoom_start=_ZOOM, tiles=None, maxZoom=18)
    FastMarkerCluster(shown[["lat", "lon"]].to_numpy().tolist()).add_to(base)
    st_folium(base, key="map", height=_HEIGHT, use_container_width=True, returned_objects=[])


def deck(shown: pd.DataFrame) -> None:
    layer = pydeck.Layer(
        "ScatterplotLayer", shown[["lon", "lat"]], get_position=["lon", "lat"], get_radius=500,
        get_fill_color=[0, 110, 120, 160], radius_min_pixels=2,
    )  # fmt: skip
    state = pydeck.ViewState(latitude=_CENTRE[0], longitude=_CENTRE[1], zoom=_ZOOM)
    st.pydeck_chart(pydeck.Deck([layer], initial_view_state=state), height=_HEIGHT, key="deck")


way = os.environ["BENCH_WAY"]
if way == "upload":
    st.file_uploader("Register", key="upload")
else:
    every = firms()
    cities = list(every["city"].value_counts().index)
    chosen = st.pills("City", cities, selection_mode="multi", key="cities")
    {"markers": markers, "clusters": clusters, "deck": deck}[way](
        every[every["city"].isin(chosen)] if chosen else every
    )
