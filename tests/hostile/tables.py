"""Bad layers in binary forms: GeoPackage, zipped Shapefile, Parquet."""

from __future__ import annotations

import io
import sqlite3
import struct
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from tests.hostile.books import flagged, packed, unpacked
from tests.hostile.common import (
    FORMULAS,
    GOOD,
    HEAD,
    SCRIPT,
    Files,
    cuts,
    numbered,
)
from tests.hostile.layers import saved


def database(*commands: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gpkg")
        with sqlite3.connect(path) as base:
            for command in commands:
                base.execute(command)
        base.close()
        return path.read_bytes()


def changed(*commands: str) -> bytes:
    """The good firms as a GeoPackage that somebody has changed by hand."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gpkg")
        path.write_bytes(saved("gpkg"))
        with sqlite3.connect(path) as base:
            # They ask for functions that only GDAL has.
            told = "select name from sqlite_master where type = 'trigger'"
            for (trigger,) in base.execute(told).fetchall():
                base.execute(f'drop trigger "{trigger}"')
            for command in commands:
                base.execute(command)
        base.close()
        return path.read_bytes()


def geopackages() -> Files:
    """GeoPackages."""
    yield "short.gpkg", b"SQLite format 3\0"
    yield "no-table.gpkg", database("create table a (b text)", "drop table a")
    yield (
        "no-layer.gpkg",
        database(
            "create table 企业 (企业名称 text, 地址 text)",
            "insert into 企业 values ('甲', '武汉市')",
        ),
    )
    yield (
        "columns.gpkg",
        database(
            f"create table a ({', '.join(f'c{n} text' for n in range(1500))})",
            "insert into a (c1) values ('x')",
        ),
    )
    yield "blob.gpkg", changed("update firms set geom = x'4750000100000000ffffffff'")
    yield "no-blob.gpkg", changed("update firms set geom = null")
    yield "text-blob.gpkg", changed("update firms set geom = 'POINT (114 30)'")
    yield "unlisted.gpkg", changed("delete from gpkg_contents")
    yield "no-srs.gpkg", changed("delete from gpkg_spatial_ref_sys")
    yield (
        "no-rows.gpkg",
        changed(
            "delete from gpkg_ogr_contents",
        ),
    )
    yield (
        "names.gpkg",
        changed(
            f"update firms set 企业名称 = '{SCRIPT}'",
            'alter table firms rename column 行业 to "=1+1"',
        ),
    )
    yield (
        "round.gpkg",
        changed(
            "create view v as select * from firms", "update gpkg_contents set table_name = 'v'"
        ),
    )
    yield "types.gpkg", changed("update firms set 从业人数 = x'ff00ff', 地址 = 1e400")
    yield from numbered("cut", cuts(saved("gpkg"), 8), "gpkg")


def shapefiles() -> Files:
    """Zipped shapefiles."""
    parts = unpacked(saved("shp.zip", "ESRI Shapefile"))
    names = {Path(name).suffix: name for name in parts}
    for ending in (".dbf", ".shx", ".shp", ".prj", ".cpg"):
        yield (
            f"no-{ending[1:]}.zip",
            packed({n: c for n, c in parts.items() if n != names.get(ending)}),
        )
        if ending in names:
            yield f"garbage-{ending[1:]}.zip", packed({**parts, names[ending]: b"\xa5" * 300})
            yield (
                f"half-{ending[1:]}.zip",
                packed(
                    {**parts, names[ending]: parts[names[ending]][: len(parts[names[ending]]) // 2]}
                ),
            )
    for charset in (b"BIG5", b"936", b"no such", b"\xff\xfe", b"UTF-16"):
        yield f"cpg-{charset.hex()}.zip", packed({**parts, "firms.cpg": charset})
    many = struct.pack("<i", 2**31 - 1)
    table = parts[names[".dbf"]]
    yield "rows.zip", packed({**parts, names[".dbf"]: table[:4] + many + table[8:]})
    shape = parts[names[".shp"]]
    yield "kind.zip", packed({**parts, names[".shp"]: shape[:32] + many + shape[36:]})
    yield (
        "nan.zip",
        packed(
            {
                **parts,
                names[".shp"]: shape[:112]
                + struct.pack("<dd", float("nan"), float("inf"))
                + shape[128:],
            }
        ),
    )
    yield "two.zip", packed({**parts, **{f"b/{n}": c for n, c in parts.items()}})
    yield "paths.zip", packed({f"../{n}": c for n, c in parts.items()})
    yield "script.zip", packed({n.replace("firms", "a&b$(x)"): c for n, c in parts.items()})
    yield "locked.zip", flagged(packed(dict(parts)))
    yield "in-it.zip", packed({"firms.zip": packed(dict(parts))})
    yield "nothing.zip", packed({})
    yield "bomb.zip", packed({**parts, names[".dbf"]: bytes(60 << 20)})
    yield from numbered("cut", cuts(saved("shp.zip", "ESRI Shapefile"), 8), "zip")


def columnar(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def parquets() -> Files:
    """Parquet."""
    good = {name: list(column) for name, column in zip(HEAD, zip(*GOOD, strict=True), strict=True)}
    yield "sign.parquet", b"PAR1"
    yield "signs.parquet", b"PAR1PAR1"
    yield "footer.parquet", b"PAR1" + struct.pack("<I", 2**31) + b"PAR1"
    wkb = [shapely.Point(114.4, 30.5).wkb, b"\x01\x02", b""]
    tables = {
        "none": pa.table({name: pa.array([], pa.string()) for name in HEAD}),
        "no-columns": pa.table({}),
        "columns": pa.table({f"c{n}": [n] for n in range(5000)}),
        "twice": pa.table([pa.array(["甲"]), pa.array(["乙"])], names=["企业名称", "企业名称"]),
        "nested": pa.table({**good, "x": [{"a": 1}, None, {"a": 2}], "y": [[1], [], None]}),
        "null": pa.table({**good, "x": pa.nulls(3)}),
        "binary": pa.table({**good, "x": [b"\xff", b"", None]}),
        "times": pa.table({**good, "x": pd.to_datetime(["1600-01-01", None, "2300-01-01"])}),
        "geometry": pa.table({**good, "geometry": pa.array(wkb, pa.binary())}),
        "geometry-text": pa.table({**good, "geometry": ["POINT (1 2)", "", None]}),
        "dictionary": pa.table({**good, "x": pa.array(["a", None, "a"]).dictionary_encode()}),
        "ours": pa.table({**good, "row": [1, 2, 3], "geometry_lon": ["a", "b", "c"]}),
        "numbers": pa.table(
            {**good, "经度": [float("nan"), float("inf"), 1e308], "纬度": [2**62, -1, 0]}
        ),
        "names": pa.table({**good, "企业名称": [SCRIPT, *FORMULAS[:2]]}),
        "lying": pa.table(
            {
                **good,
                "企业名称": pa.Array.from_buffers(
                    pa.string(),
                    3,
                    [
                        None,
                        pa.py_buffer(struct.pack("<4i", 0, 2, 4, 6)),
                        pa.py_buffer(b"\xff\xfe\xc3\x28\x80\x81"),
                    ],
                ),
            }
        ),
        "empty-names": pa.table({**good, "": ["a", "b", "c"]}),
        "decimal": pa.table({**good, "x": pa.array([1, 2, None], pa.decimal128(38, 10))}),
        "only-nested": pa.table({"a": [[1], [2]]}),
    }
    for name, table_ in tables.items():
        yield f"{name}.parquet", columnar(table_)
    yield from numbered("cut", cuts(columnar(pa.table(good)), 10), "parquet")
