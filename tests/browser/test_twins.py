"""What the browser works out and what is worked out for paper come out the same."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geo import maps
from geo.data.atlas import Atlas
from geo.drawn.map import axes, names
from geo.drawn.map.axes import AxisNames
from geo.drawn.map.canvas import Canvas, base_of
from geo.drawn.map.chains import link_curve
from geo.drawn.map.curves import Course, cubic, smooth
from geo.drawn.map.foot import bar
from geo.drawn.map.marks import mark_scale, plain
from geo.drawn.map.regions import arrow_curve, aside
from geo.drawn.map.spread import spread
from geo.drawn.map.window import Window, fitted
from geo.look.drawing import Disc, Label
from geo.population.fields import known_codes
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.record import clusters

TIMES = 50
NEAR = pytest.approx


@pytest.fixture(scope="module")
def page(
    browser: Browser, atlas: Atlas, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    # Paper is as fine as a fine screen.
    context = browser.new_context(device_scale_factor=2)
    file: Path = tmp_path_factory.mktemp("map") / "map.html"
    group = maps.scene(atlas, clusters.table(atlas).iloc[:0], "zh", selection=Selection())
    file.write_text(maps.standalone(atlas, group, "zh"))
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_function("() => window.atlas?.stage?.homeZoom")
    yield page
    context.close()


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.node.name)


def canvas(atlas: Atlas, scale: float = 1.0, **frame: float) -> Canvas:
    given = {"width": 800.0, "height": 500.0, "zoom": 7.2, "home_zoom": 7.2} | frame
    return Canvas(atlas, base_of(atlas), Window(**given, origin=(0.0, 0.0)), "zh", scale)


def points(rng: random.Random, least: int, most: int) -> list[tuple[float, float]]:
    return [(rng.uniform(60, 740), rng.uniform(60, 440)) for _ in range(rng.randint(least, most))]


def boxes(rng: random.Random, most: int) -> list[tuple[float, float, float, float]]:
    found = []
    for _ in range(rng.randint(0, most)):
        x, y = rng.uniform(0, 700), rng.uniform(0, 450)
        found.append((x, y, x + rng.uniform(20, 70), y + rng.uniform(12, 24)))
    return found


def objects(line: list[tuple[float, float]]) -> list[dict[str, float]]:
    return [{"x": x, "y": y} for x, y in line]


def pairs(found: list[dict[str, float]]) -> list[tuple[float, float]]:
    return [(one["x"], one["y"]) for one in found]


def test_marks_are_spread_alike(page: Page, rng: random.Random) -> None:
    for _ in range(TIMES):
        wide, high = rng.uniform(120, 700), rng.uniform(100, 400)
        spots = [(rng.uniform(0, wide), rng.uniform(0, high)) for _ in range(rng.randint(2, 60))]
        spots += rng.choices(spots, k=rng.randint(0, 12))  # several of one place
        marks = sorted(
            ((x, y, rng.choice((6.2, 9.7, 15.5))) for x, y in spots), key=lambda m: -m[2]
        )
        taken = boxes(rng, 17)
        drawn = page.evaluate(
            "([marks, boxes]) => atlas.spread(marks.map(([x, y, r]) => ({ x, y, r })), boxes)",
            [marks, taken],
        )
        placed = spread(tuple(marks), tuple(taken))
        for one, other in zip(pairs(drawn), placed, strict=True):
            assert one == NEAR(other, abs=0.01)


def test_marks_have_the_same_size(page: Page, atlas: Atlas, rng: random.Random) -> None:
    for _ in range(TIMES):
        home = rng.uniform(5, 9)
        stage = canvas(
            atlas,
            scale=rng.choice((1.0, 1.3, 1.8)),
            width=rng.uniform(300, 1200),
            zoom=home + rng.uniform(-0.3, 4),
            home_zoom=home,
        )
        count = rng.randint(0, 400)
        drawn = page.evaluate(
            """([scale, homeZoom, x, count, zoom]) => {
                 const stage = { scale, homeZoom, map: { getSize: () => ({ x }) }, base: ATLAS };
                 return [atlas.markScale(stage, count, zoom), atlas.plain(stage, count, zoom)];
               }""",
            [stage.scale, home, stage.window.width, count, stage.window.zoom],
        )
        assert drawn == [NEAR(mark_scale(stage, count)), plain(stage, count)]


def test_names_keep_the_same_distance_from_their_seats(
    page: Page, atlas: Atlas, rng: random.Random
) -> None:
    stage = canvas(atlas)
    for city in stage.base.data["cities"]:
        for zoom in (rng.uniform(5, 7.3), rng.uniform(7.3, 11)):
            drawn = page.evaluate(
                "([id, zoom]) => atlas.shift(atlas.stage.map,"
                " ATLAS.cities.find((city) => city.id === id), zoom)",
                [city["id"], zoom],
            )
            assert pairs([drawn]) == [NEAR(names.shift(stage, city, zoom), abs=1e-6)]


def test_names_stand_aside_alike(page: Page, rng: random.Random) -> None:
    for _ in range(TIMES):
        x, y = rng.uniform(0, 300), rng.uniform(0, 300)
        box, taken, avoid = (x, y, x + 40, y + 16), boxes(rng, 60), boxes(rng, 60)
        drawn = page.evaluate(
            "([box, taken, avoid]) => atlas.aside(box, taken, avoid)", [box, taken, avoid]
        )
        move = names.aside(box, taken, avoid)
        assert drawn == (None if move is None else [NEAR(move[0]), NEAR(move[1])])


def test_areas_fill_the_frame_alike(page: Page, atlas: Atlas, rng: random.Random) -> None:
    west, south, east, north = home = atlas.province.bounds
    for _ in range(TIMES):
        width, height = rng.randint(280, 1900), rng.randint(200, 1000)
        x, y = (
            sorted(rng.uniform(west, east) for _ in "ab"),
            sorted(rng.uniform(south, north) for _ in "ab"),
        )
        target = (x[0], y[0], x[1], y[1])
        drawn = page.evaluate(
            """([x, y, ...areas]) => {
                 const { map } = atlas.stage, { padding, snap } = atlas.constants.FRAME;
                 const { getSize } = map, least = map.options.minZoom;
                 Object.assign(map, { getSize: () => L.point(x, y) });
                 // On a screen the zoom has no steps.
                 Object.assign(map.options, { minZoom: 0, zoomSnap: snap });
                 const zooms = areas.map(([west, south, east, north]) => map.getBoundsZoom(
                   [[south, west], [north, east]], false, L.point(2 * padding, 2 * padding)));
                 Object.assign(map.options, { minZoom: least, zoomSnap: 0 });
                 map.getSize = getSize;
                 return zooms;
               }""",
            [width, height, target, home],
        )
        window = fitted(width, height, target, home)
        assert drawn == [NEAR(window.zoom), NEAR(window.home_zoom)]


def test_scale_bars_are_alike(page: Page, rng: random.Random) -> None:
    for _ in range(TIMES):
        zoom, width = rng.uniform(5, 11), rng.uniform(280, 1900)
        drawn = page.evaluate("([zoom, width]) => atlas.bar(zoom, width)", [zoom, width])
        assert tuple(drawn) == NEAR(bar(zoom, width))


def test_courses_bend_alike(page: Page, rng: random.Random) -> None:
    for _ in range(TIMES):
        line = points(rng, 3, 30)
        course = Course(line)
        start = rng.uniform(0, course.length)
        length = rng.uniform(0, course.length - start)
        far, bend, *at = page.evaluate(
            """([line, from, length]) => {
                 const { at, length: whole } = atlas.course(line.map(([x, y]) => L.point(x, y)));
                 const a = at(from), b = at(from + length);
                 return [whole, atlas.bend(at, from, length, a, b), a, b];
               }""",
            [line, start, length],
        )
        assert far == NEAR(course.length)
        assert bend == NEAR(course.bend(start, length))
        assert pairs(at) == [NEAR(course.at(start)), NEAR(course.at(start + length))]


def test_curves_run_alike(page: Page, rng: random.Random) -> None:
    for number in range(TIMES):
        a, b = points(rng, 2, 2)
        k = rng.uniform(0.5, 2)
        drawn = page.evaluate(
            """([a, b, number, k]) => {
                 const [from, to] = [L.point(a), L.point(b)];
                 return [atlas.linkCurve(from, to, k), atlas.arrowCurve(from, to, number, k)];
               }""",
            [a, b, number, k],
        )
        assert pairs(drawn[0]) == [NEAR(point) for point in link_curve(a, b, k)]
        assert pairs(drawn[1]) == [NEAR(point) for point in arrow_curve(a, b, number, k)]


def test_smooth_lines_run_alike(page: Page, rng: random.Random) -> None:
    for lane in range(TIMES):
        line = points(rng, 2, 8)
        if lane % 3 == 0 and len(line) > 2:
            line.append(line[0])
        path = page.evaluate(
            "([line, lane]) => atlas.smooth(line.map(([x, y]) => L.point(x, y)), lane)",
            [line, lane % 5],
        )
        numbers = [float(one) for one in re.findall(r"-?[\d.]+(?:e-?\d+)?", path)]
        ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        drawn = ends[:1]
        for n in range(1, len(ends), 3):
            drawn += cubic(drawn[-1], *ends[n : n + 3])[1:]
        for one, other in zip(drawn, smooth(line, aside(lane % 5)), strict=True):
            assert one == NEAR(other, abs=0.06)  # the browser rounds the first point


def test_names_of_corridors_stand_alike(
    page: Page, rng: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters are as wide on both sides as the browser finds them."""
    ways = set()
    for _ in range(TIMES // 2):
        lines = [points(rng, 2, 5) for _ in range(rng.randint(1, 4))]
        taken = boxes(rng, 12)
        land = [(150.0, 100.0), (650.0, 100.0), (650.0, 400.0), (150.0, 400.0), (150.0, 100.0)]
        called = ["汉江" * rng.randint(1, 5) for _ in lines]
        drawn = page.evaluate(
            """([lines, called, taken, land]) => {
                 const root = atlas.svg("svg", {}, atlas.stage.map.getPane("lines"));
                 const paths = lines.map((line, i) =>
                   [atlas.svg("path", { d: "M" + line.join("L"), fill: "none" }, root), called[i]]);
                 const wide = called.map((name) => {
                   const text = atlas.svg("text", { class: "axis-name" }, root);
                   text.textContent = name;
                   const length = text.getComputedTextLength();
                   text.remove();
                   return length;
                 });
                 const ring = land.map(([x, y]) => ({ x, y }));
                 atlas.axisNames(root, paths, taken, [ring], [0, 0, 800, 500]);
                 const texts = [...root.querySelectorAll("text")].map((text) => {
                   const along = text.querySelector("textPath");
                   return along ? [root.querySelector(along.getAttribute("href")).getAttribute("d")]
                     : [+text.getAttribute("x"), +text.getAttribute("y")];
                 });
                 const ends = [...root.querySelectorAll("circle")].map((end) =>
                   [+end.getAttribute("cx"), +end.getAttribute("cy")]);
                 root.remove();
                 return { wide, texts, ends };
               }""",
            [lines, called, taken, land],
        )
        measured = dict(zip(called, drawn["wide"], strict=True))
        monkeypatch.setattr(axes, "text_width", lambda name, _, known=measured: known[name])
        window = Window(800, 500, 7, 7, (0.0, 0.0))
        named = AxisNames(
            [axes.Line(line, name) for line, name in zip(lines, called, strict=True)],
            list(taken), [land], window, 1.0,
        ).items()  # fmt: skip
        labels = [item for item in named if isinstance(item, Label)]
        ends = [item.at for item in named if isinstance(item, Disc)]
        assert [tuple(end) for end in drawn["ends"]] == [NEAR(end, abs=0.5) for end in ends]
        for text, label in zip(drawn["texts"], labels, strict=True):
            ways.add((len(text), label.angle != 0))
            if len(text) == 1:
                numbers = [float(one) for one in re.findall(r"[\d.]+", text[0])]
                expected = names.along(
                    label.text, (numbers[0], numbers[1]), (numbers[-2], numbers[-1]),
                    label.size, axes.AXES.rise, "ink2", "ground",
                ).at  # fmt: skip
            else:
                expected = (text[0], text[1] - 0.36 * label.size)
            assert math.dist(label.at, expected) < 1.5, label.text
    assert len(ways) > 1, "along a line and beside it"


def test_a_selection_keeps_the_same_clusters(page: Page, atlas: Atlas, rng: random.Random) -> None:
    known = known_codes(atlas, Selection)
    found = set()
    for _ in range(TIMES):
        fields = {
            name: tuple(rng.sample(list(known[name].values()), rng.randint(1, 3)))
            for name in rng.sample(["region", "city", "fam", "chain", "tier", "prog"], 2)
        }
        if rng.random() < 0.5:
            fields["year"] = tuple(sorted(rng.choices(range(2006, 2026), k=2)))
        selection = Selection(**fields)
        rows = NamedClusters(atlas).shown(selection)
        here = dict(zip(rows["cluster_id"], map(bool, rows["counts"]), strict=True))
        there = page.evaluate("(selection) => atlas.keeps(selection)", fields)
        assert {code: bool(counts) for code, counts in there} == here, fields
        found |= set(here.values())
    assert found == {True, False}, "doubtful ones were among them"
