"""Rows behind the layout: regions of the scheme, what they hold, what changed, and corridors."""

from __future__ import annotations

from datetime import date

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.questions import layout
from geo.questions.layout import REST, Measure, Scheme
from geo.record.about import Export
from geo.record.naming import area_names
from geo.sheets.composed import composed
from geo.sheets.layout.asked import against, axes, scheme
from geo.sheets.page import tables
from geo.sheets.part import because, only
from geo.sheets.table_filter import in_words
from geo.sheets.view import View
from geo.words import Words
from geo.words.text import unbroken
from geo.words.units import scaled, unit_name

_COMPARED = (
    "scheme_id", "region_id", "region", "measure", "measure_name", "value", "unit", "year",
    "share", "per_million", "named", "official",
)  # fmt: skip
_CHANGED = ("city_adcode", "city", "kind", "before_ids", "before", "after_ids", "after")


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """Regions of the scheme and what they hold; what another scheme changes; corridors drawn.

    Filters narrow the clusters that are counted, and no scheme.
    """
    t = Words(view.lang)
    of = scheme(atlas, view)
    told = (t("layout.map.title", scheme=layout.scheme_word(of, t), year=of.year),)
    whole = view.without_filters()
    regions, corridors = tables("regions", "axes")(atlas, whole, link, day)
    drawn = [axis.axis_id for axis in axes(atlas, view)]
    lines = because(only(corridors, corridors.frame["axis_id"].isin(drawn)), told)
    return (
        because(only(regions, regions.frame["scheme_id"] == of.scheme_id), told),
        comparison(atlas, view, link=link, day=day),
        _changes(atlas, view, link, day),
        *((lines,) if drawn else ()),
    )


def measures(atlas: Atlas, view: View) -> dict[str, Measure]:
    """What the regions hold; the clusters of the view beside where any filter is set."""
    chosen = NamedClusters(atlas).rows(view.selection) if view.filtered else None
    return layout.compare(atlas, scheme(atlas, view), chosen)


def comparison(atlas: Atlas, view: View, *, link: str = "", day: date | None = None) -> Export:
    """What the regions hold, one row a measure and region."""
    t = Words(view.lang)
    of, found = scheme(atlas, view), measures(atlas, view)
    names = {region.region_id: unbroken(layout.short(region, t)) for region in of.regions}
    names |= {REST: t("layout.region.rest"), "province": t("layout.table.province")}
    frame = layout.rows(of, found)
    frame["region"] = frame["region_id"].map(names)
    frame["value"] = [
        scaled(value, unit, t) for value, unit in zip(frame["value"], frame["unit"], strict=True)
    ]
    frame["unit"] = [unit_name(unit, t) for unit in frame["unit"]]
    frame["measure_name"] = [
        layout.measure_name(atlas, found[code], t) for code in frame["measure"]
    ]
    return composed(
        atlas,
        t,
        "layout",
        t("layout.map.title", scheme=layout.scheme_word(of, t), year=of.year),
        frame[list(_COMPARED)],
        {code: t(f"layout.file.{code}") for code in _COMPARED},
        (),
        licence_of="regions",
        filters=in_words(atlas, view, view.selection.chosen),
        notes=(t("layout.table.long_reading"),),
        link=link,
        day=day,
    )


def _changes(atlas: Atlas, view: View, link: str, day: date) -> Export:
    """Every city with its regions in the scheme and in the one that it is set against."""
    t = Words(view.lang)
    one, two = scheme(atlas, view), against(atlas, view)
    names = area_names(atlas, t)
    found = [
        {
            "city_adcode": adcode,
            "city": names[adcode],
            "kind": t(f"layout.change.kind_{change.kind}"),
            "before_ids": tuple(region.region_id for region in change.before),
            "before": tuple(unbroken(layout.short(region, t)) for region in change.before),
            "after_ids": tuple(region.region_id for region in change.after),
            "after": tuple(unbroken(layout.short(region, t)) for region in change.after),
        }
        for change in layout.changes(one, two)
        for adcode in change.cities
    ]
    cited = tuple(
        dict.fromkeys(
            region.source_id for of in (one, two) for region in of.regions if region.source_id
        )
    )
    return composed(
        atlas,
        t,
        "layout-changes",
        _between(one, two, t),
        pd.DataFrame(found, columns=list(_CHANGED)),
        {code: t(f"layout.file.{code}") for code in _CHANGED},
        [cited] * len(found),
        licence_of="regions",
        filters=(_between(one, two, t),),
        link=link,
        day=day,
    )


def _between(one: Scheme, two: Scheme, t: Words) -> str:
    """Two schemes with their years."""
    return " → ".join(f"{of.year} {layout.scheme_word(of, t)}" for of in (one, two))
