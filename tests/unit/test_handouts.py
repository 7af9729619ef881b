"""Files that a view can be taken away in, opened again by the programs that read such files."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pytest
from frictionless import Package
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

import geo
from geo import files, sheets
from geo.data.atlas import Atlas
from geo.files import HANDOUTS, NothingToShowError
from geo.files.order import MAP_HEIGHT, WIDTH
from geo.files.tables import FORMATS
from geo.sheets.page import tables
from geo.sheets.view import View
from geo.words import LANGUAGES, Words

DAY = date(2026, 11, 21)
LINK = "https://atlas.example/city?lang=zh&city=420600"
XIANGYANG = View(city=(420600,))


def make(atlas: Atlas, page: str, ending: str, view: View = XIANGYANG, figure: str = "") -> bytes:
    return files.make(atlas, page, view, ending, link=LINK, day=DAY, figure=figure)


@pytest.fixture(scope="module")
def archive(atlas: Atlas) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(make(atlas, "clusters", "zip")))


def test_every_ending_is_named_for_readers() -> None:
    for lang in LANGUAGES:
        names = [Words(lang)(f"handout.format.{ending}") for ending in HANDOUTS]
        assert len(set(names)) == len(names)


EN = View(lang="en")


@pytest.mark.parametrize(
    ("page", "view", "ending", "figure", "name"),
    [
        ("overview", EN, "pdf", "", "hubei-clusters_overview_20261121.pdf"),
        ("overview", View(), "pdf", "", "湖北产业集群地图_{page}_20261121.pdf"),
        ("city", XIANGYANG, "zip", "", "湖北产业集群地图_{page}_襄阳_20261121.zip"),
        ("city", XIANGYANG.replace(lang="en"), "png", "map",
         "hubei-clusters_city-xiangyang_20261121.png"),
        (
            "city", XIANGYANG.replace(lang="en"), "png", "series-gdp",
            "hubei-clusters_city-xiangyang-series-gdp_20261121.png",
        ),
        (
            "concentration", EN.replace(prog=("national_innovative_cluster",)), "pptx", "",
            "hubei-clusters_concentration-national_innovative_cluster_20261121.pptx",
        ),
        ("data", EN.replace(table="zones"), "csv", "", "hubei-clusters_data-zones_20261121.csv"),
        ("clusters", View(q="光谷"), "svg", "", "湖北产业集群地图_{page}_20261121.svg"),
    ],
)  # fmt: skip
def test_file_names_carry_subject_and_date(
    atlas: Atlas, page: str, view: View, ending: str, figure: str, name: str
) -> None:
    wanted = name.format(page=Words("zh")(f"{page}.page"))
    assert files.file_name(atlas, page, view, ending, DAY, figure) == wanted


@pytest.mark.parametrize("asked", ["en", "setting"])
def test_file_names_are_ascii_and_short_whatever_is_filtered(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    if asked == "setting":
        monkeypatch.setenv("HCA_ASCII_NAMES", "1")
    lang = "en" if asked == "en" else "zh"
    view = View(lang=lang, city=tuple(atlas.cities.index), fam=("vehicles",), year=(2018, 2024))
    for page in sheets.PAGES:
        name = files.file_name(atlas, page, view, "pdf", DAY)
        assert re.fullmatch(r"[a-z0-9_.-]{1,100}", name)


def test_a_page_offers_what_it_has(atlas: Atlas) -> None:
    assert set(files.offered(atlas, "city", XIANGYANG)) == set(HANDOUTS)
    data = files.offered(atlas, "data", View(table="policies"))
    assert not {"png", "svg", "geojson"} & set(data)
    assert "geojson" not in files.offered(atlas, "compare", View())


def test_what_a_view_does_not_have_is_told_in_words(atlas: Atlas) -> None:
    with pytest.raises(NothingToShowError, match="数据"):
        make(atlas, "data", "png", View())
    with pytest.raises(NothingToShowError, match="no places"):
        make(atlas, "policy", "geojson", View(lang="en"))
    with pytest.raises(NothingToShowError, match="series-gdp"):
        make(atlas, "city", "svg", figure="no_such")


def test_progress_is_told_and_may_cancel(atlas: Atlas) -> None:
    steps: list[tuple[int, int, str]] = []
    files.make(atlas, "compare", View(), "zip", day=DAY, progress=lambda *step: steps.append(step))
    assert [done for done, _, _ in steps] == list(range(len(steps)))
    assert all(done < of for done, of, _ in steps)
    assert len(steps) >= 4

    class CancelledError(Exception):
        pass

    def cancel(done: int, _of: int, _what: str) -> None:
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        files.make(atlas, "compare", View(), "zip", day=DAY, progress=cancel)


@pytest.mark.parametrize("page", sheets.PAGES)
def test_a_view_that_leaves_nothing_still_has_its_files(atlas: Atlas, page: str) -> None:
    nothing = View(lang="en", q="no such thing")
    sheet = sheets.sheet(atlas, page, nothing)
    for ending in set(files.offered(atlas, page, nothing)) & {"pptx", "pdf", "html", "csv"}:
        content = make(atlas, page, ending, nothing)
        if ending == "csv":
            assert len(pd.read_csv(io.BytesIO(content))) == len(sheet.rows[0].frame)
        else:
            assert re.sub(r"\s+", "", sheet.claim) in told(content, ending), ending


def told(content: bytes, ending: str) -> str:
    """Everything that a file says, without white space and markup."""
    if ending == "gpkg":
        database = sqlite3.connect(":memory:")
        database.deserialize(content)
        text = "".join(cell for (cell,) in database.execute("SELECT text FROM about"))
    elif ending == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    elif zipfile.is_zipfile(io.BytesIO(content)):
        parts = zipfile.ZipFile(io.BytesIO(content))
        names = [name for name in parts.namelist() if not name.endswith((".png", ".gpkg"))]
        text = "".join(parts.read(name).decode("utf-8", "ignore") for name in names)
    else:
        text = content.decode("utf-8-sig")
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", text)))


# A PNG is the same drawing as the SVG.
@pytest.mark.parametrize("ending", sorted(set(HANDOUTS) - {"png"}))
@pytest.mark.parametrize(("lang", "label"), [("zh", "软件{}"), ("en", "software{}")])
def test_every_file_tells_the_version_of_the_data_and_of_the_software(
    atlas: Atlas, ending: str, lang: str, label: str
) -> None:
    view = XIANGYANG.replace(lang=lang)
    text = told(make(atlas, "clusters", ending, view), ending)
    assert atlas.package["version"] in text
    assert f"{atlas.data_version}·{label.format(geo.__version__)}" in text


# Pictures


def test_png_has_two_dots_a_pixel_and_is_not_blank(atlas: Atlas) -> None:
    picture = Image.open(io.BytesIO(make(atlas, "city", "png")))
    assert picture.width == 2 * WIDTH
    assert picture.height >= 2 * MAP_HEIGHT
    colours = picture.convert("RGB").getcolors(maxcolors=2**24)
    assert colours is not None
    white = max(count for count, colour in colours if colour == (255, 255, 255))
    assert white < 0.9 * picture.width * picture.height
    assert len(colours) > 200


def test_each_figure_is_a_picture_of_its_own(atlas: Atlas) -> None:
    figures = dict(files.figures(atlas, "city", XIANGYANG))
    assert next(iter(figures)) == files.MAP
    assert len(figures) > 3
    seen = set()
    for code, title in list(figures.items())[:3]:
        tree = ElementTree.fromstring(make(atlas, "city", "svg", figure=code))
        text = "".join(tree.itertext()).replace(" ", "")
        assert title.replace(" ", "") in text
        seen.add(text)
    assert len(seen) == 3


def test_svg_has_title_legend_source_and_link(atlas: Atlas) -> None:
    sheet = sheets.sheet(atlas, "clusters", XIANGYANG, day=DAY)
    assert sheet.map is not None
    tree = ElementTree.fromstring(make(atlas, "clusters", "svg"))
    text = "".join(tree.itertext())
    squeezed = re.sub(r"\s+", "", text)
    for said in (
        sheet.map.title, sheet.map.badge, sheet.about.licence, sheet.about.boundary, LINK,
        sheet.about.filters_text(), "襄阳",
        *(entry.label for _, entries in sheet.map.legend.rows for entry in entries),
    ):  # fmt: skip
        assert re.sub(r"\s+", "", said) in squeezed, said
    assert "href" not in {name for node in tree.iter() for name in node.attrib}


def test_a_page_without_a_map_gives_its_first_chart(atlas: Atlas) -> None:
    first, *_ = files.figures(atlas, "compare", View())
    assert first[0].startswith("compare-")
    assert make(atlas, "compare", "svg", View()) == make(
        atlas, "compare", "svg", View(), figure=first[0]
    )


# Rows


def test_tables_are_those_of_the_page(atlas: Atlas) -> None:
    (rows,) = tables("clusters")(atlas, XIANGYANG, LINK, DAY)
    assert make(atlas, "city", "csv") == FORMATS["csv"].write(rows)
    assert make(atlas, "city", "geojson") == FORMATS["geojson"].write(rows)
    book = load_workbook(io.BytesIO(make(atlas, "city", "xlsx")))
    assert book.worksheets[0].max_row == len(rows.frame) + 1


# HTML


def test_html_says_what_the_page_says_and_asks_for_nothing(atlas: Atlas) -> None:
    text = make(atlas, "city", "html").decode()
    sheet = sheets.sheet(atlas, "city", XIANGYANG, day=DAY)
    assert sheet.claim in text
    assert sheet.about.licence in text
    assert all(line in text for line in sheet.lines)
    written = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"(?:src|href)\s*=", written)
    assert "url(" not in written
    assert "default-src 'none'" in text
    assert text.count("<table") == sum(True for rows in sheet.rows)
    assert text.count("<tr") == sum(len(rows.frame) + 1 for rows in sheet.rows)


def test_html_of_a_page_without_a_map_has_its_charts(atlas: Atlas) -> None:
    text = make(atlas, "compare", "html", View()).decode()
    charts = sheets.sheet(atlas, "compare", View()).charts
    assert text.count('<svg class="chart"') == len(charts) > 0
    assert "leaflet" not in text


def test_text_of_the_data_is_text_in_html(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<script>alert(1)</script>"
    made = sheets.PAGES["policy"].rows(atlas, View(), "", DAY)
    made[0].frame.loc[made[0].frame.index[0], "quote_zh"] = hostile
    spoilt = sheets.Page("refer", lambda *_: (hostile, (hostile,)), lambda *_: made)
    monkeypatch.setattr(sheets, "PAGES", {**sheets.PAGES, "policy": spoilt})
    view = View(year=(2024, 2024))  # of which nobody has asked before
    text = make(atlas, "policy", "html", view).decode()
    assert hostile not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


# Bundle


def test_the_archive_validates_and_describes_exactly_its_data(
    archive: zipfile.ZipFile, tmp_path: Path
) -> None:
    archive.extractall(tmp_path)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    described = {record["path"] for record in descriptor["resources"]}
    assert described == {name for name in archive.namelist() if name.startswith("data/")}
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "type", "note"])


def test_rows_of_the_archive_are_those_shown(
    archive: zipfile.ZipFile, atlas: Atlas, tmp_path: Path
) -> None:
    archive.extractall(tmp_path)
    for rows in sheets.sheet(atlas, "clusters", XIANGYANG, day=DAY).rows:
        read = pd.read_csv(tmp_path / f"data/{rows.name}.csv")
        assert len(read) == len(rows.frame)
        assert list(read.columns)[: len(rows.columns)] == [c.code for c in rows.columns]
        if isinstance(rows.frame, gpd.GeoDataFrame):
            assert len(gpd.read_file(tmp_path / f"data/{rows.name}.geojson")) == len(rows.frame)


def test_the_archive_can_be_cited(archive: zipfile.ZipFile, atlas: Atlas) -> None:
    sheet = sheets.sheet(atlas, "clusters", XIANGYANG, day=DAY)
    for name in ("citation.txt", "citation.bib", "citation.json", "link.txt", "README.md"):
        assert LINK in archive.read(name).decode(), name
    assert sheet.claim in archive.read("README.md").decode()
    assert sheet.about.licence in archive.read("README.md").decode()
    told = archive.read("README.md").decode()
    assert all(source.cite() in told for source in sheet.about.sources)
    assert not any(f"({source.source_id})" in told for source in sheet.about.sources)
    (item,) = json.loads(archive.read("citation.json"))
    assert item["type"] == "dataset"
    assert item["issued"]["date-parts"] == [[2026, 11, 21]]
    assert sheet.claim in item["title"]
    bib = archive.read("citation.bib").decode()
    assert bib.count("{") == bib.count("}")
    assert re.match(r"@misc\{hubei-clusters-clusters-20261121,\n", bib)


def test_the_archive_holds_a_picture_of_each_figure(archive: zipfile.ZipFile, atlas: Atlas) -> None:
    codes = [code for code, _ in files.figures(atlas, "clusters", XIANGYANG)]
    pictures = [name for name in archive.namelist() if name.endswith(".png")]
    assert pictures == [f"pictures/{code}.png" for code in codes]
    for name in pictures:
        assert Image.open(io.BytesIO(archive.read(name))).width == 2 * WIDTH


def test_an_archive_without_a_link_has_no_empty_file(atlas: Atlas) -> None:
    made = zipfile.ZipFile(io.BytesIO(files.make(atlas, "data", View(), "zip", day=DAY)))
    assert "link.txt" not in made.namelist()
    assert "link.txt" not in made.read("README.md").decode()
    assert all(made.getinfo(name).file_size for name in made.namelist())


def test_signs_of_tex_are_escaped() -> None:
    from geo.files.citation import _tex

    assert _tex(r"50% of R&D_x {a} \b ~ ^") == (
        r"50\% of R\&D\_x \{a\} \textbackslash{}b \textasciitilde{} \textasciicircum{}"
    )
