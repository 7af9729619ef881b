"""Slides: native charts with the figure's values, named shapes, one face, honest notes."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_FILL, MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from geo.data.atlas import Atlas
from geo.drawn.chart import chart_drawing
from geo.drawn.chart.paint import each
from geo.files.order import TemplateError
from geo.files.slides.drawing import add_drawing
from geo.files.slides.figure import add_figure, parts
from geo.files.slides.pptx import pptx_bytes
from geo.files.slides.setting import FACE
from geo.files.slides.story import story_bytes
from geo.files.slides.template import SETTING, add_slide, presentation
from geo.look.drawing import Disc, Drawing, Label, Shape
from geo.look.lettering import marked_lines, plain, text_width
from geo.sheets import sheet
from geo.sheets.view import View
from geo.story import Step, Story
from geo.story import deck as stories
from geo.words import LANGUAGES, Words
from tests.slides import check_slides
from tests.unit.sample_charts import SAMPLES

THEME_FACES = {"a:latin": ("+mj-lt", "+mn-lt"), "a:ea": ("+mj-ea", "+mn-ea")}
LINK = "https://atlas.example.org/overview?lang=zh"
PLACE = (48.0, 128.0, 1184.0, 510.0)
#: Figures that become tables and shapes instead.
MATRICES = ("count_matrix.count_matrix", "chains.matrix", "concentration_cells.industries")
NO_CHARTS = (*MATRICES, "chains.flow", "takeover.matrix")
SAID = "先说武汉"
#: Orders that PowerPoint insists on, for elements that are written without python-pptx.
ORDERS = {
    "p:sp": ("p:nvSpPr", "p:spPr", "p:style", "p:txBody"),
    "p:spPr": ("a:xfrm", "a:custGeom", "a:prstGeom", "a:noFill", "a:solidFill", "a:pattFill",
               "a:ln", "a:effectLst"),
    "a:ln": ("a:noFill", "a:solidFill", "a:prstDash", "a:custDash", "a:round", "a:headEnd"),
    "a:custGeom": ("a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst", "a:rect", "a:pathLst"),
    "a:rPr": ("a:ln", "a:noFill", "a:solidFill", "a:effectLst", "a:latin", "a:ea", "a:cs",
              "a:hlinkClick"),
    "a:tcPr": ("a:lnL", "a:lnR", "a:lnT", "a:lnB", "a:noFill", "a:solidFill"),
    "c:errBars": ("c:errDir", "c:errBarType", "c:errValType", "c:noEndCap", "c:plus", "c:minus",
                  "c:val", "c:spPr"),
    "c:ser": ("c:idx", "c:order", "c:tx", "c:spPr", "c:invertIfNegative", "c:marker", "c:dPt",
              "c:dLbls", "c:errBars", "c:cat", "c:val", "c:xVal", "c:yVal", "c:smooth"),
    "c:plotArea": ("c:layout", "c:barChart", "c:lineChart", "c:scatterChart", "c:catAx",
                   "c:valAx", "c:spPr"),
    "c:chartSpace": ("c:date1904", "c:roundedCorners", "c:style", "c:clrMapOvr", "c:chart",
                     "c:spPr", "c:txPr", "c:externalData"),
}  # fmt: skip


@pytest.fixture(scope="module")
def deck(atlas: Atlas) -> bytes:
    sheets = [
        sheet(atlas, page, View(lang="zh"), link=LINK, day=date(2026, 11, 21))
        for page in ("overview", "city")
    ]
    return pptx_bytes(atlas, sheets, charts=True)


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def texts(element: Any) -> str:
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(qn("a:t")))
        for paragraph in element.iter(qn("a:p"))
    )


def documents(data: bytes) -> Iterator[tuple[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(package.read(name))


def one_slide(figure: go.Figure, part: int = 0, lang: str = "zh") -> Any:
    """Shape of a figure as it is read back from a file."""
    made = presentation("test", "test", Words("zh"))
    add_figure(add_slide(made), figure, PLACE, "figure", Words(lang), part=part)
    file = io.BytesIO()
    made.save(file)
    found = opened(file.getvalue()).slides[0].shapes
    (shape,) = [shape for shape in found if shape.name == "figure"]
    return shape


# The whole file


def test_the_map_is_shapes_named_after_the_cities(atlas: Atlas, deck: bytes) -> None:
    first = opened(deck).slides[0]
    names = {
        shape.get("name")
        for shape in first._element.iter(qn("p:cNvPr"))
        if shape.getparent().getparent().find(f"{qn('p:spPr')}/{qn('a:custGeom')}") is not None
    }
    assert set(atlas.cities["short_zh"]) <= names
    assert len(atlas.cities) == 17


def test_no_picture_and_no_foreign_face(deck: bytes) -> None:
    for name, root in documents(deck):
        assert not list(root.iter(qn("p:pic"))), name
        if not re.match(r"ppt/(slides|charts|notesSlides)/[^/]+\.xml$", name):
            continue
        for run in root.iter(qn("a:r")):
            if not (run.findtext(qn("a:t")) or "").strip():
                continue
            properties = run.find(qn("a:rPr"))
            for tag in ("a:latin", "a:ea"):
                assert properties is not None, (name, run.findtext(qn("a:t")))
                face = properties.find(qn(tag))
                assert face is not None, (name, run.findtext(qn("a:t")))
                told = face.get("typeface")
                # On slides the face of the theme, so that a template gives its own.
                assert told == FACE if "notes" in name else told in THEME_FACES[tag], name
    theme = next(root for name, root in documents(deck) if name == "ppt/theme/theme1.xml")
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        assert {fonts.find(qn(tag)).get("typeface") for tag in ("a:latin", "a:ea")} == {FACE}


def test_elements_stand_in_the_order_that_powerpoint_wants(deck: bytes) -> None:
    seen = set()
    for name, root in documents(deck):
        for tag, order in ORDERS.items():
            rank = {qn(child): n for n, child in enumerate(order)}
            for element in root.iter(qn(tag)):
                known = [rank[child.tag] for child in element if child.tag in rank]
                assert known == sorted(known), (name, tag)
                seen.add(tag)
        if "/slides/slide" in name and name.endswith(".xml"):
            ids = [found.get("id") for found in root.iter(qn("p:cNvPr"))]
            assert len(ids) == len(set(ids)), name
    assert {"p:sp", "a:custGeom", "c:ser", "a:rPr"} <= seen


def test_a_slide_says_what_it_shows_and_where_it_is_from(atlas: Atlas, deck: bytes) -> None:
    overview = sheet(atlas, "overview", View(lang="zh"), link=LINK, day=date(2026, 11, 21))
    first = opened(deck).slides[0]
    lines = first.shapes.title.text_frame.text.splitlines()
    assert 1 <= len(lines) <= 2
    assert "".join(lines) == overview.claim
    words = texts(first._element)
    assert overview.panel is not None
    numbers = [number for group in overview.panel.groups for number in group.numbers]
    assert numbers
    for text in (*overview.panel.lines, *(one.value for one in numbers), overview.about.boundary):
        assert text in words
    assert "://" not in words, "a link is a word to click"
    links = [found.target_ref for found in first.part.rels.values() if found.is_external]
    assert links == [LINK]
    notes = first.notes_slide.notes_text_frame.text
    assert notes.startswith(overview.claim)
    assert overview.map is not None
    for text in (
        *overview.lines,
        overview.map.title,
        overview.map.reading,
        "2026-11-21",
        overview.about.filters_text(),
        overview.about.coverage,
        LINK,
        overview.about.licence,
        overview.about.boundary,
    ):
        assert text in notes
    for source in overview.about.sources:
        assert source.cite() in notes


def test_every_chart_has_its_slide_with_its_source(atlas: Atlas, deck: bytes) -> None:
    wanted = sheet(atlas, "city", View(lang="zh"), day=date(2026, 11, 21)).charts
    slides = {slide.shapes.title.text_frame.text: slide for slide in opened(deck).slides}
    assert wanted
    for chart in wanted:
        slide = slides[chart.title]
        assert any(shape.has_chart for shape in slide.shapes)
        for text in (chart.reading, chart.alt, chart.source):
            assert text.replace("\n", "") in slide.notes_slide.notes_text_frame.text


def test_nothing_leaves_the_slide_or_lies_over_another_thing(deck: bytes) -> None:
    check_slides(opened(deck))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_in_either_language_have_room_for_what_they_say(atlas: Atlas, lang: str) -> None:
    views = {"layout": View(lang=lang), "chains": View(lang=lang, chain=("auto",)),
             "clusters": View(lang=lang), "policy": View(lang=lang)}  # fmt: skip
    shown = opened(pptx_bytes(atlas, [sheet(atlas, page, view) for page, view in views.items()]))
    check_slides(shown)
    for number, slide in enumerate(shown.slides, start=1):
        assert f"{number} / {len(shown.slides)}" in texts(slide._element)


def test_a_story_has_cover_contents_and_closing(atlas: Atlas) -> None:
    long = "推进" * 60
    steps = (Step("layout", note=SAID), Step("policy"), Step("city", name=long[:60]))
    told = stories.of(atlas, Story(steps, title=long[:80], office=long[:40]), "zh")
    shown = opened(story_bytes(atlas, told))
    check_slides(shown)
    cover, agenda, layout, *_, closing = shown.slides
    assert len(shown.slides) == len(told.pages)
    words = texts(cover._element)
    assert told.cover.day in words
    assert Words("zh")("export.slides.speaker_blank") in words, "who speaks is to be filled in"
    assert Words("zh")("export.slides.office_blank") not in words
    for entry in told.agenda.entries:
        assert entry.claim in texts(agenda._element).replace("\n", "")
    assert layout.notes_slide.notes_text_frame.text.startswith(SAID)
    for sentence in told.closing.sentences:
        assert sentence in texts(closing._element)


def template(path: Path, *, titled: bool = True) -> Path:
    """A template of an office: its own faces, colours and a bar on the master, and one slide."""
    own = Presentation()
    master = own.slide_master
    part = master.part.part_related_by(RT.THEME)
    theme = part.blob.replace(b'typeface="Calibri"', b'typeface="SimHei"')
    part._blob = re.sub(rb"<a:accent1>.*?</a:accent1>", ACCENT.encode(), theme, flags=re.S)
    bar = copy.deepcopy(master.shapes[0]._element)
    bar.nvSpPr.cNvPr.set("name", "Bar of the office")
    master.shapes._spTree.append(bar)
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "旧页"
    for layout in own.slide_layouts:
        for place in list(layout.placeholders) if not titled else ():
            place._element.getparent().remove(place._element)
    own.save(str(path))
    return path


ACCENT = '<a:accent1><a:srgbClr val="006E5A"/></a:accent1>'


def test_a_template_gives_master_faces_and_colours(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, str(template(tmp_path / "单位模板.pptx")))
    data = pptx_bytes(atlas, [sheet(atlas, "data", View(lang="zh"))])
    shown = opened(data)
    (slide,) = shown.slides
    assert (shown.slide_width, shown.slide_height) == (1280 * 9525, 720 * 9525)
    assert "旧页" not in texts(slide._element), "its slides are not taken"
    assert "Bar of the office" in [shape.name for shape in slide.slide_layout.slide_master.shapes]
    parts_of = dict(documents(data))
    theme = etree.tostring(parts_of["ppt/theme/theme1.xml"]).decode()
    assert "SimHei" in theme
    assert FACE not in theme
    assert ACCENT.split(">", 1)[1].split("<", 2)[1] in theme
    title = slide.shapes.title.text_frame.paragraphs[0].runs[0]
    assert title.font.color.theme_color == MSO_THEME_COLOR.TEXT_1
    brand = next(shape for shape in slide.shapes if shape.name == "Brand")
    assert brand.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("fault", ["absent", "half", "untitled"])
def test_a_broken_template_is_one_sentence(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, lang: str
) -> None:
    file = tmp_path / "own.pptx"
    if fault != "absent":
        content = template(file, titled=fault != "untitled").read_bytes()
        file.write_bytes(content if fault == "untitled" else content[: len(content) // 2])
    monkeypatch.setenv(SETTING, str(file))
    with pytest.raises(TemplateError) as told:
        pptx_bytes(atlas, [sheet(atlas, "data", View(lang=lang))])
    said = str(told.value)
    assert SETTING in said
    assert str(file) in said
    assert "\n" not in said


def test_a_page_of_charts_alone_and_english(atlas: Atlas) -> None:
    made = sheet(atlas, "benchmarks", View(lang="en"), link=LINK)
    slides = opened(pptx_bytes(atlas, [made])).slides
    assert len(slides) == 1
    assert any(shape.has_chart for shape in slides[0].shapes)
    assert made.charts[0].title in texts(slides[0]._element)


def test_work_can_be_ended(atlas: Atlas) -> None:
    told: list[str] = []

    def step(title: str) -> None:
        told.append(title)
        if len(told) == 2:
            raise KeyboardInterrupt

    made = sheet(atlas, "policy", View(lang="en"))
    with pytest.raises(KeyboardInterrupt):
        pptx_bytes(atlas, [made, made, made], step=step)
    assert told == [made.claim, made.claim]


# Charts


def scatters(figure: go.Figure) -> Iterator[Any]:
    yield from (trace for trace in figure.data if trace.type == "scatter")


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in NO_CHARTS])
def test_native_values_are_those_of_the_figure(atlas: Atlas, name: str) -> None:
    figure = SAMPLES[name](atlas, Words("zh"), "light")
    chart = one_slide(figure).chart
    plots = list(chart.plots)
    if chart.chart_type.name.startswith("XY"):
        pairs = {
            (round(float(x), 6), round(float(y), 6))
            for series in plots[0].series
            for x, y in zip(each(_xs(series), 0), series.values, strict=False)
            if y is not None
        }
        for trace in scatters(figure):
            if trace.xaxis == "x2":  # words beside the axis, at its place
                continue
            count = len(trace.x)
            for x, y in zip(each(trace.x, count), each(trace.y, count), strict=True):
                if x is not None and y is not None:
                    assert (round(float(x), 6), round(float(y), 6)) in pairs
        for trace in figure.data:
            if trace.type == "bar":
                assert {round(end, 6) for end in _ends(trace)} <= {
                    v for pair in pairs for v in pair
                }
        return
    values = [value for plot in plots for series in plot.series for value in series.values]
    for trace in figure.data:
        lying = figure.data[0].orientation == "h" or trace.orientation == "h"
        for value in each(trace.x if lying else trace.y, len(trace.x)):
            assert (value is None) or (float(value) in values)
    names = list(plots[0].categories)
    if figure.layout.yaxis.ticktext is not None:
        assert names == [plain(str(text)) for text in figure.layout.yaxis.ticktext]
    labelled = texts(chart._chartSpace)
    for trace in figure.data:
        if trace.type == "bar" or "text" in (trace.mode or ""):
            for text in each(trace.text, len(trace.x), ""):
                assert plain(str(text)) in labelled


LYING = ("benchmarks.bars", "counts.bars")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", LYING)
def test_bars_stand_in_the_order_of_the_page(atlas: Atlas, name: str, turned: bool) -> None:
    figure = SAMPLES[name](atlas, Words("zh"), "light")
    if turned:
        upwards = figure.layout.yaxis.autorange == "reversed"
        figure.update_yaxes(autorange=True if upwards else "reversed")
    chart = one_slide(figure).chart
    names = list(chart.plots[0].categories)
    height = {
        label.text: label.at[1]
        for label in chart_drawing(figure, 900).items
        if isinstance(label, Label) and label.text in names
    }
    assert set(height) == set(names)
    on_page = sorted(names, key=height.__getitem__)  # from the top
    # PowerPoint stacks lying bars from the bottom, unless told otherwise.
    assert (names if chart.category_axis.reverse_order else names[::-1]) == on_page


def _xs(series: Any) -> list[float]:
    points = series._element.find(qn("c:xVal")).iter(qn("c:pt"))
    return [float(point.findtext(qn("c:v"))) for point in points]


def _ends(trace: Any) -> list[float]:
    count = len(trace.x)
    lengths = each(trace.x if trace.orientation == "h" else trace.y, count)
    bases = each(trace.base, count, 0.0)
    return [base + length for base, length in zip(bases, lengths, strict=True)]


def test_words_of_a_scatter_chart_are_in_it(atlas: Atlas) -> None:
    figure = SAMPLES["concentration_strip.strip"](atlas, Words("zh"), "light")
    words = texts(one_slide(figure).chart._chartSpace)
    for trace in scatters(figure):
        for text in trace.text if trace.mode == "text" else ():
            assert plain(text) in words
    for text in (*figure.layout.yaxis.ticktext, *figure.layout.xaxis.ticktext):
        assert plain(text) in words


def test_two_sources_of_one_year_are_both_kept(atlas: Atlas) -> None:
    made = sheet(atlas, "overview", View(lang="zh"))
    (figure,) = [chart.figure for chart in made.charts if any(
        trace.type == "scatter" and list(trace.x).count(2006) == 2 for trace in chart.figure.data
    )]  # fmt: skip
    chart = one_slide(figure).chart
    at = list(chart.plots[0].categories).index("2006")
    found = {series.values[at] for plot in chart.plots for series in plot.series}
    assert {39.0, 52.0} <= found


@pytest.mark.parametrize("name", MATRICES)
def test_a_matrix_is_a_table_with_coloured_cells(atlas: Atlas, name: str) -> None:
    figure = SAMPLES[name](atlas, Words("zh"), "light")
    (trace,) = [trace for trace in figure.data if trace.type == "bar"]
    table = one_slide(figure).table
    count = len(trace.x)
    wanted = {}
    columns = sorted(set(each(trace.base, count)))
    for row, start, text, fill in zip(
        trace.y, trace.base, each(trace.text, count), each(trace.marker.color, count), strict=True
    ):
        wanted[row, columns.index(start)] = (plain(str(text)), fill)
    rows = {
        plain(str(text)): at
        for at, text in zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True)
    }
    checked = 0
    for row in table.rows:
        cells = list(row.cells)
        at = rows.get(cells[0].text_frame.text)
        if at is None or cells[1].fill.type != MSO_FILL.SOLID:
            continue
        for n in range(len(columns)):
            text, fill = wanted[at, n]
            assert cells[n + 1].text_frame.text == text
            assert f"#{cells[n + 1].fill.fore_color.rgb}" == fill.upper()
            checked += 1
    assert checked == len(wanted)


def test_a_long_table_goes_on_over_slides_without_loss(atlas: Atlas) -> None:
    figure = SAMPLES["chains.matrix"](atlas, Words("en"), "light")
    low = (48.0, 128.0, 1184.0, 260.0)
    assert parts(figure, PLACE) == 1
    number = parts(figure, low)
    assert number > 1
    made = presentation("test", "test", Words("zh"))
    labels: list[str] = []
    for part in range(number):
        slide = add_slide(made)
        table = add_figure(slide, figure, low, "figure", Words("en"), part=part).table
        labels += [row.cells[0].text_frame.text for row in table.rows]
    for text in figure.layout.yaxis.ticktext:
        assert labels.count(plain(text)) == 1


def test_rows_of_a_table_are_one_line_high(atlas: Atlas) -> None:
    figure = SAMPLES["count_matrix.count_matrix"](atlas, Words("en"), "light")
    assert any("<br>" in text for text in figure.layout.yaxis.ticktext)
    frame = one_slide(figure)
    table = frame.table
    for row in list(table.rows)[1:]:
        text = row.cells[0].text_frame
        (paragraph,) = text.paragraphs
        size = paragraph.runs[0].font.size
        assert row.height >= 1.2 * size
        width = text_width(text.text, size, bold=bool(paragraph.runs[0].font.bold))
        assert width < table.columns[0].width
    assert frame.top + sum(row.height for row in table.rows) <= 9525 * (PLACE[1] + PLACE[3] + 1)


def test_a_flow_is_shapes_named_after_its_ends(atlas: Atlas) -> None:
    figure = SAMPLES["chains.flow"](atlas, Words("zh"), "light")
    group = one_slide(figure)
    names = {shape.name for shape in group.shapes}
    trace = figure.data[0]
    assert set(trace.node.label) <= names
    source, target = (trace.node.label[end[0]] for end in (trace.link.source, trace.link.target))
    assert f"{source} → {target}" in names


# Drawings


def drawn(*items: Any) -> list[Any]:
    made = presentation("test", "test", Words("zh"))
    drawing = Drawing(100, 100, items, alt="in words")
    group = add_drawing(add_slide(made), drawing, (10, 20, 200, 300), "map")
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "in words"
    assert (group.left, group.top, group.width) == tuple(9525 * px for px in (10, 20, 200))
    return list(group.shapes)


def square(low: float, high: float) -> tuple[tuple[float, float], ...]:
    return ((low, low), (high, low), (high, high), (low, high))


def test_an_area_with_a_hole_is_one_path() -> None:
    (shape,) = drawn(Shape((square(10, 90), square(40, 60)), fill="count-3", name="武汉市"))
    assert shape.name == "武汉市"
    (path,) = shape._element.iter(qn("a:path"))
    assert len(path.findall(qn("a:moveTo"))) == len(path.findall(qn("a:close"))) == 2
    assert (shape.left, shape.width) == (9525 * (10 + 2 * 10), 9525 * 2 * 80)
    assert str(shape.fill.fore_color.rgb) == "94651A"


def test_lines_dashes_opacity_and_what_is_not_known() -> None:
    line, area, disc = drawn(
        Shape((((0, 50), (100, 50)),), closed=False, stroke="ink", width=2, dash=(4, 2)),
        Shape((square(0, 50),), fill="hatch"),
        Disc((50, 50), 10, fill="accent", opacity=0.5),
    )
    assert line.line.width == 9525 * 4
    (dash,) = line._element.iter(qn("a:ds"))
    assert (dash.get("d"), dash.get("sp")) == ("200000", "100000")
    assert line._element.find(f".//{qn('a:path')}").get("fill") == "none"
    assert area._element.find(f".//{qn('a:pattFill')}") is not None
    assert disc._element.find(f".//{qn('a:alpha')}").get("val") == "50000"


def test_words_are_at_their_anchor_and_readable_on_dark() -> None:
    start, end, dark = drawn(
        Label((20, 20), "左", 10, anchor="start", halo="ground"),
        Label((80, 20), "右", 10, anchor="end", bold=True),
        Label((50, 70), "字", 10, halo="ground"),
    )
    assert start.left == 9525 * (10 + 2 * 20)
    assert end.left + end.width == pytest.approx(9525 * (10 + 2 * 80), abs=2)
    assert dark.fill.type is None or dark._element.spPr.find(qn("a:solidFill")) is None
    area, boxed = drawn(
        Shape((square(40, 99),), fill="count-4"), Label((70, 70), "字", 10, halo="ground")
    )
    assert boxed._element.spPr.find(qn("a:solidFill")) is not None
    assert area.name != boxed.name


def test_marked_words_keep_their_runs(atlas: Atlas) -> None:
    figure = SAMPLES["concentration_dumbbell.dumbbell"](atlas, Words("zh"), "light")
    chart = one_slide(figure).chart
    bold = {
        run.findtext(qn("a:t"))
        for run in chart._chartSpace.iter(qn("a:r"))
        if run.find(qn("a:rPr")).get("b") == "1"
    }
    wanted = {
        run.text
        for text in figure.layout.yaxis.ticktext
        for line in marked_lines(text)
        for run in line
        if run.bold
    }
    assert wanted
    assert wanted <= bold
