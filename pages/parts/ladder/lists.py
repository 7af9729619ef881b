"""The lists by year and by city: official counts beside what is named."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element, join
from geo.questions import ladder
from geo.record import counts, status
from geo.record.naming import area_names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, charts
from pages.parts.shell.frame import Frame


def by_year(page: Frame) -> None:
    """The chart over all years and its table."""
    chart = page.chart("lists-by-year")
    if chart is not None:
        charts.show(chart, page.t)


def by_city(atlas: Atlas, view: View, chosen: pd.DataFrame, t: Words) -> None:
    """Cities (rows) by lists (columns), grouped by step."""
    programmes = ladder.programmes(atlas)
    columns = [code for step in ladder.STEPS for code in ladder.on_step(atlas, step)]
    number = ladder.by_city(atlas, set(chosen.index), view.selection.year).to_dict("index")
    whole = {code: counts.coverage(atlas, code).complete for code in columns}
    national = chosen[chosen["tier"] == "national"]["city_adcodes"].explode().value_counts()
    name = area_names(atlas, t)
    leaders = [name[code] for code in national.index[national == national.max()]]
    title = t(
        "ladder.city_title",
        city=t.join(leaders) or t("common.unknown"),
        some=len(national),
    )
    badge = Markup()
    if view.selection.year:
        years = t("ladder.city_badge", years=t.years(*view.selection.year))
        badge = cards.coverage_badge(years, complete=False)
    groups = (
        element("th", t(f"ladder.step.{step}"), colspan=len(codes))
        for step in ladder.STEPS
        if (codes := ladder.on_step(atlas, step))
    )
    heads = (_head(atlas, programmes, code, t) for code in columns)
    rows = (
        cards.row(
            [name[adcode], *(_cell(number[adcode, code], whole[code]) for code in columns)],
            "picked" if adcode in view.selection.city else "",
        )
        for adcode in atlas.cities.index
    )
    head = join(
        cards.row(["", *groups], tag="th"), cards.row([t("ladder.col.city"), *heads], tag="th")
    )
    cards.show(
        cards.figure_head(title, badge, t("ladder.city_reading")),
        cards.wide(cards.table("rows step-cities", rows, head), title),
    )


def _head(atlas: Atlas, programmes: pd.DataFrame, code: str, t: Words) -> Markup:
    known = counts.coverage(atlas, code).text(t)
    in_force = status.inline(atlas, "programmes", code, t)
    return join(t.name(programmes.loc[code]), " ", element("small", f"{known} · {in_force}"))


def _cell(row: dict[str, Any], whole: bool) -> Markup:
    """Named and, where counted officially, named of official in that year.

    Zero is printed only where the whole list is named.
    """
    number = row["named"] or cards.none("0" if whole else "·")
    if pd.isna(row["official"]):
        return join(number)
    then = f"{row['year']} {row['named_then']}/{row['official']}"
    return join(number, element("small", then))
