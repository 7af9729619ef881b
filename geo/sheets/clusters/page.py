"""Where the named clusters are, and official counts by year, city and industry."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd

import geo.sheets.marked as marked
from geo.charts import counts as drawn
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import Theme
from geo.maps.marks import PRECISE
from geo.population.named import NamedClusters
from geo.record import clusters, counts, provenance, status
from geo.record.about import Export
from geo.record.naming import area_names
from geo.sheets.figures import Chart, MapFigure
from geo.sheets.page import Charts, Page, Said, tables
from geo.sheets.panel import Panel, of_tiers
from geo.sheets.part import because, only
from geo.sheets.subject import claim
from geo.sheets.view import View
from geo.words import Words

_TIERS = ("national", "provincial", "county")
#: Tiers from which their numbers say more than the claim.
_SEVERAL = 2


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """How many clusters are left and where most are; tiers, coverage and places as lines."""
    chosen = NamedClusters(atlas).rows(view.selection)
    if chosen.empty:
        return claim(atlas, view, chosen, t), ()
    number = chosen["tier"].value_counts()
    tiers = [t(f"sheets.tier.{tier}", n=number[tier]) for tier in _TIERS if tier in number.index]
    precise = int(chosen["location_precision"].isin(PRECISE).sum())
    vague = len(chosen) - precise
    key = "places" if precise and vague else "places_precise" if precise else "places_vague"
    lines = (
        t("sheets.tiers", tiers=t.join(tiers)),
        coverage_line(atlas, programme_of(atlas, view), t),
        t(f"sheets.{key}", precise=precise, vague=vague),
    )
    return claim(atlas, view, chosen, t), lines


def coverage_line(atlas: Atlas, programme: str, t: Words) -> str:
    """How many of a programme are named of how many, in which year; whether it is in force."""
    known = counts.coverage(atlas, programme)
    name = t.name(clusters.programmes(atlas).loc[programme])
    key = "open" if known.official is None else "all" if known.complete else "part"
    return t(
        f"sheets.coverage.{key}",
        programme=name,
        status=status.inline(atlas, "programmes", programme, t),
        year=known.year,
        named=known.named,
        official=known.official,
    )


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """The clusters of the view."""
    kept = NamedClusters(atlas).shown(view.selection)
    return marked.figure(atlas, view, t, kept, selection=view.selection)


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Official counts of the programme that the view speaks of."""
    programme = programme_of(atlas, view)
    city_year = year_of(view.clusters.counted, city_years(atlas, programme))
    industry_year = year_of(view.clusters.industries, industry_years(atlas, programme))
    cities = view.selection.city
    return {
        "official-by-year": partial(by_year, atlas, programme, t, theme),
        "official-by-city": partial(by_city, atlas, programme, city_year, t, theme, cities),
        "official-by-industry": partial(by_industry, atlas, programme, industry_year, t, theme),
    }


def programme_of(atlas: Atlas, view: View) -> str:
    """The programme asked for, else the first filtered for, else that of the longest record."""
    filtered = view.selection.prog[0] if view.selection.prog else counts.longest_record(atlas)
    return view.clusters.programme or filtered


def year_of(asked: int | None, known: dict[int, int]) -> int | None:
    """The year asked for, if anything is known of it; else the one of which most is known."""
    return asked if asked in known else best_year(known)


@remembered(32)
def city_years(atlas: Atlas, programme: str) -> dict[int, int]:
    """Years with official counts by city, and how many cities are known in each."""
    return {
        year: int(counts.by_city(atlas, programme, year).notna().sum())
        for code, year in counts.city_years(atlas)
        if code == programme
    }


@remembered(32)
def industry_years(atlas: Atlas, programme: str) -> dict[int, int]:
    """Years with official counts by industry, and how many clusters each of them counts."""
    sums = counts.official(atlas, "industry", programme).groupby("year")["count"].sum()
    return {int(year): int(number) for year, number in sums.items()}


def best_year(known: dict[int, int]) -> int | None:
    """The year of which most is known, the latest of several; None if there is none."""
    return max(known, key=lambda year: (known[year], year)) if known else None


@remembered(32)
def sources(atlas: Atlas, programme: str, t: Words) -> list[str]:
    """Names of the sources of the official counts of a programme; without any, of its lists."""
    told = counts.official(atlas)
    if programme not in set(told["programme_id"]):
        told = clusters.listings(atlas)
    keys = told.loc[told["programme_id"] == programme, "source_id"]
    return provenance.source_names(atlas, keys, t)


@remembered(32)
def by_year(atlas: Atlas, programme: str, t: Words, theme: Theme) -> Chart | None:
    """Official and named number of each year; None where neither is known."""
    official = counts.official(atlas, "total", programme)
    named = counts.named_by_year(atlas, programme)
    if official.empty and named.empty:
        return None
    known = counts.coverage(atlas, programme)
    years = official[["year", "count"]].rename(columns={"count": "official"}).astype(int)
    table = years.merge(named.rename("named").reset_index(), on="year", how="outer")
    table.columns = [t("clusters.year_choice"), t("clusters.official"), t("clusters.named")]
    return Chart(
        code="official-by-year",
        title=year_title(atlas, programme, t),
        reading=official_reading(atlas, programme, t),
        figure=drawn.by_year(official, named, t, theme),
        table=table,
        alt=t("clusters.chart_alt", title=year_title(atlas, programme, t)),
        badge=known.text(t),
        complete=known.complete,
        source=t.join(sources(atlas, programme, t)),
    )


def official_reading(atlas: Atlas, programme: str, t: Words) -> str:
    """How to read the official numbers of a programme, and whether it is in force."""
    said = status.word(atlas, "programmes", programme, t).lower()
    return t("clusters.official_reading", status=said)


def year_title(atlas: Atlas, programme: str, t: Words) -> str:
    """What is known of the number of a programme."""
    known = counts.coverage(atlas, programme)
    name = t.name(clusters.programmes(atlas).loc[programme])
    key = "clusters.official_title" + ("_unknown" if known.official is None else "")
    return t(key, programme=name, official=known.official, year=known.year, named=known.named)


@remembered(64)
def by_city(
    atlas: Atlas,
    programme: str,
    year: int | None,
    t: Words,
    theme: Theme,
    picked: tuple[int, ...] = (),
) -> Chart | None:
    """Official and named number of each city in a year; None where no city is known."""
    known = city_years(atlas, programme)
    if year is None or year not in known:
        return None
    table = pd.DataFrame(
        {
            "city": area_names(atlas, t)[atlas.cities.index],
            "official": counts.by_city(atlas, programme, year),
            "named": counts.named_by_city(atlas, programme, year),
        }
    ).sort_values(["official", "named"], ascending=False, na_position="last", kind="stable")
    key = "city_title_all" if known[year] == len(atlas.cities) else "city_title"
    title = t(f"clusters.{key}", year=year, known=known[year], sum=int(table["official"].sum()))
    chart = drawn.bars(table, t, theme, picked=picked)
    table.columns = [t("clusters.col_city"), t("clusters.official"), t("clusters.named")]
    return Chart(
        code="official-by-city",
        title=title,
        reading=t("clusters.city_reading"),
        hint=t("sheets.hint.bar_city"),
        figure=chart,
        table=table,
        alt=t("clusters.chart_alt", title=title),
        source=t.join(sources(atlas, programme, t)),
    )


@remembered(32)
def by_industry(
    atlas: Atlas, programme: str, year: int | None, t: Words, theme: Theme
) -> Chart | None:
    """Official and named number of each industry in a year; None where none is known."""
    known = industry_years(atlas, programme)
    if year is None or year not in known:
        return None
    table = counts.by_industry(atlas, programme, year)
    table["industry"] = [t(f"industries.{name}") for name in table["industry"]]
    title = t("clusters.industry_title", year=year, n=len(table), sum=known[year])
    chart = drawn.bars(table, t, theme)
    table.columns = [t("clusters.industry"), t("clusters.official"), t("clusters.named")]
    return Chart(
        code="official-by-industry",
        title=title,
        reading=t("clusters.industry_reading"),
        figure=chart,
        table=table,
        alt=t("clusters.chart_alt", title=title),
        source=t.join(sources(atlas, programme, t)),
    )


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """The clusters left, their listings, and the programme spoken of with its official counts."""
    programme = programme_of(atlas, view)
    name = Words(view.lang).name(clusters.programmes(atlas).loc[programme])
    of_programme = (
        because(only(whole, whole.frame["programme_id"] == programme), (name,))
        for whole in tables("cluster_counts", "programmes")(
            atlas, view.without_filters(), link, day
        )
    )
    return *tables("clusters", "cluster_listings")(atlas, view, link, day), *of_programme


def panel(atlas: Atlas, view: View, t: Words) -> Panel | None:
    """Clusters of each tier; coverage and places as lines."""
    chosen = NamedClusters(atlas).rows(view.selection)
    if chosen["tier"].nunique() < _SEVERAL:
        return None
    _, lines = words(atlas, view, t)
    return Panel((of_tiers(chosen["tier"], t),), lines[1:])


PAGE = Page("see", words, rows, figure, charts, panel=panel, counts="clusters")
