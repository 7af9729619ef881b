"""The regional layout: one scheme on the map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from geo.charts.shares import by_region
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.maps import regions
from geo.maps.content import MapContent
from geo.questions import layout
from geo.questions.layout import Axis, Measure, Scheme
from geo.record import clusters, counts, provenance, statistics
from geo.sheets.figures import Chart, MapFigure
from geo.sheets.layout import asked
from geo.sheets.layout.rows import rows
from geo.sheets.page import Charts, Page, Said
from geo.sheets.panel import Group, Number, Panel
from geo.sheets.view import View
from geo.words import Words
from geo.words.text import quotable, unbroken

#: Regions told in lines of evidence.
_TOLD = 3


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """Who is where; who is nowhere, weights, and what another scheme changes."""
    scheme = asked.scheme(atlas, view)
    lines = [_status(atlas, scheme, t)]
    if scheme.complete:
        lines += _shares(atlas, scheme, t)
    return layout.headline(atlas, scheme, t), (*lines, asked.changes_title(atlas, view, t))


def _status(atlas: Atlas, scheme: Scheme, t: Words) -> str:
    """Whether the scheme is in force."""
    return t(
        "layout.status_line",
        scheme=quotable(scheme.name_zh if t.lang == "zh" else scheme.name_en),
        year=scheme.year,
        status=layout.status_word(atlas, scheme, t),
    )


def notes(atlas: Atlas, view: View, t: Words) -> tuple[str, ...]:
    """What is known of the status of the scheme, and what its parts mean."""
    scheme = asked.scheme(atlas, view)
    note = scheme.status_note(t.lang)
    return ((note,) if note else ()) + scheme.meaning(t.lang)


def _shares(atlas: Atlas, scheme: Scheme, t: Words) -> list[str]:
    """What share of the province each of the first regions holds."""
    found = layout.compare(atlas, scheme)
    shares = {name: found[name] for name in _BIG}

    def told(name: str, region: str) -> str:
        share = shares[name].share(region)
        return t("common.unknown") if share is None else t.percent(share)

    return [
        t(
            "sheets.region",
            region=layout.short(region, t),
            people=told("population", region.region_id),
            gdp=told("gdp", region.region_id),
            year=shares["gdp"].year,
            growth=told("key_growth", region.region_id),
            growth_year=shares["key_growth"].year,
        )
        for region in scheme.regions[:_TOLD]
    ]


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """The scheme with its corridors."""
    scheme, drawn = asked.scheme(atlas, view), asked.axes(atlas, view)
    name = scheme.name_zh if t.lang == "zh" else scheme.name_en
    return MapFigure(
        MapContent(
            clusters.table(atlas),
            layers=regions.region_layers(atlas, scheme, drawn, t),
            marks=False,
            regions={
                city: region.region_id
                for city in scheme.cities
                if (region := scheme.area_of(city)) is not None
            },
            shown=scheme.scheme_id,
        ),
        title=t("layout.map.title", scheme=name, year=scheme.year),
        badge=_covered(scheme, t),
        reading=_reading(scheme, drawn, t),
        hint=t("sheets.hint.layout"),
        legend=regions.legend(scheme, drawn, t),
        alt=layout.headline(atlas, scheme, t),
        complete=scheme.complete,
    )


def _covered(scheme: Scheme, t: Words) -> str:
    n, every = len(scheme.inside), len(scheme.cities)
    return t(f"layout.map.listed{'_all' if n == every else ''}", n=n, all=every)


def _reading(scheme: Scheme, drawn: tuple[Axis, ...], t: Words) -> str:
    parts = [t("layout.map.reading")]
    if any(axis.inferred for axis in drawn):
        inferred = t.join(regions.axis_word(axis, t) for axis in drawn if axis.inferred)
        parts.append(t("layout.map.inferred", axes=inferred))
    if scheme.shared:
        parts.append(t("layout.map.shared", n=len(scheme.shared)))
    return (" " if t.lang == "en" else "").join(parts)


#: Colours of regions that have none of their own.
_HUES = {"fourth": "count-3"}
#: Measures whose shares slides show as big numbers.
_BIG = ("population", "gdp", "key_growth")
#: Measures whose shares are drawn.
_DRAWN = ("area", "population", "gdp", "key_growth", "national_innovative_cluster")


def _sources(atlas: Atlas, drawn: Sequence[Measure]) -> list[str]:
    """Keys of the sources of some measures."""
    keys: list[str] = []
    for item in drawn:
        if item.code in statistics.INDICATORS and item.year is not None:
            keys += statistics.sources(atlas, item.code, item.year)
        elif item.year is not None:
            official = counts.official(atlas)
            of = official["programme_id"].str.contains(item.code, regex=False)
            keys += list(official.loc[of & (official["year"] == item.year), "source_id"])
    return list(dict.fromkeys(keys))


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Shares of the regions of a scheme."""
    return {"region-shares": partial(shares_of_regions, atlas, view, t, theme)}


def shares_of_regions(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Shares of the regions of a scheme in what is counted and measured."""
    scheme = asked.scheme(atlas, view)
    found = layout.compare(atlas, scheme)
    drawn = [found[code] for code in _DRAWN if code in found]
    parts = {region.region_id: unbroken(layout.short(region, t)) for region in scheme.regions}
    hues = {parts[r.region_id]: _HUES.get(r.hue, r.hue) for r in scheme.regions}
    if scheme.rest:
        parts[layout.REST] = t("layout.region.rest")
        hues[parts[layout.REST]] = "faint"
    names = [layout.measure_name(atlas, measure, t) for measure in drawn]
    shares = {name: [measure.share(code) for measure in drawn] for code, name in parts.items()}
    title = t("sheets.shares", scheme=layout.scheme_word(scheme, t))
    table = pd.DataFrame(
        {
            t("sheets.shares_measure"): names,
            t("sheets.shares_year"): pd.array([m.year for m in drawn], dtype="Int64"),
        }
        | {name: [None if s is None else s * 100 for s in row] for name, row in shares.items()}
    )
    told = t.clauses(
        f"{name} "
        + t.join("?" if row[i] is None else f"{part} {row[i]:.0%}" for part, row in shares.items())
        for i, name in enumerate(names)
    )
    return Chart(
        code="region-shares",
        title=title,
        reading=t("sheets.shares_reading"),
        figure=by_region(hues, names, shares, theme),
        table=table,
        source=t.join(sorted(provenance.source_names(atlas, _sources(atlas, drawn), t))),
        alt=t("sheets.choice", name=title, value=told),
    )


def panel(atlas: Atlas, view: View, t: Words) -> Panel | None:
    """Shares of the first regions in people, product and clusters; the rest as lines."""
    scheme = asked.scheme(atlas, view)
    if not scheme.complete:
        return None
    found = layout.compare(atlas, scheme)
    shares = [found[code] for code in _BIG]

    def number(measure: Measure, region: str) -> Number:
        share = measure.share(region)
        label = t(f"sheets.panel.{measure.code}")
        if share is None:
            return Number(t("common.unknown"), "", label)
        return Number(t.number(share * 100), "%", label)

    groups = tuple(
        Group(
            tuple(number(measure, region.region_id) for measure in shares),
            layout.short(region, t),
            layout.members_word(atlas, region, t),
            _HUES.get(region.hue, region.hue),
        )
        for region in scheme.regions[:_TOLD]
    )
    years = t("sheets.panel.shares", year=shares[0].year, growth_year=shares[-1].year)
    return Panel(groups, (_status(atlas, scheme, t),), years)


PAGE = Page("see", words, rows, figure, charts, notes, panel)
