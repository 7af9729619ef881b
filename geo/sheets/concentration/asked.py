"""What a view asks for: what is counted, against what, which cities, and by which rule."""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions.concentration.memberships import Memberships
from geo.questions.concentration.subjects import (
    DEFAULT,
    FIRMS,
    VIEW,
    Subject,
    members,
    subject,
)
from geo.record import findings
from geo.sheets import view as geo_view

#: Dimensions of a view that say where, not what.
_PLACES = ("region", "city")


def core(view: geo_view.View) -> tuple[int, ...]:
    """The core cities: those chosen, else the province's own three centres."""
    return view.core or findings.CORE_CITIES


def chosen(view: geo_view.View) -> str:
    """Code that a view asks for: its own, else what its filters speak of, else the default."""
    if view.count:
        return view.count
    filters = {
        name
        for name in geo_view.FILTERS
        if name not in _PLACES and getattr(view, name) != getattr(geo_view.View, name)
    }
    if filters == {"prog"} and len(view.prog) == 1:
        return f"named.{view.prog[0]}"
    return VIEW if filters else DEFAULT


def of_view(atlas: Atlas, view: geo_view.View) -> Subject:
    """The subject that a view asks for."""
    code = chosen(view)
    if code != VIEW:
        return subject(atlas, code)
    return Subject(VIEW, "clusters", Memberships.of(members_of_view(atlas, view)["city_adcodes"]))


def members_of_view(atlas: Atlas, view: geo_view.View) -> pd.DataFrame:
    """Clusters that a view asks to count; none where what is counted has no names."""
    code = chosen(view)
    if code != VIEW:
        return members(atlas, code)
    return geo_view.filter_clusters(atlas, view.replace(region=(), city=()))


def industries_of_view(atlas: Atlas, view: geo_view.View) -> pd.DataFrame:
    """Chain and cities of each item that a view asks to count, as ``cells`` takes them."""
    if chosen(view) != FIRMS:
        return members_of_view(atlas, view)[["chain_id", "city_adcodes"]]
    firms = atlas.table("enterprises")
    anchors = firms[firms["kind"] == "anchor"]
    places = [(int(code),) for code in anchors["city_adcode"]]
    return anchors[["chain_id"]].assign(city_adcodes=places)
