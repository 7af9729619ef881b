"""Units most like a unit: in size, in structure, or by distance."""

from __future__ import annotations

import numpy as np
import pandas as pd

import geo.questions.compare.outside as outside
from geo.data import boundaries, crs
from geo.data.atlas import Atlas
from geo.questions.chains import choice, relatedness
from geo.questions.compare.units import chain_table, default, units
from geo.record import ranks, statistics

#: What peers are chosen by: size and structure together, each alone, or distance.
PEERS = ("alike", "size", "structure", "distance")
#: Measures of a place by which peers are found.
_SIZE, _STRUCTURE = ("gdp", "population"), ("secondary_share",)


def peers(atlas: Atlas, code: str, by: str = PEERS[0]) -> pd.Series:
    """Units most like a unit, nearest first.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    code : str
        A city, a region or a chain.
    by : str
        One of ``PEERS``. For places: ``alike`` size and structure, ``size`` product and population
        (logarithms), ``structure`` share of secondary industry, in standard deviations of the
        candidates (structure in points); ``distance`` kilometres between the centres of the areas.
        For chains: ``alike`` cities, firms and clusters on record (logarithms), ``size`` cities
        alone, in standard deviations; ``structure`` the same family, by ``alike``; ``distance``
        one less the proximity of the places on record. For a city outside, those of the province;
        see :func:`geo.questions.compare.outside.nearest`.

    Returns
    -------
    pandas.Series
        Index code, the gap by which they are ordered; empty where nothing is known. Candidates are
        all cities, all chains on record, or the regions of the same scheme.
    """
    kind = units(atlas)[code].kind
    if kind == "outside":
        return outside.nearest(atlas, code, by)
    found = _chain_peers(atlas, code, by) if kind == "chain" else _place_peers(atlas, code, by)
    return found.drop(code, errors="ignore").sort_values(kind="stable")


def _distance(table: pd.DataFrame, code: str) -> pd.Series:
    """Euclidean distance in standard deviations."""
    spread = table.std(ddof=0).replace(0, np.nan)
    scores = ((table - table.mean()) / spread).fillna(0.0)
    return np.sqrt(((scores - scores.loc[code]) ** 2).sum(axis=1))


def _candidates(atlas: Atlas, code: str) -> list[str]:
    known = units(atlas)
    if known[code].kind == "city":
        return [key for key, unit in known.items() if unit.kind == "city"]
    regions = atlas.by_key("regions")
    own = regions.index[regions["scheme_id"] == regions.at[code, "scheme_id"]]
    found = [key for key in own if known[key].members]
    return found if len(found) > 1 else [code, *default(atlas, "region")]


def _place_peers(atlas: Atlas, code: str, by: str) -> pd.Series:
    known = units(atlas)
    keys = _candidates(atlas, code)
    if by == "distance":
        points = crs.centroid([boundaries.dissolve(atlas, known[key].members) for key in keys])
        at = points[keys.index(code)]
        metres = crs.distance_m(
            at.x, at.y, np.array([p.x for p in points]), np.array([p.y for p in points])
        )
        return pd.Series(metres / 1000, keys)
    if known[code].kind == "city" and by == "alike":
        found = ranks.alike(atlas, int(code), len(keys))["distance"]
        return found.set_axis([str(key) for key in found.index])
    year, table = ranks.profile(atlas)
    rows = {}
    for key in keys:
        own = table.loc[list(known[key].members)]
        second = statistics.values(atlas, "gdp_secondary", year)[list(known[key].members)]
        rows[key] = {
            "gdp": np.log(own["gdp"].sum(skipna=False)),
            "population": np.log(own["population"].sum(skipna=False)),
            "secondary_share": second.sum(skipna=False) / own["gdp"].sum(skipna=False) * 100,
        }
    profile = pd.DataFrame.from_dict(rows, orient="index").dropna()
    if code not in profile.index:
        return pd.Series(dtype=float)
    if by == "structure":
        share = profile["secondary_share"]
        return (share - share[code]).abs()
    columns = [*_SIZE, *_STRUCTURE] if by == "alike" else list(_SIZE)
    return _distance(profile[columns], code)


def _chain_peers(atlas: Atlas, code: str, by: str) -> pd.Series:
    table = chain_table(atlas)
    table = table[table["chain_cities"] > 0]
    if code not in table.index:
        return pd.Series(dtype=float)
    if by == "distance":
        return 1 - relatedness.related(atlas, code)["proximity"].astype(float)
    columns = ["chain_cities"] if by == "size" else ["chain_cities", "firms", "clusters"]
    found = _distance(np.log1p(table[columns]), code)
    if by == "structure":
        family = choice.table(atlas)["family_id"]
        found = found[family[found.index] == family[code]]
    return found
