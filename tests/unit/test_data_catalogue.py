"""What the data package tells a reader, and the exports made of it."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import partial

import geopandas as gpd
import pandas as pd
import pytest

from geo.data.atlas import Atlas
from geo.files.tables import FORMATS
from geo.files.tables.cells import plain
from geo.record import provenance
from geo.sheets import catalogue, exports
from geo.sheets.table_filter import filter_table
from geo.sheets.view import View
from geo.words import LANGUAGES, Words

DAY = date(2026, 11, 21)
LINK = "https://example.org/data?lang=zh&city=420100"
VIEW = View(city=(420100,), tier=("national",))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_is_explained(atlas: Atlas, lang: str) -> None:
    for name in atlas.tables:
        entries = catalogue.dictionary(atlas, name, Words(lang))
        assert [entry.code for entry in entries] == list(atlas.table(name).columns)
        assert all(entry.label and entry.meaning and entry.type for entry in entries)
        assert any(entry.key for entry in entries)


def test_an_empty_list_is_not_filled() -> None:
    frame = pd.DataFrame({"a": [(), ("x",)], "b": [None, "y"], "c": [0, 1]})
    assert dict(catalogue.filled(frame)) == {"a": 1, "b": 1, "c": 2}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_readable_rows_hold_names_for_codes(atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    rows = catalogue.readable(atlas, "clusters", atlas.table("clusters"), t)
    wuhan = {"zh": "武汉市", "en": "Wuhan"}[lang]
    assert wuhan in set(rows["city_adcodes"])
    assert list(rows.columns)[-1] == "cluster_id"
    assert f"name_{'en' if lang == 'zh' else 'zh'}" not in rows
    assert rows["lat"].dtype == "float64"
    assert not any(rows[name].map(lambda cell: isinstance(cell, tuple)).any() for name in rows)


def test_chinese_rows_show_no_code(atlas: Atlas) -> None:
    coded = {("clusters", "location_precision"), ("programmes", "tier"), ("zones", "kind")}
    for name, column in coded:
        shown = catalogue.readable(atlas, name, atlas.table(name), Words("zh"))[column].dropna()
        assert not shown.str.contains("[a-z]").any()


def test_keys_of_counts_read_as_places(atlas: Atlas) -> None:
    """Also in a folder that was made before labels had English beside them."""
    rows = atlas.table("cluster_counts")
    for held, column in ((rows, "key_en"), (rows.assign(key_en=pd.NA), "key")):
        shown = catalogue.readable(atlas, "cluster_counts", held, Words("en"))
        assert set(shown.loc[rows["key"] == "420600", column]) == {"Xiangyang"}


def test_every_row_has_a_source_where_the_table_cites_any(atlas: Atlas) -> None:
    known = set(atlas.table("sources")["source_id"])
    for name in atlas.tables:
        rows = provenance.row_sources(atlas, name, atlas.table(name))
        if name in ("sources", "gazetteer"):  # the latter gathered here
            assert rows == ()
        else:
            assert len(rows) == len(atlas.table(name))
            assert all(set(row) <= known for row in rows)
            own = atlas.table(name).get("source_id", pd.Series("", range(len(rows))))
            assert all(
                row or key in provenance.bare(atlas) for row, key in zip(rows, own, strict=True)
            )


def test_sources_are_counted_by_the_rows_that_cite_them(atlas: Atlas) -> None:
    rows = atlas.table("facts")
    cited = provenance.cited(atlas, "facts", rows, Words("en"))
    assert sum(number for _, number in cited) == len(rows)
    assert [number for _, number in cited] == sorted((n for _, n in cited), reverse=True)


def test_points_only_where_the_place_is_known(atlas: Atlas) -> None:
    table = atlas.table("clusters")
    shapes = catalogue.places(atlas, "clusters", table)
    assert shapes is not None
    assert list(shapes.geometry.notna()) == list(table["lat"].notna())
    vague = table["location_precision"].isin(["city", "county"])
    assert shapes.geometry[vague].isna().all()


def test_regions_are_the_union_of_their_members(atlas: Atlas) -> None:
    shapes = catalogue.places(atlas, "regions", atlas.table("regions"))
    assert shapes is not None
    known = shapes[shapes["member_adcodes"].map(len) > 0]
    assert known.geometry.is_valid.all()
    assert shapes.geometry.notna().sum() == len(known)


def test_coverage_names_programmes_of_the_rows_only(atlas: Atlas) -> None:
    rows = filter_table(atlas, VIEW, "clusters").frame
    codes = catalogue.programmes(atlas, VIEW, "clusters", rows)
    tiers = atlas.by_key("programmes")["tier"]
    assert codes
    assert set(tiers[list(codes)]) == {"national"}
    assert "14 个（公布 16 个）" in catalogue.coverage_note(atlas, codes, Words("zh"))
    assert catalogue.programmes(atlas, VIEW, "facts", atlas.table("facts")) == ()


@pytest.mark.parametrize("code", FORMATS)
def test_files_hold_exactly_the_filtered_rows(atlas: Atlas, code: str, tmp_path) -> None:
    export = exports.table(atlas, VIEW, "clusters", link=LINK, day=DAY)
    path = tmp_path / export.file_name(FORMATS[code].suffix)
    path.write_bytes(FORMATS[code].write(export))
    expected = filter_table(atlas, VIEW, "clusters").frame
    read = {"csv": pd.read_csv, "xlsx": partial(pd.read_excel, engine="openpyxl")}.get(code)
    found = read(path) if read else gpd.read_file(path, layer="clusters")
    assert 0 < len(found) < len(atlas.table("clusters"))
    for name in expected:
        wanted = [plain(cell) for cell in expected[name]]
        got = [plain(cell) for cell in found[name]]
        assert list(map(str, got)) == list(map(str, wanted)) or got == pytest.approx(wanted)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_can_be_handed_out(atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    for name in atlas.tables:
        export = exports.table(atlas, View(lang=lang), name, link=LINK, day=DAY)
        content = FORMATS["csv"].write(export).decode("utf-8-sig")
        found = pd.read_csv(io.StringIO(content), dtype=str)
        assert len(found) == len(provenance.rows(atlas, name))
        assert set(found["cite_link"]) == {LINK}
        assert found["cite_licence"].notna().all()
        assert found["cite_about"].str.contains(t("export.boundary"), regex=False).all()
        if name not in ("areas", "sources", "gazetteer"):
            assert found["cite_source"].notna().all()
        assert export.about.filters_text() == t("export.unfiltered")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_layers_can_be_handed_out(atlas: Atlas, lang: str) -> None:
    for record in atlas.records.layers:
        export = exports.layer(atlas, record.name, Words(lang), link=LINK, day=DAY)
        content = json.loads(FORMATS["geojson"].write(export))
        assert len(content["features"]) == record.raw["hca:rows"]
        assert content["metadata"]["language"] == lang
        assert content["metadata"]["sources"]
        assert content["metadata"]["licence"]
        assert record.raw["hca:crs"][lang] in content["metadata"]["notes"]


def test_cautions_and_contradictions_travel_with_the_rows(atlas: Atlas) -> None:
    about = exports.table(atlas, View(lang="en"), "clusters", day=DAY).about
    for kind in ("cautions", "contradictions", "gaps"):
        texts = [remark.texts["en"] for remark in atlas.remarks(kind, "clusters")]
        assert texts
        assert set(texts) <= set(about.notes)
