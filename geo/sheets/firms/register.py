"""The register beside the data, as this page asks it.

What it is asked are its own methods: nothing of ``geo.register`` is imported here, as sheets are
made where it is not installed, and where it is not there is no register.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.beside import counted_beside
from geo.population.contract import EngineError
from geo.population.fields import Years
from geo.population.selection import Selection

if TYPE_CHECKING:
    from geo.register.queries import Where
    from geo.register.register import Register
    from geo.sheets.view import View

#: Years of a link where nobody knows when firms were founded.
_ANY = (1000, 2999)


@dataclass(frozen=True)
class Asked:
    """Firms that a view asks for.

    Attributes
    ----------
    register : Register
        Where they are.
    where : Where
        Which of them are meant.
    cube : pandas.DataFrame
        These by city, county, chain and year.
    """

    register: Register
    where: Where
    cube: pd.DataFrame

    @property
    def number(self) -> int:
        """How many."""
        return int(self.cube["n"].sum())

    def by(self, column: str) -> pd.Series:
        """Firms by a column of the cube, most first."""
        held = self.cube.dropna(subset=column).groupby(column)["n"].sum()
        return held.sort_values(ascending=False, kind="stable")


def register(atlas: Atlas, text: str = "") -> Register | None:
    """The reader's own register, which is asked for a text; None where it cannot be reached."""
    found = cast("Register | None", counted_beside(atlas))
    if found is not None:
        try:
            found.known(Selection(q=text))
        except EngineError:
            return None
    return found


def span(atlas: Atlas) -> Years:
    """First and last year in which firms of the register were founded."""
    found = register(atlas)
    years = found.cube(found.narrowed())["year"].dropna() if found else pd.Series(dtype=float)
    return _ANY if years.empty else (int(years.min()), int(years.max()))


def asked(atlas: Atlas, view: View) -> Asked | None:
    """The firms that a view asks for; None without a register."""
    found = register(atlas, view.selection.q)
    if found is None:
        return None
    county, founded = county_of(atlas, view), view.firms.founded
    where = found.narrowed(view.selection, county, founded)
    return Asked(found, where, found.cube(where))


def county_of(atlas: Atlas, view: View) -> int | None:
    """The county chosen, if it lies in a city that is chosen or none is."""
    county, cities = view.city.county, view.selection.city
    if county is None or (cities and int(atlas.counties.at[county, "city_adcode"]) not in cities):
        return None
    return county
