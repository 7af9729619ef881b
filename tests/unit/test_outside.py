"""Cities of the province beside cities outside, by figures of one year."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from geo import sheets
from geo.data.atlas import Atlas, load
from geo.questions import compare
from geo.sheets.view import View
from geo.words import Words
from tests import folders

WUHAN, CHANGSHA, HEFEI = "420100", "430100", "340100"
AMC = "national_advanced_manufacturing_cluster"
_CITIES = {
    WUHAN: ("武汉", "Wuhan", "湖北", "Hubei"),
    CHANGSHA: ("长沙", "Changsha", "湖南", "Hunan"),
    HEFEI: ("合肥", "Hefei", "安徽", "Anhui"),
}
#: City, indicator, value, year, remark.
_FIGURES: tuple[tuple[str, str, str, str, str], ...] = (
    (WUHAN, "gdp", "20011.65", "2023", ""),
    (CHANGSHA, "gdp", "14331.98", "2023", ""),
    (HEFEI, "gdp", "12673.78", "2023", ""),
    (HEFEI, "gdp", "13507.7", "2024", ""),
    (WUHAN, "gdp_secondary", "6800.91", "2023", ""),
    (CHANGSHA, "gdp_secondary", "5365.53", "2023", ""),
    (HEFEI, "gdp_secondary", "4642.21", "2023", ""),
    (WUHAN, "population", "1377.4", "2023", ""),
    (CHANGSHA, "population", "1051.31", "2023", ""),
    (HEFEI, "population", "985.3", "2023", ""),
    (WUHAN, AMC, "2", "2022", ""),
    (HEFEI, AMC, "1", "2022", "lower bound: one named"),
    (CHANGSHA, AMC, "3", "2025", ""),
)


def _described(record: dict[str, Any]) -> None:
    """The table of cities outside, where the dictionary has none yet."""
    if any(one["name"] == "peers" for one in record["resources"]):
        return
    entry = copy.deepcopy(folders.resource(record, "city_stats"))
    entry |= {"name": "peers", "path": "tables/peers.csv", "hca:since": "2"}
    fields = {one["name"]: one for one in entry["schema"]["fields"]}
    del fields["adcode"]["hca:area"]
    for name, codes in (
        ("indicator", {row[1] for row in _FIGURES}),
        ("unit", {"亿元", "万人", "个"}),
    ):
        fields[name].pop("hca:needs", None)
        fields[name]["constraints"]["enum"] = sorted(codes)
        fields[name]["hca:labels"] = {code: {"zh": code, "en": code} for code in codes}
    names = [
        fields["note"] | {"name": name}
        for name in ("city_zh", "city_en", "province_zh", "province_en")
    ]
    entry["schema"]["fields"] = [*names, *fields.values()]
    entry["schema"]["primaryKey"] = ["adcode", "indicator", "year"]
    record["resources"].append(entry)


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder = folders.copied(tmp_path_factory.mktemp("outside"))
    folders.describe(folder, _described)
    (source,) = {row["source_id"] for row in folders.rows(folder, "city_stats")[:1]}
    units = {"population": "万人", AMC: "个"}
    rows = [
        dict(
            zip(("city_zh", "city_en", "province_zh", "province_en"), _CITIES[code], strict=True),
            adcode=code, indicator=indicator, value=value, unit=units.get(indicator, "亿元"),
            year=year, source_id=source, confidence="high", note=note,
        )
        for code, indicator, value, year, note in _FIGURES
    ]  # fmt: skip
    folders.write(folder, "peers", rows)
    return load(folder)


def figures(atlas: Atlas, *codes: str) -> dict[str, compare.Figure]:
    return {one.code: one for one in compare.figures(atlas, compare.resolve(atlas, codes))}


def test_only_figures_of_the_same_year_stand_side_by_side(outside: Atlas) -> None:
    found = figures(outside, WUHAN, CHANGSHA, HEFEI)
    assert found["gdp"].year == 2023
    assert found["gdp"].values[HEFEI] == 12673.78  # not that of 2024
    assert found["gdp_per_head"].values[WUHAN] == pytest.approx(20011.65 / 1377.4 * 10_000)
    assert found[AMC].year == 2022
    assert found[AMC].values[CHANGSHA] is None
    assert AMC not in figures(outside, CHANGSHA, HEFEI)  # of no year are both known
    assert "area" not in found


@pytest.mark.parametrize(("lang", "said"), [("zh", "至少 1"), ("en", "at least 1")])
def test_a_lower_bound_says_so_on_the_page_and_in_every_file(
    outside: Atlas, lang: str, said: str
) -> None:
    view = View(lang=lang, compare=(WUHAN, CHANGSHA, HEFEI))
    sheet = sheets.sheet(outside, "compare", view)
    (chart,) = [one for one in sheet.charts if one.code.endswith("manufacturing-cluster")]
    assert said in chart.alt
    frame = sheet.rows[0].frame
    bounds = frame[frame["bound"]]
    assert list(zip(bounds["unit_code"], bounds["figure"], strict=True)) == [(HEFEI, AMC)]


def test_one_link_answers_how_wuhan_stands_beside_the_two(outside: Atlas) -> None:
    claim, _ = sheets.words(outside, "compare", View(compare=(WUHAN, CHANGSHA, HEFEI)))
    assert "第 1 位" in claim
    assert "长沙的 1.4 倍" in claim
    assert "合肥的 1.6 倍" in claim
    assert "2023" in claim


def test_who_may_stand_beside_whom(outside: Atlas) -> None:
    beside = compare.resolve(outside, (WUHAN, CHANGSHA, "420800", "auto"))
    assert (beside.kind, beside.codes) == ("outside", (WUHAN, CHANGSHA))
    assert dict(beside.left_out) == {"420800": "figures", "auto": "kind"}
    assert compare.resolve(outside, (WUHAN, "420500")).kind == "city"
    alone = compare.resolve(outside, (HEFEI,))
    assert alone.codes == (HEFEI, WUHAN)
    assert compare.default(outside, "outside")[0] == WUHAN
    assert set(compare.nearest_outside(outside, WUHAN).index) == {CHANGSHA, HEFEI}
    assert compare.wording.full_name(outside, compare.units(outside)[HEFEI], Words("zh")) == (
        "合肥（安徽）"
    )
