"""What of a register is in sight on a map: cells with firms, or single firms where there are few.

Cells are squares and not hexagons: a firm is in one by whole division of its metres, which every
engine does alike, and four cells make one of twice the side, so that a zoom parts cells and never
moves a firm into another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from geo.data.memory import remembered
from geo.register import queries
from geo.register.queries import MOST, Where

if TYPE_CHECKING:
    from geo.register.register import Register

#: West, south, east and north, whole metres of Web Mercator.
Window = tuple[int, int, int, int]

#: Firms up to which cells are twice as wide, with room for the number in each.
ROOMY = 20_000
#: Firms up to which each is shown by itself, from a zoom on.
FEW, NEAR = 300, 9
#: A window reaches to the edges of blocks of so many cells, so that a short pan shows nothing new.
_BLOCK = 16


@dataclass(frozen=True)
class Sight:
    """Cells or firms of a window.

    Attributes
    ----------
    step : int
        Whole zoom that it is made for.
    window : tuple of int or None
        What it covers, metres; None for all there is.
    size : int
        Side of the cells, metres; 0 where firms are shown by themselves.
    firms : int
        Firms with a point in the window.
    marks : pandas.DataFrame
        Of cells ``i``, ``j``, ``n`` and ``chains``, those that most of its firms are in; of firms
        the columns of the register.
    """

    step: int
    window: Window | None
    size: int
    firms: int
    marks: pd.DataFrame


@remembered(64)
def sight(register: Register, where: Where, step: int, window: Window | None = None) -> Sight:
    """What is in sight of a selection.

    Parameters
    ----------
    register : Register
        The firms.
    where : Where
        Which of them.
    step : int
        Whole zoom of the map.
    window : tuple of int, optional
        The frame of the map, metres; all there is if left out.
    """
    size = queries.size_at(step)
    window = window and _blocks(window, _BLOCK * size)
    inside = replace(where, window=window)
    found = _cells(register, size, inside)
    while len(found) > MOST:
        size *= 2
        found = _cells(register, size, inside)
    number = int(found["n"].sum())
    if window and number <= FEW and step >= NEAR:
        firms = register.ask(lambda firms: queries.listed(firms, inside, FEW))
        return Sight(step, window, 0, number, firms)
    if number <= ROOMY and size == queries.size_at(step):
        size *= 2
        found = found.assign(i=found["i"] // 2, j=found["j"] // 2)
        found = found.groupby(["i", "j"], as_index=False)["n"].sum()
    near = register.near(size, inside)
    chains = near.ask(lambda firms: queries.leading(firms, size, inside))
    of = chains.groupby(["i", "j"])["chain"].agg(tuple)
    cells = found[["i", "j", "n"]].join(of.rename("chains"), on=["i", "j"])
    cells["chains"] = [told if isinstance(told, tuple) else () for told in cells["chains"]]
    cells = cells.sort_values(["n", "i", "j"], ascending=[False, True, True], ignore_index=True)
    return Sight(step, window, size, number, cells)


def _cells(register: Register, size: int, where: Where) -> pd.DataFrame:
    near = register.near(size, where)
    return near.ask(lambda firms: queries.cells(firms, size, where, MOST + 1))


def each(register: Register, where: Where, window: Window, most: int) -> Sight:
    """The first firms of a window, each by itself."""
    inside = replace(where, window=window)
    firms = register.ask(lambda firms: queries.listed(firms, inside, most))
    return Sight(0, window, 0, len(firms), firms)


def _blocks(window: Window, side: int) -> Window:
    """The least blocks that hold a window."""
    west, south, east, north = window
    return (
        west // side * side, south // side * side, -(-east // side) * side, -(-north // side) * side
    )  # fmt: skip
