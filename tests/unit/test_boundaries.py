from __future__ import annotations

import pytest
import shapely

from geo.data.atlas import Atlas
from geo.data.boundaries import dissolve, neighbours
from geo.data.crs import area_km2

WUHAN, EZHOU, XIANTAO, SHENNONGJIA = 420100, 420700, 429004, 429021


def test_neighbours_of_cities(atlas: Atlas) -> None:
    near = neighbours(atlas)
    assert near[SHENNONGJIA] == [420300, 420500, 420600, 422800]
    assert near[WUHAN] == [420200, 420700, 420900, 421000, 421100, 421200, 429004]
    assert set(near) == set(atlas.cities.index)


@pytest.mark.parametrize("level", ["city", "county"])
def test_neighbours_are_mutual_and_join_the_province(atlas: Atlas, level: str) -> None:
    near = neighbours(atlas, level)
    assert all(one in near[two] for one, others in near.items() for two in others)
    assert all(code not in others for code, others in near.items())
    reached, border = set(), {next(iter(near))}
    while border:
        reached |= border
        border = {two for one in border for two in near[one]} - reached
    assert reached == set(near)


def test_dissolving_counties_gives_their_city_exactly(atlas: Atlas) -> None:
    counties = atlas.counties
    inside = counties.index[counties["city_adcode"] == WUHAN]
    assert dissolve(atlas, inside).equals(atlas.cities.geometry[WUHAN])
    assert len(inside) == 13


def test_dissolve_loses_and_gains_no_ground(atlas: Atlas) -> None:
    pair = dissolve(atlas, [WUHAN, EZHOU])
    parts = atlas.cities.geometry[[WUHAN, EZHOU]].to_numpy()
    assert area_km2(pair) == pytest.approx(area_km2(parts).sum(), rel=1e-9)
    assert shapely.get_num_coordinates(pair) < shapely.get_num_coordinates(parts).sum()


def test_dissolve_takes_cities_and_counties_together(atlas: Atlas) -> None:
    jiangan = 420102
    assert dissolve(atlas, [WUHAN, jiangan]).equals(dissolve(atlas, [WUHAN]))
    assert dissolve(atlas, [XIANTAO]).equals(atlas.cities.geometry[XIANTAO])
    assert dissolve(atlas, atlas.cities.index).equals(atlas.province)
    assert dissolve(atlas, [WUHAN], "full").area != dissolve(atlas, [WUHAN]).area


def test_dissolve_refuses_unknown_codes(atlas: Atlas) -> None:
    with pytest.raises(KeyError, match="430100"):
        dissolve(atlas, [WUHAN, 430100])
