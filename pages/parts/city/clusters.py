"""The clusters of a city: the table beside the map, and how complete the lists are."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import Content, element, join
from geo.questions import cities
from geo.record import clusters, status
from geo.record.findings import KEY_GROWTH
from geo.record.naming import area_names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, clustertable

#: Height of the table: head, rows, and the most it may take.
_HEAD, _ROW, _MOST = 36, 32, 232
_COLUMNS = ("mark", "name", "tier", "years", "chain")


def table(atlas: Atlas, view: View, adcode: int, shown: pd.DataFrame, t: Words) -> None:
    """The table of all clusters, reduced to this city; those to be verified stand below."""
    chosen = shown[shown["counts"]]
    number = cities.named(atlas, adcode).total
    if not number:
        title = t("city.map_title_empty")
    elif number == len(chosen):
        title = t("city.table_title", n=number)
    else:
        title = t("city.table_title_filtered", n=len(chosen), all=number)
    reading = t("clusters.table_reading") if len(shown) else ""
    cards.show(cards.figure_head(title, _badge(atlas, adcode, t), reading))
    if len(shown):
        height = min(_HEAD + _ROW * len(shown) + 2, _MOST)
        clustertable.draw(atlas, view, t, shown, height, _COLUMNS)
    else:
        cards.notice(_none(atlas, adcode, number, t))


def _badge(atlas: Atlas, adcode: int, t: Words) -> Content:
    """How much of the one list that is counted for every city is named."""
    row = cities.lists(atlas, adcode).loc[KEY_GROWTH]
    if pd.isna(row["official"]):
        return ""
    named, official = int(row["named_that_year"]), int(row["official"])
    text = t("city.table_badge", year=row["year"], official=official, named=named)
    return cards.coverage_badge(text, named >= official)


def _none(atlas: Atlas, adcode: int, number: int, t: Words) -> str:
    city = area_names(atlas, t)[adcode]
    if number:
        return t("city.table_none_left", city=city, all=number)
    text = t("city.table_none", city=city)
    row = cities.lists(atlas, adcode).loc[KEY_GROWTH]
    if pd.notna(row["official"]):
        space = "" if t.lang == "zh" else " "
        text += space + t("city.table_none_official", year=row["year"], official=row["official"])
    return text


@remembered(64)
def lists(atlas: Atlas, adcode: int, t: Words) -> Markup:
    """Named and official number of the city on each list."""
    rows = cities.lists(atlas, adcode)
    programmes = clusters.programmes(atlas)
    body = (
        (
            join(
                t.name(programmes.loc[code]),
                " ",
                element("small", status.inline(atlas, "programmes", code, t)),
            ),
            row["named"] or cards.none("0"),
            _official(row, t),
            _province(row, t),
        )
        for code, row in rows.iterrows()
    )
    known = int((rows["named"] > 0).sum())
    key = "city.coverage_title" if known else "city.coverage_title_none"
    title = t(key, known=known, city=area_names(atlas, t)[adcode])
    growth = rows.loc[KEY_GROWTH]
    if not known and pd.notna(growth["official"]):
        title += t("city.coverage_growth", year=growth["year"], official=growth["official"])
    heads = [t(f"city.col_{name}") for name in ("programme", "named", "official", "province")]
    head = cards.figure_head(title, reading=t("city.coverage_reading"))
    return head + cards.table("rows wrapping lists-of-city", body, heads)


def _official(row: pd.Series, t: Words) -> Markup:
    if pd.isna(row["official"]):
        return cards.none(t("common.unknown"))
    named = t("city.official_of_year", named=row["named_that_year"])
    number = t("city.official_year", n=row["official"], year=row["year"])
    return Markup("{} <small>{}</small>").format(number, named)


def _province(row: pd.Series, t: Words) -> str:
    official = (
        t("common.unknown") if pd.isna(row["province_official"]) else row["province_official"]
    )
    return f"{row['province_named']}/{official}"
