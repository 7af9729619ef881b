"""Charts without a browser: every one can be drawn, nothing is lost, and nothing is a box."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from datetime import date
from functools import lru_cache

import pandas as pd
import plotly.graph_objects as go
import pytest

import geo.charts
from geo.charts.template import figure
from geo.data.atlas import Atlas
from geo.drawn.chart import UnprintableError, chart_drawing, chart_page, theme_of
from geo.drawn.chart.paint import each
from geo.look import tokens
from geo.look.drawing import Disc, Drawing, Label, Shape
from geo.look.lettering import _font, marked_lines, plain, shortened, text_width, wrapped
from geo.look.tokens import THEMES, Theme
from geo.record.about import About, Source
from geo.sheets.figures import Chart
from geo.words import LANGUAGES, Words
from tests.unit.sample_charts import SAMPLES

ABOUT = About(
    lang="en",
    title="Hubei Cluster Atlas",
    filters=("region: north wing",),
    link="http://localhost:8501/clusters?region=north_wing",
    sources=(Source("a", "Statistical Yearbook", "Bureau", "2024"),),
    licence="CC BY 4.0",
    data_version="2026.11",
    date=date(2026, 11, 21),
    boundary="Tianditu",
    coverage="14 of 16",
)


def labels(drawing: Drawing) -> list[Label]:
    return [item for item in drawing.items if isinstance(item, Label)]


@lru_cache
def in_font(character: str) -> bool:
    font = _font().font_variant(size=24)
    return bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


def test_every_chart_of_the_pages_has_a_sample() -> None:
    builders = set()
    for module in pkgutil.iter_modules(geo.charts.__path__):
        found = importlib.import_module(f"geo.charts.{module.name}")
        for name, value in inspect.getmembers(found, inspect.isfunction):
            own = value.__module__ == found.__name__ and not name.startswith("_")
            takes = list(value.__annotations__.values())[:1]  # what changes a figure makes none
            if own and value.__annotations__.get("return") == "go.Figure" != takes[0]:
                builders.add(f"{module.name}.{name}")
    assert builders - {"template.figure"} == set(SAMPLES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_chart_is_drawn_within_its_frame(atlas: Atlas, name: str, lang: str) -> None:
    theme: Theme = "light" if lang == "zh" else "dark"
    chart = SAMPLES[name](atlas, Words(lang), theme)
    drawing = chart_drawing(chart, 900)
    assert theme_of(chart) == theme
    assert (drawing.width, drawing.height) == (900, chart.layout.height)
    for item in drawing.items:
        points = [item.at] if isinstance(item, Label | Disc) else [p for r in item.rings for p in r]
        for x, y in points:
            assert -1 <= x <= drawing.width + 1, item
            assert -1 <= y <= drawing.height + 1, item
    for label in labels(drawing):
        left = label.at[0] - {"start": 0, "middle": 0.5, "end": 1}[label.anchor] * text_width(
            label.text, label.size, bold=label.bold
        )
        assert left >= -2 or label.angle, f"{label.text!r} is cut off at the left"
        for character in label.text:
            assert character.isspace() or in_font(character), f"{character!r} would be a box"


@pytest.mark.parametrize("name", SAMPLES)
def test_all_words_and_values_are_in_the_drawing(atlas: Atlas, name: str) -> None:
    chart = SAMPLES[name](atlas, Words("zh"), "light")
    drawing = chart_drawing(chart, 900)
    drawn = "\n".join(label.text for label in labels(drawing)).replace("1/8", "⅛")
    drawn = drawn.replace("▶", "▸")
    texts = [note.text for note in chart.layout.annotations]
    for axis in (chart.layout.xaxis, chart.layout.yaxis):
        if axis.visible is not False and axis.ticktext is not None:
            texts += [str(text) for text in axis.ticktext]
    for trace in chart.data:
        if trace.type == "sankey":
            texts += list(trace.node.label)
        elif trace.text is not None and (trace.type == "bar" or "text" in trace.mode):
            texts += [text for text in each(trace.text, len(trace.x), "") if text]
    for text in texts:
        for line in marked_lines(text):
            for run in line:
                assert run.text in drawn
    shapes = [item for item in drawing.items if isinstance(item, Shape | Disc)]
    marks = sum(
        1
        for trace in chart.data
        if trace.type == "scatter" and "markers" in (trace.mode or "")
        for x, y in zip(each(trace.x, len(trace.x)), each(trace.y, len(trace.x)), strict=True)
        if x is not None and y is not None
    )
    bars = sum(
        sum(bool(value) for value in (trace.x if trace.orientation == "h" else trace.y))
        for trace in chart.data
        if trace.type == "bar"
    )
    assert len(shapes) >= marks + bars


def test_bars_are_as_long_as_their_values(atlas: Atlas) -> None:
    chart = SAMPLES["counts.bars"](atlas, Words("zh"), "light")
    (trace,) = [trace for trace in chart.data if trace.type == "bar"]
    drawing = chart_drawing(chart, 700)
    bars = [
        item
        for item in drawing.items
        if isinstance(item, Shape) and item.closed and item.fill in ("faint", "ink")
    ][: len(trace.x)]
    lengths = [max(x for x, _ in bar.rings[0]) - min(x for x, _ in bar.rings[0]) for bar in bars]
    unit = lengths[0] / trace.x[0]
    assert lengths == pytest.approx([unit * value for value in trace.x])
    assert [bar.fill for bar in bars].count("ink") == 1  # the chosen city
    heights = [bar.rings[0][0][1] for bar in bars]
    assert heights == sorted(heights)  # the first row on top


def test_words_beside_an_axis_stand_right_of_it(atlas: Atlas) -> None:
    chart = SAMPLES["concentration_strip.strip"](atlas, Words("zh"), "light")
    drawing = chart_drawing(chart, 600)
    (hundred,) = [label.at[0] for label in labels(drawing) if label.text == "100%"]
    words = {
        plain(text)
        for trace in chart.data
        if trace.type == "scatter" and trace.mode == "text"
        for text in trace.text
    }
    found = [label for label in labels(drawing) if label.text in words]
    assert len(found) == 2 * len(chart.layout.yaxis.tickvals)
    assert all(label.at[0] > hundred for label in found)


@pytest.mark.parametrize("turned", [False, True], ids=["upwards", "downwards"])
def test_marks_lines_and_bars_stand_where_the_axes_say(turned: bool) -> None:
    """Ticks are words at a value, so everything else of that value is held against them."""
    chart = figure("light", 320)
    ink = {"color": "#1A1F24"}
    values = [0, 2, 10]
    chart.add_bar(x=[4, 6], y=[5, 4], base=[0, 5], width=1, marker=ink)
    chart.add_scatter(x=values, y=values, mode="lines", line=ink | {"width": 1})
    chart.add_scatter(x=values, y=values, mode="markers", marker=ink | {"size": 8})
    chart.update_xaxes(range=[-1, 12], tickvals=values, ticktext=["x0", "x2", "x10"])
    chart.update_yaxes(
        range=[12, -1] if turned else [-1, 12], tickvals=values, ticktext=["y0", "y2", "y10"]
    )
    drawing = chart_drawing(chart, 700)
    at = {label.text: label.at for label in labels(drawing)}
    across = {value: at[f"x{value}"][0] for value in values}
    down = {value: at[f"y{value}"][1] for value in values}
    assert across[0] < across[2] < across[10]
    assert (down[0] < down[10]) == turned
    x = (across[10] - across[0]) / 10
    y = (down[10] - down[0]) / 10
    assert across[2] == pytest.approx(across[0] + 2 * x, abs=0.5)
    expected = [(across[0] + value * x, down[0] + value * y) for value in values]
    discs = [item.at for item in drawing.items if isinstance(item, Disc)]
    assert [n for point in discs for n in point] == pytest.approx(
        [n for point in expected for n in point], abs=0.5
    )
    shapes = [item for item in drawing.items if isinstance(item, Shape)]
    assert any(
        len(ring) == 3
        and [n for point in ring for n in point]
        == pytest.approx([n for point in expected for n in point], abs=0.5)
        for shape in shapes
        for ring in shape.rings
    ), "the line runs through its points"
    for place, low, high in ((4, 0, 5), (6, 5, 9)):
        edges = sorted([down[0] + low * y, down[0] + high * y])
        sides = [across[0] + (place - 0.5) * x, across[0] + (place + 0.5) * x]
        assert any(
            [min(xs), max(xs), min(ys), max(ys)] == pytest.approx([*sides, *edges], abs=0.5)
            for shape in shapes if shape.closed
            for ring in shape.rings
            for xs, ys in [zip(*ring, strict=True)]
        ), f"the bar at {place} reaches from {low} to {high}"  # fmt: skip


@pytest.mark.parametrize("up", ["top", "middle", "bottom"])
@pytest.mark.parametrize("aside", ["left", "center", "right"])
def test_words_stand_on_their_side_of_the_marker_and_clear_of_it(up: str, aside: str) -> None:
    chart = figure("light", 300).update_xaxes(range=[0, 2]).update_yaxes(range=[0, 2])
    chart.add_scatter(
        x=[1], y=[1], mode="markers+text", text=["word"], textposition=f"{up} {aside}",
        marker={"color": "#1A1F24", "size": 20}, textfont={"color": "#1A1F24", "size": 12},
    )  # fmt: skip
    drawing = chart_drawing(chart, 500)
    (disc,) = [item for item in drawing.items if isinstance(item, Disc)]
    (word,) = [label for label in labels(drawing) if label.text == "word"]
    room = text_width("word", 12)
    left = word.at[0] - {"start": 0, "middle": 0.5, "end": 1}[word.anchor] * room
    if aside == "left":
        assert left + room <= disc.at[0] - disc.radius
    elif aside == "right":
        assert left >= disc.at[0] + disc.radius
    else:
        assert left + room / 2 == pytest.approx(disc.at[0])
    middle = word.at[1]
    if up == "middle":
        assert middle == pytest.approx(disc.at[1])
    elif up == "top":
        assert middle + 6 < disc.at[1] - (disc.radius if aside == "center" else 0)
    else:
        assert middle - 6 > disc.at[1] + (disc.radius if aside == "center" else 0)


@pytest.mark.parametrize(
    ("separators", "told"),
    [
        (None, ["0", "1,234.5", "−2,000,000"]),
        (".\u2009", ["0", "1\u2009234.5", "−2\u2009000\u2009000"]),
        (",.", ["0", "1.234,5", "−2.000.000"]),
    ],
)
def test_numbers_at_ticks_have_a_sign_of_their_own_between_thousands(
    separators: str | None, told: list[str]
) -> None:
    chart = figure("light", 300).add_scatter(x=[0, 1], y=[-2_000_000, 2000], mode="lines")
    chart.update_traces(line={"color": "#1A1F24", "width": 1})
    chart.update_layout(separators=separators)
    chart.update_yaxes(tickvals=[0, 1234.5, -2_000_000], tickformat=",")
    drawn = {label.text for label in labels(chart_drawing(chart, 500))}
    assert set(told) <= drawn


def test_dark_and_light_are_one_drawing(atlas: Atlas) -> None:
    drawn = {
        theme: chart_drawing(SAMPLES["ladder.by_year"](atlas, Words("en"), theme), 900)
        for theme in THEMES
    }
    assert drawn["light"] == drawn["dark"]
    assert all(tokens.colour(label.colour, "dark") for label in labels(drawn["dark"]))


def strange(**changes: object) -> go.Figure:
    chart = figure("light", 200)
    chart.add_scatter(x=[1, 2], y=[1, 2], mode="markers", marker={"color": "#1A1F24"})
    return chart.update(changes)


@pytest.mark.parametrize(
    ("chart", "named"),
    [
        (figure("light", 200).add_pie(values=[1, 2]), "pie"),
        (strange().update_xaxes(type="log"), "log"),
        (strange().update_traces(marker_symbol="star"), "star"),
        (strange().update_traces(marker_color="#123456"), "#123456"),
        (strange().update_yaxes(tickformat=".2e"), ".2e"),
        (strange().update_traces(yaxis="y2"), "y2"),
        (strange().add_annotation(x=1, y=1, text="a"), "arrow"),
        (strange().update_traces(mode="lines", line={"color": "#1A1F24", "dash": "5px"}), "5px"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(chart: go.Figure, named: str) -> None:
    with pytest.raises(UnprintableError, match=named):
        chart_drawing(chart, 400)


def test_a_page_of_a_chart_says_what_it_shows_and_where_it_is_from(atlas: Atlas) -> None:
    made = Chart(
        code="counts",
        title="A finding that is long enough to take more than one line of a narrow page",
        reading="How to read it",
        figure=SAMPLES["counts.bars"](atlas, Words("en"), "light"),
        table=pd.DataFrame(),
        alt="Counts by city",
        badge="14 of 16",
    )
    page = chart_page(made, ABOUT, 420)
    words = "".join(label.text.replace(" ", "") for label in labels(page))
    for text in (made.title, made.reading, made.badge, "Statistical Yearbook · Bureau · 2024",
                 "north wing", "2026-11-21", "2026.11", ABOUT.link):  # fmt: skip
        assert text.replace(" ", "") in words
    assert page.alt == made.alt
    for label in labels(page):
        assert 0 <= label.at[1] <= page.height
        if label.anchor == "start":
            assert label.at[0] + text_width(label.text, label.size) <= page.width
    assert chart_page(made, ABOUT, 420, 900).height == pytest.approx(900)


def test_lines_break_where_a_reader_expects() -> None:
    text = "湖北省的“一主引领”（武汉都市圈），2023 年。The quick brown fox"
    lines = wrapped(text, 12, 100)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 12) <= 100 for line in lines)
    assert not any(line[0] in "，。）”" for line in lines)
    assert "quick" in " ".join(lines)
    assert shortened(text, 12, 100, 1).endswith("…")
    assert text_width(shortened(text, 12, 100, 1), 12) <= 100
    assert shortened("short", 12, 100, 1) == "short"


def test_markup_of_labels() -> None:
    (first, second) = marked_lines('<b><span style="color:#8F1D23">武汉</span></b><br>a &lt; b')
    assert (first[0].text, first[0].bold, first[0].colour) == ("武汉", True, "#8F1D23")
    assert second[0].text == "a < b"
    assert plain("2023<br><b>4</b>") == "2023 4"
    with pytest.raises(ValueError, match="script"):
        marked_lines("<script>")
