"""Layers of a register of firms: cells or single firms, and the outlines of places found in it.

What is in sight goes as packed columns: whole numbers in the fewest bytes that hold them, as
base64. A browser and a file unpack the same.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray

import geo.maps.signs as signs
from geo.maps.constants import BAR, CELLS
from geo.maps.layers import AtlasLayer
from geo.maps.legend import Legend, LegendEntry
from geo.maps.marks import PRECISE
from geo.words import Words
from geo.words.text import cut, tidy

if TYPE_CHECKING:
    from geo.register.sight import Sight

#: Least number of firms of the second class and those above, where cells hold few.
FEW = (2, 5, 13)
#: Shares of the cells that lie below the classes where they hold many.
_SHARES = (0.4, 0.75, 0.95)
#: Numbers that a class may begin with, times a power of ten.
_ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
#: Letters of the whole numbers of one, two and four bytes, as ``struct`` has them.
_KINDS = {"B": "<u1", "H": "<u2", "I": "<u4"}
#: Chains that are told of a cell.
_CHAINS = 3
_LONGEST = 40


def packed(numbers: ArrayLike) -> list[str]:
    """Whole numbers from 0 in the fewest bytes that hold them, as their kind and base64."""
    told = np.asarray(numbers, dtype=np.int64)
    most = int(told.max()) if told.size else 0
    kind = next(letter for letter, of in _KINDS.items() if most <= np.iinfo(of).max)
    return [kind, base64.b64encode(told.astype(_KINDS[kind]).tobytes()).decode("ascii")]


def unpacked(column: Sequence[str]) -> NDArray[np.int64]:
    """The numbers of a column as :func:`packed` made it."""
    kind, code = column
    told = np.frombuffer(base64.b64decode(code), _KINDS[kind])
    return np.asarray(told, dtype=np.int64)


def classes(numbers: ArrayLike) -> tuple[int, int, int]:
    """Least number of firms of the second class of cells and those above.

    Parameters
    ----------
    numbers : array of int
        Firms of each cell.

    Returns
    -------
    tuple of int
        1 · 2–4 · 5–12 · 13 and more, or round numbers near shares of the cells where many hold
        more than that.
    """
    told = np.asarray(numbers)
    if not told.size or np.quantile(told, 0.9) <= FEW[-1]:
        return FEW
    found: list[int] = []
    for limit in np.quantile(told, _SHARES):
        found.append(max(_rounded(float(limit)), 2, *(one + 1 for one in found)))
    return (found[0], found[1], found[2])


def _rounded(number: float) -> int:
    power = 10.0 ** math.floor(math.log10(max(number, 1.0)))
    return round(min(_ROUND, key=lambda one: abs(one * power - number)) * power)


def kilometres(size: int, t: Words) -> str:
    """Side of a cell on the ground, at the latitude where scale bars are true."""
    wide = size * math.cos(math.radians(BAR.latitude)) / 1000
    return t.number(wide, 0 if wide >= 10 else 1)


def told(sight: Sight, chains: Callable[[str], str], how: Callable[[int], str]) -> dict[str, Any]:
    """What is in sight, for a browser and for a file.

    Parameters
    ----------
    sight : Sight
        Cells or firms.
    chains : callable
        Name of a chain.
    how : callable
        How a firm was placed, in words, by the code of its row.
    """
    window = sight.window and list(sight.window)
    common = {"step": sight.step, "window": window, "size": sight.size, "firms": sight.firms}
    return common | (_cells(sight, chains) if sight.size else _single(sight, chains, how))


def _cells(sight: Sight, chains: Callable[[str], str]) -> dict[str, Any]:
    marks = sight.marks
    known = list(dict.fromkeys(code for own in marks["chains"] for code in own[:_CHAINS]))
    place = {code: n for n, code in enumerate(known, 1)}
    top = np.zeros((len(marks), _CHAINS), np.int64)  # 0 is none
    for row, own in zip(top, marks["chains"], strict=True):
        row[: len(own)] = [place[code] for code in own[:_CHAINS]]
    i, j = (marks[axis].to_numpy(np.int64) for axis in ("i", "j"))
    west, south = (int(axis.min()) if len(axis) else 0 for axis in (i, j))
    return {
        "from": [west, south], "i": packed(i - west), "j": packed(j - south),
        "n": packed(marks["n"]), "top": packed(top.ravel()),
        "chains": [chains(code) for code in known], "classes": classes(marks["n"]),
    }  # fmt: skip


def _single(
    sight: Sight, chains: Callable[[str], str], how: Callable[[int], str]
) -> dict[str, Any]:
    marks = sight.marks
    x, y = (marks[axis].to_numpy(np.int64) for axis in ("x", "y"))
    west, south = (int(axis.min()) if len(axis) else 0 for axis in (x, y))

    def known(column: str) -> list[Any]:
        return [None if value != value or value is None else value for value in marks[column]]

    return {
        "from": [west, south], "x": packed(x - west), "y": packed(y - south),
        "names": [cut(tidy(str(name or "")), _LONGEST) for name in known("name")],
        "of": [chains(str(code)) if code else "" for code in known("chain")],
        "years": [int(year or 0) for year in known("year")],
        "at": [int(county or city or 0) for county, city in
               zip(known("county"), known("city"), strict=True)],
        "how": [how(int(code)) if code is not None else "" for code in known("how")],
    }  # fmt: skip


class FirmCells(AtlasLayer):
    """Cells of a register, or single firms where few are in sight.

    Parameters
    ----------
    data : dict
        As :func:`told` gives it.
    live : dict, optional
        ``address`` where a frame asks for what else comes in sight, and ``stamp`` of what it may
        then be given; a file has none.
    """

    function = "cells"

    def __init__(self, data: dict[str, Any], live: dict[str, str] | None = None) -> None:
        super().__init__(data | (live or {}))


class ListedClusters(AtlasLayer):
    """Recognised clusters as plain signs, as hues of families must not stand on coloured cells.

    Parameters
    ----------
    clusters : pandas.DataFrame
        Rows of :func:`geo.record.clusters.table`; those without a point of their own are left out.
    t : Words
        Language.
    """

    function = "chainPlaces"

    def __init__(self, clusters: pd.DataFrame, t: Words) -> None:
        known = clusters[clusters["location_precision"].isin(PRECISE)].dropna(subset=["lat", "lon"])
        marks = [
            [
                float(lon), float(lat), int(own["city_adcodes"].iloc[0][0]),
                [t(f"tiers.{tier}") for tier in own["tier"]],
                [t.name(row) for row in own.to_dict("records")],
            ]
            for (lat, lon), own in known.groupby(["lat", "lon"], sort=False)
        ]  # fmt: skip
        self.number = len(known)
        super().__init__({"kind": "zone", "title": t("maps.cells.listed"), "marks": marks})


class FoundPlaces(AtlasLayer):
    """Outlines of places found in a register: ``(outline, whether it is recognised)``.

    They carry their numbers in this order, as a table has them.
    """

    function = "found"

    def __init__(self, places: Iterable[tuple[shapely.Geometry, bool]]) -> None:
        super().__init__([[_ring(outline), int(known)] for outline, known in places])


def _ring(outline: shapely.Geometry) -> list[int]:
    """The outside of the largest part, in steps of ten-thousandths of a degree."""
    part = max(shapely.get_parts(outline), key=shapely.area)
    points = np.rint(shapely.get_coordinates(part.exterior) * 1e4).astype(int)
    return [int(step) for step in np.diff(points, axis=0, prepend=[[0, 0]]).ravel()]


def labels(limits: Sequence[int], t: Words) -> list[str]:
    """The classes of cells in words, the emptiest first."""
    ends = [*pairwise((1, *limits))]
    words = [
        t.number(low) if low == high - 1
        else t("maps.legend.range", low=t.number(low), high=t.number(high - 1))
        for low, high in ends
    ]  # fmt: skip
    return [*words, t("maps.legend.and_more", low=t.number(limits[-1]))]


def legend(data: dict[str, Any], t: Words) -> Legend:
    """What the cells or firms of a layer mean."""
    if not data["size"]:
        entry = LegendEntry(signs.firm(), t("maps.cells.firm"), data["firms"])
        return Legend((("", (entry,)),))
    entries = tuple(
        LegendEntry(signs.swatch(f"count-{CELLS.first + step}"), label)
        for step, label in enumerate(labels(data["classes"], t))
    )
    return Legend(((t("maps.cells.key", km=kilometres(data["size"], t)), entries),))
