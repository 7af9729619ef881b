"""The portrait of one city."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd

import geo.sheets.marked as marked
from geo.charts import series
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.population.named import NamedClusters
from geo.questions import cities
from geo.record import clusters, ranks, seats, statistics
from geo.record.about import Export
from geo.record.naming import area_names, region_name
from geo.sheets.city import takeover, takeover_sheet
from geo.sheets.figures import Chart, MapFigure
from geo.sheets.page import Charts, Page, Said, tables
from geo.sheets.view import View
from geo.words import Words


def city_of(atlas: Atlas, view: View) -> int:
    """The city whose portrait is shown: the first one chosen, else the main city."""
    return view.selection.city[0] if view.selection.city else seats.main_city(atlas)


def of_city(atlas: Atlas, view: View) -> View:
    """The view narrowed to that city."""
    return view.replace(city=(city_of(atlas, view),), region=())


def _sentence(atlas: Atlas, adcode: int, t: Words) -> str:
    """Rank, number of named clusters and place in the main scheme, as far as they are known."""
    parts = []
    gdp = ranks.latest(atlas, "gdp", adcode)
    if gdp is not None:
        parts.append(t("city.headline_gdp", rank=gdp["rank"], known=gdp["known"], year=gdp.name))
    parts.append(_clusters(atlas, adcode, t))
    for row in cities.layout(atlas, adcode).itertuples():
        if row.scheme_id == clusters.MAIN_SCHEME and row.position in ("lead", "member"):
            region = region_name(atlas, row.region_id, t)
            parts.append(t(f"city.headline_{row.position}", region=region))
    comma = "，" if t.lang == "zh" else ", "
    return t("city.headline", city=area_names(atlas, t)[adcode], parts=comma.join(parts))


def _clusters(atlas: Atlas, adcode: int, t: Words) -> str:
    """Number of clusters; of a city that has none, what it can take on."""
    if takeover.opens_with(atlas, adcode):
        found = takeover.asked(atlas, View(), adcode).candidates
        if len(found):
            return t("takeover.headline.part", n=found["chain_id"].nunique())
    number = cities.named(atlas, adcode).total
    key = {0: "headline_no_clusters", 1: "headline_one_cluster"}.get(number, "headline_clusters")
    return t(f"city.{key}", n=number)


def positioning(atlas: Atlas, adcode: int, t: Words) -> tuple[tuple[str, str], ...]:
    """What plans mean the city to be: the role, and the plan with its year."""
    return tuple(
        (
            t.clauses(row[f"role_{t.lang}"]),
            t("city.positioning_source", policy=row["policy_zh"], year=row["year"]),
        )
        for row in cities.positioning(atlas, adcode).to_dict("records")
    )


def map_title(atlas: Atlas, adcode: int, chosen: pd.DataFrame, t: Words) -> str:
    """How the clusters on the map spread over the counties."""
    if chosen.empty:
        return t("city.map_title_empty")
    units = cities.counties(atlas, adcode)
    if units == (adcode,):
        return t("city.map_title_direct", n=len(chosen))
    county = chosen.loc[chosen["city_adcode"] == adcode, "county_adcode"]
    with_any = county[county.isin(units)].nunique()
    vague = len(chosen) - int(county.isin(units).sum())
    key = "city.map_title_vague" if vague else "city.map_title"
    return t(key, n=len(chosen), all=len(units), with_any=with_any, vague=vague)


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """Standing and clusters of the city; what plans mean it to be, and its counties."""
    adcode = city_of(atlas, view)
    if view.city.show == "takeover":
        return takeover_sheet.words(atlas, view, adcode, t)
    chosen = NamedClusters(atlas).rows(of_city(atlas, view).selection)
    roles = tuple(f"{role} {source}" for role, source in positioning(atlas, adcode, t)[:2])
    return _sentence(atlas, adcode, t), (map_title(atlas, adcode, chosen, t), *roles)


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """Counties of the city with its clusters, or the cities near it."""
    adcode = city_of(atlas, view)
    if view.city.show == "takeover":
        return takeover_sheet.figure(atlas, view, adcode, t)
    chosen = NamedClusters(atlas).rows(of_city(atlas, view).selection)
    everywhere = NamedClusters(atlas).rows(view.selection.without("city", "region"))
    return marked.figure(
        atlas, view, t, chosen,
        title=map_title(atlas, adcode, chosen, t), focus=adcode, counted=everywhere,
    )  # fmt: skip


#: Tables that say something of a city.
TABLES = ("clusters", "zones", "chain_cities", "enterprises", "city_stats", "city_roles")


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """Tables narrowed to the city; what it can take on, first or last as the page shows it."""
    adcode = city_of(atlas, view)
    found = tables(*TABLES)(atlas, of_city(atlas, view), link, day)
    first = view.city.show == "takeover"
    if not first and not takeover.opens_with(atlas, adcode):
        return found
    added = takeover_sheet.rows(atlas, view, adcode, link=link, day=day)
    return (*added, *found) if first else (*found, *added)


#: Indicators drawn over the years; the area hardly changes and stands among the figures.
INDICATORS = ("gdp", "gdp_secondary", "gdp_per_head", "population", "secondary_share", "density")


def over_years(atlas: Atlas, code: str, adcode: int, t: Words, theme: Theme) -> Chart | None:
    """One indicator of the city over the years with its rank; None where no value is known."""
    found = ranks.series(atlas, code, adcode)
    if found.empty:
        return None
    item = statistics.INDICATORS[code]
    unit = t(f"units.{item.unit}")
    title = _series_title(found, t(f"city.short.{code}"), t)
    digits = 1 if item.unit == "percent" else 0
    keys = dict.fromkeys(
        key for year in found.index for key in statistics.sources(atlas, code, int(year))
    )
    return Chart(
        code=code_of(code),
        title=title,
        reading=t("city.statistics_reading"),
        figure=series.ranked(found, unit, digits, t, theme),
        table=pd.DataFrame(
            {
                t("city.col_year"): found.index,
                f"{t(f'statistics.{code}')} ({unit})": found["value"].to_numpy(),
                t("city.col_rank"): found["rank"].to_numpy(),
            }
        ),
        alt=t("city.chart_alt", title=title, unit=unit),
        badge=unit,
        source=t.join(atlas.sources(list(keys))["title"]),
    )


def _series_title(found: pd.DataFrame, name: str, t: Words) -> str:
    """First and last rank in words."""
    ranked = found.dropna(subset=["rank"])
    if ranked.empty:
        return t("city.series_title_unranked", name=name)
    first, last = int(ranked.index[0]), int(ranked.index[-1])
    fields = {"name": name, "first": first, "last": last}
    fields |= {"a": ranked["rank"].iloc[0], "b": ranked["rank"].iloc[-1]}
    if first == last:
        return t("city.series_title_one", **fields)
    same = ranked["rank"].nunique() == 1
    return t("city.series_title_same" if same else "city.series_title", **fields)


def code_of(indicator: str) -> str:
    """Code of the chart of an indicator."""
    return f"series-{indicator.replace('_', '-')}"


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Statistics of the city over the years, or its chains by stages."""
    city = city_of(atlas, view)
    if view.city.show == "takeover":
        return takeover_sheet.drawings(atlas, view, city, t, theme)
    return {code_of(code): partial(over_years, atlas, code, city, t, theme) for code in INDICATORS}


PAGE = Page(words, rows, figure, charts)
