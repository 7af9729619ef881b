"""What units are compared by; each figure with unit, year, sources, coverage and reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import geo.questions.compare.outside_figures as outside_figures
from geo.data.atlas import Atlas
from geo.population.contract import Population
from geo.population.selection import Selection
from geo.questions import layout
from geo.questions.compare.figure import Figure
from geo.questions.compare.selection import Choice
from geo.questions.compare.units import chain_table
from geo.questions.layout import comparison
from geo.record import clusters, counts, statistics
from geo.record.findings import KEY_GROWTH

#: Programmes whose named clusters are counted by place.
PROGRAMMES = (
    "national_advanced_manufacturing_cluster",
    "national_strategic_emerging_cluster",
    "national_innovative_cluster",
    "sme_characteristic_cluster",
    "county_characteristic_cluster",
)

#: Totals that regions need not have in step with their residents: residents themselves, and chains,
#: which are in several places at once.
_NOT_BY_PEOPLE = frozenset({"population", "chains"})


def figures(atlas: Atlas, chosen: Choice, firms: Population | None = None) -> tuple[Figure, ...]:
    """Figures of the units compared, in the order in which they are told.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    chosen : Choice
        What is compared.
    firms : Population, optional
        Firms of the reader's own, which are then counted in a first figure.
    """
    if chosen.kind == "chain":
        found = _chain_figures(atlas, chosen)
    elif chosen.kind == "outside":
        return outside_figures.figures(atlas, chosen)
    else:
        found = _place_figures(atlas, chosen)
    return found if firms is None else (_own_firms(atlas, chosen, firms), *found)


def _own_firms(atlas: Atlas, chosen: Choice, firms: Population) -> Figure:
    """Firms of the reader's own: a total of places, or of chains."""
    known = firms.known(Selection())
    number = firms.counts("chain" if chosen.kind == "chain" else "city", Selection())
    values: dict[str, float | None] = {
        unit.code: float(
            number.get(unit.code, 0)
            if unit.kind == "chain"
            else number.reindex(list(unit.members)).sum()
        )
        for unit in chosen.units
    }
    line, lines = None, {}
    if chosen.kind == "city":
        line = known.placed / len(atlas.cities)
    elif chosen.kind == "chain":
        every = atlas.table("chains")["chain_id"]
        line = float(number.reindex(every).fillna(0).median())
    else:
        measures = comparison.compare(atlas, _grouping(atlas, chosen))
        lines = _by_people(chosen.codes, measures["population"], known.placed)
    whole = float(known.mapped if chosen.kind == "chain" else known.placed)
    return Figure("own_firms", "firms", values, whole, line, lines=lines)


def _grouping(atlas: Atlas, chosen: Choice) -> layout.Scheme:
    """The units as regions, so that places are counted as the page of the layout counts them."""
    model = layout.scheme(atlas, clusters.MAIN_SCHEME)
    regions = tuple(
        replace(model.regions[0], region_id=unit.code, members=unit.members, lead=None)
        for unit in chosen.units
    )
    return replace(model, regions=regions, open=())


def _place_figures(atlas: Atlas, chosen: Choice) -> tuple[Figure, ...]:
    grouping = _grouping(atlas, chosen)
    measures = comparison.compare(atlas, grouping)
    year = comparison.latest_year(atlas)
    number = len(atlas.cities) if chosen.kind == "city" else None
    people = measures["population"]

    def of(code: str, source_ids: Sequence[str]) -> Figure:
        measure = measures[code]
        line = measure.province if not measure.additive else None
        if measure.additive and number:
            line = measure.province / number
        lines = {}
        if measure.additive and not number and code not in _NOT_BY_PEOPLE:
            lines = _by_people(chosen.codes, people, measure.province)
        return Figure(
            code,
            measure.unit,
            {unit: measure.values[unit] for unit in chosen.codes},
            measure.province,
            line,
            measure.year,
            digits=measure.digits,
            additive=measure.additive,
            coverage=measure.coverage,
            source_ids=tuple(dict.fromkeys(source_ids)),
            lines=lines,
        )

    growth = counts.official(atlas, "city", KEY_GROWTH)
    growth_year = counts.fullest_year(atlas, KEY_GROWTH)
    growth = growth[growth["year"] == growth_year]
    a_million = {
        code: comparison.per_million(measures["key_growth"], people, code) for code in chosen.codes
    }
    whole = comparison.per_million(measures["key_growth"], people)
    listings = clusters.listings(atlas)
    firms = atlas.table("enterprises")
    sources = {code: statistics.sources(atlas, code, year) for code in statistics.INDICATORS}
    anchors = firms.loc[firms["kind"] == "anchor", "source_id"]
    # A chain is in many cities: the mean of the 17 would not be that of the chains of a city.
    chains = replace(
        of("chains", atlas.table("chain_cities")["source_id"]), line=None, additive=True
    )
    return (
        of("gdp", sources["gdp"]),
        of("gdp_per_head", sources["gdp_per_head"]),
        _quotient(atlas, chosen, "secondary_share", year),
        of("population", sources["population"]),
        _quotient(atlas, chosen, "density", year),
        of("area", sources["area"]),
        of("key_growth", growth["source_id"]),
        Figure(
            "key_growth_per_million",
            "clusters_per_million",
            a_million,
            whole,
            whole,
            growth_year,
            year,
            digits=1,
            additive=False,
            source_ids=tuple(dict.fromkeys([*growth["source_id"], *sources["population"]])),
        ),
        *(
            of(code, listings.loc[listings["programme_id"] == code, "source_id"])
            for code in PROGRAMMES
        ),
        chains,
        of("anchors", anchors),
    )


def _by_people(
    codes: Sequence[str], people: comparison.Measure, total: float | None
) -> dict[str, float]:
    """A total of the province shared out by residents."""
    if not total or not people.province:
        return {}
    known = {code: people.values[code] for code in codes}
    return {code: total * n / people.province for code, n in known.items() if n is not None}


def _quotient(atlas: Atlas, chosen: Choice, code: str, year: int) -> Figure:
    """A derived indicator of groups of cities: sum over sum, never a mean of quotients."""
    item = statistics.INDICATORS[code]
    assert item.denominator is not None
    above = statistics.values(atlas, item.numerator, year)
    below = statistics.values(atlas, item.denominator, year)

    def of(members: Sequence[int]) -> float | None:
        own = list(members)
        if above[own].isna().any() or below[own].isna().any():
            return None
        return float(above[own].sum() / below[own].sum() * item.factor)

    whole = of(list(atlas.cities.index))
    return Figure(
        code,
        item.unit,
        {unit.code: of(unit.members) for unit in chosen.units},
        whole,
        whole,
        year,
        digits=1 if item.unit == "percent" else 0,
        additive=False,
        source_ids=tuple(statistics.sources(atlas, code, year)),
    )


def _chain_figures(atlas: Atlas, chosen: Choice) -> tuple[Figure, ...]:
    table = chain_table(atlas)
    known = clusters.table(atlas)
    whole: dict[str, tuple[str, int | None, str]] = {
        "chain_cities": ("units", len(atlas.cities), "chain_cities"),
        "core_cities": ("units", len(atlas.cities), "chain_cities"),
        "counties": ("counties", len(atlas.counties), "chain_cities"),
        "stages": ("stages", None, "chain_cities"),
        "clusters": ("clusters", len(known), "cluster_listings"),
        "national": ("clusters", int((known["tier"] == "national").sum()), "cluster_listings"),
        "anchors": ("firms", int(table["anchors"].sum()), "enterprises"),
        "firms": ("firms", int(table["firms"].sum()), "enterprises"),
    }
    return tuple(
        Figure(
            code,
            unit,
            {key: float(table.at[key, code]) for key in chosen.codes},
            None if number is None else float(number),
            float(table[code].median()),
            source_ids=_chain_sources(atlas, chosen, source),
        )
        for code, (unit, number, source) in whole.items()
    )


def _chain_sources(atlas: Atlas, chosen: Choice, table: str) -> tuple[str, ...]:
    rows = atlas.table(table)
    if table == "cluster_listings":
        chain = atlas.by_key("clusters")["chain_id"]
        rows = rows.assign(chain_id=rows["cluster_id"].map(chain))
    return tuple(dict.fromkeys(rows.loc[rows["chain_id"].isin(chosen.codes), "source_id"]))
