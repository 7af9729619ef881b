"""Chart of the ladder: what each list held in each year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look.tokens import Theme
from geo.words import Words

_ROW_HEIGHT = 54
#: Diameter of a bubble in px: the smallest, and per square root of the number.
_SMALLEST, _PER_ROOT = 6.0, 1.7
#: Additions stand this far right of the total of the same year.
_ASIDE = 0.36


def _diameter(number: int) -> float:
    return _SMALLEST + _PER_ROOT * math.sqrt(number)


def by_year(
    table: pd.DataFrame, rows: Sequence[str], names: Mapping[str, str], t: Words, theme: Theme
) -> go.Figure:
    """Official totals and additions as bubbles, with the clusters named of each list below.

    Parameters
    ----------
    table : pandas.DataFrame
        As ``geo.questions.ladder.by_year`` gives it.
    rows : sequence of str
        Programmes from top to bottom; those without a year on record keep an empty row.
    names : Mapping of str to str
        Name of each row.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    """
    chart = figure(theme, 50 + _ROW_HEIGHT * len(rows))
    place = {code: n for n, code in enumerate(rows)}
    ink, ground = colour("ink", theme), colour("ground", theme)
    for kind, fill in (("stock", ink), ("new", ground)):
        points = [
            (
                row.year + (_ASIDE if kind == "new" and row.stock else 0),
                place[row.programme_id],
                number,
                row.programme_id,
                n,
            )
            for row in table.itertuples()
            for n, number in enumerate(getattr(row, kind))
        ]
        chart.add_scatter(
            x=[year for year, *_ in points],
            y=[y - 0.06 for _, y, *_ in points],
            mode="markers+text",
            text=[
                f"<b>{'+' if kind == 'new' else ''}{number}</b>" for _, _, number, _, _ in points
            ],
            textposition=["top center" if n == 0 else "middle right" for *_, n in points],
            textfont={"size": 12, "color": ink},
            marker={
                "size": [_diameter(number) for _, _, number, _, _ in points],
                "color": fill,
                "opacity": 1 if kind == "new" else 0.78,
                "line": {"width": 1.6, "color": ink},
            },
            customdata=[
                t(f"ladder.hover_{kind}", programme=names[code], year=int(year), n=number)
                for year, _, number, code, _ in points
            ],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    told = table[table["named"] > 0]
    chart.add_scatter(
        x=list(told["year"]),
        y=[place[code] + 0.34 for code in told["programme_id"]],
        mode="text",
        text=[t("ladder.year_named", n=n) for n in told["named"]],
        textfont={"size": 12, "color": colour("muted", theme)},
        customdata=[
            t("ladder.hover_named", programme=names[row.programme_id], year=row.year, n=row.named)
            for row in told.itertuples()
        ],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    years = list(table["year"])
    if years:
        chart.update_xaxes(range=[min(years) - 0.8, max(years) + 0.8], dtick=1, side="top")
    chart.update_xaxes(showgrid=False, tickangle=0, tickformat="d")
    chart.update_yaxes(
        range=[len(rows) - 0.5, -0.65],
        tickvals=list(place.values()),
        ticktext=[names[code] for code in rows],
        tickfont={"size": 13, "color": colour("ink", theme)},
        gridcolor=colour("hair", theme),
    )
    chart.update_layout(margin={"l": 4, "r": 12, "t": 26, "b": 4})
    return chart
