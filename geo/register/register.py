"""A register of firms as a population: the second there is, beside the named clusters."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import Answers, remembered
from geo.population.contract import Dimension
from geo.population.selection import Selection, cities
from geo.register import queries
from geo.register.engine import Engine
from geo.register.placing import HOW, degrees
from geo.register.queries import Where

#: Firms that ``rows`` and ``points`` give at most; counts are of all of them.
MOST_ROWS = 3_000


@dataclass(frozen=True, eq=False)
class Register:
    """Placed firms, asked where they lie; see :class:`geo.population.contract.Population`.

    Attributes
    ----------
    atlas : Atlas
        The data folder whose areas and chains they were placed and mapped by.
    engine : Engine
        Where they lie.
    """

    atlas: Atlas
    engine: Engine
    answers: Answers = field(default_factory=Answers, init=False, repr=False)

    @property
    def code(self) -> str:
        """Key of what is counted."""
        return "firms"

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What firms can be counted by; the year is that of founding."""
        return ("region", "city", "county", "fam", "chain", "year")

    def where(self, selection: Selection) -> Where:
        """Which firms a selection means; tiers and programmes are of clusters and mean nothing."""
        places = cities(self.atlas, selection)
        chains = self.atlas.by_key("chains")
        kept = chains.index[chains["family_id"].isin(selection.fam)] if selection.fam else ()
        chosen = tuple(selection.chain)
        if selection.fam:
            chosen = tuple(key for key in kept if not chosen or key in chosen) or ("",)
        return Where(
            city=tuple(sorted(places)) if places is not None else (),
            chain=chosen,
            years=selection.year,
            text=selection.q,
        )

    def counts(self, by: Dimension, selection: Selection) -> pd.Series:
        """How many firms each code of a dimension has, in the order of the data."""
        if by not in self.dimensions:
            raise KeyError(by)
        return _counts(self, by, self.where(selection))

    def rows(self, selection: Selection) -> pd.DataFrame:
        """The first firms that a selection keeps, by their number in the register."""
        where = self.where(selection)
        told = self.engine.ask(lambda firms: queries.listed(firms, where, MOST_ROWS))
        return told.set_index("firm_id")

    def points(self, selection: Selection) -> pd.DataFrame:
        """Where the first firms of a selection lie; see :class:`Population`."""
        kept = self.rows(selection)
        lon, lat = degrees(kept["x"].to_numpy(float), kept["y"].to_numpy(float))
        return pd.DataFrame(
            {
                "lat": lat,
                "lon": lon,
                "precision": [HOW[int(code)] for code in kept["how"]],
                "city_adcodes": [(int(code),) for code in kept["city"]],
                "county_adcode": kept["county"].astype("Int64"),
            },
            index=kept.index,
        )


@remembered(256)
def _counts(register: Register, by: Dimension, where: Where) -> pd.Series:
    column = {"region": "city", "fam": "chain"}.get(by, by)
    told = register.engine.ask(lambda firms: queries.counts(firms, column, where))  # type: ignore[arg-type]
    number = told.set_index("code")["n"]
    atlas = register.atlas
    if by == "region":
        regions = atlas.by_key("regions")["member_adcodes"]
        found = {key: int(number.reindex(list(regions[key])).sum()) for key in regions.index}
    elif by == "fam":
        family = atlas.by_key("chains")["family_id"]
        found = number.groupby(family.reindex(number.index)).sum().to_dict()
        found = {key: found.get(key, 0) for key in dict.fromkeys(family)}
    else:
        table = {"chain": ("chains", "chain_id"), "city": ("areas", "adcode")}.get(by)
        known = list(atlas.table(table[0])[table[1]]) if table else sorted(number.index)
        found = {key: int(number.get(key, 0)) for key in known}
    kept = {key: int(n) for key, n in found.items() if n}
    return pd.Series(kept, dtype="int64")
