"""What maps show for orientation, and the county that is chosen on the map of its city."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from geo.data.atlas import Atlas, load
from geo.drawn.map import plate
from geo.look.drawing import Label, Shape
from geo.look.lettering import text_width
from geo.questions import counties
from geo.record.airports import airports
from geo.record.naming import area_names
from geo.record.neighbours import neighbours
from geo.sheets import PAGES, map_figure, words
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests.folders import copied, describe, file

WUHAN, YICHANG, YIDU = 420100, 420500, 420581


@pytest.mark.parametrize("lang", LANGUAGES)
def test_airports_are_on_every_map_that_is_asked_for_them(atlas: Atlas, lang: str) -> None:
    title, codes = Words(lang)("maps.airports.title"), list(airports(atlas)["iata"])
    assert codes
    for page, made in PAGES.items():
        figure = map_figure(atlas, page, View(lang=lang, airports=True))
        if made.figure is None or figure is None:
            continue
        labels = [entry.label for _, entries in figure.legend.rows for entry in entries]
        assert labels.count(title) == 1, page
        assert all(code in figure.alt for code in codes), page
        assert "airportsdata" in figure.reading, page
        bare = map_figure(atlas, page, View(lang=lang))
        assert bare is not None
        assert not any(code in bare.alt for code in codes), page


def test_airports_are_in_files_and_their_codes_meet_no_name(atlas: Atlas) -> None:
    figure = map_figure(atlas, "overview", View(airports=True, layer="stat.gdp.2024"))
    assert figure is not None
    drawing = plate(atlas, figure.content, "zh", width=810, height=528)
    rows = airports(atlas)
    named = {item.name for item in drawing.items if isinstance(item, Shape)}
    assert set(rows["iata"]) <= named
    labels = [item for item in drawing.items if isinstance(item, Label)]
    codes = [item for item in labels if item.text in set(rows["iata"])]
    names = [item for item in labels if item.text in set(area_names(atlas, Words("zh")))]
    assert codes
    for code in codes:
        for name in names:
            apart = abs(code.at[0] - name.at[0]) > 6 or abs(code.at[1] - name.at[1]) > 6
            assert apart, (code.text, name.text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_provinces_around_are_named_where_the_map_is_white(atlas: Atlas, lang: str) -> None:
    names = set(neighbours(atlas)[f"name_{lang}"])
    assert len(names) == 6
    for page in ("overview", "clusters", "layout"):
        figure = map_figure(atlas, page, View(lang=lang, neighbours=True))
        assert figure is not None
        assert all(name in figure.alt for name in names)
        drawing = plate(atlas, figure.content, lang, width=810, height=528)
        named = [one for one in drawing.items if isinstance(one, Label) and one.text in names]
        assert len(named) >= 4, page
        assert len({one.text for one in named}) == len(named)
        land = [
            shapely.Polygon(ring)
            for one in drawing.items
            if isinstance(one, Shape) and one.closed and one.name
            for ring in one.rings
            if len(ring) > 20
        ]
        for one in named:
            half = text_width(one.text, one.size) / 2
            box = shapely.box(one.at[0] - half, one.at[1] - 6, one.at[0] + half, one.at[1] + 6)
            assert not any(part.is_valid and part.intersects(box) for part in land), one.text
        bare = map_figure(atlas, page, View(lang=lang))
        assert bare is not None
        assert not bare.content.context


def test_provinces_around_lie_outside(atlas: Atlas) -> None:
    province = atlas.boundaries("city", "full").union_all()
    for row in neighbours(atlas).itertuples():
        assert not province.contains(shapely.Point(row.lon, row.lat)), row.name_zh


def test_a_folder_without_airports_and_neighbours_goes_on_working(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    later = {"airports", "neighbours"}
    for name in later:
        file(folder, name).unlink()
    describe(
        folder,
        lambda record: record.update(
            resources=[one for one in record["resources"] if one["name"] not in later]
        ),
    )
    own = load(folder)
    assert airports(own).empty
    figure = map_figure(own, "overview", View(airports=True, neighbours=True))
    assert figure is not None
    assert figure.content.context == ()


def test_airports_lie_in_the_city_that_they_are_said_to_lie_in(atlas: Atlas) -> None:
    rows = airports(atlas)
    for row in rows.itertuples():
        found = atlas.boundaries("city", "full").cx[row.lon : row.lon, row.lat : row.lat]
        assert list(found.index) == [row.city_adcode], row.iata


def test_a_county_is_told_and_outlined_on_the_page_of_its_city_alone(atlas: Atlas) -> None:
    found = counties.recorded(atlas, YIDU)
    _, lines = words(atlas, "city", View(city=(YICHANG,), county=YIDU))
    (told,) = [line for line in lines if line.startswith("宜都：")]
    assert f"收录集群 {len(found.clusters)} 个" in told
    assert f"企业 {len(found.enterprises)} 家" in told
    figure = map_figure(atlas, "city", View(county=YIDU))
    assert figure is not None
    assert figure.content.outlined(()) == (YICHANG, YIDU)
    elsewhere = map_figure(atlas, "city", View(city=(WUHAN,), county=YIDU))
    assert elsewhere is not None
    assert elsewhere.content.outlined(()) == (WUHAN,)
