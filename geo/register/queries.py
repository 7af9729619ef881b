"""What is asked of a table of placed firms, as Ibis expressions: written once for every engine.

Each function takes the table (:meth:`geo.register.engine.Engine.firms`) and gives an expression.
Orders name every tie and where unknowns stand, and sums are of floats, so that all engines answer
alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import ibis
from ibis import _

#: What firms may be counted by.
By = Literal["city", "county", "chain", "year"]
#: Most cells or firms that a map is given.
MOST = 3_000
#: Side of the cells that are fetched once from an engine elsewhere, metres.
KM = 1_000


@dataclass(frozen=True)
class Where:
    """Which firms are meant; the default is all of them.

    Attributes
    ----------
    city, county, chain : tuple
        Codes to keep; empty keeps all.
    years : tuple of int or None
        First and last founding year.
    text : str
        Part of the name.
    window : tuple of int or None
        West, south, east and north in whole metres of Web Mercator.
    """

    city: tuple[int, ...] = ()
    county: tuple[int, ...] = ()
    chain: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    text: str = ""
    window: tuple[int, int, int, int] | None = None


def chosen(firms: Any, where: Where) -> Any:
    """The firms meant."""
    kept = []
    for column in ("city", "county", "chain"):
        if codes := getattr(where, column):
            kept.append(firms[column].isin(codes))
    if where.years:
        kept.append(firms.year.between(*where.years))
    if where.text:
        kept.append(firms.name.contains(where.text))
    if where.window:
        west, south, east, north = where.window
        kept += [firms.x >= west, firms.x < east, firms.y >= south, firms.y < north]
    return firms.filter(*kept) if kept else firms


def without(firms: Any, odd: Mapping[str, Sequence[Any]]) -> Any:
    """The firms, with codes of columns that mean nothing here unknown."""
    told = {
        column: firms[column].isin(codes).ifelse(None, firms[column])
        for column, codes in odd.items()
    }
    return firms.mutate(**told) if told else firms


def number(firms: Any) -> Any:
    """How many firms: rows, or what the rows of :func:`kilometres` stand for."""
    return firms.n.sum().cast("int64") if "n" in firms.columns else firms.count()


def counts(firms: Any, by: By, where: Where = Where()) -> Any:
    """Firms by one column; those of which it is unknown are left out."""
    told = chosen(firms, where)
    told = told.filter(told[by].notnull())
    return told.group_by(code=told[by]).agg(n=_.count()).order_by(_.n.desc(), _.code.asc())


def cube(firms: Any, where: Where = Where()) -> Any:
    """Firms by city, county, chain and founding year, any of which may be null.

    Also how many of them have a point, their staff and their revenue.

    Every count by these is a sum over its rows, of which there are few.
    """
    told = chosen(firms, where)
    by = ("city", "county", "chain", "year")
    return (
        told.group_by(*by)
        .agg(
            n=_.count(),
            pointed=_.x.count(),
            staff=_.staff.cast("float64").sum(),
            revenue=_.revenue.sum(),
        )
        .order_by(*(_[column].asc(nulls_first=True) for column in by))
    )


def kilometres(firms: Any) -> Any:
    """Firms with a point by square kilometre, county, city and chain, as if they stood in a corner.

    Every question about cells of whole kilometres has the same answer as of the firms themselves.
    """
    told = firms.filter(firms.x.notnull())
    corner = {axis: (told[axis] // KM * KM).cast("int64") for axis in ("x", "y")}
    return told.group_by(**corner, county=told.county, city=told.city, chain=told.chain).agg(
        n=_.count(), staff=_.staff.cast("float64").sum(), revenue=_.revenue.sum()
    )


def totals(firms: Any, where: Where = Where()) -> Any:
    """One row: firms, those with a point, with a chain and with a year, staff and revenue."""
    told = chosen(firms, where)
    return told.agg(
        n=told.count(), with_point=told.x.count(), with_chain=told.chain.count(),
        with_year=told.year.count(), staff=told.staff.cast("float64").sum(),
        revenue=told.revenue.sum(),
    )  # fmt: skip


def matrix(firms: Any, by: Literal["city", "county"] = "city", where: Where = Where()) -> Any:
    """Firms, staff and revenue by chain and area; an unknown chain is null."""
    told = chosen(firms, where)
    return (
        told.filter(told[by].notnull())
        .group_by(area=told[by], chain=told.chain)
        .agg(n=_.count(), staff=_.staff.cast("float64").sum(), revenue=_.revenue.sum())
        .order_by(_.area.asc(), _.chain.asc(nulls_first=True))
    )


def cells(firms: Any, size: int, where: Where = Where(), most: int = MOST) -> Any:
    """Square cells with firms, the fullest first.

    Parameters
    ----------
    firms : Table
        Placed firms.
    size : int
        Side of a cell in metres of Web Mercator; cells of twice the size hold four of these.
    where : Where
        Which firms.
    most : int
        Most cells given.
    """
    told = chosen(firms, where)
    told = told.filter(told.x.notnull())
    return (
        told.group_by(i=(told.x // size).cast("int64"), j=(told.y // size).cast("int64"))
        .agg(n=number(told), staff=_.staff.cast("float64").sum(), revenue=_.revenue.sum())
        .order_by(_.n.desc(), _.i.asc(), _.j.asc())
        .limit(most)
    )


def top(firms: Any, by: Literal["staff", "revenue"], where: Where = Where(), most: int = 20) -> Any:
    """The largest firms whose size is known."""
    told = chosen(firms, where)
    told = told.filter(told[by].notnull())
    return told.order_by(told[by].desc(), told.firm_id.asc()).limit(most)


def listed(firms: Any, where: Where = Where(), most: int = MOST, after: int = -1) -> Any:
    """One page of firms by their number; ``after`` is the last one of the page before."""
    told = chosen(firms, where)
    return told.filter(told.firm_id > after).order_by(told.firm_id.asc()).limit(most)


def series(firms: Any, where: Where = Where()) -> Any:
    """Firms by founding year and city."""
    told = chosen(firms, where)
    return (
        told.filter(told.year.notnull(), told.city.notnull())
        .group_by(told.year, told.city)
        .agg(n=_.count())
        .order_by(_.year.asc(), _.city.asc())
    )


def quotients(
    firms: Any, by: Literal["city", "county"] = "city", where: Where = Where(), least: int = 1
) -> Any:
    """Location quotients of chains in areas: the chain's share here over its share everywhere.

    Firms without a chain count in neither share. Pairs of fewer than ``least`` firms are left out.
    """
    told = chosen(firms, where)
    pairs = (
        told.filter(told[by].notnull(), told.chain.notnull())
        .group_by(area=told[by], chain=told.chain)
        .agg(n=_.count())
    )
    area = pairs.group_by("area").agg(of_area=_.n.sum())
    chain = pairs.group_by("chain").agg(of_chain=_.n.sum())
    whole = pairs.agg(of_all=pairs.n.sum())
    joined = pairs.join(area, "area").join(chain, "chain").cross_join(whole)
    here = joined.n.cast("float64") / joined.of_area.cast("float64")
    everywhere = joined.of_chain.cast("float64") / joined.of_all.cast("float64")
    return (
        joined.filter(joined.n >= least)
        .select("area", "chain", n=joined.n.cast("int64"), quotient=here / everywhere)
        .order_by(_.area.asc(), _.chain.asc())
    )


def leading(firms: Any, size: int, where: Where = Where(), most: int = 3) -> Any:
    """The chains that most firms of each cell are in, the first of them first.

    Parameters
    ----------
    firms : Table
        Placed firms.
    size : int
        Side of a cell, as of :func:`cells`.
    where : Where
        Which firms.
    most : int
        Most chains of one cell.
    """
    counted = by_chain(firms, size, where)
    order = [counted.n.desc(), counted.chain.asc()]
    place = ibis.row_number().over(group_by=[counted.i, counted.j], order_by=order)
    ranked = counted.mutate(place=place.cast("int64"))
    return (
        ranked.filter(ranked.place < most)
        .select("i", "j", "chain", "place")
        .order_by(_.i.asc(), _.j.asc(), _.place.asc())
    )


def by_chain(firms: Any, size: int, where: Where = Where()) -> Any:
    """Firms by square cell and chain; those whose point or chain is unknown are left out."""
    told = chosen(firms, where)
    told = told.filter(told.x.notnull(), told.chain.notnull())
    cell = {axis: (told[of] // size).cast("int64") for axis, of in (("i", "x"), ("j", "y"))}
    return (
        told.group_by(**cell, chain=told.chain)
        .agg(n=number(told))
        .order_by(_.i.asc(), _.j.asc(), _.chain.asc())
    )


def points(firms: Any, where: Where = Where()) -> Any:
    """Point and chain of the firms of which both are known."""
    told = chosen(firms, where)
    told = told.filter(told.x.notnull(), told.chain.notnull())
    return told.select("firm_id", "x", "y", "chain").order_by(_.firm_id.asc())


def size_at(step: int) -> int:
    """Side of the cells of a map at a whole zoom, metres: some 13 px, and halved at each zoom."""
    return int(max(125, min(64_000, 16_000 * 2.0 ** (7 - step))))
