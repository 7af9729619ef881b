"""What clusters are filtered by, as columns of the file that they are handed out in.

The table of clusters has codes of place and chain alone; tier, programmes and years lie in the
listings, regions and families in tables of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.record import clusters
from geo.record.about import Column
from geo.words import LANGUAGES, Words

#: Codes that a selection asks for, as in ``geo.record.clusters.table``.
CODES = ("counts", "tier", "programmes", "years", "region_id", "family_id")
#: What is named in both languages beside its code.
NAMED = ("city", "chain", "family", "region", "programmes")
_COLUMNS = (*CODES, *(f"{name}_{lang}" for name in NAMED for lang in LANGUAGES))
#: Columns that are no plain text.
_TYPES = {
    "counts": "boolean",
    **dict.fromkeys(
        ("programmes", "years", "city_zh", "city_en", "programmes_zh", "programmes_en"), "list"
    ),
}


def joined(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the table of clusters with these columns at their end, before any geometry.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    rows : pandas.DataFrame
        Rows of ``clusters``.

    Returns
    -------
    pandas.DataFrame
        Of the same kind, in the same order. Lists are tuples; what is unknown stays so.
    """
    known = clusters.known(atlas).loc[rows["cluster_id"], list(CODES)]
    added = {name: known[name].to_numpy() for name in CODES}
    added["counts"] = pd.array(known["counts"], dtype="boolean")
    added["years"] = [tuple(map(int, years)) for years in known["years"]]
    for lang in LANGUAGES:
        t = Words(lang)
        city, chain = _names(atlas, "areas", t), _names(atlas, "chains", t)
        region, programme = _names(atlas, "regions", t), _names(atlas, "programmes", t)
        chains = atlas.table("chains").drop_duplicates("family_id").set_index("family_id")
        family = chains[f"family_{lang}"].get
        added |= {
            f"city_{lang}": [_each(city, codes) for codes in rows["city_adcodes"]],
            f"chain_{lang}": [_one(chain, code) for code in rows["chain_id"]],
            f"family_{lang}": [_one(family, code) for code in known["family_id"]],
            f"region_{lang}": [_one(region, code) for code in known["region_id"]],
            f"programmes_{lang}": [_each(programme, codes) for codes in known["programmes"]],
        }
    table = pd.DataFrame({name: added[name] for name in _COLUMNS}, index=rows.index)
    at = getattr(rows, "active_geometry_name", None)
    places = len(rows.columns) if at is None else list(rows.columns).index(at)
    for offset, name in enumerate(_COLUMNS):
        rows.insert(places + offset, name, table[name])
    return rows


def dictionary(t: Words) -> tuple[Column, ...]:
    """What the columns are, in words."""
    return tuple(
        Column(
            name,
            t(f"export.filtered_by.{name}.label"),
            t(f"export.filtered_by.{name}.meaning"),
            t(f"export.type.{_TYPES.get(name, 'string')}"),
        )
        for name in _COLUMNS
    )


def _names(atlas: Atlas, table: str, t: Words) -> Callable[[Any], str | None]:
    rows = atlas.table(table)
    key = atlas.resource(table).key[0]
    names = {code: t.name(row) for code, (_, row) in zip(rows[key], rows.iterrows(), strict=True)}
    return names.get


def _one(name: Callable[[Any], str | None], code: Any) -> str | None:
    return None if pd.isna(code) else name(code)


def _each(name: Callable[[Any], str | None], codes: Iterable[Any]) -> tuple[str, ...]:
    return tuple(found for code in codes if (found := name(code)) is not None)
