"""Briefs: one page each, nothing cut, nothing too small, the same words in every form."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from pptx import Presentation

from geo import cli
from geo.data.atlas import Atlas, load
from geo.files import brief
from geo.files.brief import fit, small_print
from geo.files.brief.chain import by_city
from geo.files.brief.common import CLAIM, ROOM
from geo.files.brief.content import Brief, Groups, Scene, Table
from geo.look.lettering import text_width
from geo.questions.chains.family import together
from geo.record import clusters
from geo.words import Words
from tests import folders
from tests.slides import check_slides

DAY = date(2026, 11, 27)
LINK = "https://atlas.example.org/city?lang=zh&city=420500"
#: Smallest type, points; the letter on a mark is no text.
SMALLEST = 8.0


def subjects(atlas: Atlas) -> list[tuple[str, object]]:
    """Every subject that is promised to fit: cities, chains, the main regions, programmes."""
    found: list[tuple[str, object]] = []
    for name, one in brief.SUBJECTS.items():
        codes = list(one.codes(atlas).values())
        if name == "region":
            regions = atlas.by_key("regions")
            codes = [
                c for c in codes if regions.at[c, "scheme_id"] == clusters.MAIN_SCHEME
            ]  # fmt: skip
        found += [(name, code) for code in codes]
    return found


@pytest.fixture(scope="module", params=["zh", "en"])
def every(request: pytest.FixtureRequest, atlas: Atlas) -> list[tuple[str, Brief]]:
    return [
        (name, brief.of(atlas, name, code, request.param, link=LINK, day=DAY))
        for name, code in subjects(atlas)
    ]


def test_every_brief_fits_its_page_and_says_something(every: list[tuple[str, Brief]]) -> None:
    for name, one in every:
        fitted = fit.fit(one)
        high = sum(fit.band_height(band, fitted.map_height) for band in fitted.brief.bands)
        high += fit.BETWEEN * (len(fitted.brief.bands) - 1)
        assert high <= fit.room(one), one.code
        assert 1 <= len(one.claim) <= 2, one.code
        for line in one.claim:
            assert text_width(line, CLAIM, bold=True) <= ROOM, line
        assert len(one.figures) >= (4 if name == "city" else 2), one.code
        for figure in one.figures:
            assert "…" not in fit.label(figure), figure.label
            # English has its currency before the number.
            assert "CNY" not in figure.value + figure.unit, figure
            assert (figure.before == "CNY") == (figure.unit.rstrip("+") in ("tn", "bn", "k")), (
                figure
            )
        # Where rows had to go, the page says what else there is.
        for old, new in zip(_tables(one), _tables(fitted.brief), strict=True):
            left = len(old.rows) - len(new.rows)
            assert not (left and new.names) or fit.rest(new, fit.WIDTH), old.title


def _tables(one: Brief) -> list[Table]:
    blocks = [block for band in one.bands for block in (*band.left, *band.right)]
    return [block for block in blocks if isinstance(block, Table)]


def _length(one: Brief) -> int:
    return sum(len(str(table)) for table in _tables(one)) + len(str(one.claim))


def test_small_print_has_room_for_its_sources(every: list[tuple[str, Brief]]) -> None:
    for _, one in every:
        said = small_print.foot(one, Words(one.lang))[1]
        room, size = small_print.ROOM, small_print.SIZE
        told = fit.lines(said, room, size=size, most=small_print.source_lines(one))
        assert "".join(told.split()) == "".join(said.split()), one.code


def test_one_page_without_small_type(atlas: Atlas, every: list[tuple[str, Brief]]) -> None:
    """All cities in one language, and the longest of every kind in both."""
    longest = {
        name: max((one for kind, one in every if kind == name), key=_length)
        for name in brief.SUBJECTS
    }
    cities = [one for kind, one in every if kind == "city" and one.lang == "zh"]
    for one in {id(o): o for o in (*cities, *longest.values())}.values():
        pages = pypdf.PdfReader(io.BytesIO(brief.make(atlas, one, "pdf"))).pages
        assert len(pages) == 1, one.code
        sizes: list[tuple[float, str]] = []
        lowest: list[float] = []

        def see(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
            if len(text.strip()) > 1:
                scale = abs(cm[3] * tm[3] - cm[1] * tm[1]) or abs(cm[0] * tm[0])
                sizes.append((size * scale, text))  # noqa: B023
                lowest.append(tm[5] * cm[3] + cm[5])  # noqa: B023

        said = pages[0].extract_text(visitor_text=see)
        assert min(sizes)[0] >= SMALLEST - 0.01, (one.code, min(sizes))
        assert min(lowest) > 0, one.code
        plain = "".join(said.split())
        labels = [line for figure in one.figures for line in fit.label(figure).split("\n")]
        for words in (*one.claim, *labels, one.day.isoformat()):
            assert "".join(words.split()) in plain, (one.code, words)


def test_a_city_says_where_it_stands_and_what_it_can_take_on(atlas: Atlas) -> None:
    yichang = brief.of(atlas, "city", 420500, "zh", day=DAY)
    gdp = yichang.figures[0]
    assert gdp.place == (2, 17)
    assert gdp.strong == "第 2"
    titles = [table.title for table in _tables(yichang)]
    assert "可承接环节" in titles
    scene = next(b for band in yichang.bands for b in band.left if isinstance(b, Scene))
    assert len(scene.clusters) == 12


def test_a_thin_city_opens_with_what_it_has(atlas: Atlas) -> None:
    enshi = brief.of(atlas, "city", 422800, "zh", day=DAY)
    assert enshi.claim[0].startswith("恩施：富硒产业产值 831 亿元")
    groups = next(b for band in enshi.bands for b in band.right if isinstance(b, Groups))
    assert any(group.slot for group in groups.groups)
    assert not any(word in "".join(enshi.claim) for word in ("暂无", "未见", "在案"))


def test_a_chain_counts_its_parts(atlas: Atlas) -> None:
    ids = together(atlas, "auto")
    assert {"auto", "nev_icv", "special_vehicle"} <= set(ids)
    assert by_city(atlas, ids).at[421300, "stages"] == (
        "upstream", "midstream", "downstream",
    )  # fmt: skip
    assert together(atlas, "special_vehicle") == ("special_vehicle",)


def test_core_cities_stand_in_the_order_of_the_province(atlas: Atlas) -> None:
    cities = by_city(atlas, together(atlas, "auto"))
    alike = cities[(cities["role"] == "core") & (cities["stages"].map(len) == 3)]
    assert list(alike.index) == [code for code in atlas.cities.index if code in alike.index]
    assert len(alike) > 1


def test_names_of_files(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    one = brief.of(atlas, "city", 420500, "zh", day=DAY)
    assert brief.file_name(one, "city", "pdf") == "宜昌市产业集群简报_20261127.pdf"
    monkeypatch.setenv("HCA_ASCII_NAMES", "1")
    assert brief.file_name(one, "city", "pdf").isascii()


def test_an_address_of_this_computer_is_no_address(atlas: Atlas) -> None:
    here = brief.of(atlas, "city", 420500, "zh", link="http://127.0.0.1:8501/city", day=DAY)
    assert here.link == ""
    assert brief.of(atlas, "city", 420500, "zh", link=LINK, day=DAY).link == LINK


def test_the_number_of_the_review_is_printed(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> str:
        one = brief.of(atlas, "city", 420500, "zh", day=DAY)
        page = pypdf.PdfReader(io.BytesIO(brief.make(atlas, one, "pdf"))).pages[0]
        return "".join(page.extract_text().split())

    assert "示意图，界线不作划界依据" in said()
    monkeypatch.setenv("HCA_REVIEW_NO", "鄂S(2026)012号")
    numbered = said()
    assert "鄂S(2026)012号" in numbered
    assert "示意图" not in numbered


def test_the_slide_has_the_same_words(atlas: Atlas) -> None:
    one = brief.of(atlas, "chain", "auto", "en", day=DAY)
    deck = Presentation(io.BytesIO(brief.make(atlas, one, "pptx")))
    assert len(deck.slides) == 1
    shapes = deck.slides[0].shapes
    words = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    for said in (*one.claim, *(figure.label for figure in one.figures)):
        assert said in words
    assert any(shape.has_table for shape in shapes)
    assert not any(shape.shape_type == 13 for shape in shapes)  # no picture
    check_slides(deck)


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "auto.png"
    assert cli.main(["brief", "--chain", "auto", "--to", str(target)]) == 0
    assert target.read_bytes()[:4] == b"\x89PNG"
    assert cli.main(["brief", "--chain", "none", "--to", str(target)]) == 2
    assert "auto" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["甲乙丙丁" * 50, "Wxyz " * 40, "W" * 200, '<b>#let $a$ \\ " ' * 8]
)
def test_names_of_any_length_keep_to_the_page(name: str, tmp_path: Path) -> None:
    folder = folders.copied(tmp_path)
    for table in ("areas", "chains", "programmes", "clusters"):

        def longer(rows: list[folders.Row]) -> None:
            for row in rows:
                row["name_zh"] = f"{row['name_zh']}{name.strip()}"[:200]
                row["name_en"] = f"{row['name_en']} {name.strip()}"[:200]

        folders.change(folder, table, longer)
    own = load(folder)
    for lang, code in (("zh", 422800), ("en", 429005)):
        one = brief.of(own, "city", code, lang, day=DAY)
        fitted = fit.fit(one)
        high = sum(fit.band_height(band, fitted.map_height) for band in fitted.brief.bands)
        assert high + fit.BETWEEN * (len(fitted.brief.bands) - 1) <= fit.room(one)
        assert len(brief.file_name(one, "city", "pdf").encode()) <= 255
    pages = pypdf.PdfReader(io.BytesIO(brief.make(own, one, "pdf"))).pages
    assert len(pages) == 1
    check_slides(Presentation(io.BytesIO(brief.make(own, one, "pptx"))))
