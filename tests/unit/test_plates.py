"""Maps without a browser: what is on them, where it stands, and how it is written."""

from __future__ import annotations

import dataclasses
import importlib
import io
import pkgutil
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import date
from itertools import combinations

import numpy as np
import pytest
import shapely
from PIL import Image, ImageFilter

import geo
from geo.data.atlas import Atlas
from geo.drawn.map import PAINTERS, map_page, plate
from geo.drawn.map.png import png_bytes
from geo.look import tokens
from geo.look.drawing import Disc, Drawing, Item, Label, Shape
from geo.look.lettering import text_width
from geo.look.svg import svg_text
from geo.maps import AtlasLayer
from geo.maps.constants import INSET
from geo.maps.content import MapContent
from geo.record import clusters
from geo.record.areas import AreaFigure
from geo.sheets import PAGES, map_figure, sheet
from geo.sheets.view import View, parse
from geo.words import LANGUAGES, Words
from tests.golden import pictures

SVG = "{http://www.w3.org/2000/svg}"
DESK = {"width": 810.0, "height": 528.0}


def everything(atlas: Atlas) -> MapContent:
    return MapContent(clusters.table(atlas))


def coloured(atlas: Atlas, values: dict[int, float | None]) -> MapContent:
    figure = AreaFigure(values, "Clusters", "clusters", "2023", "test")
    return MapContent(clusters.table(atlas), figure)


def city_names(atlas: Atlas, lang: str) -> set[str]:
    from geo.maps.base import base_data

    return {city[lang] for city in base_data(atlas)["cities"]}


def areas(drawing: Drawing) -> dict[str, Shape]:
    """Filled areas with names, the lowest of each name."""
    found: dict[str, Shape] = {}
    for item in drawing.items:
        if isinstance(item, Shape) and item.closed and item.fill and item.name:
            found.setdefault(item.name, item)
    return found


def words(drawing: Drawing) -> list[str]:
    return [item.text for item in drawing.items if isinstance(item, Label)]


def marks(drawing: Drawing, names: Iterable[str]) -> list[Shape | Disc]:
    """Marks of clusters: closed forms that carry their names."""
    known = set(names)
    return [
        item
        for item in drawing.items
        if isinstance(item, Shape | Disc)
        and item.name in known
        and not (isinstance(item, Shape) and not item.closed)
    ]


def outline(item: Shape | Disc) -> shapely.Geometry:
    if isinstance(item, Disc):
        return shapely.Point(item.at).buffer(item.radius)
    return shapely.Polygon(item.rings[0])


def picture(drawing: Drawing, theme: tokens.Theme = "light", scale: float = 1.0) -> Image.Image:
    return Image.open(io.BytesIO(png_bytes(drawing, theme, scale))).convert("RGB")


def kinds(cls: type[AtlasLayer]) -> set[type[AtlasLayer]]:
    return {cls} | {kind for below in cls.__subclasses__() for kind in kinds(below)}


def test_every_kind_of_layer_has_a_painter() -> None:
    for module in pkgutil.walk_packages(geo.__path__, "geo."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    used = {
        kind.function
        for kind in kinds(AtlasLayer)
        if kind.__module__.startswith("geo.") and hasattr(kind, "function")
    }
    assert used == set(PAINTERS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", [code for code, page in PAGES.items() if page.figure])
def test_the_map_of_every_page_has_all_cities_with_their_names(
    atlas: Atlas, page: str, lang: str
) -> None:
    figure = map_figure(atlas, page, View(lang=lang))
    assert figure is not None
    content = dataclasses.replace(figure.content, focus=None)
    # A little wider than on a laptop: English names with stages below need the room.
    drawing = plate(atlas, content, lang, width=1000, height=640)
    names = city_names(atlas, lang)
    assert len(names) == 17
    assert names <= set(areas(drawing)), "each city is a shape that says which"
    missing = names - set(words(drawing))
    assert not missing
    boxes = {
        item.text: (item.at[0], item.at[1], text_width(item.text, item.size) / 2, item.size / 2)
        for item in drawing.items
        if isinstance(item, Label) and item.text in names
    }
    for name, (x, y, w, h) in boxes.items():
        assert w <= x <= 1000 - w, name
        assert h <= y <= 640 - h, name
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        aside, above = abs(a[0] - b[0]), abs(a[1] - b[1])
        assert aside >= 0.95 * (a[2] + b[2]) or above >= 0.95 * (a[3] + b[3]), (one, other)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("width", "height"), [(810, 528), (1600, 900), (1140, 700)])
def test_marks_are_as_many_as_clusters_and_hide_nothing(
    atlas: Atlas, lang: str, width: int, height: int
) -> None:
    content = everything(atlas)
    drawing = plate(atlas, content, lang, width=width, height=height)
    drawn = marks(drawing, content.clusters[f"name_{lang}"])
    assert len(drawn) == len(content.clusters) > 100
    forms = [outline(item) for item in drawn]
    for a, b in combinations(forms, 2):
        assert a.intersection(b).area < 0.06 * min(a.area, b.area)
    cities = city_names(atlas, lang)
    tree = shapely.STRtree(forms)
    for label in drawing.items:
        if isinstance(label, Label) and label.text in cities:
            half, (x, y) = text_width(label.text, label.size) / 2, label.at
            box = shapely.box(x - half, y - label.size / 2, x + half, y + label.size / 2)
            for near in tree.query(box):
                assert forms[near].intersection(box).area < 0.25 * forms[near].area, label.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_inset_is_twice_as_large_and_keeps_what_it_shows(atlas: Atlas, lang: str) -> None:
    content = everything(atlas)
    drawing = plate(atlas, content, lang, **DESK)
    tag = Words(lang)("maps.inset.times", n=f"{INSET.times:g}")
    assert words(drawing).count(tag) == 1
    frames = [
        shapely.Polygon(item.rings[0]).bounds
        for item in drawing.items
        if isinstance(item, Shape) and item.stroke == "ink" and item.closed and not item.name
        and len(item.rings[0]) == 4
    ]  # fmt: skip
    place, panel = sorted(set(frames), key=lambda box: box[2] - box[0])
    assert panel[2] - panel[0] == pytest.approx(INSET.times * (place[2] - place[0]))
    assert panel[2] <= DESK["width"]
    drawn = [outline(item) for item in marks(drawing, content.clusters[f"name_{lang}"])]
    inside = [form for form in drawn if shapely.box(*panel).contains(form)]
    # Those of the place are in the panel and nowhere else; what stands there says how many.
    there = shapely.box(*place)
    assert not [form for form in drawn if there.intersection(form).area > 0.2 * form.area]
    assert Words(lang)("maps.inset.there", n=len(inside)) in words(drawing)
    assert len(inside) > INSET.least
    few = dataclasses.replace(content, clusters=content.clusters.head(INSET.least))
    assert tag not in words(plate(atlas, few, lang, **DESK)), "few marks have room"


def test_filters_leave_fewer_marks(atlas: Atlas) -> None:
    every = everything(atlas)
    cars = MapContent(every.clusters[every.clusters["hue"] == "auto"])
    drawing = plate(atlas, cars, "zh", **DESK)
    drawn = marks(drawing, every.clusters["name_zh"])
    assert len(drawn) == len(cars.clusters) < len(every.clusters)
    assert {item.fill for item in drawn} <= {"fam-auto", "ground"}


def test_no_data_is_hatched_and_zero_is_not(atlas: Atlas) -> None:
    values: dict[int, float | None] = dict.fromkeys(map(int, atlas.cities.index), 2.0)
    values |= {420100: None, 420200: 0.0}
    drawing = plate(atlas, coloured(atlas, values), "zh", **DESK)
    fills = {name: shape.fill for name, shape in areas(drawing).items()}
    assert (fills["武汉"], fills["黄石"], fills["宜昌"]) == ("hatch", "ground", "count-2")
    assert "0" in words(drawing)
    assert "<pattern" in svg_text(drawing, "light")
    assert "<pattern" not in svg_text(plate(atlas, everything(atlas), "zh", **DESK), "light")


def test_a_city_in_focus_fills_the_frame_and_nothing_leaves_it(atlas: Atlas) -> None:
    content = dataclasses.replace(everything(atlas), focus=420600)
    drawing = plate(atlas, content, "zh", **DESK)
    frame = shapely.box(-60, -60, DESK["width"] + 60, DESK["height"] + 60)
    for item in drawing.items:
        points = [p for ring in item.rings for p in ring] if isinstance(item, Shape) else [item.at]
        assert shapely.MultiPoint(points).within(frame), item
    assert shapely.Polygon(areas(drawing)["襄阳"].rings[0]).area > 0.35 * 810 * 528
    assert "谷城" in words(drawing), "counties are named from near"


def test_what_is_chosen_is_ringed_outlined_and_named(atlas: Atlas) -> None:
    content = everything(atlas)
    row = content.clusters.set_index("cluster_id").loc["caidian_auto_parts"]
    plain = plate(atlas, content, "zh", **DESK)
    chosen = plate(atlas, content, "zh", **DESK, selected="caidian_auto_parts", areas=(420600,))
    assert row["name_zh"] not in words(plain)
    assert row["name_zh"] in words(chosen)
    more = [item for item in chosen.items if item not in plain.items]
    assert any(isinstance(item, Disc) and item.stroke == "ink" for item in more)
    assert any(isinstance(item, Shape) and item.stroke == "ink" and not item.fill for item in more)


def test_a_projector_has_larger_type(atlas: Atlas) -> None:
    def sizes(scale: float) -> float:
        drawing = plate(atlas, everything(atlas), "zh", width=1600, height=900, scale=scale)
        return max(item.size for item in drawing.items if isinstance(item, Label))

    assert sizes(1.8) == pytest.approx(1.8 * sizes(1.0))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1600, 900, 1.0), (1920, 1080, 1.8), (794, 1123, 1.0), (700, None, 1.0)],
)
@pytest.mark.parametrize("page", ["clusters", "chains", "layout"])
def test_a_map_that_stands_alone_says_everything_inside_its_edges(
    atlas: Atlas, page: str, lang: str, width: int, height: int | None, scale: float
) -> None:
    view, _ = parse({"lang": lang, "chain": "auto"}, atlas)
    said = sheet(atlas, page, view, link="https://atlas.example/x", day=date(2024, 5, 6))
    assert said.map is not None
    drawing = map_page(atlas, said.map, said.about, width=width, height=height, scale=scale)
    assert drawing.width == width
    assert drawing.height >= (height or width / 2)
    text = "".join(words(drawing)).replace(" ", "")
    entries = [entry for _, row in said.map.legend.rows for entry in row]
    wanted = [said.map.title, said.map.badge, said.map.reading, said.about.boundary]
    for phrase in [*wanted, said.about.link, "2024-05-06", *(entry.label for entry in entries)]:
        assert phrase.replace(" ", "") in text
    for label in drawing.items:
        if isinstance(label, Label):
            wide = text_width(label.text, label.size, bold=label.bold)
            left = label.at[0] - wide * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
            assert left >= -2
            assert left + wide <= width + 2
            assert 0 <= label.at[1] <= drawing.height


def hostile() -> Drawing:
    text = '<script>&"]]>'
    items: tuple[Item, ...] = (
        Shape((((0, 0), (9, 0), (9, 9)),), fill="hatch", stroke="ink", name=text),
        Label((5, 5), text, 12, bold=True, halo="ground"),
    )
    return Drawing(40, 20, items, alt=text)


@pytest.mark.parametrize("theme", [*tokens.THEMES, None])
def test_svg_is_well_formed_and_tells_what_it_shows(theme: tokens.Theme | None) -> None:
    drawing = hostile()
    text = svg_text(drawing, theme)
    root = ET.fromstring(text)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == drawing.alt
    assert drawing.alt in {node.text for node in root.iter() if node.text}
    assert "<script" not in text


def test_svg_of_a_file_has_colours_and_that_of_a_page_has_variables() -> None:
    drawing = hostile()
    page = svg_text(drawing)
    assert "var(--ink)" in page
    assert "#" not in page.replace("url(#", "").replace("&#", "")
    for theme in tokens.THEMES:
        file = svg_text(drawing, theme)
        assert "var(" not in file
        assert tokens.colour("ink", theme) in file
        assert tokens.colour("hatch", theme) in file
        assert re.search(r"font-family=\"(&#39;|')Noto Sans SC", file)


def test_a_face_without_bold_is_thickened() -> None:
    drawing = Drawing(40, 20, (Label((20, 10), "武汉", 15, bold=True),))
    plain = Drawing(40, 20, (Label((20, 10), "武汉", 15),))
    ink = {name: np.asarray(picture(one, scale=4)) for name, one in (("b", drawing), ("p", plain))}
    assert (255 - ink["b"].astype(int)).sum() > 1.1 * (255 - ink["p"].astype(int)).sum()


def test_chinese_is_drawn_with_glyphs_and_not_with_boxes() -> None:
    """A missing glyph is the same box for every character; real ones all differ."""
    forms = []
    for character in "湖北襄阳鄂州堰随":
        drawing = Drawing(40, 40, (Label((20, 20), character, 32),))
        grey = np.asarray(picture(drawing, scale=2).convert("L")).astype(int)
        assert (grey < 128).sum() > 150
        forms.append(grey)
    for a, b in combinations(forms, 2):
        assert (abs(a - b) > 128).sum() > 150


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_png_has_the_size_asked_for_and_the_colours_of_the_theme(
    atlas: Atlas, theme: tokens.Theme
) -> None:
    drawing = plate(atlas, everything(atlas), "zh", **DESK)
    found = picture(drawing, theme, 2)
    assert found.size == (1620, 1056)
    colours = {colour for _, colour in found.getcolors(1 << 24) or []}

    def rgb(name: str) -> tuple[int, ...]:
        return tuple(bytes.fromhex(tokens.colour(name, theme)[1:]))

    assert found.getpixel((2, 2)) == rgb("ground")
    assert {rgb(name) for name in ("land", "water", "ink", "fam-auto", "fam-opto")} <= colours


@pytest.mark.parametrize("name", pictures.VIEWS)
def test_the_main_maps_look_as_they_did(atlas: Atlas, name: str) -> None:
    """To renew them after a change that is meant: ``python -m tests.golden.pictures``."""
    soft = ImageFilter.GaussianBlur(2)
    now, then = (
        np.asarray(one.filter(soft)).astype(int)
        for one in (pictures.drawn(atlas, name), pictures.kept(name))
    )
    assert now.shape == then.shape
    different = (abs(now - then).max(axis=2) > 40).mean()
    assert different < 0.0008
