"""A register of firms as a population: the second there is, beside the named clusters."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from weakref import finalize

import duckdb
import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import Answers, remembered
from geo.population.contract import Dimension, EngineError, Known
from geo.population.selection import Selection, cities
from geo.register import queries
from geo.register.engine import Engine, Question, at_hand, described, elsewhere, embedded
from geo.register.placing import degrees
from geo.register.queries import KM, Where
from geo.register.report import rows_read
from geo.register.shown import Shown

#: Firms that ``rows`` and ``points`` give at most; counts are of all of them.
MOST_ROWS = 3_000


@dataclass(frozen=True, eq=False)
class Register(Shown):
    """Placed firms, asked where they lie; see :class:`geo.population.contract.Population`.

    What is counted by is fetched once, as firms by city, county, chain and year: a few thousand
    rows of which every count is a sum, so that pages are as quick on any engine.

    Attributes
    ----------
    atlas : Atlas
        The data folder whose areas and chains they were placed and mapped by.
    engine : Engine
        Where they lie.
    read : int or None
        Rows of the file that they were read from, placed and refused; None where all are there.
    """

    atlas: Atlas
    engine: Engine
    read: int | None = None
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
            # No city has the code 0: of a region without members nothing is kept.
            city=() if places is None else tuple(sorted(places)) or (0,),
            chain=chosen,
            years=selection.year,
            text=selection.q,
        )

    def counts(self, by: Dimension, selection: Selection) -> pd.Series:
        """How many firms each code of a dimension has, in the order of the data."""
        if by not in self.dimensions:
            raise KeyError(by)
        return _counts(self, by, self.where(selection))

    def cube(self, where: Where) -> pd.DataFrame:
        """The firms meant, by city, county, chain and year; see `geo.register.queries.cube`."""
        return _kept(self, where)

    def pairs(self, selection: Selection) -> pd.DataFrame:
        """How many firms each chain has in each city; see :class:`Population`."""
        return _pairs(self, self.where(selection))

    def known(self, selection: Selection) -> Known:
        """How many firms there are, and how many are placed and mapped.

        Rows that were refused have no place, chain or year, so they count only where nothing was
        chosen.
        """
        where = self.where(selection)
        found = _known(self, where)
        if self.read is None or where != Where():
            return found
        return replace(found, total=max(self.read, found.total))

    def ask(self, question: Question) -> pd.DataFrame:
        """Answer of the engine, to which places and chains that the data does not know are unknown.

        It may have been placed by another edition of the data, or by somebody else.
        """
        odd = _odd(self)
        return self.engine.ask(lambda firms: question(queries.without(firms, odd)))

    def near(self, size: int, where: Where) -> Engine | Register:
        """Who is asked about the cells of a map.

        Square kilometres of an engine elsewhere are fetched once, so that a map of wider cells
        moves without it. Smaller cells, founding years and names only the engine knows.

        Parameters
        ----------
        size : int
            Side of the cells, metres.
        where : Where
            Which firms.
        """
        edges = (size, *(where.window or ()))
        whole = all(edge % KM == 0 for edge in edges) and not where.years and not where.text
        return _kilometres(self) if whole and self.engine.elsewhere else self

    def rows(self, selection: Selection) -> pd.DataFrame:
        """The first firms that a selection keeps, by their number in the register."""
        return _rows(self, self.where(selection))

    def points(self, selection: Selection) -> pd.DataFrame:
        """Where the first firms of a selection lie; see :class:`Population`."""
        kept = self.rows(selection)
        lon, lat = degrees(kept["x"].to_numpy(float), kept["y"].to_numpy(float))
        return pd.DataFrame(
            {
                "lat": lat,
                "lon": lon,
                "precision": [self.how.get(code, "") for code in kept["how"]],
                "city_adcodes": [(int(code),) if pd.notna(code) else () for code in kept["city"]],
                "county_adcode": kept["county"].astype("Int64"),
            },
            index=kept.index,
        )


@remembered(32)
def _rows(register: Register, where: Where) -> pd.DataFrame:
    told = register.ask(lambda firms: queries.listed(firms, where, MOST_ROWS))
    return told.set_index("firm_id")


@remembered(1)
def _kilometres(register: Register) -> Engine:
    return at_hand(register.ask(queries.kilometres))


@remembered(1)
def _read(register: Register) -> pd.DataFrame:
    """The cube as the engine has it."""
    return register.engine.ask(queries.cube)


@remembered(1)
def _odd(register: Register) -> dict[str, tuple[Any, ...]]:
    """Codes of places and chains that the data does not know, by their column."""
    atlas = register.atlas
    known = {
        "city": atlas.cities.index,
        "county": atlas.counties.index,
        "chain": atlas.by_key("chains").index,
    }
    told = _read(register)
    odd = {c: told.loc[~told[c].isin(known[c]), c].dropna().unique().tolist() for c in known}
    return {column: tuple(codes) for column, codes in odd.items() if codes}


@remembered(1)
def _cube(register: Register) -> pd.DataFrame:
    told = _read(register)
    known = {c: told[c].where(~told[c].isin(odd)) for c, odd in _odd(register).items()}
    return told.assign(**known)


@remembered(64)
def _kept(register: Register, where: Where) -> pd.DataFrame:
    """The part of the cube that is meant; only names have to be looked for in the firms."""
    if where.text:
        return register.ask(lambda firms: queries.cube(firms, where))
    told = _cube(register)
    for column in ("city", "county", "chain"):
        if codes := getattr(where, column):
            told = told[told[column].isin(codes)]
    return told[told["year"].between(*where.years)] if where.years else told


@remembered(64)
def _known(register: Register, where: Where) -> Known:
    told = _kept(register, where)
    placed, mapped = (int(told.loc[told[c].notna(), "n"].sum()) for c in ("city", "chain"))
    return Known(int(told["n"].sum()), placed, mapped)


@remembered(32)
def _pairs(register: Register, where: Where) -> pd.DataFrame:
    told = _kept(register, where).dropna(subset="city").astype({"city": "int64"})
    return told.groupby(["city", "chain"], dropna=False)["n"].sum().reset_index()


@remembered(256)
def _counts(register: Register, by: Dimension, where: Where) -> pd.Series:
    column, atlas = {"region": "city", "fam": "chain"}.get(by, by), register.atlas
    number = _kept(register, where).groupby(column)["n"].sum()
    if by == "region":
        regions = atlas.by_key("regions")["member_adcodes"]
        found = {key: int(number.reindex(list(regions[key])).sum()) for key in regions.index}
    elif by == "fam":
        family = atlas.by_key("chains")["family_id"]
        found = number.groupby(family.reindex(number.index)).sum().to_dict()
        found = {key: found.get(key, 0) for key in dict.fromkeys(family)}
    else:
        table = {"chain": ("chains", "chain_id"), "city": ("areas", "adcode")}.get(by)
        known = list(atlas.table(table[0])[table[1]]) if table else sorted(map(int, number.index))
        found = {key: int(number.get(key, 0)) for key in known}
    kept = {key: int(n) for key, n in found.items() if n}
    return pd.Series(kept, dtype="int64")


def opened(atlas: Atlas, place: str) -> Register:
    """A register by where it lies.

    Parameters
    ----------
    atlas : Atlas
        The data folder whose areas and chains it was placed and mapped by.
    place : str
        A folder that ``python -m geo register`` wrote, a TOML file that describes a table on an
        engine elsewhere, or the address of one; see `geo.register.engine`.

    Raises
    ------
    EngineError
        There is no register at that place, or it cannot be reached.
    """
    path = Path(place)
    try:
        if "://" in place:
            return Register(atlas, elsewhere(place))
        if path.is_dir():
            apart = Path(tempfile.mkdtemp())  # several may look at one folder, and not write to it
            engine = embedded(path, apart)
            finalize(engine, shutil.rmtree, apart, ignore_errors=True)
            return Register(atlas, engine, rows_read(path))
        return Register(atlas, described(path))
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        raise EngineError(f"{place}: {error}") from error
