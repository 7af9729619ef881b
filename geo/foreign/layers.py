"""A program of its own: a layer or a Parquet as texts, with the points of its shapes.

What reads layers is foreign code over foreign bytes, so it runs apart, with its memory limited. It
is started by its path and needs nothing of the library. It is given the file, its kind, where to
write the Parquet of texts, and the limits of memory (bytes) and columns. Beside the Parquet it
writes ``<name>.json`` about it; a file that it refuses makes it print the code of the fault.
"""

from __future__ import annotations

import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROW, LON, LAT = "row", "geometry_lon", "geometry_lat"
_SHAPES = ("geometry", "geom", "wkb_geometry")


def texts(column: Any) -> Any:
    """A column as text, empty cells as null; None for one that holds no values."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        found = column.cast(pa.string())
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_nested(kind):
        return None
    elif pa.types.is_floating(kind):
        found = pa.array(
            [None if x is None or x != x else repr(int(x) if x.is_integer() else x)
             for x in column.to_pylist()], pa.string(),
        )  # fmt: skip
    else:
        found = column.cast(pa.string())
    trimmed = pa.compute.utf8_trim_whitespace(
        pa.compute.replace_substring(found, pattern="\0", replacement="")
    )
    return pa.compute.if_else(pa.compute.equal(trimmed, ""), None, trimmed)


def points(shapes: Any, crs: str | None) -> tuple[Any, Any, int]:
    """Longitude and latitude of shapes, and how many have none."""
    import numpy as np
    import shapely

    found = shapely.from_wkb(np.array(shapes.to_pylist(), dtype=object), on_invalid="ignore")
    lone = shapely.get_type_id(found) == 0
    found[~lone] = shapely.point_on_surface(found[~lone])
    x, y = shapely.get_x(found), shapely.get_y(found)
    if crs:
        from pyproj import CRS, Transformer

        system = CRS.from_user_input(crs)
        if not system.is_geographic:
            x, y = Transformer.from_crs(system, 4326, always_xy=True).transform(x, y)
    x, y = (np.where(np.isfinite(x) & np.isfinite(y), one, np.nan) for one in (x, y))
    return x, y, int(np.isnan(x).sum())


def layer(path: str, kind: str) -> tuple[Iterator[Any], str, str | None, dict[str, int]]:
    """Batches, name of the column of shapes, coordinate system, and the other layers' rows."""
    import pyogrio

    place = path
    if kind == "shapefile":
        pyogrio.set_gdal_config_options({"SHAPE_ENCODING": _charset(path)})
        place = f"/vsizip/{{{path}}}"
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".shp")]
        rows = {name: int(pyogrio.read_info(f"{place}/{name}")["features"]) for name in names}
        best = max(rows, key=lambda name: rows[name])
        place, chosen = f"{place}/{best}", None
    else:
        place = f"GeoJSON:{path}" if kind == "geojson" else path
        rows = {
            str(name): int(
                pyogrio.read_info(place, layer=name, force_feature_count=True)["features"]
            )
            for name, _ in pyogrio.list_layers(place)
        }
        best = chosen = max(rows, key=lambda name: rows[name])
    others = {name: number for name, number in rows.items() if name != best}

    def read() -> Iterator[Any]:
        with pyogrio.open_arrow(place, layer=chosen, use_pyarrow=True) as (_, reader):
            yield from reader

    about = pyogrio.read_info(place, layer=chosen)
    return read(), about["geometry_name"] or "wkb_geometry", about["crs"], others


def _charset(path: str) -> str | None:
    """Charset of a Shapefile's table; None where the archive says it itself."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        table = next((name for name in names if name.lower().endswith(".dbf")), None)
        if table is None or any(name.lower().endswith(".cpg") for name in names):
            return None
        with archive.open(table) as file:
            begin = file.read(1 << 16)
    try:
        begin[32:].decode("utf-8")
    except UnicodeDecodeError as error:
        return "GB18030" if error.end < len(begin) - 40 else "UTF-8"
    return "UTF-8"


def columnar(path: str) -> tuple[Iterator[Any], str, str | None, dict[str, int]]:
    """The same of a Parquet file."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    shapes = next((name for name in file.schema_arrow.names if name in _SHAPES), "")
    return file.iter_batches(65_536), shapes, None, {}


def main(path: str, kind: str, to: str, memory: int, most_columns: int) -> str:
    """Write the rows; gives the code of a fault, or nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        read, shapes, crs, others = columnar(path) if kind == "parquet" else layer(path, kind)
        rows = shapeless = 0
        writer, names = None, []
        for batch in read:
            if len(batch.schema.names) > most_columns:
                return "too_many_columns"
            columns = {}
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                if name != shapes and (text := texts(column)) is not None:
                    columns[name if name not in (ROW, LON, LAT) else f"{name}_"] = text
            if shapes in batch.schema.names:
                x, y, without = points(batch.column(shapes), crs)
                shapeless += without
                for name, values in ((LON, x), (LAT, y)):
                    columns[name] = pa.array(
                        [None if value != value else repr(float(value)) for value in values],
                        pa.string(),
                    )
            number = pa.array(range(rows + 1, rows + len(batch) + 1), pa.int64())
            table = pa.table({ROW: number, **columns})
            if writer is None:
                writer, names = pq.ParquetWriter(to, table.schema, compression="zstd"), [*columns]
            writer.write_table(table)
            rows += len(batch)
        if writer:
            writer.close()
    except MemoryError:
        return "too_slow"
    except Exception as error:  # whatever foreign bytes make foreign code say
        print(type(error).__name__, error, file=sys.stderr)
        return "layer_broken"
    about = {"rows": rows, "columns": names, "others": others, "shapeless": shapeless}
    Path(f"{to}.json").write_text(json.dumps(about), encoding="utf-8")
    return ""


if __name__ == "__main__":
    print(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])))
