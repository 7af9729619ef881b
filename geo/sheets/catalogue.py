"""What the data package holds, told to a reader: dictionary, coverage, readable rows, places."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.data.atlas import Atlas, Column
from geo.record import counts, provenance
from geo.record.about import Column as Entry
from geo.sheets.view import View
from geo.words import LANGUAGES, Words

_SPATIAL = ("areas", "regions")


def dictionary(atlas: Atlas, name: str, t: Words) -> tuple[Entry, ...]:
    """Columns of a table in words: name, meaning, type, unit, key, allowed values."""
    resource = atlas.resource(name)
    return tuple(
        Entry(
            code=column.name,
            label=column.title(t.lang),
            meaning=column.meaning(t.lang),
            type=t(f"export.type.{column.type}"),
            unit=column.unit(t.lang),
            key=_key(atlas, resource.key, column, t),
            values={code: column.label(code, t.lang) for code in column.labels},
        )
        for column in resource.columns
    )


def _key(atlas: Atlas, primary: tuple[str, ...], column: Column, t: Words) -> str:
    parts = []
    if column.name in primary:
        parts.append(t("export.key.primary" if len(primary) == 1 else "export.key.part"))
    if column.reference is not None:
        title = atlas.resource(column.reference.resource).title(t.lang)
        parts.append(t("export.key.refers", table=title))
    return ("；" if t.lang == "zh" else "; ").join(parts)


def filled(frame: pd.DataFrame) -> pd.Series:
    """Number of known cells in each column; an empty list is unknown."""
    return pd.Series(
        {
            name: sum(
                bool(cell) if isinstance(cell, tuple) else not pd.isna(cell) for cell in cells
            )
            for name, cells in frame.items()
        },
        dtype="int64",
    )


def readable(atlas: Atlas, name: str, frame: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Rows with names in place of codes, in one language.

    Columns that repeat another one in the other language, or as a code, are left out; sources
    and the table's own identifier come last; numbers stay numbers.
    """
    if name == "sources":
        named = [provenance.source_name(atlas, key, t) for key in frame["source_id"]]
        frame = frame.assign(title=named).drop(columns="title_en")
    columns = [
        column
        for column in atlas.dictionary(name)
        if column.name in frame and not _repeats(column.name, frame, t.lang)
    ]
    columns.sort(key=lambda column: _rank(atlas, name, column))
    return pd.DataFrame(
        {column.name: _in_words(atlas, column, frame, t) for column in columns},
        index=frame.index,
    )


def _repeats(name: str, frame: pd.DataFrame, lang: str) -> bool:
    """Whether a column in the language says the same; an older folder may leave it empty."""
    stem, _, ending = name.rpartition("_")
    twins = [f"{name}_{lang}"]
    if ending in ("id", *LANGUAGES) and ending != lang:
        twins.append(f"{stem}_{lang}")
    return any(twin in frame and bool(frame[twin].notna().any()) for twin in twins)


def _rank(atlas: Atlas, name: str, column: Column) -> int:
    """Content first, then sources, then the identifier of the table itself."""
    if atlas.resource(name).key == (column.name,) and column.type == "string":
        return 2
    return 1 if column.reference is not None and column.reference.resource == "sources" else 0


def _in_words(atlas: Atlas, column: Column, frame: pd.DataFrame, t: Words) -> pd.Series:
    cells = frame[column.name]
    if column.key_of:
        return _keys_in_words(atlas, column, frame, t)
    names = _names(atlas, column, t)
    if names is None and column.type != "list":
        return cells

    def word(code: Any) -> str:
        return str(code) if names is None else names.get(code, str(code))

    def text(cell: Any) -> str | None:
        if isinstance(cell, tuple):
            return t.join(map(word, cell)) or None
        return None if pd.isna(cell) else word(cell)

    return pd.Series([text(cell) for cell in cells], index=cells.index, dtype="str")


def _keys_in_words(atlas: Atlas, column: Column, frame: pd.DataFrame, t: Words) -> pd.Series:
    """Names for keys whose table depends on another column of the row."""
    names = {
        kind: {str(code): name for code, name in _rows_by_name(atlas, **target, t=t).items()}
        for kind, target in column.key_of["values"].items()
    }
    kinds = frame[column.key_of["column"]]
    return pd.Series(
        [
            names.get(kind, {}).get(key, key)
            for kind, key in zip(kinds, frame[column.name], strict=True)
        ],
        index=frame.index,
        dtype="str",
    )


def _names(atlas: Atlas, column: Column, t: Words) -> dict[Any, str] | None:
    """Words for the codes of a column; None where it holds no codes or is itself the key."""
    if column.labels:
        return {code: column.label(code, t.lang) for code in column.labels}
    if column.type == "boolean":
        return {True: t("data.yes"), False: t("data.no")}
    if column.reference is not None:
        return _rows_by_name(atlas, column.reference.resource, column.reference.field, t)
    if column.areas and not column.constraints.get("unique"):
        return _rows_by_name(atlas, "areas", "adcode", t)
    return None


def _rows_by_name(atlas: Atlas, resource: str, field: str, t: Words) -> dict[Any, str]:
    """Names of the rows of a table by one of its columns."""
    rows = atlas.table(resource)
    if resource == "sources":
        return {key: provenance.source_name(atlas, key, t) for key in rows[field]}
    labels = rows.apply(t.name, axis=1)
    names = {key: label or str(key) for key, label in zip(rows[field], labels, strict=True)}
    return {atlas.province_adcode: t("data.province"), **names} if resource == "areas" else names


def places(atlas: Atlas, name: str, frame: pd.DataFrame) -> gpd.GeoDataFrame | None:
    """Rows with their geometry, or None for a table that is not about places.

    Points where the place is known that closely, and nothing where only the city or county is;
    areas in full detail; regions as the union of their members.
    """
    resource = atlas.resource(name)
    if "lon" in resource.place and "unit" not in resource.place:
        lon, lat = frame[resource.place["lon"]], frame[resource.place["lat"]]
        points = gpd.GeoSeries(gpd.points_from_xy(lon, lat, crs=4326), index=frame.index)
        return gpd.GeoDataFrame(frame, geometry=points.where(lon.notna() & lat.notna()))
    if name not in _SPATIAL:
        return None
    units = pd.concat([atlas.boundaries(level, "full")["geometry"] for level in ("county", "city")])
    shapes = units[~units.index.duplicated()]
    if name == "areas":
        geometry = shapes.reindex(frame["adcode"]).to_numpy()
    else:
        geometry = [
            shapely.coverage_union_all(shapes.loc[list(members)].to_numpy()) if members else None
            for members in frame["member_adcodes"]
        ]
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=4326)


def layer(atlas: Atlas, name: str) -> gpd.GeoDataFrame:
    """A layer of the map by its name in the package, keys as columns."""
    record = atlas.resource(name)
    if record.kind == "boundaries":
        return atlas.boundaries(record.raw["hca:level"], record.raw["hca:detail"]).reset_index()
    return (atlas.rivers if name == "rivers" else atlas.lakes).reset_index(drop=True)


def programmes(atlas: Atlas, view: View, name: str, frame: pd.DataFrame) -> tuple[str, ...]:
    """Programmes whose members the rows name in part, in the order of the programme table."""
    table = atlas.table("programmes")
    if name == "zones":
        wanted = set(table.loc[table["unit"] == "zone", "programme_id"])
    elif name == "clusters":
        listed = atlas.table("cluster_listings")
        wanted = set(listed.loc[listed["cluster_id"].isin(frame["cluster_id"]), "programme_id"])
    elif name in ("cluster_listings", "programmes"):
        wanted = set(frame["programme_id"])
    else:
        return ()
    if view.selection.prog:
        wanted &= set(view.selection.prog)
    if view.selection.tier:
        wanted &= set(table.loc[table["tier"].isin(view.selection.tier), "programme_id"])
    return tuple(code for code in table["programme_id"] if code in wanted)


def coverage_note(atlas: Atlas, codes: tuple[str, ...], t: Words) -> str:
    """Named of official number of each programme in one sentence; empty without programmes."""
    if not codes:
        return ""
    names = atlas.by_key("programmes")
    parts = []
    for code in codes:
        known = counts.coverage(atlas, code)
        parts.append(
            t(
                f"export.coverage_{'open' if known.official is None else 'of'}",
                name=t.name(names.loc[code]),
                n=known.named,
                of=known.official,
            )
        )
    return t("export.coverage", list=t.join(parts))
