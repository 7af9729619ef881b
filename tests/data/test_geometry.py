"""The boundaries and the water, as they are committed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.data.atlas import Atlas
from geo.data.crs import WGS84, area_km2
from geo.data.package import DATA

UNITS = {"city": 17, "county": 103}
LAYERS = [(level, detail) for level in UNITS for detail in ("overview", "full")]
PROVINCE_KM2 = 185_936
BROWSER_BYTES = {"city_overview": 100_000, "county_overview": 180_000}


@pytest.mark.parametrize(("level", "detail"), LAYERS)
def test_layer_is_a_coverage_of_all_units(atlas: Atlas, level: str, detail: str) -> None:
    layer = atlas.boundaries(level, detail)
    shapes = layer.geometry.to_numpy()
    assert len(layer) == UNITS[level]
    assert layer.index.is_unique
    assert layer.index.name == "adcode"
    assert layer.crs == WGS84
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert not layer.drop(columns="geometry").isna().any(axis=None)


@pytest.mark.parametrize(("level", "detail"), LAYERS)
def test_province_has_its_area(atlas: Atlas, level: str, detail: str) -> None:
    areas = area_km2(atlas.boundaries(level, detail).geometry)
    assert areas.sum() == pytest.approx(PROVINCE_KM2, rel=0.001)


def test_every_seat_lies_in_its_own_unit(atlas: Atlas) -> None:
    rows = atlas.by_key("areas")
    assert rows[["seat_lat", "seat_lon", "source_id"]].notna().all(axis=None)
    for level in UNITS:
        own = rows[rows["level"] == level]
        shapes = atlas.boundaries(level, "full").geometry.loc[own.index]
        points = shapely.points(own["seat_lon"], own["seat_lat"])
        assert shapely.contains(shapes.to_numpy(), points).all(), level


@pytest.mark.parametrize("level", UNITS)
def test_simplifying_moves_no_area_by_one_percent(atlas: Atlas, level: str) -> None:
    full, light = (atlas.boundaries(level, detail) for detail in ("full", "overview"))
    assert list(full.index) == list(light.index)
    ratio = area_km2(light.geometry) / area_km2(full.geometry)
    assert np.abs(ratio - 1).max() < 0.01
    vertices = [shapely.get_num_coordinates(layer.geometry).sum() for layer in (light, full)]
    assert vertices[0] < 0.75 * vertices[1]


@pytest.mark.parametrize("detail", ["overview", "full"])
def test_city_borders_are_county_borders(atlas: Atlas, detail: str) -> None:
    cities, counties = (atlas.boundaries(level, detail) for level in UNITS)
    for adcode, inside in counties.groupby("city_adcode"):
        union = shapely.coverage_union_all(inside.geometry.to_numpy())
        assert union.equals(cities.geometry[adcode]), adcode
    assert set(counties["city_adcode"]) == set(cities.index)


def test_full_detail_is_the_source_vertex_for_vertex(atlas: Atlas) -> None:
    counties = atlas.boundaries("county", "full").geometry
    assert shapely.get_num_coordinates(counties).sum() == 13_098


def test_exclaves_and_enclaves_survive(atlas: Atlas) -> None:
    for detail in ("overview", "full"):
        province = shapely.coverage_union_all(atlas.boundaries("city", detail).geometry.to_numpy())
        assert shapely.get_num_geometries(province) == 3
        assert sum(len(part.interiors) for part in province.geoms) == 2


def test_areas_agree_with_the_statistics(atlas: Atlas) -> None:
    stats = atlas.table("city_stats")
    printed = stats[stats["indicator"] == "area"].set_index("adcode")["value"]
    cities = atlas.boundaries("city", "full")
    measured = area_km2(cities.geometry)
    ratio = measured / printed.loc[cities.index].to_numpy()
    assert len(printed) >= 17
    assert np.abs(ratio - 1).max() < 0.01


def test_overview_is_light_enough_for_a_browser() -> None:
    for name, limit in BROWSER_BYTES.items():
        assert (DATA / "boundaries" / f"{name}.geojson").stat().st_size <= limit


def test_rivers_run_where_they_should(atlas: Atlas) -> None:
    rivers = atlas.rivers.set_index("name_zh")
    assert list(rivers.index) == ["长江", "汉江"]
    passes = {
        "长江": {420500, 421000, 421200, 420100, 420700, 421100, 420200, 422800},
        "汉江": {420300, 420600, 420800, 429006, 429005, 429004, 420900, 420100},
    }
    cities = atlas.cities.geometry
    for name, expected in passes.items():
        course = rivers.geometry[name]
        assert {code for code in cities.index if course.intersects(cities[code])} >= expected
    meeting = rivers.geometry["长江"].distance(rivers.geometry["汉江"])
    assert meeting < 1e-3
    assert cities[420100].distance(rivers.geometry["汉江"].boundary) < 0.01


def test_lakes_lie_inside_the_province(atlas: Atlas) -> None:
    lakes = atlas.lakes
    province = shapely.coverage_union_all(atlas.boundaries("city", "full").geometry.to_numpy())
    assert shapely.is_valid(lakes.geometry).all()
    assert shapely.covers(province.buffer(0.001), lakes.geometry.to_numpy()).all()
    assert {"洪湖", "梁子湖", "斧头湖"} <= set(lakes["name_zh"].dropna())
    assert lakes["name_zh"].isna().equals(lakes["name_en"].isna())
    place = {"洪湖": 421000, "龙感湖": 421100}
    for name, city in place.items():
        [shape] = lakes.geometry[lakes["name_zh"] == name]
        assert atlas.cities.geometry[city].contains(shape.centroid)
