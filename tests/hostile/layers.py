"""Bad layers as GeoJSON."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path

import geopandas
import pandas as pd

from tests.hostile.common import (
    GOOD,
    HEAD,
    NAMES,
    Files,
    cuts,
    numbered,
)


def layer() -> geopandas.GeoDataFrame:
    frame = pd.DataFrame(GOOD, columns=list(HEAD))
    at = geopandas.points_from_xy([114.4, 111.33, 112.13], [30.5, 30.77, 32.04])
    return geopandas.GeoDataFrame(frame, geometry=at, crs=4326)


@cache
def saved(ending: str, driver: str | None = None) -> bytes:
    """The good firms as a layer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"firms.{ending}")
        layer().to_file(path, driver=driver, encoding="GB18030" if ending == "shp.zip" else None)
        return path.read_bytes()


def feature(shape: object, **told: object) -> dict[str, object]:
    named = {"企业名称": "甲", "地址": "武汉市洪山区", **told}
    return {"type": "Feature", "properties": named, "geometry": shape}


def geojsons() -> Files:
    """GeoJSON."""
    point = {"type": "Point", "coordinates": [114.4, 30.5]}
    ring = [[114, 30], [115, 30], [115, 31], [114, 30]]
    shapes: dict[str, object] = {
        "none": None,
        "empty": {"type": "Point", "coordinates": []},
        "words": {"type": "Point", "coordinates": "x"},
        "elsewhere": {"type": "Point", "coordinates": [1e9, -1e9]},
        "one": {"type": "Point", "coordinates": [1]},
        "open-ring": {"type": "Polygon", "coordinates": [ring[:3]]},
        "two": {"type": "Polygon", "coordinates": [ring[:2]]},
        "bow": {
            "type": "Polygon",
            "coordinates": [[[114, 30], [115, 31], [115, 30], [114, 31], [114, 30]]],
        },
        "hole": {"type": "Polygon", "coordinates": [ring, [[1, 1], [2, 2], [3, 1], [1, 1]]]},
        "no-rings": {"type": "Polygon", "coordinates": []},
        "several": {
            "type": "GeometryCollection",
            "geometries": [point, {"type": "Polygon", "coordinates": [ring]}],
        },
        "unknown": {"type": "Circle", "coordinates": [1, 2]},
        "number": 7,
        "nulls": {"type": "Point", "coordinates": [None, None]},
        "nested": {"type": "MultiPolygon", "coordinates": [[[[[[114, 30]]]]]]},
        "deep-point": {"type": "Point", "coordinates": [[114, 30]]},
    }
    for name, shape in shapes.items():
        whole = {"type": "FeatureCollection", "features": [feature(point), feature(shape)]}
        yield f"{name}.geojson", json.dumps(whole).encode()
    every = {
        "no-features": {"type": "FeatureCollection"},
        "features-object": {"type": "FeatureCollection", "features": {}},
        "none-in-it": {"type": "FeatureCollection", "features": []},
        "bare": point,
        "alone": feature(point),
        "array": [feature(point)],
        "topology": {"type": "Topology", "objects": {}},
        "no-properties": {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": point}],
        },
        "crs": {
            "type": "FeatureCollection",
            "crs": {"type": "name", "properties": {"name": "EPSG:999999"}},
            "features": [feature(point)],
        },
        "crs-words": {"type": "FeatureCollection", "crs": "x", "features": [feature(point)]},
        "columns": {
            "type": "FeatureCollection",
            "features": [feature(point, **{f"c{n}": n for n in range(5000)})],
        },
        "mixed": {
            "type": "FeatureCollection",
            "features": [
                feature(point, 从业人数=value)
                for value in (1, "x", 1.5, None, [1], {"a": 1}, True, 10**30)
            ],
        },
        "names": {
            "type": "FeatureCollection",
            "features": [feature(point, 企业名称=name) for name in NAMES],
        },
        "our-names": {
            "type": "FeatureCollection",
            "features": [feature(point, row=9, geometry_lon="x", geometry_lat="y", geometry=3)],
        },
        "cell": {"type": "FeatureCollection", "features": [feature(point, 地址="长" * 3_400_000)]},
    }
    for name, whole in every.items():
        yield f"{name}.geojson", json.dumps(whole, ensure_ascii=False).encode()
    good = saved("geojson")
    text = good.decode()
    raw = {
        "nan": text.replace("114.4", "NaN"),
        "infinity": text.replace("114.4", "Infinity"),
        "huge": text.replace("114.4", "1e999"),
        "tail": text + "}}}}",
        "mark": "\ufeff" + text,
        "twice": text.replace('"type"', '"type": 1, "type"', 1),
        "deep": '{"a":' * 5000,
        "nul": text.replace("甲", "\\u0000甲"),
        "lone": text.replace("甲", "\\ud800"),
    }
    for name, told in raw.items():
        yield f"{name}.geojson", told.encode("utf-8", "replace")
    yield "gb.geojson", text.encode("gb18030")
    yield "utf16.geojson", text.encode("utf-16")
    yield from numbered("cut", cuts(good, 8), "geojson")
