"""The portrait of one city."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd

import geo.sheets.counted as counted
import geo.sheets.marked as marked
from geo.charts import series
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import Theme
from geo.population.named import NamedClusters
from geo.questions import cities, counties
from geo.questions.chains.wording import size
from geo.record import provenance, ranks, seats, statistics
from geo.record.about import Export
from geo.record.naming import area_names, document
from geo.sheets.city import own, takeover, takeover_sheet
from geo.sheets.figures import Chart, MapFigure, sentences
from geo.sheets.page import Charts, Page, Said, tables
from geo.sheets.panel import Group, Number, Panel
from geo.sheets.view import View
from geo.words import Words
from geo.words.units import parts, scaled, unit_name

#: Parts of the sentence about a city without clusters.
_TOLD = 3
#: Statistics that slides show as big numbers.
_BIG = ("gdp", "gdp_per_head", "population")


def city_of(atlas: Atlas, view: View) -> int:
    """The city whose portrait is shown: the first one chosen, that of a county, or the main one."""
    if view.selection.city:
        return view.selection.city[0]
    county = view.city.county
    return seats.main_city(atlas) if county is None else _parent(atlas, county)


def _parent(atlas: Atlas, county: int) -> int:
    return int(atlas.counties.at[county, "city_adcode"])


def county_of(atlas: Atlas, view: View) -> int | None:
    """The county that is chosen, if it lies in the city whose portrait is shown."""
    county = view.city.county
    if county is None or view.city.show == "takeover":
        return None
    return county if _parent(atlas, county) == city_of(atlas, view) else None


def of_county(atlas: Atlas, county: int, t: Words) -> str:
    """How much is recorded of a county."""
    name, found = area_names(atlas, t)[county], counties.recorded(atlas, county)
    number = {
        "clusters": len(found.clusters),
        "chains": len(found.chains),
        "zones": len(found.zones),
        "firms": len(found.enterprises),
    }
    parts = [t(f"city.county.{kind}", n=n) for kind, n in number.items() if n]
    if not parts:
        return t("city.county.none", county=name)
    return t("city.county.told", county=name, parts=t.join(parts))


def of_city(atlas: Atlas, view: View) -> View:
    """The view narrowed to that city."""
    return view.replace(city=(city_of(atlas, view),), region=())


def _sentence(atlas: Atlas, adcode: int, t: Words) -> str:
    """Rank and clusters of a city; one without clusters is told by what else it has."""
    parts = _clusters(atlas, adcode, t) or _else(atlas, adcode, t)
    comma = "，" if t.lang == "zh" else ", "
    return t("city.headline", city=area_names(atlas, t)[adcode], parts=comma.join(parts))


def _clusters(atlas: Atlas, adcode: int, t: Words) -> list[str]:
    """Rank by product and number of clusters; nothing where there is no cluster."""
    number = cities.named(atlas, adcode)
    if not number.total:
        return []
    key = "headline_one_cluster" if number.total == 1 else "headline_clusters"
    if number.national and number.total > 1:
        key = "headline_clusters_national"
    told = t(f"city.{key}", n=number.total, national=number.national)
    gdp = ranks.latest(atlas, "gdp", adcode)
    if gdp is None:
        return [told]
    place = t.ordinal(int(gdp["rank"]))
    return [t("city.headline_gdp", rank=place, known=gdp["known"], year=gdp.name), told]


def _else(atlas: Atlas, adcode: int, t: Words) -> list[str]:
    """Sizes of industries of the city's own, chains, zones, firms; last what it can take on."""
    known = atlas.table("chains")
    own = known[(known["size_scope_adcode"] == adcode).fillna(False)]
    told = [
        t("city.headline_size", chain=t.name(row), size=size(atlas, row, t, own=True))
        for _, row in own.iterrows()
    ]
    number = {
        "chains": len(cities.chains(atlas, adcode)),
        "zones": len(cities.zones(atlas, adcode)),
        "firms": len(cities.enterprises(atlas, adcode)),
    }
    told += [
        t(f"city.headline_{'one_' if n == 1 else ''}{name}", n=n) for name, n in number.items() if n
    ]
    found = takeover.asked(atlas, View(), adcode).candidates
    if len(found):
        part = t("takeover.headline.part", n=found["chain_id"].nunique())
        return [*told[: _TOLD - 1], part]
    return told[:_TOLD] or [t("city.map_title_empty")]


def positioning(atlas: Atlas, adcode: int, t: Words) -> tuple[tuple[str, str], ...]:
    """What plans mean the city to be: the role, and the plan with its year."""
    return tuple(
        (
            t.clauses(row[f"role_{t.lang}"]),
            _dated(document(row, t), row["year"], t),
        )
        for row in cities.positioning(atlas, adcode).to_dict("records")
    )


def _dated(policy: str, year: int, t: Words) -> str:
    """A document with its year, which its title may give already."""
    return policy if str(year) in policy else t("city.positioning_source", policy=policy, year=year)


def map_title(atlas: Atlas, adcode: int, chosen: pd.DataFrame, t: Words) -> str:
    """How the clusters on the map spread over the counties."""
    if chosen.empty:
        left = "_none_left" if cities.named(atlas, adcode).total else "_empty"
        return t(f"city.map_title{left}")
    units = cities.counties(atlas, adcode)
    if units == (adcode,):
        return t("city.map_title_direct", n=len(chosen), city=area_names(atlas, t)[adcode])
    county = chosen.loc[chosen["city_adcode"] == adcode, "county_adcode"]
    with_any = county[county.isin(units)].nunique()
    placed = int(county.isin(units).sum())
    key = "map_title" if placed == len(chosen) else "map_title_vague" if placed else "map_title_at"
    return t(f"city.{key}", n=len(chosen), all=len(units), with_any=with_any, placed=placed)


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """Standing and clusters of the city; what plans mean it to be, and its counties."""
    adcode = city_of(atlas, view)
    if view.city.show == "takeover":
        return takeover_sheet.words(atlas, view, adcode, t)
    chosen = NamedClusters(atlas).rows(of_city(atlas, view).selection)
    roles = tuple(
        t("city.positioning_told", role=role, source=source)
        for role, source in positioning(atlas, adcode, t)[:2] + planned(atlas, adcode, t)
    )
    county = county_of(atlas, view)
    told = () if county is None else (of_county(atlas, county, t),)
    firms = own.lines(atlas, view, adcode, t)
    lines = (map_title(atlas, adcode, chosen, t), *told, *firms, *roles)
    return _sentence(atlas, adcode, t), lines


def planned(atlas: Atlas, adcode: int, t: Words) -> tuple[tuple[str, str], ...]:
    """Fields that plans name for the city, told apart from clusters: the fields, and the plan."""
    return tuple(
        (
            t("city.planned", fields=t.join(map(t.name, rows.to_dict("records")))),
            document(rows.iloc[0], t, "plan"),
        )
        for _, rows in cities.planned(atlas, adcode).groupby("plan_zh", sort=False)
    )


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """Counties of the city with its clusters, or the cities near it."""
    adcode = city_of(atlas, view)
    if view.city.show == "takeover":
        return takeover_sheet.figure(atlas, view, adcode, t)
    here = of_city(atlas, view)
    chosen = NamedClusters(atlas).rows(here.selection)
    everywhere = NamedClusters(atlas).rows(view.selection.without("city", "region"))
    found = marked.figure(
        atlas, here, t, NamedClusters(atlas).shown(here.selection),
        title=map_title(atlas, adcode, chosen, t), focus=adcode, counted=everywhere,
    )  # fmt: skip
    content = replace(
        found.content,
        counties=True,
        county=county_of(atlas, view),
    )
    return replace(found, content=content, hint=sentences(found.hint, t("city.county.hint")))


#: Tables that say something of a city.
TABLES = ("clusters", "zones", "chain_cities", "enterprises", "city_stats", "city_roles")


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """Tables narrowed to the city; what it can take on, first or last as the page shows it."""
    adcode = city_of(atlas, view)
    found = tables(*TABLES)(atlas, of_city(atlas, view), link, day)
    if counted.own(atlas, view) is not None:
        found += (counted.export(atlas, view, own.of(adcode), link, day),)
    first = view.city.show == "takeover"
    if not first and not takeover.opens_with(atlas, adcode):
        return found
    added = takeover_sheet.rows(atlas, view, adcode, link=link, day=day)
    return (*added, *found) if first else (*found, *added)


#: Indicators drawn over the years; the area hardly changes and stands among the figures.
INDICATORS = ("gdp", "gdp_secondary", "gdp_per_head", "population", "secondary_share", "density")


@remembered(256)
def over_years(atlas: Atlas, code: str, adcode: int, t: Words, theme: Theme) -> Chart | None:
    """One indicator of the city over the years with its rank; None where no value is known."""
    found = ranks.series(atlas, code, adcode)
    if found.empty:
        return None
    item = statistics.INDICATORS[code]
    unit = unit_name(item.unit, t)
    title = _series_title(found, t(f"city.short.{code}"), t)
    keys = dict.fromkeys(
        key for year in found.index for key in statistics.sources(atlas, code, int(year))
    )
    return Chart(
        code=code_of(code),
        title=title,
        reading=t("city.statistics_reading"),
        figure=series.ranked(found, item.unit, t, theme),
        table=pd.DataFrame(
            {
                t("city.col_year"): found.index,
                t("sheets.with_unit", name=t(f"statistics.{code}"), unit=unit): scaled(
                    found["value"], item.unit, t
                ).to_numpy(),
                t("city.col_rank"): found["rank"].to_numpy(),
            }
        ),
        alt=t("city.chart_alt", title=title, unit=unit),
        badge=unit,
        source=t.join(provenance.source_names(atlas, keys, t)),
    )


def _series_title(found: pd.DataFrame, name: str, t: Words) -> str:
    """First and last rank in words."""
    ranked = found.dropna(subset=["rank"])
    if ranked.empty:
        return t("city.series_title_unranked", name=name)
    first, last = int(ranked.index[0]), int(ranked.index[-1])
    fields = {"name": name, "first": first, "last": last}
    fields |= {"a": t.ordinal(ranked["rank"].iloc[0]), "b": t.ordinal(ranked["rank"].iloc[-1])}
    if first == last:
        return t("city.series_title_one", **fields)
    if ranked["rank"].nunique() == 1:
        return t("city.series_title_same", **fields)
    back = fields["a"] == fields["b"]
    return t("city.series_title_back" if back else "city.series_title", **fields)


def code_of(indicator: str) -> str:
    """Code of the chart of an indicator."""
    return f"series-{indicator.replace('_', '-')}"


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Statistics of the city over the years, or its chains by stages; before them its own firms."""
    city = city_of(atlas, view)
    if view.city.show == "takeover":
        drawn = takeover_sheet.drawings(atlas, view, city, t, theme)
    else:
        drawn = {
            code_of(code): partial(over_years, atlas, code, city, t, theme) for code in INDICATORS
        }
    return {**own.charts(atlas, view, city, t, theme), **drawn}


def panel(atlas: Atlas, view: View, t: Words) -> Panel | None:
    """Newest figures with their rank; what the city is officially meant to be as lines."""
    if view.city.show == "takeover":
        return None
    adcode = city_of(atlas, view)
    numbers = []
    for code in _BIG:
        row = ranks.latest(atlas, code, adcode)
        if row is None:
            continue
        value, unit = parts(float(row["value"]), statistics.INDICATORS[code].unit, t)
        rank = t(
            "city.rank_in", rank=t.ordinal(int(row["rank"])), known=row["known"], year=row.name
        )
        numbers.append(Number(value, unit, t(f"statistics.{code}"), rank))
    _, lines = words(atlas, view.replace(own=""), t)
    return Panel(tuple(Group((one,)) for one in numbers), lines[1:2]) if numbers else None


_FILTERS = ("city", "fam", "chain", "tier", "prog", "year", "q")
PAGE = Page("see", words, rows, figure, charts, panel=panel, filters=_FILTERS, counts="firms")
