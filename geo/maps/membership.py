"""By what a frame keeps clusters, so that it can answer a filter before the server does.

The frame hears what a reader does to a filter of its page, works out which clusters are left, and
draws them at once; the scene that the server makes of the same selection then confirms it. What
decides is told here as codes, and follows :class:`geo.population.named.NamedClusters`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.maps.layers import AtlasLayer
from geo.population.selection import Selection
from geo.record import clusters

#: What a cluster is kept by besides its cities: its mark, its chain, and its recognitions.
Membership = tuple[int, str, str | None, tuple[tuple[str, int | None, bool], ...]]


class Kept(AtlasLayer):
    """The selection that the marks of a scene are kept by, and the cluster that carries the ring.

    Parameters
    ----------
    selection : Selection or None
        None where the marks are not all that a selection keeps, or a search has a say, of which a
        frame knows nothing; such a frame waits for the server.
    cluster : str or None
        cluster_id.
    scene : str
        What the scene shows, where a control of the page offers other scenes.
    """

    function = "kept"

    def __init__(self, selection: Selection | None, cluster: str | None, scene: str = "") -> None:
        known = None
        if selection is not None and not selection.q:
            known = {name: getattr(selection, name) for name in selection.chosen}
        super().__init__({"selection": known, "cluster": cluster, "scene": scene})


@remembered(4)
def memberships(atlas: Atlas) -> dict[str, Membership]:
    """What each cluster is kept by.

    Returns
    -------
    dict
        By cluster_id: tier class (0 without any recognition), hue, chain_id (None if unknown), and
        for each recognition its programme_id, its year (None if unknown) and whether it counts.
    """
    found: dict[str, list[tuple[str, int | None, bool]]] = {}
    for row in atlas.table("cluster_listings").itertuples():
        year = None if pd.isna(row.year) else int(row.year)
        found.setdefault(row.cluster_id, []).append((row.programme_id, year, bool(row.counts)))
    return {
        row.cluster_id: (
            int(row.tier_class) if row.cluster_id in found else 0,
            row.hue,
            None if pd.isna(row.chain_id) else row.chain_id,
            tuple(found.get(row.cluster_id, ())),
        )
        for row in clusters.known(atlas).itertuples()
    }


@remembered(4)
def wholes(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """What the codes of a selection take in: family of a chain, tier of a programme, cities."""
    return {
        "fam": dict(atlas.by_key("chains")["family_id"]),
        "tier": dict(clusters.programmes(atlas)["tier"]),
        "region": {
            code: [int(adcode) for adcode in members]
            for code, members in atlas.by_key("regions")["member_adcodes"].items()
        },
    }
