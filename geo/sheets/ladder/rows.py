"""Rows behind the ladder: who climbed, what was planned, and the lists."""

from __future__ import annotations

from datetime import date

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.questions import ladder
from geo.record import clusters
from geo.record.about import Export
from geo.sheets.composed import composed
from geo.sheets.ladder import planned
from geo.sheets.page import tables
from geo.sheets.part import because, only
from geo.sheets.table_filter import in_words
from geo.sheets.view import View
from geo.words import Words

_COLUMNS = (
    "kind", "cluster_id", "cluster", "lower_id", "lower",
    "from_programme_id", "from_programme", "from_year",
    "to_programme_id", "to_programme", "to_year",
)  # fmt: skip


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """The climbs and targets that the claim counts, then the lists, their numbers and status."""
    plans = (planned.TABLE,) if planned.TABLE in atlas.tables else ()
    names = ("programmes", "cluster_listings", "cluster_counts", *plans)
    lists, *numbers = tables(*names)(atlas, view, link, day)
    lists = only(lists, lists.frame["unit"] == "cluster")
    return climbs(atlas, view, link, day), _goals(atlas, view, link, day), lists, *numbers


def climbs(atlas: Atlas, view: View, link: str, day: date) -> Export:
    """Clusters on two steps, one row for each pair of listings, strongest evidence first."""
    t = Words(view.lang)
    found = ladder.climbs(atlas, set(NamedClusters(atlas).rows(view.selection).index))
    return composed(
        atlas,
        t,
        "climbs",
        t("ladder.file_title"),
        _readable(atlas, found, t),
        {code: t(f"ladder.file.{code}") for code in _COLUMNS},
        tuple(
            tuple(dict.fromkeys((row.before["source_id"], row.after["source_id"])))
            for row in found.itertuples()
        ),
        licence_of="cluster_listings",
        filters=in_words(atlas, view, view.selection.chosen),
        notes=(t("ladder.climbs_reading"),),
        link=link,
        day=day,
    )


def _readable(atlas: Atlas, found: pd.DataFrame, t: Words) -> pd.DataFrame:
    table, programmes = clusters.table(atlas), ladder.programmes(atlas)

    def side(name: str) -> dict[str, list[object]]:
        listings, key = list(found[name]), "from" if name == "before" else "to"
        codes = [listing["programme_id"] for listing in listings]
        return {
            f"{key}_programme_id": codes,
            f"{key}_programme": [t.name(programmes.loc[code]) for code in codes],
            f"{key}_year": [listing["year"] for listing in listings],
        }

    frame = pd.DataFrame(
        {
            "kind": [t(f"ladder.kind.{kind}") for kind in found["kind"]],
            "cluster_id": list(found["higher"]),
            "cluster": [t.name(table.loc[code]) for code in found["higher"]],
            "lower_id": list(found["lower"]),
            "lower": [t.name(table.loc[code]) for code in found["lower"]],
            **side("before"),
            **side("after"),
        },
        columns=list(_COLUMNS),
    )
    return frame.astype({"from_year": "Int64", "to_year": "Int64"})


def _goals(atlas: Atlas, view: View, link: str, day: date) -> Export:
    """The statements that set the targets; no filter narrows them."""
    (every,) = tables("facts")(atlas, view.without_filters(), link, day)
    ids = {fact_id for goal in ladder.goals(atlas) for fact_id in goal.fact.ids}
    told = (Words(view.lang)("ladder.file_goals"),)
    return because(only(every, every.frame["fact_id"].isin(ids)), told)
