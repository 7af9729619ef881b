"""Charts of one figure over the years."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look.tokens import Theme
from geo.words import Words
from geo.words.units import number, parts, scaled

_HEIGHT = 176


def ranked(series: pd.DataFrame, unit: str, t: Words, theme: Theme) -> go.Figure:
    """Values of one city over the years, with its rank below each year.

    Years on the same basis are joined by a line; where the basis changes the line is cut and the
    cut marked. Preliminary values are hollow and joined by dots, doubtful ones are pale.

    Parameters
    ----------
    series : pandas.DataFrame
        As ``geo.record.ranks.series`` gives it; at least one row.
    unit : str
        Unit of the tables.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    """
    chart = figure(theme, _HEIGHT)
    ink, pale = colour("ink", theme), colour("faint", theme)
    drawn = scaled(series["value"], unit, t)
    years = [int(year) for year in series.index]
    told = False
    for (first, one), (second, two) in zip(
        series.iloc[:-1].iterrows(), series.iloc[1:].iterrows(), strict=True
    ):
        if one["basis"] != two["basis"]:
            _cut(chart, (first + second) / 2, "" if told else t("city.new_basis"), theme)
            told = True
            continue
        rough = one["preliminary"] or two["preliminary"]
        chart.add_scatter(
            x=[first, second],
            y=[drawn[first], drawn[second]],
            mode="lines",
            line={"color": ink, "width": 1.6, "dash": "dot" if rough else "solid"},
            hoverinfo="skip",
        )
    chart.add_scatter(
        x=years,
        y=list(drawn),
        mode="markers+text",
        text=_labels(series, unit, t),
        textposition=["top right", *["top center"] * (len(series) - 2), "top left"]
        if len(series) > 1
        else "top center",
        textfont={"color": ink, "size": 12.5},
        customdata=[_hover(year, row, unit, t) for year, row in series.iterrows()],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "size": 8,
            "symbol": ["circle-open" if early else "circle" for early in series["preliminary"]],
            "color": [pale if doubtful else ink for doubtful in series["doubtful"]],
            "line": {"width": 1.8},
        },
        cliponaxis=False,
    )
    chart.update_xaxes(
        range=[min(years) - 0.5, max(years) + 0.5],
        tickvals=years,
        ticktext=[
            f"{year if year == years[0] else f'{year % 100:02d}'}<br><b>{_rank(row, t)}</b>"
            for year, row in series.iterrows()
        ],
        tickangle=0,
        showgrid=False,
    )
    chart.update_yaxes(
        range=[0, float(drawn.max()) * 1.28], nticks=4, showline=False, tickformat=","
    )
    chart.update_layout(separators=".\u2009", margin={"l": 4, "r": 14, "t": 12, "b": 4})
    return chart


def _rank(row: pd.Series, t: Words) -> str:
    return t("city.dash") if pd.isna(row["rank"]) else str(row["rank"])


def _digits(unit: str) -> int:
    return 1 if unit == "percent" else 0


def _labels(series: pd.DataFrame, unit: str, t: Words) -> list[str]:
    """Values of the first and the last year only; the others are told on hover."""
    ends = {0, len(series) - 1}
    return [
        number(value, unit, t, _digits(unit)) if n in ends else ""
        for n, value in enumerate(series["value"])
    ]


def _hover(year: int, row: pd.Series, unit: str, t: Words) -> str:
    printed, behind = parts(row["value"], unit, t, _digits(unit))
    lines = [f"{year}: <b>{printed}</b>{behind}"]
    if pd.notna(row["rank"]):
        lines.append(t("city.rank_of", rank=t.ordinal(row["rank"]), known=row["known"]))
    else:
        lines.append(t("city.not_ranked", known=row["known"]))
    lines += [t(f"city.{mark}") for mark in ("preliminary", "doubtful") if row[mark]]
    return "<br>".join(lines)


def _cut(chart: go.Figure, at: float, text: str, theme: Theme) -> None:
    """Mark a change of basis, after which figures cannot be compared with those before."""
    chart.add_vline(
        x=at,
        line={"color": colour("partial-line", theme), "width": 1, "dash": "dash"},
        annotation={
            "text": text,
            "font": {"size": 11.5, "color": colour("partial", theme)},
            "yref": "paper",
            "y": 1.02,
            "yanchor": "top",
            "xanchor": "left",
        },
    )
