"""Two figures at once: thirds of a list against thirds of a statistic, in nine classes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

import geo.maps.signs as signs
from geo.maps.layers import AtlasLayer
from geo.maps.legend import Legend, LegendEntry
from geo.questions.concentration.two_way import THIRDS
from geo.words import Words

_SIGNS = {"above": "▲", "below": "▼", "": ""}


class TwoWayAreas(AtlasLayer):
    """Areas coloured by both standings, with a sign where chance does not explain the difference.

    Parameters
    ----------
    table : pandas.DataFrame
        As ``geo.questions.concentration.two_way.two_way`` gives it.
    cities : iterable of int
        Every area; what the table leaves out is not known.
    base : str
        The statistic in words.
    title : str
        What is shown.
    t : Words
        Language.
    """

    function = "areas"

    def __init__(
        self, table: pd.DataFrame, cities: Iterable[int], base: str, title: str, t: Words
    ) -> None:
        areas = {str(city): ["none", t("maps.unknown_value")] for city in cities}
        for city, row in table.iterrows():
            words = t(
                "concentration.two_way.hover",
                held=t.percent(row["held"], 1),
                base=base,
                share=t.percent(row["share"], 1),
            )
            areas[str(city)] = [style(row["listed"], row["measured"]), words, _SIGNS[row["side"]]]
        super().__init__({"level": "city", "title": title, "areas": areas})


def style(listed: int, measured: int) -> str:
    """Name of the picture of a class; also that of its colour."""
    return f"two-way-{listed}{measured}"


def two_way_legend(table: pd.DataFrame, cities: int, t: Words) -> Legend:
    """Nine classes with the number of cities in each, the top third of the list first.

    Parameters
    ----------
    table : pandas.DataFrame
        As ``geo.questions.concentration.two_way.two_way`` gives it.
    cities : int
        Number of areas on the map.
    t : Words
        Language.
    """
    numbers = table.groupby(["listed", "measured"]).size()
    rows = [
        (
            t(f"concentration.two_way.listed_{listed}"),
            tuple(
                LegendEntry(
                    signs.swatch(style(listed, measured)),
                    t(f"concentration.two_way.measured_{measured}"),
                    int(numbers.get((listed, measured), 0)),
                )
                for measured in range(THIRDS)
            ),
        )
        for listed in reversed(range(THIRDS))
    ]
    unknown = cities - len(table)
    if unknown:
        rows.append(("", (LegendEntry(signs.swatch("hatch"), t("maps.legend.none"), unknown),)))
    sides = table["side"].value_counts()
    note = t(
        "concentration.two_way.legend_signs",
        above=int(sides.get("above", 0)),
        below=int(sides.get("below", 0)),
    )
    return Legend(tuple(rows), note)
