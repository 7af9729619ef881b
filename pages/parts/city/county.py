"""The card of the county that is chosen on the map of its city."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions.counties import recorded
from geo.record.naming import area_names
from geo.sheets.city import page as sheet
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state

#: Names of one kind that are told; the tables have them all.
_MOST = 8


def _close() -> None:
    state.change(county=None)


def draw(atlas: Atlas, county: int, t: Words) -> None:
    """What is recorded of the county by name, and a way to let go of it."""
    found = recorded(atlas, county)
    chains = atlas.by_key("chains")
    kinds = {
        "clusters": [t.name(row) for row in found.clusters.to_dict("records")],
        "chains": [t.name(chains.loc[code]) for code in found.chains],
        "zones": [t.name(row) for row in found.zones.to_dict("records")],
        "firms": [t.name(row) for row in found.enterprises.to_dict("records")],
    }
    facts = [
        (t(f"city.county.{kind}", n=len(names)), _some(names, t))
        for kind, names in kinds.items()
        if names
    ]
    with st.container(key="county"):
        cards.show(
            element(
                "article",
                cards.heading(str(area_names(atlas, t)[county]), 2, "detail-name"),
                cards.terms(facts)
                if facts
                else element("div", sheet.of_county(atlas, county, t), css="other"),
                css="detail block",
            )
        )
        st.button(t("clusters.close"), on_click=_close, key="close_county", type="tertiary")


def _some(names: Iterable[str], t: Words) -> str:
    names = list(names)
    told = t.join(names[:_MOST])
    return t("city.county.more", names=told, n=len(names)) if len(names) > _MOST else told
