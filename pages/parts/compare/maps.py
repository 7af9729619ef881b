"""A small map for each unit compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from geo.charts.compare import small_map
from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions import layout
from geo.questions.chains import choice, places
from geo.questions.cities import ROLES
from geo.questions.compare import Choice, Figure, Unit, wording
from geo.questions.layout.schemes import hue_of_lead
from geo.record.clusters import MAIN_SCHEME
from geo.words import Words
from pages.parts import cards

_HUES = ("main", "north", "south", "fourth")


def draw(atlas: Atlas, chosen: Choice, figures: Sequence[Figure], t: Words) -> None:
    """Title, maps side by side, legend."""
    by_code = {figure.code: figure for figure in figures}
    painted = {unit.code: _classes(atlas, unit) for unit in chosen.units}
    cells = (_cell(atlas, unit, painted[unit.code], by_code, t) for unit in chosen.units)
    reading = f"compare.maps_reading.{chosen.kind}"
    head = cards.figure_head(_title(chosen, by_code, t), reading=t(reading))
    cards.show(head, element("div", cells, css="small-maps"), _legend(painted, chosen, t))


def _title(chosen: Choice, by_code: Mapping[str, Figure], t: Words) -> str:
    shares = {}
    for key, code in (("area", "area"), ("people", "population"), ("gdp", "gdp")):
        if code in by_code:
            figure = by_code[code]
            known = [value for value in figure.values.values() if value is not None]
            shares[key] = t.percent(sum(known) / figure.province) if figure.province else ""
    return t(f"compare.maps_title.{chosen.kind}", n=len(chosen.units), **shares)


def _cell(
    atlas: Atlas, unit: Unit, classes: Mapping[int, str], by_code: Mapping[str, Figure], t: Words
) -> Markup:
    name = wording.unit_name(atlas, unit, t)
    if unit.kind == "chain":
        below = t("compare.map_cities", n=len(unit.members), of=len(atlas.cities))
    else:
        found = by_code["gdp"].versus(unit.code)
        below = ""
        if found:
            below = t("compare.map_share", share=t.percent(found[1], 1), year=by_code["gdp"].year)
    drawing = small_map(atlas, classes, t("compare.map_alt", name=name))
    caption = element("figcaption", element("b", name), element("small", below))
    return element("figure", drawing, caption)


def _classes(atlas: Atlas, unit: Unit) -> dict[int, str]:
    """How each city of a unit is painted: by region, or by role in a chain."""
    if unit.kind == "chain":
        hue = choice.hue(atlas, [unit.code]) or "other"
        roles = places.by_city(atlas, [unit.code])["role"]
        return {int(code): f"role-{hue}-{ROLES.index(role)}" for code, role in roles.items()}
    if unit.kind == "region":
        lead = atlas.by_key("regions").at[unit.code, "lead_city_adcode"]
        hue = "fourth" if pd.isna(lead) else hue_of_lead(atlas).get(int(lead), "fourth")
        return dict.fromkeys(unit.members, f"hue-{hue}")
    of_city = {
        adcode: region.hue
        for region in layout.scheme(atlas, MAIN_SCHEME).regions
        for adcode in region.members
    }
    return {adcode: f"hue-{of_city[adcode]}" for adcode in unit.members}


def _legend(painted: Mapping[str, Mapping[int, str]], chosen: Choice, t: Words) -> Markup:
    used = {name for classes in painted.values() for name in classes.values()}
    if chosen.kind == "chain":
        items = [
            (sorted(name for name in used if name.endswith(f"-{n}")), f"role_{n}")
            for n in range(len(ROLES))
        ]
    else:
        led = "led_" if chosen.kind == "region" else ""
        items = [([f"hue-{hue}"] if f"hue-{hue}" in used else [], f"{led}{hue}") for hue in _HUES]
    told = [
        element("span", map(_swatch, names), t(f"compare.legend.{key}"), css="legend-item")
        for names, key in [*items, (["land"], "rest")]
        if names
    ]
    note = element("span", t("compare.legend.source"), css="legend-note")
    row = element("div", told, note, css="legend-row")
    return element("div", row, css="legend st-key-legend")


def _swatch(name: str) -> Markup:
    path = element("path", css=name, d="M1 1H13V11H1Z")
    return element("svg", path, css="small-map swatch", viewBox="0 0 14 12")
