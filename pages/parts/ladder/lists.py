"""The lists by year and by city: official counts beside what is named."""

from __future__ import annotations

from html import escape

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions import ladder
from geo.record import counts
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
    table = ladder.by_city(atlas, set(chosen.index), view.selection.year)
    national = chosen[chosen["tier"] == "national"]["city_adcodes"].explode().value_counts()
    name = area_names(atlas, t)
    leaders = [name[code] for code in national.index[national == national.max()]]
    title = t(
        "ladder.city_title",
        city=t.join(leaders) or t("common.unknown"),
        some=len(national),
    )
    badge = ""
    if view.selection.year:
        years = t("ladder.city_badge", years=t.years(*view.selection.year))
        badge = cards.coverage_badge(years, complete=False)
    groups = "".join(
        f"<th colspan={len(codes)}>{escape(t(f'ladder.step.{step}'))}</th>"
        for step in ladder.STEPS
        if (codes := ladder.on_step(atlas, step))
    )
    heads = "".join(f"<th>{escape(_head(atlas, programmes, code, t))}</th>" for code in columns)
    rows = "".join(
        f'<tr class="{"picked" if adcode in view.selection.city else ""}">'
        f"<td>{escape(name[adcode])}</td>"
        + "".join(_cell(atlas, code, table.loc[(adcode, code)]) for code in columns)
        + "</tr>"
        for adcode in atlas.cities.index
    )
    cards.show(
        cards.figure_head(title, badge, t("ladder.city_reading"))
        + cards.wide(
            '<table class="rows step-cities"><thead>'
            f"<tr><th></th>{groups}</tr><tr><th>{escape(t('ladder.col.city'))}</th>{heads}</tr>"
            f"</thead><tbody>{rows}</tbody></table>",
            title,
        )
    )


def _head(atlas: Atlas, programmes: pd.DataFrame, code: str, t: Words) -> str:
    known = counts.coverage(atlas, code)
    return f"{t.name(programmes.loc[code])} {known.text(t)}"


def _cell(atlas: Atlas, code: str, row: pd.Series) -> str:
    """Named and, where counted officially, named of official in that year.

    Zero is printed only where the whole list is named.
    """
    none = "0" if counts.coverage(atlas, code).complete else "·"
    number = row["named"] or f'<span class="none">{none}</span>'
    then = ""
    if pd.notna(row["official"]):
        then = f"<small>{row['year']} {row['named_then']}/{row['official']}</small>"
    return f"<td>{number}{then}</td>"
