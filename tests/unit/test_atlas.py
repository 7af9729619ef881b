"""What is read of a data folder, and that it does not change."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
import shapely

from geo.data.atlas import Atlas, load
from geo.data.package import DATA


def test_tables_are_typed_after_the_dictionary(atlas: Atlas) -> None:
    dtypes = {
        "string": "str",
        "integer": "Int64",
        "year": "Int64",
        "number": "float64",
        "boolean": "boolean",
        "list": "object",
    }
    assert len(atlas.tables) == 26
    for name in atlas.tables:
        frame = atlas.table(name)
        assert list(frame.columns) == [column.name for column in atlas.dictionary(name)]
        assert isinstance(frame.index, pd.RangeIndex)
        assert len(frame) == atlas.resource(name).raw["hca:rows"]
        for column in atlas.dictionary(name):
            assert frame[column.name].dtype == dtypes[column.type], (name, column.name)


def test_unknown_is_neither_zero_nor_text(atlas: Atlas) -> None:
    clusters = atlas.by_key("clusters")
    car = clusters.loc["wuxiangshisui_auto"]
    assert car["city_adcodes"] == (420100, 420600, 420300, 421300)
    assert pd.isna(car["lat"])
    assert pd.isna(car["county_adcode"])
    assert atlas.by_key("regions").at["zone_jianghan", "member_adcodes"] == ()
    assert pd.isna(atlas.table("zones")["level"]).any()


def test_rows_keep_the_order_of_the_file(atlas: Atlas) -> None:
    lines = (DATA / "tables" / "clusters.csv").read_text(encoding="utf-8").splitlines()
    assert atlas.table("clusters")["cluster_id"].iloc[0] == lines[1].split(",")[0]


def test_units_of_both_levels(atlas: Atlas) -> None:
    assert (len(atlas.cities), len(atlas.counties)) == (17, 103)
    assert list(atlas.cities.columns) == ["name_zh", "short_zh", "name_en", "geometry"]
    assert atlas.cities.at[420100, "name_zh"] == "武汉市"
    assert atlas.cities.index.dtype == "int64"
    direct = atlas.counties.loc[[429004, 429005, 429006, 429021]]
    assert list(direct["city_adcode"]) == [429004, 429005, 429006, 429021]
    assert atlas.counties.at[420102, "city_adcode"] == 420100
    assert atlas.province.contains(shapely.Point(112, 31))


def test_helpers(atlas: Atlas) -> None:
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", atlas.data_version)
    some = atlas.sources(["seed_004", "seed_001", "seed_004"])
    assert list(some["source_id"]) == ["seed_004", "seed_001"]
    column = atlas.resource("enterprises").column("kind")
    assert column.label("anchor", "zh") == "龙头企业"
    assert column.label("anchor", "en") == "Anchor firm"
    assert atlas.resource("chains").column("size_100m_cny").unit("zh") == "亿元"
    assert "110" in atlas.resource("cluster_counts").coverage("en")
    about = atlas.remarks("contradictions", "axes")
    assert [remark.id for remark in about] == ["optics_valley_corridor"]
    assert "2021" in about[0].text("zh")
    with pytest.raises(KeyError):
        atlas.table("nothing")


def test_nothing_a_caller_does_reaches_the_atlas() -> None:
    atlas = load()
    before = atlas.table("clusters")
    frame = atlas.table("clusters")
    frame.loc[0, "name_zh"] = "changed"
    for name in ("lat", "county_adcode", "city_adcodes"):
        frame[name].array[0] = None
    frame["name_en"] = "changed"
    frame.pop("note")
    pd.testing.assert_frame_equal(atlas.table("clusters"), before)

    for give in (
        lambda: atlas.cities,
        lambda: atlas.counties,
        lambda: atlas.boundaries("city", "full"),
        lambda: atlas.rivers,
        lambda: atlas.lakes,
    ):
        layer, original = give(), give()
        layer.iloc[0, layer.columns.get_loc("geometry")] = shapely.Point(0, 0)
        layer.geometry.array[1] = shapely.Point(0, 0)
        layer["name_en"] = "changed"
        assert give().geometry.equals(original.geometry)
        assert list(give()["name_en"].dropna()) == list(original["name_en"].dropna())


def test_the_atlas_itself_is_frozen(atlas: Atlas) -> None:
    with pytest.raises(AttributeError):
        atlas.folder = Path()  # type: ignore[misc]
    with pytest.raises(TypeError):
        atlas.package["name"] = "changed"  # type: ignore[index]
    with pytest.raises(TypeError):
        atlas.package["resources"][0]["schema"]["fields"][0]["name"] = "changed"
    with pytest.raises(TypeError):
        atlas.resource("areas").column("level").labels["x"] = {}  # type: ignore[index]


def test_a_table_by_its_key(atlas: Atlas) -> None:
    chains = atlas.by_key("chains")
    assert list(chains.index) == list(atlas.table("chains")["chain_id"])
    assert "chain_id" not in chains
    with pytest.raises(ValueError, match="city_stats is adcode, year, indicator"):
        atlas.by_key("city_stats")
