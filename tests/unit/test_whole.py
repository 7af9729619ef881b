"""Numbers, terms and names stay in one line, in briefs, on slides and in reports."""

from __future__ import annotations

import dataclasses
import re
from io import BytesIO
from itertools import pairwise

import pytest
from pptx import Presentation
from pypdf import PdfReader

from geo.data.atlas import Atlas
from geo.files.report.paper import of_view
from geo.files.report.typesetting import pdf_bytes
from geo.files.slides.lines import BREAK, Lines
from geo.files.slides.pptx import pptx_bytes
from geo.look.lettering import text_width, wrapped
from geo.record import naming
from geo.sheets import sheet
from geo.sheets.view import View

TEXT = (
    "国家级创新型产业集群并不集中在武汉、襄阳、宜昌。14 个里有 4 个，人口占全省 39%"
    "（2025—2027 年），分布在 11 个市州，神农架暂无资料。"
)
SIZE = 20.0


def cut(atlas: Atlas, text: str, lines: list[str]) -> list[str]:
    """What a line ends in the middle of."""
    ends, at = set[int](), 0
    for line, after in pairwise(lines):
        at = text.index(after, at + len(line))
        ends.add(at)
    found = naming.whole(atlas).finditer(text)
    return [one[0] for one in found if ends & set(range(one.start() + 1, one.end()))]


def test_no_line_ends_within_a_number_a_term_or_a_name(atlas: Atlas) -> None:
    whole, cuts = naming.whole(atlas), 0
    for room in range(260, 700, 10):
        lines = wrapped(TEXT, SIZE, room, whole=whole)
        assert "".join(lines).replace(" ", "") == TEXT.replace(" ", "")
        assert all(text_width(line, SIZE) <= room + SIZE for line in lines)
        assert cut(atlas, TEXT, lines) == []
        cuts += len(cut(atlas, TEXT, wrapped(TEXT, SIZE, room)))
    assert cuts, "without that they would be cut"


def test_what_fills_half_a_line_is_cut_like_other_words(atlas: Atlas) -> None:
    (found,) = naming.whole(atlas).finditer("宜荆荆恩")
    assert wrapped(found[0], SIZE, 2.2 * SIZE, whole=naming.whole(atlas)) == ["宜荆", "荆恩"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_slides_break_a_line_only_where_a_program_might_cut(atlas: Atlas, lang: str) -> None:
    made = sheet(atlas, "overview", View(lang=lang))
    file = pptx_bytes(atlas, [made])
    (slide,) = Presentation(BytesIO(file)).slides
    said = next(shape for shape in slide.shapes if shape.name == "Lines").text_frame
    texts = [paragraph.text for paragraph in said.paragraphs]
    assert made.panel is not None
    told = [text.replace(BREAK, "") for text in texts]
    assert told == list(made.panel.lines)[: len(told)]
    for text in texts:
        assert cut(atlas, text.replace(BREAK, ""), text.split(BREAK)) == []
    assert (BREAK in "".join(texts)) == (lang == "zh")
    assert Lines(naming.whole(atlas)).broken("14 个市州", SIZE, 400) == "14 个市州"


def test_no_line_of_a_report_ends_there_either(atlas: Atlas) -> None:
    paper = of_view(atlas, "data", View(lang="zh"))
    lines = tuple(TEXT[start:] for start in range(0, 24, 2))
    sheets = (dataclasses.replace(paper.sheets[0], lines=lines, rows=()),)
    file = pdf_bytes(atlas, dataclasses.replace(paper, sheets=sheets))
    text = PdfReader(BytesIO(file)).pages[0].extract_text()
    whole = naming.whole(atlas)
    for found in {one[0] for one in whole.finditer(TEXT)}:
        parted = r"\s*".join(map(re.escape, found.replace(" ", "")))
        hits = re.findall(parted, text)
        assert hits
        assert not [hit for hit in hits if "\n" in hit], found
