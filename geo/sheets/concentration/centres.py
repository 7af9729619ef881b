"""Mean centres of lists: where each lies, and how far from another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from geo.charts.benchmarks import Bar, bars
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration.centres import Centre, apart_km
from geo.sheets.concentration import asked
from geo.sheets.concentration.map_figure import middles
from geo.sheets.concentration.verdict import told
from geo.sheets.figures import Chart, sentences
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Maker of the chart that belongs to the map of centres."""
    return {"map-centres": partial(of_map, atlas, view, t, theme)}


def of_map(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """The centres on the map, by their distance from that of the benchmark."""
    found = middles(atlas, view, asked.of_view(atlas, view), t)
    return chart(
        "map-centres",
        t("concentration.centre.map_title", n=len(found) - 1),
        "",
        t("concentration.centre.apart_base"),
        [(name, middle) for name, _, middle in found],
        t,
        theme,
    )


def chart(
    code: str,
    title: str,
    reading: str,
    distance: str,
    rows: Sequence[tuple[str, Centre | None]],
    t: Words,
    theme: Theme,
) -> Chart:
    """Centres by their distance from the first, and their table.

    Parameters
    ----------
    code, title, reading : str
        As of a chart.
    distance : str
        What the distance is, in words.
    rows : sequence of (str, Centre or None)
        Names and centres; at least one.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    """
    first = rows[0][1]
    apart = [round(apart_km(one, first)) if one and first else None for _, one in rows]
    axes = [one.ellipse if one else None for _, one in rows]
    shown = [
        Bar(str(place), name, t.number(km), km, strong=not place)
        for place, ((name, _), km) in enumerate(zip(rows, apart, strict=True))
        if km is not None
    ]
    return Chart(
        code,
        title,
        sentences(reading, t("concentration.centre.distance", what=distance)),
        bars(shown, theme),
        pd.DataFrame(
            {
                t("concentration.col.subject"): [name for name, _ in rows],
                t("concentration.centre.lon"): [round(o.lon, 2) if o else None for _, o in rows],
                t("concentration.centre.lat"): [round(o.lat, 2) if o else None for _, o in rows],
                distance: apart,
                t("concentration.centre.major"): [
                    round(one.semi_major / 1000) if one else None for one in axes
                ],
                t("concentration.centre.minor"): [
                    round(one.semi_minor / 1000) if one else None for one in axes
                ],
            }
        ),
        told(title, t.join(f"{bar.label} {bar.text} km" for bar in shown), t),
    )
