"""Text from outside in every kind of file: it breaks none, and what is replaced is told."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from geo import files
from geo.data.atlas import Atlas, load
from geo.drawn.noted import noted
from geo.files import HANDOUTS, talk
from geo.look.drawing import Drawing
from geo.look.lettering import LOST, settable
from geo.record.credit import replaced
from geo.sheets.view import View
from geo.story import Step, Story, deck
from geo.words import Words
from tests import folders
from tests.slides import check_slides

DAY = date(2026, 11, 21)
#: Nothing of it can be seen, and most of it may stand in no XML.
UNSEEN = "\0\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029\u200b\u202e\ufeff\ud800\udfff\ufdd0\uffff\ue000"
#: Each can be seen, but the typeface of files does not have it.
NO_GLYPH = "😀한กא𠮷"
SEARCH = f"光{UNSEEN}谷{NO_GLYPH}<b>&\"']]>{{{{7*7}}}}%23="
LINK = f"https://atlas.example/?q={UNSEEN}{NO_GLYPH}<b>&\"'"
#: A page with a map, one with charts alone in the other language, one with neither.
VIEWS = {
    "clusters": View(q=SEARCH),
    "compare": View(q=SEARCH, lang="en"),
    "data": View(q=SEARCH),
}


def text_of_pdf(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    assert reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    return "".join(page.extract_text() for page in reader.pages)


def text_of_slides(content: bytes) -> str:
    slides = list(Presentation(io.BytesIO(content)).slides)
    return "".join(slide.notes_slide.notes_text_frame.text for slide in slides)


def text_of_workbook(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    cells = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "".join(str(cell) for row in cells for cell in row if cell is not None)


def text_of_archive(content: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    json.loads(archive.read("datapackage.json"))
    for name in archive.namelist():
        if name.endswith(".png"):
            Image.open(io.BytesIO(archive.read(name))).verify()
    return archive.read("README.md").decode()


def text_of_geopackage(content: bytes) -> str:
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return "".join(text for (text,) in database.execute("SELECT text FROM about"))


def text_of_csv(content: bytes) -> str:
    pd.read_csv(io.BytesIO(content))
    return content.decode("utf-8-sig")


#: Opens a file as its readers do; gives what it says.
OPENED: dict[str, Callable[[bytes], str]] = {
    "pptx": text_of_slides,
    "pdf": text_of_pdf,
    "svg": lambda content: "".join(ElementTree.fromstring(content).itertext()),
    "html": bytes.decode,
    "zip": text_of_archive,
    "csv": text_of_csv,
    "xlsx": text_of_workbook,
    "geojson": lambda content: json.dumps(json.loads(content), ensure_ascii=False),
    "gpkg": text_of_geopackage,
}
CASES = [
    (page, ending) for page in VIEWS for ending in HANDOUTS
    if page == "clusters" or ending not in ("geojson", "gpkg") + ("png", "svg") * (page == "data")
]  # fmt: skip


@pytest.mark.parametrize(("page", "ending"), CASES)
def test_a_hostile_search_breaks_no_file(atlas: Atlas, page: str, ending: str) -> None:
    content = files.make(atlas, page, VIEWS[page], ending, link=LINK, day=DAY)
    if ending == "png":
        picture = Image.open(io.BytesIO(content))
        picture.load()
        return
    said = OPENED[ending](content)
    assert not set(said) & set(UNSEEN)
    assert ending != "html" or "<b>&" not in said
    if ending == "pdf":
        assert not set(said) & set(NO_GLYPH)
        assert LOST in said
        codes = [f"U+{ord(character):04X}" for character in NO_GLYPH]
        assert all(code in said for code in codes), "what was replaced is told"
    elif ending != "csv":  # which has no line of its own where no row is left
        assert set(NO_GLYPH) <= set(said), "other readers have other typefaces"


@pytest.mark.parametrize("unseen", list(UNSEEN))
def test_a_view_holds_nothing_that_cannot_be_seen(unseen: str) -> None:
    view = View(q=f"{unseen}光{unseen}谷{unseen}")
    assert view.selection.q.split() == ["光", "谷"]
    assert View(q="x").replace(q=f"光{unseen}").selection.q == "光"


def test_a_picture_tells_what_its_typeface_lacks(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture is longer by the line below it, and sets neither empty boxes nor nothing."""
    told: list[str] = []

    def seen(drawing: Drawing, text: str) -> Drawing:
        told.append(text)
        return noted(drawing, text)

    monkeypatch.setattr("geo.drawn.noted.noted", seen)

    def height(view: View) -> int:
        content = files.make(atlas, "clusters", view, "png", day=DAY)
        return Image.open(io.BytesIO(content)).height

    plain = height(View(q="xy"))
    assert told == []
    assert height(View(q="x한")) > plain
    assert told == [replaced("한", Words("zh"))]
    assert LOST in told[0]
    assert "U+D55C" in told[0]


#: What a cell of one's own table may hold: a formula, markup, other scripts, no end.
NAME = (
    '=HYPERLINK("http://x.example","<b>&]]>") {{7*7}} #let $x$ \\ ' + NO_GLYPH + "عربي עברית"
    + "长" * 60 + "Supercalifragilistic" * 10
)  # fmt: skip
LONG = "武汉" * 100


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """A folder whose first cluster and whose main city have hostile names."""
    folder = folders.copied(tmp_path_factory.mktemp("hostile"))

    def rename(rows: list[folders.Row]) -> None:
        rows[0] |= {"name_zh": NAME, "name_en": NAME}

    def lengthen(rows: list[folders.Row]) -> None:
        (row,) = [one for one in rows if one["adcode"] == "420100"]
        row["name_zh"] = LONG

    folders.change(folder, "clusters", rename)
    folders.change(folder, "areas", lengthen)
    return load(folder)


@pytest.mark.parametrize("ending", list(HANDOUTS))
def test_a_hostile_name_breaks_no_file(own: Atlas, ending: str) -> None:
    key = str(own.table("clusters")["cluster_id"].iloc[0])
    content = files.make(own, "clusters", View(sel=key), ending, day=DAY)
    if ending == "png":
        Image.open(io.BytesIO(content)).load()
        return
    said = OPENED[ending](content)
    assert said
    if ending == "pdf":
        assert LOST in said
    if ending == "html":
        assert NAME not in said, "it is text, not markup"
    if ending == "xlsx":
        cells = [
            cell
            for page in load_workbook(io.BytesIO(content))
            for row in page.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and "HYPERLINK" in cell.value
        ]
        assert cells
        assert {cell.data_type for cell in cells} == {"s"}, "no formula"


@pytest.mark.parametrize("page", ["overview", "city", "layout"])
def test_slides_have_room_for_names_of_any_length(own: Atlas, page: str) -> None:
    shown = Presentation(io.BytesIO(files.make(own, page, View(city=(420100,)), "pptx", day=DAY)))
    check_slides(shown)


@pytest.mark.parametrize("ending", ["pptx", "html"])
def test_a_hostile_story_breaks_no_file(own: Atlas, ending: str) -> None:
    steps = (Step("city", name=NAME[:60], note=NAME), Step("data"))
    story = Story(steps, title=NAME[:80], office=NAME[:40], closing=NAME)
    content = talk.make(own, deck.of(own, story, "zh", day=DAY), ending)
    if ending == "pptx":
        check_slides(Presentation(io.BytesIO(content)))
    else:
        assert "<b>&]]>" not in content.decode()


@pytest.mark.parametrize(("text", "set_as", "lost"), [
    ("光谷 Optics Valley, α–β, 3 km²", "光谷 Optics Valley, α–β, 3 km²", ()),
    ("a\u2009b\u00a0c\u3000d\n", "a\u2009b\u00a0c\u3000d\n", ()),
    ("▸ 下一步", "▶ 下一步", ()),
    ("한국", "〓〓", ("국", "한")),
    ("❤\ufe0f", "〓", ("❤",)),
    ("〓", "〓", ()),
    ("", "", ()),
])  # fmt: skip
def test_what_the_typeface_lacks_is_replaced(text: str, set_as: str, lost: tuple[str]) -> None:
    assert settable(text) == (set_as, lost)
