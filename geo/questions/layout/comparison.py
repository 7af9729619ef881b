"""Regions of a scheme compared: each figure with its year, basis and share of the province."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions.layout.schemes import Scheme
from geo.record import clusters, counts, statistics
from geo.record.counts import Coverage
from geo.record.findings import KEY_GROWTH

Group = Literal["place", "economy", "tier", "programme", "industry"]
#: The part of the province that is in no region stands in a comparison under this name.
REST = "rest"
TIERS = ("national", "provincial", "county")
#: The region that the paper of 2014 counts by and the one beyond it, as the paper calls them.
_PRINTED = {"wuhan_circle_1p8": "武汉城市圈", "west_hubei_tourism_circle": "武汉城市圈外"}


@dataclass(frozen=True)
class Measure:
    """One figure for each region.

    Attributes
    ----------
    code : str
        Key of the catalogue below ``layout.measure``, or of a programme.
    group : str
        What it belongs with.
    unit : str
        Key of the catalogue ``units``.
    values : dict
        Region id, or ``REST``, to value; None where a city of it is unknown.
    province : float
        The whole province, counted once, also where regions overlap.
    year : int or None
        Year of the figures; None where rows are of several years.
    digits : int
        Digits after the decimal point to print.
    additive : bool
        Whether shares of the province and figures per person make sense.
    per_million : bool
        Whether a figure per million residents says something.
    coverage : Coverage or None
        Named and official number, for clusters that are named.
    """

    code: str
    group: Group
    unit: str
    values: dict[str, float | None]
    province: float
    year: int | None = None
    digits: int = 0
    additive: bool = True
    per_million: bool = False
    coverage: Coverage | None = None

    def share(self, region_id: str) -> float | None:
        """Share of the province, or None."""
        value = self.values[region_id]
        if value is None or not self.additive or not self.province:
            return None
        return value / self.province


def parts(of: Scheme) -> dict[str, tuple[int, ...]]:
    """Cities of each region by region id, and of the rest, if there is any."""
    found = {region.region_id: region.members for region in of.regions}
    return found | ({REST: of.rest} if of.rest else {})


def _sums(of: Scheme, series: pd.Series) -> dict[str, float | None]:
    """Sum over the cities of each part; unknown where one of them is."""
    return {
        name: float(series[list(cities)].sum()) if series[list(cities)].notna().all() else None
        for name, cities in parts(of).items()
    }


def _places(of: Scheme, places: Iterable[Iterable[int]]) -> tuple[dict[str, float | None], float]:
    """Things that lie in each part; one in several cities counts once in each part it touches."""
    sets = [set(cities) for cities in places]
    inside = {
        name: float(sum(not one.isdisjoint(cities) for one in sets))
        for name, cities in parts(of).items()
    }
    return dict(inside), float(len(sets))


def latest_year(atlas: Atlas) -> int:
    """Latest year for which product and population are known for all units."""
    gdp, people = (statistics.full_years(atlas, code) for code in ("gdp", "population"))
    return max(set(gdp) & set(people))


def _economy(atlas: Atlas, of: Scheme) -> list[Measure]:
    year = latest_year(atlas)
    area = statistics.values(atlas, "area", year)
    people = statistics.values(atlas, "population", year)
    gdp = statistics.values(atlas, "gdp", year)
    product, heads = _sums(of, gdp), _sums(of, people)
    # 10⁸ yuan over 10⁴ persons are 10⁴ yuan a head.
    a_head: dict[str, float | None] = {}
    for name, value in product.items():
        number = heads[name]
        a_head[name] = None if value is None or not number else value / number * 10_000
    one = pd.Series(1.0, atlas.cities.index)
    whole = float(gdp.sum() / people.sum() * 10_000)
    return [
        Measure("units", "place", "units", _sums(of, one), float(len(one))),
        Measure("area", "place", "km2", _sums(of, area), float(area.sum())),
        Measure("population", "place", "persons_10k", heads, float(people.sum()), year),
        Measure("gdp", "economy", "cny_100m", product, float(gdp.sum()), year),
        Measure("gdp_per_head", "economy", "cny", a_head, whole, year, additive=False),
    ]


def _named(atlas: Atlas, of: Scheme) -> list[Measure]:
    table = clusters.table(atlas)
    found = []
    for tier in TIERS:
        values, whole = _places(of, table.loc[table["tier"] == tier, "city_adcodes"])
        found.append(Measure(tier, "tier", "clusters", values, whole, per_million=True))
    for programme in clusters.programmes(atlas).index:
        rows = counts.named(atlas, programme)
        values, whole = _places(of, rows["city_adcodes"])
        known = counts.coverage(atlas, programme)
        found.append(
            Measure(
                str(programme), "programme", "clusters", values, whole, known.year,
                per_million=True, coverage=known,
            )
        )  # fmt: skip
    return found


@remembered(32)
def _measures(atlas: Atlas, of: Scheme) -> tuple[Measure, ...]:
    """All that does not depend on the filters."""
    growth_year = counts.fullest_year(atlas, KEY_GROWTH)
    official = counts.by_city(atlas, KEY_GROWTH, growth_year).astype(float)
    firms = atlas.table("enterprises")
    anchors = firms[firms["kind"] == "anchor"]
    chains = atlas.table("chain_cities").groupby("chain_id")["city_adcode"].agg(set)
    recorded, on_record = _places(of, ({int(code) for code in one} for one in chains))
    at_anchor, all_anchors = _places(of, ([int(code)] for code in anchors["city_adcode"]))
    return (
        *_economy(atlas, of),
        Measure(
            "key_growth", "programme", "clusters", _sums(of, official), float(official.sum()),
            growth_year, per_million=True,
        ),
        *_named(atlas, of),
        Measure("chains", "industry", "chains", recorded, on_record, additive=False),
        Measure("anchors", "industry", "firms", at_anchor, all_anchors, per_million=True),
    )  # fmt: skip


def compare(atlas: Atlas, of: Scheme, chosen: pd.DataFrame | None = None) -> dict[str, Measure]:
    """Measures of all regions of a scheme, by code.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    of : Scheme
        Its regions are compared; cities in none of them stand together as ``REST``. Overlapping
        regions each count what they share.
    chosen : pandas.DataFrame, optional
        Rows of ``geo.record.clusters.table`` left by the filters, counted as the measure
        ``chosen``.

    Returns
    -------
    dict
        In the order in which they are told.
    """
    measures = list(_measures(atlas, of))
    if chosen is not None:
        values, whole = _places(of, chosen["city_adcodes"])
        measures.append(Measure("chosen", "tier", "clusters", values, whole))
    return {measure.code: measure for measure in measures}


def per_million(measure: Measure, people: Measure, name: str | None = None) -> float | None:
    """A count per million residents of a region, or of the province by default."""
    count = measure.province if name is None else measure.values[name]
    heads = people.province if name is None else people.values[name]
    return None if count is None or not heads else count / heads * 100


def rows(of: Scheme, measures: dict[str, Measure]) -> pd.DataFrame:
    """Long table of a comparison, one row a measure and part; unknown values are missing."""
    people = measures["population"]
    found = []
    for measure in measures.values():
        known = measure.coverage
        for name in (*parts(of), "province"):
            whole = name == "province"
            found.append(
                {
                    "scheme_id": of.scheme_id,
                    "region_id": name,
                    "measure": measure.code,
                    "value": measure.province if whole else measure.values[name],
                    "unit": measure.unit,
                    "year": measure.year,
                    "share": None if whole else measure.share(name),
                    "per_million": per_million(measure, people, None if whole else name)
                    if measure.per_million
                    else None,
                    "named": known.named if known else None,
                    "official": known.official if known else None,
                }
            )
    frame = pd.DataFrame(found)
    return frame.astype(dict.fromkeys(("year", "named", "official"), "Int64"))


@remembered(32)
def family_chains(atlas: Atlas, of: Scheme) -> pd.DataFrame:
    """Chains on record in each region by family.

    Returns
    -------
    pandas.DataFrame
        Index family_id; one column a part of the scheme, and ``province``: distinct chains with a
        row in any of its cities; ``all``: chains of the family, with or without cities.
    """
    chains = atlas.table("chains")
    families = chains.set_index("chain_id")["family_id"]
    rows = atlas.table("chain_cities")[["chain_id", "city_adcode"]]
    rows = rows.assign(family_id=rows["chain_id"].map(families))

    def distinct(cities: Iterable[int]) -> pd.Series:
        inside = rows[rows["city_adcode"].isin(list(cities))]
        return inside.groupby("family_id")["chain_id"].nunique()

    columns = {name: distinct(cities) for name, cities in parts(of).items()}
    columns["province"] = distinct(of.cities)
    columns["all"] = chains.groupby("family_id")["chain_id"].nunique()
    order = list(dict.fromkeys(chains["family_id"]))
    return pd.DataFrame(columns).reindex(order).fillna(0).astype(int)


@dataclass(frozen=True)
class Printed:
    """A count of the source papers with the share that they print beside it."""

    region_id: str
    year: int
    count: int
    total: int
    printed_share: float

    @property
    def share(self) -> float:
        """The share that the counts give."""
        return self.count / self.total


@remembered(1)
def printed_2014(atlas: Atlas) -> tuple[Printed, ...]:
    """Key-growth clusters of 2014 inside and outside the Wuhan circle, as one paper prints them.

    The paper's two shares add up to 100.10 %: the first has digits transposed.
    """
    rows = counts.official(atlas, programme_id=KEY_GROWTH)
    rows = rows[rows["year"] == 2014]
    total = rows.loc[rows["dimension"] == "total", "count"]
    by_region = rows[rows["dimension"] == "region"].set_index("key")["count"]
    facts = atlas.table("facts")
    facts = facts[(facts["theme"] == "concentration") & (facts["year"] == 2014)]
    facts = facts[(facts["source_id"] == "seed_001") & (facts["unit_zh"] == "%")]
    share = facts.set_index("place_zh")["value"]
    return tuple(
        Printed(region, 2014, int(by_region[region]), int(total.iloc[0]), float(share[place]) / 100)
        for region, place in _PRINTED.items()
        if region in by_region and place in share and len(total)
    )
