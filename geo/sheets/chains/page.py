"""Resource map and gap map of an industry chain, or of many."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

import geo.sheets.counted as counted
from geo import maps
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.maps import chain_legend
from geo.maps.chains import ChainAreas, ChainCorridor, ChainLinks, ChainPlaces, CityRole
from geo.maps.content import MapContent
from geo.questions.chains import choice, places
from geo.questions.chains.findings import headline
from geo.questions.chains.gaps import OF_CITY, gaps, shares
from geo.questions.chains.own import of as of_chains
from geo.record import clusters
from geo.record.areas import AreaFigure
from geo.record.naming import area_names
from geo.sheets.chains import drawings as drawn
from geo.sheets.chains import own
from geo.sheets.chains.asked import Asked, asked, clusters_of, firms_of, part
from geo.sheets.chains.rows import rows
from geo.sheets.figures import MapFigure
from geo.sheets.page import Charts, Page, Said
from geo.sheets.panel import Group, Number, Panel
from geo.sheets.view import View
from geo.words import Words


def _marked(atlas: Atlas, view: View, item: Asked) -> pd.DataFrame:
    """Clusters to mark: all of the chains, or for gaps those without a firm."""
    if "clusters" not in item.over:
        return clusters.table(atlas).iloc[:0]
    kept = clusters_of(atlas, view, item.ids)
    if view.chains.mode == "resource":
        return kept
    return kept[kept["cluster_id"].isin(gaps(atlas, item.ids)["cluster_id"].dropna())]


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """What is on record where, or what is not."""
    item, firms_counted = asked(atlas, view), counted.own(atlas, view)
    if firms_counted is not None:
        item = replace(item, hue=None, gap=False)
    marked = _marked(atlas, view, item)
    firms, zones = firms_of(atlas, item.ids), places.zones(atlas, item.ids)
    layers: list[maps.AtlasLayer] = []
    coloured: AreaFigure | None = None
    if firms_counted is not None:
        coloured = own.areas(atlas, view, firms_counted, t)
    elif item.hue:
        layers += _roles(atlas, item, t)
    else:
        coloured = _counts(atlas, view, item.ids, t)
    if "zones" in item.over:
        layers.append(ChainPlaces("zone", zones, t))
    if "firms" in item.over:
        layers.append(ChainPlaces("firm", firms, t))
    legend = chain_legend.legend(
        atlas, item.ids, t, hue=item.hue, figure=coloured, gap=item.gap,
        over=item.over, marked=marked, firms=firms, zones=zones,
    )  # fmt: skip
    content = MapContent(marked, coloured, tuple(layers), marks=not marked.empty)
    if firms_counted is not None and coloured is not None:
        badge, complete = firms_counted.known(of_chains(item.ids)).badge(t)
        return MapFigure(
            content, title=coloured.title, badge=badge, reading=t("chains.own.map_reading"),
            legend=legend, alt=own.words(atlas, view, firms_counted, t)[0], complete=complete,
            table=_table(atlas, coloured, t),
        )  # fmt: skip
    number, every = places.records(atlas, item.ids)["city_adcode"].nunique(), len(atlas.cities)
    return MapFigure(
        content,
        title=t(f"chains.map_title.{view.chains.mode}_{'roles' if item.hue else 'counts'}"),
        badge=t(f"chains.map_badge{'_all' if number == every else ''}", n=number, all=every),
        reading=t(f"chains.legend.counts_{view.chains.mode}") if coloured is not None else "",
        legend=legend,
        alt=headline(atlas, item.ids, view.chains.mode, t),
        complete=number == every,
        table=None if coloured is None else _table(atlas, coloured, t),
    )


def _table(atlas: Atlas, coloured: AreaFigure, t: Words) -> pd.DataFrame:
    """What the areas are coloured by; unknown where they are hatched."""
    names = area_names(atlas, t)
    return pd.DataFrame(
        {
            t("chains.col.city"): [names[code] for code in coloured.values],
            f"{coloured.title} ({coloured.unit})": list(coloured.values.values()),
        }
    )


def _roles(atlas: Atlas, item: Asked, t: Words) -> list[maps.AtlasLayer]:
    """Areas by role with stages, and what links them."""
    assert item.hue is not None
    rows = places.by_city(atlas, item.ids)
    found = gaps(atlas, item.ids)
    found = found[found["kind"].isin(OF_CITY)]
    pointed = found if item.gap else found.iloc[:0]
    open_stages = pointed.groupby("city_adcode")["stage"].agg(set).to_dict()
    areas = {
        int(adcode): CityRole(
            row["role"], row["stages"], _tip(row, len(item.ids), t), open_stages.get(adcode, ())
        )
        for adcode, row in rows.iterrows()
    }
    one = item.ids[0] if len(item.ids) == 1 else None
    title = t.name(choice.table(atlas).loc[one]) if one else t("chains.several")
    counties = places.by_county(atlas, item.ids)
    layers: list[maps.AtlasLayer] = [ChainAreas(title, item.hue, areas, counties, t)]
    if one is None or "links" not in item.over:
        return layers
    if item.gap:
        km = t("units.km") if t.lang == "en" else "km"
        links = {
            (row.beside[0], int(row.city_adcode)): f"{row.beside_km[0]:.0f} {km}"
            for row in pointed.itertuples()
            if row.beside
        }
        return [*layers, ChainLinks([(*pair, label) for pair, label in links.items()], gap=True)]
    axis = places.corridor(atlas, one)
    if axis is not None:
        layers.append(ChainCorridor(t.name(axis), axis["city_adcodes"]))
    return [*layers, ChainLinks([(a, b, "") for a, b, _ in places.links(atlas, one)])]


def _tip(row: pd.Series, number: int, t: Words) -> str:
    stages = t.join(t(f"chains.stage.{stage}") for stage in row["stages"])
    parts = [t(f"chains.role.{row['role']}"), stages or t("chains.stages_unstated")]
    if number > 1:
        parts.append(t("chains.of_chains", n=row["chains"]))
    parts.append(t("chains.firms_here", n=row["firms"]))
    return " · ".join(parts)


def _counts(atlas: Atlas, view: View, ids: Sequence[str], t: Words) -> AreaFigure:
    """Chains on record by city, or how much is to be checked, where chains share no hue."""
    mode = view.chains.mode
    values: dict[int, float | None]
    if mode == "gaps":
        values = shares(atlas, ids)
    else:
        number = places.records(atlas, ids)["city_adcode"].value_counts()
        values = {int(code): float(number.get(code, 0)) for code in atlas.cities.index}
    return AreaFigure(
        values=values,
        title=t(f"chains.map_title.{mode}_counts"),
        unit=t(f"chains.unit_{mode}"),
        year="",
        source="",
        kind="continuous",
    )


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """What the record says; how complete it is and how many gaps it has."""
    firms = counted.own(atlas, view)
    if firms is not None:
        return own.words(atlas, view, firms, t)
    item = asked(atlas, view)
    known = places.completeness(atlas)
    known = known.loc[list(item.ids)] if item.ids else known
    claim = headline(atlas, item.ids, view.chains.mode, t)
    cities = places.records(atlas, item.ids)["city_adcode"].nunique()
    if not cities:
        return claim, ()
    staged, rows = int(known["staged"].sum()), int(known["rows"].sum())
    record = t(
        "sheets.chain_record",
        cities=t(
            f"sheets.chain_cities{'_all' if cities == len(atlas.cities) else ''}",
            n=cities,
            all=len(atlas.cities),
        ),
        stages=t(f"sheets.chain_staged{'_all' if staged == rows else ''}", n=staged, all=rows),
    )
    return claim, (record, *_gaps_line(atlas, item.ids, view.chains.mode, t))


def _gaps_line(atlas: Atlas, ids: Collection[str], mode: str, t: Words) -> tuple[str, ...]:
    """How many stages are to be verified, which the claim says where it is about them."""
    number = len(gaps(atlas, ids))
    if mode == "gaps":
        return (t("sheets.gap_caution"),) if number else ()
    return (t("sheets.gap_count" if number else "sheets.gap_none", n=number),)


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """The drawing that stands below the map; the other parts are lists."""
    makers = {"matrix": drawn.matrix, "flow": drawn.flow}
    shown, firms = part(atlas, view), counted.own(atlas, view)
    if shown == "matrix" and firms is not None:
        return {"chain-matrix": partial(own.matrix, atlas, view, firms, t, theme)}
    if shown not in makers:
        return {}
    return {f"chain-{shown}": partial(makers[shown], atlas, view, t, theme)}


def panel(atlas: Atlas, view: View, t: Words) -> Panel | None:
    """Prefectures of each stage of one chain; None for several."""
    item = asked(atlas, view)
    if len(item.ids) != 1:
        return None
    names = area_names(atlas, t)
    unit = t("sheets.panel.cities") if t.lang == "zh" else ""
    numbers = tuple(
        Number(
            t.number(len(cities)),
            unit,
            t(f"chains.stage.{stage}"),
            t.join(names[city] for city in cities),
        )
        for stage, cities in places.with_stage(atlas, item.ids[0]).items()
        if cities
    )
    _, lines = words(atlas, view, t)
    return Panel(tuple(Group((one,)) for one in numbers), lines[1:]) if numbers else None


_FILTERS = ("region", "city", "fam", "chain")
PAGE = Page("see", words, rows, figure, charts, panel=panel, filters=_FILTERS, counts="firms")
