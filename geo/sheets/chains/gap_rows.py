"""The working list of a chain's gaps as a file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.contract import Population
from geo.questions.chains.own import at_gaps
from geo.questions.chains.places import completeness, records
from geo.questions.chains.wording import statement
from geo.record.about import Export
from geo.record.naming import area_names
from geo.sheets.composed import composed
from geo.sheets.view import View
from geo.words import Words

_COLUMNS = (
    "kind", "chain_id", "chain", "statement", "stage", "city_adcode", "city", "beside_adcodes",
    "beside", "beside_km", "nearest_adcode", "nearest", "distance_km", "cluster_id", "cluster",
    "record_cities", "record_rows", "record_staged", "record_high",
)  # fmt: skip


def readable(
    atlas: Atlas, gaps: pd.DataFrame, t: Words, firms: Population | None = None
) -> pd.DataFrame:
    """Rows of ``chains.gaps.gaps`` with names and the completeness of the record.

    Where the reader's own firms are counted, those of the chain at each gap stand in a last column.
    """
    chains = atlas.by_key("chains")
    clusters = atlas.by_key("clusters")
    names = area_names(atlas, t)
    known = completeness(atlas).loc[gaps["chain_id"]]
    table = pd.DataFrame(
        {
            "kind": [t(f"chains.gap_kind.{kind}") for kind in gaps["kind"]],
            "chain_id": list(gaps["chain_id"]),
            "chain": [t.name(chains.loc[code]) for code in gaps["chain_id"]],
            "statement": [statement(atlas, row, t) for row in gaps.itertuples()],
            "stage": [
                t(f"chains.stage.{code}") if isinstance(code, str) else None
                for code in gaps["stage"]
            ],
            "city_adcode": gaps["city_adcode"].array,
            "city": [names.get(code) if pd.notna(code) else None for code in gaps["city_adcode"]],
            "beside_adcodes": list(gaps["beside"]),
            "beside": [tuple(names[code] for code in codes) for codes in gaps["beside"]],
            "beside_km": [tuple(round(km) for km in cells) for cells in gaps["beside_km"]],
            "nearest_adcode": gaps["nearest_city"].array,
            "nearest": [
                names.get(code) if pd.notna(code) else None for code in gaps["nearest_city"]
            ],
            "distance_km": gaps["distance_km"].round().astype("Int64").array,
            "cluster_id": list(gaps["cluster_id"]),
            "cluster": [
                t.name(clusters.loc[code]) if isinstance(code, str) else None
                for code in gaps["cluster_id"]
            ],
            "record_cities": known["cities"].to_numpy(),
            "record_rows": known["rows"].to_numpy(),
            "record_staged": known["staged"].to_numpy(),
            "record_high": known["high"].to_numpy(),
        },
        columns=list(_COLUMNS),
    )
    if firms is None:
        return table
    return table.assign(own_firms=at_gaps(atlas, firms, gaps).to_numpy())


def working_list(
    atlas: Atlas,
    view: View,
    gaps: pd.DataFrame,
    firms: Population | None = None,
    *,
    filters: Collection[str] = (),
    link: str = "",
    day: date | None = None,
) -> Export:
    """The gaps shown, with the sources of the chains they are about.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    view : View
        Its language is that of the words.
    gaps : pandas.DataFrame
        Rows of :func:`geo.questions.chains.gaps.gaps`.
    firms : Population, optional
        The reader's own firms, if they are counted.
    filters : collection of str
        What was chosen, in words.
    link : str
        Address of the view.
    day : datetime.date, optional
        Day of the export; today if left out.
    """
    t = Words(view.lang)
    told = (
        records(atlas)
        .groupby("chain_id")["source_ids"]
        .agg(lambda cells: tuple(dict.fromkeys(key for cell in cells for key in cell)))
    )
    table = readable(atlas, gaps, t, firms)
    return composed(
        atlas,
        t,
        "chain-gaps",
        t("chains.list_title"),
        table,
        {code: t(f"chains.file.{code}") for code in table},
        tuple(told.get(code, ()) for code in gaps["chain_id"]),
        licence_of="chain_cities",
        filters=filters,
        notes=(t("chains.list_reading"), t("chains.rule_distance")),
        link=link,
        day=day,
    )
