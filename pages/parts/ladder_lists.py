"""The lists by year and by city: official counts beside what is named."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo import counts, ladder
from geo.atlas import Atlas
from geo.charts import ladder as charts
from geo.charts.template import CONFIG
from geo.naming import area_names
from geo.view import View
from geo.words import Words
from pages.parts import cards, state


def by_year(atlas: Atlas, view: View, chosen: pd.DataFrame, t: Words) -> None:
    """The chart over all years and its table."""
    programmes = ladder.programmes(atlas)
    table = ladder.by_year(atlas, set(chosen.index))
    if view.year:
        table = table[table["year"].between(*view.year)]
    longest = ladder.by_year(atlas)
    longest = longest[longest["programme_id"] == counts.LONGEST_RECORD]
    longest = longest[longest["stock"].map(bool)]
    first, last = longest.iloc[0], longest.iloc[-1]
    title = t(
        "ladder.year_title",
        programme=t.name(programmes.loc[counts.LONGEST_RECORD]),
        first="/".join(map(str, first["stock"])),
        from_year=first["year"],
        last=last["stock"][-1],
        to_year=last["year"],
    )
    cards.show(cards.figure_head(title, reading=t("ladder.year_reading")))
    shown = set(table["programme_id"])
    rows = [code for code in programmes.index if code in shown]
    if rows:
        label = {code: _wrap(t.name(programmes.loc[code]), t.lang) for code in rows}
        chart = charts.by_year(table, rows, label, t, state.theme())
        st.plotly_chart(
            chart, theme=None, config=CONFIG, key="ladder_year", alt=t("ladder.year_alt")
        )
    with st.expander(t("ladder.year_table", n=len(table))):
        st.dataframe(
            _readable(table, programmes, t),
            hide_index=True,
            key="ladder_year_table",
            column_config={
                name: t(f"ladder.col.{name}")
                for name in ("step", "programme", "year", "stock", "new", "named")
            },
            alt=t("ladder.year_alt"),
        )


def _wrap(name: str, lang: str) -> str:
    """Long names on two lines."""
    if lang == "zh":
        return name if len(name) < 14 else f"{name[:10]}<br>{name[10:]}"
    words, half = name.split(" "), len(name) / 2
    first = ""
    while words and len(first) + len(words[0]) <= half + 3:
        first = f"{first} {words.pop(0)}".strip()
    return f"{first}<br>{' '.join(words)}" if len(name) > 26 and words else name


def _readable(table: pd.DataFrame, programmes: pd.DataFrame, t: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "step": [t(f"ladder.step.{step}") for step in table["step"]],
            "programme": [t.name(programmes.loc[code]) for code in table["programme_id"]],
            "year": [str(year) for year in table["year"]],
            "stock": [_numbers(cell, t) for cell in table["stock"]],
            "new": [_numbers(cell, t) for cell in table["new"]],
            "named": list(table["named"]),
        }
    )


def _numbers(cell: tuple[int, ...], t: Words) -> str:
    return " / ".join(map(str, cell)) if cell else t("common.unknown")


def by_city(atlas: Atlas, view: View, chosen: pd.DataFrame, t: Words) -> None:
    """Cities (rows) by lists (columns), grouped by step."""
    programmes = ladder.programmes(atlas)
    columns = [code for step in ladder.STEPS for code in ladder.on_step(atlas, step)]
    table = ladder.by_city(atlas, set(chosen.index), view.year)
    national = chosen[chosen["tier"] == "national"]["city_adcodes"].explode().value_counts()
    name = area_names(atlas, t)
    leaders = [name[code] for code in national.index[national == national.max()]]
    title = t(
        "ladder.city_title",
        city=t.join(leaders) or t("common.unknown"),
        none=len(atlas.cities) - len(national),
    )
    badge = ""
    if view.year:
        years = t("ladder.city_badge", years=t.years(*view.year))
        badge = cards.coverage_badge(years, complete=False)
    groups = "".join(
        f"<th colspan={len(codes)}>{escape(t(f'ladder.step.{step}'))}</th>"
        for step in ladder.STEPS
        if (codes := ladder.on_step(atlas, step))
    )
    heads = "".join(f"<th>{escape(_head(atlas, programmes, code, t))}</th>" for code in columns)
    rows = "".join(
        f'<tr class="{"picked" if adcode in view.city else ""}"><td>{escape(name[adcode])}</td>'
        + "".join(_cell(atlas, code, table.loc[(adcode, code)]) for code in columns)
        + "</tr>"
        for adcode in atlas.cities.index
    )
    cards.show(
        cards.figure_head(title, badge, t("ladder.city_reading"))
        + '<div class="wide"><table class="rows step-cities"><thead>'
        f"<tr><th></th>{groups}</tr><tr><th>{escape(t('ladder.col.city'))}</th>{heads}</tr>"
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _head(atlas: Atlas, programmes: pd.DataFrame, code: str, t: Words) -> str:
    known = counts.coverage(atlas, code)
    return f"{t.name(programmes.loc[code])} {cards.coverage_text(known, t)}"


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
