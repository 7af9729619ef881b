"""Layers of the regional layout: what travels, how little of it, and that no text breaks out."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import Any

import pytest
import shapely

from geo import maps
from geo.charts.layout import scheme_svg
from geo.data.atlas import Atlas
from geo.look.tokens import REGION_COLOURS
from geo.maps import regions
from geo.maps.assets import bundle
from geo.maps.base import base_data
from geo.maps.legend import legend_html
from geo.questions import layout
from geo.record import clusters
from geo.words import LANGUAGES, Words
from tests import tables
from tests.unit.test_maps import HOSTILE, calls, script_of

MAIN = "one_main_two_wings"
SCHEMES = [row["scheme_id"] for row in tables.rows("schemes")]
LARGEST = 20_000


def scene(atlas: Atlas, scheme: layout.Scheme, axes: tuple[layout.Axis, ...], lang: str) -> Any:
    t = Words(lang)
    layers = regions.region_layers(atlas, scheme, axes, t)
    return maps.scene(atlas, clusters.table(atlas), lang, layers=layers, marks=False)


@pytest.mark.parametrize("scheme_id", SCHEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_scheme_travels_as_codes_and_stays_small(atlas: Atlas, scheme_id: str, lang: str) -> None:
    scheme = layout.scheme(atlas, scheme_id)
    text = script_of(scene(atlas, scheme, layout.axes(atlas), lang))
    assert len(text.encode()) <= LARGEST


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_city_has_its_tint(atlas: Atlas, scheme_id: str) -> None:
    scheme = layout.scheme(atlas, scheme_id)
    found = calls(scene(atlas, scheme, (), "zh"))
    areas = found["areas"]["areas"]
    assert set(areas) == set(tables.cities())
    for code, (style, words) in areas.items():
        region = scheme.area_of(int(code))
        if region:
            assert style == f"region-{region.hue}"
            assert layout.short(region, Words("zh")) in words
        else:
            assert style == ("none" if scheme.position(int(code)) == "unknown" else "region-open")
            assert words


def test_the_scheme_in_force_has_outlines_words_rings_and_arrows(atlas: Atlas) -> None:
    scheme = layout.scheme(atlas, MAIN)
    axes = tuple(axis for axis in layout.axes(atlas) if axis.axis_id in layout.DEFAULT_AXES)
    found = calls(scene(atlas, scheme, axes, "zh"))
    lines = found["regions"]
    assert lines["whole"] is True
    assert sorted(code for region in lines["regions"] for code in region["members"]) == sorted(
        int(code) for code in tables.cities()
    )
    assert lines["arrows"] == [[420100, 420600], [420100, 420500]]
    assert len(lines["rings"]) == 17
    assert {ring[0] for ring in lines["rings"] if ring[2] == 2} == {420100, 420600, 420500}
    assert [len(axis["path"]) for axis in lines["axes"]] == [5, 8]
    assert [word["word"] for word in found["regionWords"]] == ["一主", "北翼", "南翼"]
    assert set(lines["names"]) == set(tables.cities())


def test_the_dashed_line_runs_around_the_whole_province(atlas: Atlas) -> None:
    lines = calls(scene(atlas, layout.scheme(atlas, MAIN), (), "zh"))["regions"]
    steps = lines["around"]
    assert len(steps) < 1000
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 1e4, y / 1e4))
    ring = shapely.Polygon(points)
    assert ring.is_valid
    assert ring.contains(atlas.province)
    other = calls(scene(atlas, layout.scheme(atlas, "golden_triangle"), (), "zh"))["regions"]
    assert other["around"] == []
    assert other["label"] is None


def test_cities_of_a_region_share_their_borders_exactly(atlas: Atlas) -> None:
    """The browser joins them by leaving out steps that occur twice, so these must be equal."""
    cities = {unit["id"]: unit["shape"] for unit in base_data(atlas)["cities"]}

    def steps(adcode: int) -> list[frozenset[tuple[int, int]]]:
        found = []
        for part in cities[adcode]:
            for line in part:
                x = y = 0
                points = []
                for dx, dy in zip(line[::2], line[1::2], strict=True):
                    x, y = x + dx, y + dy
                    points.append((x, y))
                found += [frozenset(pair) for pair in pairwise(points)]
        return found

    for region in layout.scheme(atlas, MAIN).regions:
        every = [step for adcode in region.members for step in steps(adcode)]
        once = {step for step in every if every.count(step) == 1}
        assert {every.count(step) for step in set(every)} <= {1, 2}
        ends = [point for step in once for point in step]
        assert all(ends.count(point) % 2 == 0 for point in set(ends))  # only closed rings
        assert len(once) < len(every)


def test_hostile_names_do_not_break_out(atlas: Atlas) -> None:
    scheme = layout.scheme(atlas, MAIN)
    first = dataclasses.replace(
        scheme.regions[0], region_id="new", name_zh=HOSTILE, name_en=HOSTILE
    )
    hostile = dataclasses.replace(
        scheme, scheme_id="new", name_zh=HOSTILE, regions=(first, *scheme.regions[1:])
    )
    axis = dataclasses.replace(layout.axes(atlas)[0], axis_id="new", name_zh=HOSTILE)
    text = script_of(scene(atlas, hostile, (axis,), "zh"))
    assert "</script><img" not in text
    assert "{{ 7" not in text
    assert "49" not in re.findall(r'"word":"(.*?)"', text)
    found = calls(scene(atlas, layout.scheme(atlas, MAIN), (axis,), "zh"))
    assert found["regions"]["axes"][0]["name"] == HOSTILE
    legend = legend_html(regions.legend(hostile, (axis,), Words("zh")))
    assert "<img" not in legend
    assert "<img" not in scheme_svg(atlas, hostile, Words("zh"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_the_legend_explains_what_is_drawn(atlas: Atlas, scheme_id: str, lang: str) -> None:
    t = Words(lang)
    scheme = layout.scheme(atlas, scheme_id)
    text = legend_html(regions.legend(scheme, layout.axes(atlas), t))
    for region in scheme.regions:
        assert layout.short(region, t) in text
    assert (t("layout.legend.arrow") in text) == bool(layout.arrows(scheme))
    assert (t("layout.position.unknown") in text) == bool(scheme.open)
    assert t("layout.legend.axis") in text
    assert t("layout.legend.axis") not in legend_html(regions.legend(scheme, (), t))


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_small_maps_are_light_and_whole(atlas: Atlas, scheme_id: str) -> None:
    scheme = layout.scheme(atlas, scheme_id)
    text = scheme_svg(atlas, scheme, Words("zh"))
    assert len(text) < 4_000
    assert text.count("<path") + text.count("<polyline") > len(scheme.regions)
    assert layout.scheme_word(scheme, Words("zh")) in text
    assert "#" not in text  # colours are variables, which follow the theme


def test_colours_are_those_of_the_regions() -> None:
    assert set(REGION_COLOURS) < set(regions.COLOURS)
    for code in REGION_COLOURS:
        assert regions.COLOURS[code] == (f"var(--{code})", f"var(--{code}-tint)")


def test_the_drawing_is_in_the_script_that_browsers_load(atlas: Atlas) -> None:
    text = bundle(atlas)
    assert "atlas.regions = " in text
    assert "atlas.regionWords = " in text
