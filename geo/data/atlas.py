"""The atlas: the data folder, checked once and read into tables and shapes that do not change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import geopandas as gpd
import pandas as pd
import shapely

from geo.data import cells, checks, named, overlay, package, reading, sense
from geo.data.memory import Answers, remembered
from geo.data.overlay import Overlay
from geo.data.own import completed, lacking, unstated
from geo.data.package import DATA, Column, Package, Remark, RemarkKind, Resource
from geo.data.problems import AtlasError, Problem

__all__ = [
    "DATA",
    "Atlas",
    "AtlasError",
    "Column",
    "Problem",
    "Remark",
    "RemarkKind",
    "Resource",
    "load",
]

Level = Literal["city", "county"]
Detail = Literal["overview", "full"]


#: Kinds of sources in the order in which they are named: who decides, who counts, who tells.
_KINDS = ("official", "dataset", "press", "seed", "repost")


@dataclass(frozen=True, eq=False)
class Atlas:
    """Immutable tables and geometries of one data folder.

    Every accessor hands out a copy, so nothing a caller does to it reaches the atlas; text and
    shapes themselves are shared. Two atlases are equal only if they are the same object, and what
    is computed from one is kept on it; see `geo.data.memory`.

    Attributes
    ----------
    folder : Path
        Where the data lie.
    records : Package
        The dictionary as records; `resource` and `dictionary` are the usual way in.
    answers : Answers
        What has been computed from it so far.
    warnings : tuple of Problem
        What is wrong in the folder without doing harm, as it is put right while reading.
    overlay : Overlay or None
        What was laid over the folder; see `geo.data.overlay`.
    """

    folder: Path
    records: Package = field(repr=False)
    _tables: Mapping[str, pd.DataFrame] = field(repr=False)
    _layers: Mapping[str, gpd.GeoDataFrame] = field(repr=False)
    answers: Answers = field(default_factory=Answers, init=False, repr=False)
    warnings: tuple[Problem, ...] = field(default=(), repr=False)
    overlay: Overlay | None = field(default=None, repr=False)

    @property
    def package(self) -> Mapping[str, Any]:
        """``datapackage.json`` as parsed, read-only."""
        return self.records.raw

    @property
    def data_version(self) -> str:
        """Date of the data, ``YYYY-MM-DD``."""
        return str(self.package["created"])[:10]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, in the order of the dictionary."""
        return tuple(self._tables)

    def table(self, name: str) -> pd.DataFrame:
        """Copy of a table, rows in the order of the file.

        Parameters
        ----------
        name : str
            Such as ``"clusters"``; ``KeyError`` if there is no such table.

        Returns
        -------
        pandas.DataFrame
            Whole numbers and years as ``Int64``, other numbers as ``float64``, yes/no as
            ``boolean``, text as ``str``; unknown is NA or NaN. List columns hold tuples, unknown
            is the empty tuple. Numbers of named clusters and zones are counted anew.
        """
        # A deep copy costs a hundredth of a millisecond more than a shallow one, whose arrays could
        # still be written to.
        return self._tables[name].copy()

    def by_key(self, name: str) -> pd.DataFrame:
        """Copy of a table as `table` gives it, with the column of its key as index.

        Raises
        ------
        ValueError
            If the key of the table has several columns.
        """
        return _keyed(self, name).copy()

    def resource(self, name: str) -> Resource:
        """Record of a table or layer: titles, descriptions, columns, key, raw entry."""
        return self.records.resources[name]

    def dictionary(self, table: str) -> tuple[Column, ...]:
        """Columns of a table with type, unit, title, meaning and labels."""
        return self.resource(table).columns

    def remarks(self, kind: RemarkKind, table: str | None = None) -> tuple[Remark, ...]:
        """How to read the data, where sources disagree, or what is not known; see `Package`."""
        return self.records.remarks(kind, table)

    def sources(self, ids: Iterable[str]) -> pd.DataFrame:
        """Rows of ``sources`` for some keys, in the order of `in_rank`."""
        return _sources(self, self.in_rank(ids))

    def in_rank(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Keys of sources, each once: official ones first, then as given."""
        return tuple(sorted(dict.fromkeys(ids), key=_ranks(self).__getitem__))

    def boundaries(self, level: Level, detail: Detail = "overview") -> gpd.GeoDataFrame:
        """Units of one level.

        Parameters
        ----------
        level : {"city", "county"}
            17 prefecture-level or 103 county-level units. The four units directly under the
            province (Xiantao, Qianjiang, Tianmen, Shennongjia) are in both.
        detail : {"overview", "full"}
            Simplified for the screen, or the vertices of the source.

        Returns
        -------
        geopandas.GeoDataFrame
            Index ``adcode``; columns ``name_zh``, ``short_zh``, ``name_en``, for counties
            ``city_adcode``, and ``geometry`` (EPSG:4326). Neighbours share their borders exactly,
            across both levels.
        """
        return self._layers[f"{level}_{detail}"].copy()

    @property
    def cities(self) -> gpd.GeoDataFrame:
        """The 17 prefecture-level units in overview detail; see `boundaries`."""
        return self.boundaries("city")

    @property
    def counties(self) -> gpd.GeoDataFrame:
        """The 103 county-level units in overview detail; see `boundaries`."""
        return self.boundaries("county")

    @property
    @remembered(1)
    def province_adcode(self) -> int | None:
        """Code of the province; the areas have no row for it. None in a folder without cities."""
        return checks.province(self._tables["areas"])

    @property
    @remembered(1)
    def province(self) -> shapely.Geometry:
        """The province in overview detail (EPSG:4326)."""
        return shapely.coverage_union_all(self._layers["city_overview"].geometry.to_numpy())

    @property
    def rivers(self) -> gpd.GeoDataFrame:
        """Yangtze and Han, clipped to the province with a margin (EPSG:4326)."""
        return self._layers["rivers"].copy()

    @property
    def lakes(self) -> gpd.GeoDataFrame:
        """Larger lakes inside the province; several have no name on record (EPSG:4326)."""
        return self._layers["lakes"].copy()


@remembered(32)
def _keyed(atlas: Atlas, name: str) -> pd.DataFrame:
    key = atlas.resource(name).key
    if len(key) != 1:
        raise ValueError(f"the key of {name} is {', '.join(key)}, not one column")
    return atlas.table(name).set_index(key[0])


@remembered(1024)
def _sources(atlas: Atlas, ids: tuple[str, ...]) -> pd.DataFrame:
    return _keyed(atlas, "sources").loc[list(ids)].reset_index()[list(atlas.table("sources"))]


@remembered(1)
def _ranks(atlas: Atlas) -> Mapping[str, int]:
    """Rank of the kind of each source; unknown kinds come last."""
    table = atlas.table("sources")
    rank = {kind: number for number, kind in enumerate(_KINDS)}
    return MappingProxyType(
        {
            key: rank.get(kind, len(_KINDS))
            for key, kind in zip(table["source_id"], table["kind"], strict=True)
        }
    )


def load(folder: str | Path | None = None, on: Path | None = None) -> Atlas:
    """Read and check a data folder.

    Parameters
    ----------
    folder : str or Path, optional
        A folder in the format of this project's ``data/``, or an overlay, which has only what it
        adds to such a folder. Left out, it is the folder that the setting ``HCA_DATA`` names, or
        else the state in use (see `geo.data.store`), or else `DATA`, the one shipped.
    on : Path, optional
        The folder below an overlay; the state in use if left out.

    Returns
    -------
    Atlas

    Raises
    ------
    AtlasError
        With every problem found, if there is any.

    Notes
    -----
    Checked are: files, encoding, columns, types, allowed values, keys, references (also inside
    lists), area codes and their levels, that every point lies in its city, and what makes no sense
    (see `geo.data.sense`). Checksums are not: a folder of one's own is meant to be edited. What the
    shipped dictionary demands is demanded of every folder (see `geo.data.own`).
    """
    where = package.chosen() if folder is None else Path(folder)
    with suppress(RuntimeError):  # no such home
        where = where.expanduser()
    if not where.is_dir():
        raise AtlasError(where, [Problem("folder_missing", str(where))])
    said = overlay.said(where)
    base = where if said is None else on or package.base()
    records, problems = _dictionary(base)
    source, records, found = cells.opened(base, records)
    problems += found
    over = laid = None
    if said is not None and not problems:
        over, problems = overlay.read(where, said, records)
        if problems:
            raise AtlasError(where, problems)
        laid, problems = overlay.laid(over, source, records)
        source, records = laid.source, laid.records
    tables: dict[str, pd.DataFrame] = {}
    for resource in records.tables:
        frame, found = reading.read_table(source, resource)
        problems += found
        if frame is not None:
            tables[resource.name] = frame
    problems += checks.references(records, tables)
    problems += sense.complaints(records, tables)
    layers: dict[str, gpd.GeoDataFrame] = {}
    for resource in records.layers:
        layer, found = reading.read_layer(source, resource, tables.get("areas"))
        problems += found
        if layer is not None:
            layers[resource.name] = layer
    problems += checks.places(records, tables, layers)
    if problems:
        raise AtlasError(where, map(laid.told, problems) if laid else problems)
    # An overlay adds to what the table of programmes was counted from.
    warnings = laid.warnings if laid else tuple(checks.numbers(records, tables))
    tables["programmes"] = tables["programmes"].assign(**named.numbers(tables))
    frozen = MappingProxyType(tables), MappingProxyType(layers)
    return Atlas(base, records, *frozen, warnings, over)


def _dictionary(folder: Path) -> tuple[Package, list[Problem]]:
    """Dictionary of a folder; this project's own stands in for one that cannot be used."""
    shipped, problems = _read(package.DATA)
    if shipped is None:  # nothing to hold a folder against
        raise AtlasError(package.DATA, problems)
    if folder == package.DATA:
        return shipped, []
    own, problems = _read(folder)
    if own is None:
        return shipped, problems
    problems = [
        Problem("not_described", package.FILE, fields=MappingProxyType({"name": name}))
        for name in lacking(own, shipped)
    ]
    if problems:
        return shipped, problems
    try:
        records = completed(own, shipped)
    except ValueError as error:
        return shipped, [_unreadable(error)]
    return records, [
        Problem("not_stated", package.FILE, None, name, value or None)
        for name, value in unstated(own)
    ]


def _read(folder: Path) -> tuple[Package | None, list[Problem]]:
    """Dictionary of a folder as it stands."""
    try:
        return package.read(folder), []
    except FileNotFoundError:
        return None, [Problem("file_missing", package.FILE)]
    except (OSError, ValueError, RecursionError) as error:
        return None, [_unreadable(error)]


def _unreadable(error: Exception) -> Problem:
    fields = MappingProxyType({"reason": str(error)})
    return Problem("dictionary_unreadable", package.FILE, fields=fields)
