"""The place of a city in every scheme of the regional layout."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import element
from geo.questions import cities
from geo.record import status
from geo.record.naming import area_names
from geo.words import Words
from pages.parts import cards


@remembered(64)
def draw(atlas: Atlas, adcode: int, t: Words) -> Markup:
    """One line a scheme: year, scheme, region and what the city is in it."""
    rows = cities.layout(atlas, adcode)
    items = (_scheme(atlas, own, t) for _, own in rows.groupby("scheme_id", sort=False))
    head = cards.figure_head(_title(atlas, rows, adcode, t), reading=t("city.layout_reading"))
    return cards.block(head, cards.listed(items, "schemes"))


def _title(atlas: Atlas, rows: pd.DataFrame, adcode: int, t: Words) -> str:
    def number(*positions: str) -> int:
        return rows.loc[rows["position"].isin(positions), "scheme_id"].nunique()

    def share(what: str, n: int, of: int) -> str:
        key = f"city.layout_{what}.{'all' if n == of else 'some'}"
        return t(key, n=n, all=of, city=area_names(atlas, t)[adcode])

    lead, within = number("lead"), number("lead", "member")
    inside = share("inside", within, rows["scheme_id"].nunique())
    if not lead:
        return inside
    return t("city.layout_title", inside=inside, lead=share("lead", lead, within))


def _scheme(atlas: Atlas, rows: pd.DataFrame, t: Words) -> Markup:
    """One scheme; a city may be in several of its regions."""
    first = rows.iloc[0]
    scheme = atlas.by_key("schemes").loc[first["scheme_id"]]
    regions = atlas.by_key("regions")
    positions = list(rows["position"])
    position = "lead" if "lead" in positions else positions[0]
    name = t.name(scheme)
    in_force = status.word(atlas, "schemes", first["scheme_id"], t)
    if position in ("lead", "member"):
        below = [_region(row, regions, t) for _, row in rows.iterrows()]
        below = [text for text in below if text != name]
    else:
        below = []
    if first["open_regions"]:
        below.append(t("city.open_regions", n=first["open_regions"]))
    lines = ((Markup("<br>"), text) for text in below)
    return element(
        "li",
        element("span", first["year_from"], css="year"),
        element("span", element("b", name), " ", element("small", in_force), lines),
        element("span", t(f"city.position_{position}"), css=f"chip {position}"),
        css=position,
    )


def _region(row: pd.Series, regions: pd.DataFrame, t: Words) -> str:
    return t.name(regions.loc[row["region_id"]])
