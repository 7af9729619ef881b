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

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from geo.data.atlas import Atlas
from geo.files.order import TemplateError
from geo.files.slides.pptx import pptx_bytes
from geo.files.slides.setting import FACE
from geo.files.slides.story import story_bytes
from geo.files.slides.template import SETTING
from geo.sheets import sheet
from geo.sheets.view import View
from geo.story import Step, Story
from geo.story import deck as stories
from geo.words import LANGUAGES, Words
from tests.slides import check_slides, opened, texts

THEME_FACES = {"a:latin": ("+mj-lt", "+mn-lt"), "a:ea": ("+mj-ea", "+mn-ea")}
LINK = "https://atlas.example.org/overview?lang=zh"
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


def documents(data: bytes) -> Iterator[tuple[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(package.read(name))


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
