"""Clusters found in a register, chain by chain, and the recognised ones beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from geo.data.memory import remembered
from geo.register import dense, queries
from geo.register.placing import counties
from geo.register.queries import Where

if TYPE_CHECKING:
    from geo.register.register import Register


@dataclass(frozen=True)
class Found:
    """A place where firms of one chain stand closely together.

    Attributes
    ----------
    chain : str
        The chain.
    city, county : int or None
        Where its middle lies; None outside the province.
    firms : int
        How many firms of the chain.
    outline : shapely.Polygon
        Around them, degrees.
    """

    chain: str
    city: int | None
    county: int | None
    firms: int
    outline: shapely.Geometry


@dataclass(frozen=True)
class Held:
    """Places found and recognised clusters, held against each other by family.

    Attributes
    ----------
    both : tuple of (Found, tuple of str)
        Places with the recognised clusters at them.
    only_found : tuple of Found
        Places without any.
    only_recognised : tuple of str
        Recognised clusters whose point is known and that are at no place.
    unplaced : int
        Recognised clusters of which only the city is known, which are held against nothing.
    """

    both: tuple[tuple[Found, tuple[str, ...]], ...]
    only_found: tuple[Found, ...]
    only_recognised: tuple[str, ...]
    unplaced: int


@remembered(16)
def found(
    register: Register, where: Where, radius: int, least: int | None = None
) -> tuple[Found, ...]:
    """Places where firms of one chain stand closely together, the largest first.

    Parameters
    ----------
    register : Register
        The firms.
    where : Where
        Which of them.
    radius : int
        How far neighbours stand apart at most, metres on the ground.
    least : int, optional
        Firms that a place needs; by default :func:`geo.register.dense.least_of` the chain.
    """
    where_in, city = counties(register.atlas), register.atlas.counties["city_adcode"]
    told = []
    for chain, places in _by_chain(register, where, radius, least):
        at = [(one.lon, one.lat) for one in places]
        lon, lat = np.array(at).reshape(-1, 2).T
        for one, code in zip(places, where_in.of(lon, lat).tolist(), strict=True):
            here = int(city[code]) if code else None
            told.append(Found(chain, here, code or None, one.firms, one.outline))
    return tuple(sorted(told, key=lambda one: (-one.firms, one.chain)))


def _by_chain(
    register: Register, where: Where, radius: int, least: int | None
) -> Iterator[tuple[str, list[dense.Dense]]]:
    """Dense places of each chain: by points where there are few of them here, else by cells."""
    totals = register.ask(lambda firms: queries.totals(firms, where)).iloc[0]
    if not register.engine.elsewhere and totals["with_point"] <= dense.MOST_POINTS:
        points = register.ask(lambda firms: queries.points(firms, where))
        for chain, own in points.groupby("chain"):
            x, y = (own[axis].to_numpy(float) for axis in ("x", "y"))
            yield str(chain), dense.places(x, y, radius, least)
        return
    size = dense.side_of(radius)
    cells = register.ask(lambda firms: queries.by_chain(firms, size, where))
    for chain, own in cells.groupby("chain"):
        enough = dense.least_of(int(own["n"].sum())) if least is None else least
        yield str(chain), dense.of_cells(own, size, enough)


def held(register: Register, places: tuple[Found, ...], clusters: pd.DataFrame) -> Held:
    """Hold places against recognised clusters of the same family.

    Parameters
    ----------
    register : Register
        Whose data folder says which chains are one family.
    places : tuple of Found
        As :func:`found` gives them.
    clusters : pandas.DataFrame
        Rows of :func:`geo.record.clusters.table`.
    """
    family = register.atlas.by_key("chains")["family_id"]
    both: dict[int, list[str]] = {}
    named: set[str] = set()
    for code, own in clusters.groupby("family_id"):
        mine = [n for n, one in enumerate(places) if family.get(one.chain) == code]
        outlines = [dense.Dense(places[n].firms, 0, 0, places[n].outline) for n in mine]
        for place, key in dense.compared(outlines, own).both:
            both.setdefault(mine[place], []).append(key)
            named.add(key)
    known = clusters.dropna(subset=["lat", "lon"])
    return Held(
        tuple((places[n], tuple(keys)) for n, keys in sorted(both.items())),
        tuple(one for n, one in enumerate(places) if n not in both),
        tuple(str(key) for key in known.index if key not in named),
        len(clusters) - len(known),
    )
