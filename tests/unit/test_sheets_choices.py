"""Sheets: what each page says and shows, for every choice a reader has."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import cycle, zip_longest
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from geo import files, sheets
from geo.data.atlas import Atlas
from geo.population import fields
from geo.population.selection import FILTERS
from geo.questions import benchmarks, ladder
from geo.record import clusters
from geo.record.naming import area_names
from geo.sheets.figures import Chart, Sheet
from geo.sheets.view import RECORDS, View
from geo.words import LANGUAGES, Words
from tests import tables

PAGES = ("overview", "clusters", "chains", "layout", "city", "compare", "ladder", "benchmarks")
#: Where a choice is of use only beside another one.
BESIDE: dict[str, dict[str, Any]] = {
    "gap": {"part": "list"},
    "stages": {"part": "firms"},
    "firm": {"part": "firms"},
    "find": {"part": "firms"},
    "over": {"chain": ("auto",)},
    "part": {"chain": ("auto",)},
    "mode": {"chain": ("auto",)},
    "within": {"show": "takeover"},
}
#: Choices with more values than this are tried by some that lie far apart.
MOST = 6
TEXTS = {"find": ("轮胎", "光")}
ENSHI, SHENNONGJIA = 422800, 429021


def choices(atlas: Atlas) -> Iterator[tuple[str, str, list[Any]]]:
    """Page, option and its values, those of lists one by one."""
    for page in PAGES:
        if page not in RECORDS:
            continue
        known = fields.known_codes(atlas, RECORDS[page])
        for name, kind in fields.kinds(RECORDS[page]).items():
            values = list(TEXTS[name]) if name in TEXTS else list(known[name].values())
            values = values[:: -(-len(values) // MOST)]
            several = isinstance(kind, fields.Codes)
            yield page, name, [(value,) if several else value for value in values]


def prints(sheet: Sheet) -> tuple[object, ...]:
    """Everything of a sheet that a reader may see."""
    return (
        sheet.claim,
        sheet.lines,
        tuple((chart.code, chart.title, chart.figure.to_json()) for chart in sheet.charts),
        tuple((rows.name, rows.frame.to_csv(), rows.about.filters) for rows in sheet.rows),
        sheet.map and (sheet.map.title, sheet.map.legend, sheet.map.alt),
    )


def chart(sheet: Sheet, code: str) -> Chart:
    (found,) = [one for one in sheet.charts if one.code == code]
    return found


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def rows(sheet: Sheet, name: str) -> Any:
    (found,) = [export for export in sheet.rows if export.name == name]
    return found.frame


def is_whole(sheet: Sheet) -> None:
    """A sheet says something, in full, and its parts can be told apart."""
    texts = [sheet.claim, *sheet.lines]
    for one in sheet.charts:
        texts += [one.title, one.alt]
        assert len(one.table)
        # What is on record nowhere has no source.
        assert one.source or not one.table.iloc[:, 1:].to_numpy().any()
        assert len(set(one.table.columns)) == len(one.table.columns)
    assert all(text and not re.search(r"[{}]|\bnan\b|<NA>", text) for text in texts), texts
    names = [export.name for export in sheet.rows]
    assert names
    assert len(set(names)) == len(names)
    for export in sheet.rows:
        told = {column.code for column in export.columns}
        assert told >= {name for name in export.frame if name != "geometry"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_a_sheet(atlas: Atlas, page: str, lang: str) -> None:
    is_whole(sheets.sheet(atlas, page, View(lang=lang)))


def test_every_option_is_told_and_changes_what_is_shown(atlas: Atlas) -> None:
    languages = cycle(LANGUAGES)
    for page, name, values in choices(atlas):
        lang, seen = next(languages), set()
        for value in values:
            view = View(lang=lang, **BESIDE.get(name, {}) | {name: value})
            sheet = sheets.sheet(atlas, page, view)
            is_whole(sheet)
            seen.add(prints(sheet))
        assert len(seen) > 1, (page, name)


NARROWED: dict[str, Any] = {
    "region": ("north_wing",), "city": (420600,), "fam": ("vehicles",), "chain": ("auto",),
    "tier": ("national",), "prog": ("sme_characteristic_cluster",), "year": (2020, 2022),
    "q": "襄阳",
}  # fmt: skip


@pytest.mark.parametrize("page", sheets.PAGES)
def test_filters_that_change_nothing_are_known(atlas: Atlas, page: str) -> None:
    def told(view: View) -> Iterator[object]:
        yield sheets.words(atlas, page, view)
        yield repr(sheets.map_figure(atlas, page, view))
        rows = sheets.PAGES[page].rows(atlas, view, "", date(2026, 1, 1))
        yield [list(export.frame.index) for export in rows]

    assert set(NARROWED) == set(FILTERS)
    plain = list(told(View(lang="zh", depth="expert")))
    for name, value in NARROWED.items():
        narrowed = told(View(lang="zh", depth="expert", **{name: value}))
        differs = any(one != other for one, other in zip_longest(narrowed, plain))
        assert differs == (name in sheets.PAGES[page].filters), name


def test_a_chart_is_found_by_its_own_code(atlas: Atlas) -> None:
    views = [(page, View(lang="en")) for page in PAGES]
    views += [("chains", View(part="flow")), ("chains", View(chain=("quantum",), part="flow"))]
    for page, view in views:
        for code, make in sheets.charts(atlas, page, view).items():
            assert re.fullmatch(r"[a-z0-9-]+", code)
            made = make()
            assert made is None or made.code == code


# The chart below the map of chains


@pytest.mark.parametrize(
    ("part", "codes"),
    [("matrix", ["chain-matrix"]), ("flow", ["chain-flow"]), ("list", []), ("near", [])],
)
def test_the_part_below_the_map_decides_on_the_chart(
    atlas: Atlas, part: str, codes: list[str]
) -> None:
    sheet = sheets.sheet(atlas, "chains", View(part=part))
    assert [one.code for one in sheet.charts] == codes


def test_the_matrix_has_each_cell_on_record(atlas: Atlas) -> None:
    table = chart(sheets.sheet(atlas, "chains", View(lang="en")), "chain-matrix").table
    assert table.shape == (58, 18)
    pairs = {(row["chain_id"], row["city_adcode"]) for row in tables.rows("chain_cities")}
    assert int((table.iloc[:, 1:] != "").sum().sum()) == len(pairs)


@pytest.mark.parametrize("part", ["matrix", "flow"])
def test_drawings_of_chains_reach_every_file(atlas: Atlas, part: str) -> None:
    view = View(lang="en", part=part, fam=("vehicles",))
    title = chart(sheets.sheet(atlas, "chains", view), f"chain-{part}").title
    drawing = files.make(atlas, "chains", view, "svg", figure=f"chain-{part}").decode()
    assert "Shiyan" in drawing
    for ending in ("pdf", "pptx", "html"):
        content = files.make(atlas, "chains", view, ending)
        if ending == "pdf":
            pages = PdfReader(io.BytesIO(content)).pages
            text = " ".join(page.extract_text() for page in pages)
        elif ending == "pptx":
            slides = Presentation(io.BytesIO(content)).slides
            shapes = [shape for slide in slides for shape in slide.shapes]
            text = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
        else:
            text = content.decode()
        assert " ".join(title.split()) in " ".join(text.split()), ending


# Rows behind the claim


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("choice", [{}, {"within": 300}, {"fam": ("energy_batteries",)}])
def test_what_a_city_can_take_on_is_counted_in_the_rows(
    atlas: Atlas, choice: dict[str, Any], lang: str
) -> None:
    view = View(lang=lang, city=(ENSHI,), show="takeover", **choice)
    sheet = sheets.sheet(atlas, "city", view)
    listed, cells = rows(sheet, "takeover"), rows(sheet, "takeover-cells")
    own = cells.loc[cells["group"] == Words(lang)("takeover.of.own"), "chain_id"].nunique()
    assert numbers(sheet.claim) == [own, listed["chain_id"].nunique()]
    assert sheet.rows[0].name == "takeover"
    assert len(chart(sheet, "takeover").table) * 3 == len(cells)
    assert (len(listed) > 0) and not listed["reason"].eq("").any()


def test_the_portrait_of_a_city_without_clusters_says_what_it_can_take_on(atlas: Atlas) -> None:
    portrait = sheets.sheet(atlas, "city", View(city=(ENSHI,)))
    number = rows(portrait, "takeover")["chain_id"].nunique()
    assert number and f"就近承接 {number} 条链" in portrait.claim
    assert "takeover" not in [one.name for one in sheets.sheet(atlas, "city", View()).rows]


@pytest.mark.parametrize("page", ["overview", "clusters"])
@pytest.mark.parametrize("choice", [{"tier": ("national",)}, {"q": "汽车"}, {"city": (420500,)}])
def test_clusters_counted_are_the_rows(atlas: Atlas, page: str, choice: dict[str, Any]) -> None:
    sheet = sheets.sheet(atlas, page, View(lang="en", **choice))
    found = rows(sheet, "clusters")
    # Doubtful ones stand in the list alone.
    counted = found["counts"] & found["tier"].isin(choice.get("tier", found["tier"]))
    assert numbers(sheet.claim)[0] == counted.sum()


def test_official_counts_are_those_of_the_programme(atlas: Atlas) -> None:
    programme = "county_characteristic_cluster"
    sheet = sheets.sheet(atlas, "clusters", View(programme=programme, city=(420500,)))
    assert set(rows(sheet, "cluster_counts")["programme_id"]) == {programme}


@pytest.mark.parametrize("choice", [{"chain": ("auto",)}, {"system": "eight_emerging"}, {}])
def test_gaps_counted_are_the_rows(atlas: Atlas, choice: dict[str, Any]) -> None:
    sheet = sheets.sheet(atlas, "chains", View(lang="en", mode="gaps", **choice))
    assert sheet.rows[0].name == "chain-gaps"
    assert len(sheet.rows[0].frame) in numbers(sheet.claim)


def test_records_are_those_of_the_chains_asked(atlas: Atlas) -> None:
    sheet = sheets.sheet(atlas, "chains", View(lang="en", system="eight_emerging", city=(420500,)))
    records = rows(sheet, "chain_cities")
    assert records["chain_id"].nunique() == numbers(sheet.claim)[0] == 8
    assert {"Eight emerging value chains"} <= set(sheet.rows[0].about.filters)
    one = sheets.sheet(atlas, "chains", View(chain=("textile",), q="没有", tier=("county",)))
    own = [row for row in tables.rows("chain_cities") if row["chain_id"] == "textile"]
    assert len(rows(one, "chain_cities")) == len(own)
    cited = {source.source_id for source in one.rows[0].about.sources}
    assert cited >= {row["source_id"] for row in own}


def test_the_list_shown_below_the_map_comes_first(atlas: Atlas) -> None:
    inside = {"chain": ("auto",), "city": (420600,)}
    firms = sheets.sheet(atlas, "chains", View(part="firms", firm=("anchor",), **inside)).rows[0]
    told = [
        row["enterprise_id"]
        for row in tables.rows("enterprises")
        if (row["chain_id"], row["city_adcode"], row["kind"]) == ("auto", "420600", "anchor")
    ]
    assert (firms.name, sorted(firms.frame["enterprise_id"])) == ("enterprises", sorted(told))
    zones = sheets.sheet(atlas, "chains", View(part="zones", **inside)).rows[0]
    assert zones.name == "zones"
    assert set(zones.frame["city_adcode"]) == {420600}


def test_climbs_and_targets_are_the_rows(atlas: Atlas) -> None:
    t = Words("en")
    sheet = sheets.sheet(atlas, "ladder", View(lang="en"))
    climbs = rows(sheet, "climbs")
    *steps, climbed = numbers(sheet.claim)
    assert (climbs["kind"] == t("ladder.kind.climbed")).sum() == climbed
    assert 0 < climbed < len(climbs)
    table = clusters.table(atlas)
    assert steps == list(ladder.named(atlas, set(table.index), View().selection.year))
    assert steps[-1] == (table["tier"] == "national").sum()
    ids = {key for goal in ladder.goals(atlas) for key in goal.fact.ids}
    assert set(rows(sheet, "facts")["fact_id"]) == ids


@pytest.mark.parametrize("code", ["wuhan", "hefei", "germany", "lists"])
def test_statements_are_those_of_the_benchmark_opened(atlas: Atlas, code: str) -> None:
    view = View(lang="en", bench=code, city=(420500,))
    sheet = sheets.sheet(atlas, "benchmarks", view)
    ids = {key for fact in benchmarks.of(atlas, code) for key in fact.ids}
    assert ids
    assert set(rows(sheet, "facts")["fact_id"]) == ids
    assert any(Words("en")(f"benchmarks.name.{code}") in line for line in sheet.lines)


def test_the_layout_holds_scheme_corridors_and_what_changes(atlas: Atlas) -> None:
    view = View(lang="en", scheme="golden_triangle", versus="three_metro_circles", axis=("hxsxs",))
    sheet = sheets.sheet(atlas, "layout", view)
    assert set(rows(sheet, "regions")["scheme_id"]) == {"golden_triangle"}
    assert list(rows(sheet, "axes")["axis_id"]) == ["hxsxs"]
    changes = rows(sheet, "layout-changes")
    assert sorted(changes["city_adcode"]) == sorted(map(int, tables.cities()))
    own = tables.by_key("regions", "region_id")
    for before, after in zip(changes["before_ids"], changes["after_ids"], strict=True):
        assert {own[code]["scheme_id"] for code in before} <= {"golden_triangle"}
        assert {own[code]["scheme_id"] for code in after} <= {"three_metro_circles"}
    moved = len(changes) - (changes["kind"].isin(_still(Words("en")))).sum()
    assert moved in numbers(sheet.lines[-1])


def _still(t: Words) -> list[str]:
    return [t(f"layout.change.kind_{kind}") for kind in ("same", "outside", "unknown")]


def test_the_city_named_first_is_the_one_told_of(atlas: Atlas) -> None:
    sheet = sheets.sheet(atlas, "city", View(lang="en", city=(420500, 420600)))
    assert sheet.claim.startswith("Yichang")
    assert len(rows(sheet, "clusters")) in numbers(sheet.claim)
    assert set(rows(sheet, "city_stats")["adcode"]) == {420500}


# Names


@pytest.mark.parametrize("page", PAGES)
def test_places_have_one_short_english_name(atlas: Atlas, page: str) -> None:
    view = View(lang="en", city=(ENSHI, SHENNONGJIA), compare=(str(ENSHI), str(SHENNONGJIA)))
    sheet = sheets.sheet(atlas, page, view)
    texts = [
        sheet.claim,
        *sheet.lines,
        *(text for rows in sheet.rows for text in rows.about.filters),
    ]
    for one in sheet.charts:
        texts += [one.title, one.alt, one.table.to_csv(), one.figure.to_json()]
    if sheet.map:
        texts += [sheet.map.title, sheet.map.alt]
    # Programmes may be named after what they are for, but no city by its kind of unit.
    assert not [
        text for text in texts if re.search(r"Autonomous Prefecture|Forestry District", text)
    ]


def test_short_names_of_all_cities(atlas: Atlas) -> None:
    for lang in LANGUAGES:
        names = area_names(atlas, Words(lang))
        told = {str(code): names[code] for code in atlas.cities.index}
        assert told == tables.city_names(lang)
