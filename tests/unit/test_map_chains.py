"""Layers of chains: what they send to the browser, how much of it, and that no text breaks out."""

from __future__ import annotations

import json
from itertools import pairwise

import pandas as pd
import pytest

from geo import maps
from geo.data.atlas import Atlas
from geo.look.oklab import oklch
from geo.look.tokens import FAMILIES, role_ramp
from geo.maps.chains import ChainAreas, ChainCorridor, ChainLinks, ChainPlaces, CityRole
from geo.questions.chains import choice, places
from geo.questions.cities import ROLES, STAGES
from geo.record import clusters
from geo.words import LANGUAGES, Words
from tests import tables

LIMIT = 20_000
HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }}"


def areas(atlas: Atlas, ids: tuple[str, ...], t: Words) -> ChainAreas:
    rows = places.by_city(atlas, ids)
    return ChainAreas(
        "title",
        choice.hue(atlas, ids) or "other",
        {code: CityRole(row["role"], row["stages"], "text") for code, row in rows.iterrows()},
        places.by_county(atlas, ids),
        t,
    )


def test_areas_carry_role_and_stages(atlas: Atlas) -> None:
    data = json.loads(areas(atlas, ("auto",), Words("zh")).data)
    assert data["letters"] == ["上", "中", "下"]
    assert data["areas"]["420100"] == ["role-auto-0", "text", "", [2, 2, 2]]
    assert data["areas"]["420600"][3] == [2, 2, 0]
    assert data["areas"]["429006"][0] == "role-auto-2"
    recorded = {
        row["city_adcode"] for row in tables.rows("chain_cities") if row["chain_id"] == "auto"
    }
    assert set(data["areas"]) == recorded


def test_a_stage_asked_about_is_neither_on_record_nor_empty() -> None:
    city = CityRole("core", ("upstream", "midstream"), "", {"downstream"})
    data = json.loads(ChainAreas("", "auto", {420600: city}, {}, Words("en")).data)
    assert data["areas"]["420600"][3] == [2, 2, 1]
    assert data["letters"] == ["U", "M", "D"]


def test_only_rows_with_a_point_of_their_own_are_drawn(atlas: Atlas) -> None:
    firms = atlas.table("enterprises")
    data = json.loads(ChainPlaces("firm", firms, Words("zh")).data)
    drawn = [name for *_, names in data["marks"] for name in names]
    exact = [row for row in tables.rows("enterprises") if row["location_precision"] != "city"]
    assert sorted(drawn) == sorted(row["name_zh"] for row in exact)
    points = {(float(row["lon"]), float(row["lat"])) for row in exact}
    assert {(lon, lat) for lon, lat, *_ in data["marks"]} == points


def test_the_zones_of_chains_are_those_that_their_rows_name(atlas: Atlas) -> None:
    def named(ids: set[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in tables.rows("chain_cities"):
            for zone in tables.cells(row["zone_id"]) if row["chain_id"] in ids else ():
                found.setdefault(zone, set()).add(row["chain_id"])
        return found

    for ids in ({"auto"}, {row["chain_id"] for row in tables.rows("chains")}):
        zones = places.zones(atlas, sorted(ids))
        chains = zip(zones["zone_id"], map(set, zones["chain_ids"]), strict=True)
        assert dict(chains) == named(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chain_id", [row["chain_id"] for row in tables.rows("chains")])
def test_the_layers_of_a_chain_are_light(atlas: Atlas, chain_id: str, lang: str) -> None:
    t, ids = Words(lang), (chain_id,)
    firms = atlas.table("enterprises")
    zones = atlas.table("zones")
    layers: list[maps.AtlasLayer] = [
        areas(atlas, ids, t),
        ChainLinks([(a, b, "") for a, b, _ in places.links(atlas, chain_id)]),
        ChainPlaces("firm", firms[firms["chain_id"] == chain_id], t),
        ChainPlaces("zone", zones, t),
    ]
    axis = places.corridor(atlas, chain_id)
    if axis is not None:
        layers.append(ChainCorridor(t.name(axis), axis["city_adcodes"]))
    assert sum(len(layer.data.encode()) for layer in layers) < LIMIT
    assert maps.scene(atlas, clusters.table(atlas).iloc[:0], lang, layers=layers, marks=False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_firms_together_are_light(atlas: Atlas, lang: str) -> None:
    layer = ChainPlaces("firm", atlas.table("enterprises"), Words(lang))
    assert len(layer.data.encode()) < LIMIT


def test_no_text_breaks_out_of_the_script(atlas: Atlas) -> None:
    row = atlas.table("enterprises").iloc[:1]
    row = row.assign(name_zh=HOSTILE, location_precision="zone", lat=30.5, lon=114.3)
    t = Words("zh")
    layers: list[maps.AtlasLayer] = [
        ChainPlaces("firm", pd.DataFrame(row), t),
        ChainCorridor(HOSTILE, [420100, 420600]),
        ChainLinks([(420100, 420600, HOSTILE)], gap=True),
        ChainAreas(HOSTILE, "auto", {420100: CityRole("core", STAGES, HOSTILE)}, {}, t),
    ]
    for layer in layers:
        assert "</script" not in layer.data
        assert "{{" not in layer.data
        assert HOSTILE in json.dumps(json.loads(layer.data), ensure_ascii=False)
    group = maps.scene(atlas, clusters.table(atlas).iloc[:0], "zh", layers=layers, marks=False)
    assert "</script><img" not in maps.standalone(atlas, group, "zh").split("window.ATLAS")[1]


@pytest.mark.parametrize("hue", FAMILIES)
def test_the_ramp_of_roles_is_stepped_in_lightness(hue: str) -> None:
    assert len(role_ramp(hue)) == len(ROLES)
    light = [oklch(pair[0])[0] for pair in role_ramp(hue)]
    dark = [oklch(pair[1])[0] for pair in role_ramp(hue)]
    assert light == sorted(light)
    assert dark == sorted(dark, reverse=True)
    for ramp in (light, dark):
        assert min(abs(a - b) for a, b in pairwise(ramp)) > 0.1


def test_the_browser_has_every_layer_and_colour(atlas: Atlas) -> None:
    script = maps.bundle(atlas)
    for layer in (ChainAreas, ChainLinks, ChainCorridor, ChainPlaces):
        assert f"atlas.{layer.function} =" in script
    for hue in FAMILIES:
        assert f".area-role-{hue}-0" in script
