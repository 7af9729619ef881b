"""Reports as PDF: what they say, that Chinese is set in the face installed, and nothing is cut."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from geo import sheets
from geo.data.atlas import Atlas, load
from geo.files import report
from geo.files.report.contents import contents
from geo.files.report.excerpt import excerpt
from geo.look.lettering import _font
from geo.record.about import Export
from geo.sheets import view as geo_view
from geo.sheets.view import View
from geo.words import THIN_SPACE, Words
from tests.folders import copied, rows, write

DAY = date(2026, 11, 21)
LINK = "https://atlas.example/clusters?lang=zh&city=420600"


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def squeezed(text: str) -> str:
    """Text without white space, as a page breaks lines where it likes."""
    return re.sub(r"\s+", "", text)


def text_of(pdf: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in pdf.pages))


@pytest.fixture(scope="module")
def paper(atlas: Atlas) -> report.Paper:
    view = View(city=(420600,))
    return report.of_view(atlas, "clusters", view, link=LINK, day=DAY)


@pytest.fixture(scope="module")
def file(atlas: Atlas, paper: report.Paper) -> bytes:
    return report.pdf_bytes(atlas, paper)


def test_the_report_of_a_view_says_what_the_page_says(file: bytes, paper: report.Paper) -> None:
    (sheet,) = paper.sheets
    text = text_of(opened(file))
    assert sheet.map is not None
    for said in (
        sheet.claim, *sheet.lines, sheet.map.title, sheet.map.badge, sheet.map.reading,
        *(chart.title for chart in sheet.charts), *(chart.reading for chart in sheet.charts),
        *(f"{label}{words}" for label, words in sheet.about.lines()),
        "筛选：市州：襄阳",
    ):  # fmt: skip
        assert squeezed(said) in text, said


def test_sources_licence_version_and_boundaries_are_told(file: bytes, paper: report.Paper) -> None:
    about = paper.about
    pdf = opened(file)
    text = text_of(pdf)
    for source in about.sources:
        assert squeezed(source.cite()) in text
    assert squeezed(about.licence) in text
    for number, page in enumerate(pdf.pages, start=1):
        foot = squeezed(page.extract_text())
        assert squeezed(about.boundary) in foot
        assert squeezed(about.data_version) in foot
        assert f"{number}/{len(pdf.pages)}" in foot


def test_every_page_is_a4_and_its_only_face_is_embedded(file: bytes) -> None:
    pdf = opened(file)
    for page in pdf.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "NotoSansSC" in inner["/BaseFont"]
            assert "/FontFile2" in inner["/FontDescriptor"].get_object()


def test_maps_and_charts_are_vectors(file: bytes) -> None:
    assert all(not page.images for page in opened(file).pages)


def test_readers_of_screens_can_follow(file: bytes, paper: report.Paper) -> None:
    pdf = opened(file)
    root = pdf.trailer["/Root"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == paper.title
    assert root["/Lang"].startswith("zh")
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    (sheet,) = paper.sheets
    told = alternatives(root["/StructTreeRoot"])
    assert sheet.map is not None
    assert {sheet.map.alt, *(chart.alt for chart in sheet.charts)} <= told


def alternatives(node: Any) -> set[str]:
    """What stands for pictures in a tree of parts."""
    node = node.get_object()
    if isinstance(node, list):
        return set[str]().union(*map(alternatives, node))
    if not isinstance(node, dict):
        return set()
    own = {str(node["/Alt"])} if "/Alt" in node else set()
    return own | (alternatives(node["/K"]) if "/K" in node else set())


def test_contents_name_each_part_with_its_page(file: bytes, paper: report.Paper) -> None:
    pdf = opened(file)
    first = pdf.pages[0].extract_text()
    (sheet,) = paper.sheets
    for chart in sheet.charts:
        title = r"\s*".join(map(re.escape, squeezed(chart.title)))
        found = re.search(rf"{title}\s+(\d+)\n", first)
        assert found, chart.title
        assert squeezed(chart.title) in squeezed(pdf.pages[int(found[1]) - 1].extract_text())


def test_the_same_report_on_the_same_day_is_the_same_file(atlas: Atlas, file: bytes) -> None:
    again = report.of_view(atlas, "clusters", View(city=(420600,)), link=LINK, day=DAY)
    assert report.pdf_bytes(atlas, again) == file


def test_text_of_the_data_is_never_markup(atlas: Atlas, paper: report.Paper) -> None:
    hostile = '#panic("x") *a* _b_ $x^2$ <c> @d \\ `e` #sys.inputs // f'
    (sheet,) = paper.sheets
    rows = sheet.rows[0]
    frame = rows.frame.iloc[:1].copy()
    frame["name_zh"] = hostile
    cut = dataclasses.replace(rows, frame=frame, row_sources=rows.row_sources[:1])
    spoilt = dataclasses.replace(
        sheet, claim=hostile, lines=(hostile,), map=None, charts=(), rows=(cut,)
    )
    text = text_of(opened(report.pdf_bytes(atlas, report.Paper(hostile, (spoilt,)))))
    assert text.count(squeezed(hostile)) >= 4


def test_no_character_of_a_report_is_a_box(atlas: Atlas) -> None:
    font = _font().font_variant(size=24)
    missing = bytes(font.getmask("\uffff"))
    told = set[str]()
    for page in sheets.PAGES:
        made = report.of_view(atlas, page, View(), day=DAY)
        told |= set(json.dumps(contents(atlas, made), ensure_ascii=False))
    signs = {c for c in told if not c.isspace() and c != "▸"}  # which is set as another sign
    assert not {c for c in signs if bytes(font.getmask(c)) == missing}


@pytest.mark.parametrize(
    ("subject", "code", "lang", "title"),
    [
        ("city", 420600, "zh", "襄阳：全套报告"),
        ("chain", "auto", "en", "Automobile manufacturing: report on the value chain"),
        ("region", "north_wing", "zh", "北翼：区域报告"),
    ],
)
def test_reports_bind_several_sheets(
    atlas: Atlas, subject: str, code: object, lang: str, title: str
) -> None:
    steps: list[tuple[int, int, str]] = []
    paper = report.of_subject(
        atlas, subject, code, View(lang=lang), day=DAY, progress=lambda *step: steps.append(step)
    )
    assert [done for done, _, _ in steps] == list(range(len(paper.sheets)))
    assert {of for _, of, _ in steps} == {len(paper.sheets)}
    pdf = opened(report.pdf_bytes(atlas, paper))
    assert pdf.metadata is not None
    assert title in str(pdf.metadata.title)
    text = text_of(pdf)
    assert squeezed(paper.title) in text
    for sheet in paper.sheets:
        assert squeezed(sheet.claim) in text
    t = Words(lang)
    assert squeezed(t("papers.methods")) in text
    assert squeezed(t("papers.sources")) in text


def test_a_subject_without_any_record_has_a_report(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for table in ("chain_cities", "enterprises"):
        write(folder, table, [r for r in rows(folder, table) if r["chain_id"] != "quantum"])
    bare = load(folder)
    assert report.subject_pdf(bare, "chain", "quantum", View(), day=DAY).startswith(b"%PDF-")


def test_a_city_report_goes_into_the_chains_it_is_a_core_of(atlas: Atlas) -> None:
    parts = report.SUBJECTS["city"].parts(atlas, 420600, View())
    chains = [view.selection.chain for page, view in parts if page == "chains"]
    rows = atlas.table("chain_cities")
    core = rows[(rows["city_adcode"] == 420600) & (rows["role"] == "core")]
    assert chains
    assert all(chain[0] in set(core["chain_id"]) for chain in chains)


def test_reports_can_be_cancelled(atlas: Atlas) -> None:
    class CancelledError(Exception):
        pass

    def cancel(done: int, _of: int, _what: str) -> None:
        if done == 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        report.of_subject(atlas, "city", 420600, View(), progress=cancel)


def rows_of(atlas: Atlas, table: str, **codes: str) -> Export:
    view, notices = geo_view.parse({"table": table, **codes}, atlas)
    assert not notices
    return sheets.sheet(atlas, "data", view, day=DAY).rows[0]


def test_an_excerpt_shows_the_first_rows_in_columns_that_fit(atlas: Atlas) -> None:
    t = Words("zh")
    for table in atlas.tables:
        rows = rows_of(atlas, table)
        shown = excerpt(atlas, rows, t, most=10, room=62)
        assert len(shown.rows) == min(10, len(rows.frame))
        assert shown.of == len(rows.frame)
        least = 1 if table == "neighbours" else 2  # of those paper has the names alone
        assert least <= len(shown.heads) <= shown.columns
        assert sum(shown.widths) <= 62
        assert all(len(row) == len(shown.heads) for row in shown.rows)


def test_an_excerpt_has_words_for_codes_and_plain_years(atlas: Atlas) -> None:
    shown = excerpt(
        atlas, rows_of(atlas, "city_stats", city="420600"), Words("zh"), most=40, room=62
    )
    column = dict(zip(shown.heads, zip(*shown.rows, strict=True), strict=True))
    assert set(column["区划代码"]) == {"襄阳市"}
    assert {"2023", "2024"} <= set(column["年份"])
    assert "6\u2009102" in column["数值"]


def test_figures_of_an_excerpt_keep_four_digits(atlas: Atlas) -> None:
    rows = rows_of(atlas, "city_stats", city="420500")
    shown = excerpt(atlas, rows, Words("zh"), most=len(rows.frame), room=62)
    told = [row[shown.heads.index("数值")] for row in shown.rows]
    assert len(told) == len(rows.frame)
    for text, value in zip(told, rows.frame["value"], strict=True):
        assert float(text.replace(THIN_SPACE, "")) == pytest.approx(value, rel=0.51e-3)
        assert len(re.sub(r"\D", "", text.partition(".")[2])) <= 3
    assert "392.6" in told or "392.7" in told  # of 392.65


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (12.0, "12"), (0.043217, "0.04322"), (7.6843, "7.684"), (-48.6249, "-48.62"),
     (123.456, "123.5"), (6191.12, "6\u2009191"), (21106.9, "21\u2009107")],
)  # fmt: skip
def test_a_figure_of_any_size_in_an_excerpt(atlas: Atlas, value: float, text: str) -> None:
    rows = rows_of(atlas, "city_stats", city="420500")
    one = dataclasses.replace(rows, frame=rows.frame.head(1).assign(value=value), row_sources=())
    shown = excerpt(atlas, one, Words("zh"), most=1, room=62)
    assert shown.rows[0][shown.heads.index("数值")] == text
