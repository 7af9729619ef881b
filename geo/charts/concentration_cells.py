"""Industries by city: a matrix of counts whose rows are parted by family."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby

import plotly.graph_objects as go

from geo.charts.count_matrix import count_matrix, even_steps
from geo.charts.template import colour
from geo.look.tokens import Theme
from geo.questions.concentration.cells import Cells
from geo.words import Words


def industries(
    found: Cells,
    names: Mapping[str, str],
    t: Words,
    theme: Theme,
    *,
    picked: Collection[int] = (),
) -> go.Figure:
    """Counts in cells, one row an industry, one column a city, a rule between families.

    Parameters
    ----------
    found : Cells
        The counts.
    names : Mapping
        Words for rows, columns and families.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    picked : collection of int
        Cities chosen, whose cells get an edge.
    """
    chart = count_matrix(
        found.table,
        names,
        t,
        theme,
        totals=found.table.sum(axis=1),
        none="",
        picked_columns=[str(city) for city in picked],
        slanted=True,
        edged=True,
        steps=even_steps(int(found.table.to_numpy().max())),
    )
    rows = list(found.table.index)
    if [found.families[row] for row in rows] == rows:
        return chart
    end = 0
    for family, members in groupby(rows, key=found.families.__getitem__):
        start, end = end, end + len(list(members))
        if start:
            chart.add_hline(y=start - 0.5, line={"color": colour("faint", theme), "width": 1})
        chart.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=10, y=start, showarrow=False,
            text=names[family], font={"size": 12, "color": colour("muted", theme)},
        )  # fmt: skip
    longest = max(len(names[family]) for family in found.families.values())
    chart.update_layout(margin_r=24 + longest * (12 if t.lang == "zh" else 6.4))
    return chart
