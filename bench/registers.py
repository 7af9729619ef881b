"""Registers of firms that nobody has, as large as wanted: the same rows for the same seed.

Half of the firms stand around the centre of their county, a third in its parks and the rest
anywhere in it; counties of large cities have more. Offices would bring such a file: Chinese
headings, an address, a code of the trade, a point, a year and two figures, some of them unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray
from pyarrow import csv

from geo.data.atlas import Atlas

Floats = NDArray[np.float64]

#: Cities with more firms than others, by adcode; a city without a line has one share.
_LARGE = {420100: 30, 420600: 9, 420500: 8, 421000: 6, 421100: 6, 420900: 5, 420300: 5, 420800: 4}
#: Code of a trade, the word for it in a name, and its share.
_TRADES = (
    ("3670", "汽车零部件", 6), ("3976", "光电子", 3), ("3973", "半导体", 2), ("2624", "肥料", 2),
    ("2710", "药业", 3), ("1781", "无纺布", 2), ("1819", "服饰", 4), ("1310", "米业", 3),
    ("3011", "水泥", 2), ("6513", "软件", 9), ("5430", "物流", 8), ("5212", "商贸", 18),
    ("6210", "餐饮", 12), ("4790", "建筑", 10), ("0392", "农业", 6),
)  # fmt: skip
_BRANDS = [first + last for first in "江汉楚天长虹金石青山明月" for last in "源达丰华泰宁兴和"]
_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "厂")
_ROADS = ("建设路", "人民大道", "工业二路", "沿江路", "长征路")
#: Shares of firms around the centre of their county and in its parks, and how far apart, degrees.
_KINDS, _SPREAD = (0.5, 0.33), (0.03, 0.008)
_PARKS = 3
#: Share of the cells of a figure, and of the points, that are not known.
_UNKNOWN = 0.03
#: Rows that a table is made of at once.
_BLOCK = 250_000


@dataclass(frozen=True)
class Register:
    """Firms of a register.

    Attributes
    ----------
    lon, lat : array of float
        Their points; NaN where there is none.
    city : array of int
        Adcodes of their cities.
    table : pyarrow.Table
        What is written to a file, as text.
    """

    lon: Floats
    lat: Floats
    city: NDArray[np.int64]
    table: pa.Table

    def pointed(self) -> pd.Series:
        """Firms with a point by city, most first."""
        return pd.Series(self.city[np.isfinite(self.lon)]).value_counts()


def register(atlas: Atlas, rows: int, seed: int = 12) -> Register:
    """Make a register.

    Parameters
    ----------
    atlas : Atlas
        The data folder whose counties the firms stand in.
    rows : int
        How many firms.
    seed : int
        Another number makes others.
    """
    rng = np.random.default_rng(seed)
    land = atlas.boundaries("county", "full")
    city_of = land["city_adcode"].to_numpy(np.int64)
    weight = pd.Series(rng.lognormal(0, 0.7, len(land)))
    weight *= pd.Series(city_of).map(_LARGE).fillna(1) / weight.groupby(city_of).transform("sum")
    at = np.sort(rng.choice(len(land), rows, p=weight / weight.sum()))
    shapes = land.geometry.to_numpy()
    number = np.bincount(at, minlength=len(land))
    spots = np.vstack([_spots(rng, shape, int(n)) for shape, n in zip(shapes, number, strict=True)])
    order = rng.permutation(rows)  # no file has its firms by county
    at, spots = at[order], spots[order]
    spots[rng.random(rows) < _UNKNOWN] = np.nan
    cities = atlas.cities["name_zh"].reindex(city_of)
    # A city without counties stands for its own.
    names = ["".join(dict.fromkeys(pair)) for pair in zip(cities, land["name_zh"], strict=True)]
    parts = [
        _table(rng, at[first : first + _BLOCK], spots[first : first + _BLOCK], names)
        for first in range(0, rows, _BLOCK)
    ]
    return Register(spots[:, 0], spots[:, 1], city_of[at], pa.concat_tables(parts))


def _spots(rng: np.random.Generator, shape: shapely.Geometry, number: int) -> Floats:
    """So many points inside a county."""
    shapely.prepare(shape)
    west, south, east, north = shape.bounds
    heart, size = np.array(shapely.get_coordinates(shape.representative_point()))[0], 0.2
    parks = heart + rng.normal(0, size, (_PARKS, 2)) * (east - west, north - south)
    found = np.empty((0, 2))
    while len(found) < number:
        more = 2 * (number - len(found)) + 20
        kind, spread = rng.random((more, 1)), rng.normal(0, 1, (more, 2))
        anywhere = rng.random((more, 2)) * (east - west, north - south) + (west, south)
        in_park = parks[rng.integers(0, _PARKS, more)] + spread * _SPREAD[1]
        spots = np.where(kind < sum(_KINDS), in_park, anywhere)
        spots = np.where(kind < _KINDS[0], heart + spread * _SPREAD[0], spots).round(6)
        found = np.vstack([found, spots[shapely.contains_xy(shape, *spots.T)]])
    return found[:number]


def _table(
    rng: np.random.Generator, at: NDArray[np.int64], spots: Floats, names: list[str]
) -> pa.Table:  # fmt: skip
    """Rows as an office writes them."""
    rows = len(at)
    share = np.array([share for *_, share in _TRADES], float)
    trade = rng.choice(len(_TRADES), rows, p=share / share.sum())
    place = pa.array(names).take(pa.array(at))

    def any_of(words: tuple[str, ...] | list[str]) -> pa.Array:
        return pa.array(words).take(pa.array(rng.integers(0, len(words), rows)))

    def known(numbers: NDArray[np.int64]) -> pa.Array:
        return pa.array(numbers, mask=rng.random(rows) < _UNKNOWN).cast("string")

    def joined(*parts: pa.Array | str) -> pa.Array:
        return pc.binary_join_element_wise(*parts, "")

    number = pa.array(rng.integers(1, 2000, rows)).cast("string")
    staff = np.maximum(1, rng.lognormal(2.6, 1.3, rows)).astype(np.int64)
    money = np.rint(staff * 40 * (rng.pareto(1.6, rows) + 0.3)).astype(np.int64)
    codes, words, _ = (
        pa.array(column).take(pa.array(trade)) for column in zip(*_TRADES, strict=True)
    )
    degrees = [pa.array(one, from_pandas=True).cast("string") for one in spots.T]
    return pa.table(
        {
            "企业名称": joined(place, any_of(_BRANDS), number, words, any_of(_FORMS)),
            "所在地址": joined("湖北省", place, any_of(_ROADS), number, "号"),
            "行业代码": codes,
            "经度": degrees[0],
            "纬度": degrees[1],
            "成立年份": known(2025 - np.minimum(rng.exponential(9, rows), 45).astype(np.int64)),
            "从业人数": known(staff),
            "营业收入（万元）": known(money),
        }
    )


def write(table: pa.Table, path: Path, charset: str = "utf-8") -> Path:
    """Write a register as CSV."""
    told = csv.WriteOptions(quoting_style="needed")
    if charset == "utf-8":
        csv.write_csv(table, path, told)
        return path
    passing = path.with_suffix(".passing")
    csv.write_csv(table, passing, told)
    with (
        passing.open(encoding="utf-8", newline="") as read,
        path.open("w", encoding=charset, newline="") as written,
    ):
        while piece := read.read(1 << 22):
            written.write(piece)
    passing.unlink()
    return path
