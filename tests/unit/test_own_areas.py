"""Areas in a folder of one's own: printed anew for one city, not known of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo import sheets
from geo.data.atlas import Atlas, load
from geo.questions import layout
from geo.questions.concentration import bases
from geo.record import statistics
from geo.sheets.view import View
from tests import folders, tables

WUHAN, YICHANG, XIANGYANG, ENSHI = 420100, 420500, 420600, 422800
#: The shipped figure is of 2015.
OLDER, NEWER = "21000", "21227"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder: Path = folders.copied(tmp_path_factory.mktemp("areas"))

    def reprinted(rows: list[folders.Row]) -> None:
        (row,) = [r for r in rows if (r["adcode"], r["indicator"]) == (str(YICHANG), "area")]
        rows += [row | {"year": "2024", "value": NEWER}, row | {"year": "2010", "value": OLDER}]
        rows[:] = [r for r in rows if (r["adcode"], r["indicator"]) != (str(ENSHI), "area")]

    folders.change(folder, "city_stats", reprinted)
    return load(folder)


@pytest.mark.parametrize("year", [2014, 2020, 2024])
def test_the_latest_printed_area_counts_whatever_the_year(own: Atlas, year: int) -> None:
    areas = statistics.values(own, "area", year)
    assert areas[YICHANG] == float(NEWER)
    assert areas[XIANGYANG] == 19728  # printed once
    if year == 2024:
        assert statistics.values(own, "density", year)[YICHANG] == pytest.approx(
            392.65e4 / float(NEWER)
        )


def test_the_sum_of_a_region_is_unknown_where_one_city_is(own: Atlas) -> None:
    scheme = layout.scheme(own, "one_main_two_wings")
    found = layout.compare(own, scheme)
    (holding,) = [region for region in scheme.regions if ENSHI in region.members]
    assert len(holding.members) > 1  # of the others the area is known
    for region in scheme.regions:
        known = found["area"].values[region.region_id]
        assert (known is None) == (region is holding), region.region_id
        assert found["population"].values[region.region_id] is not None
    assert found["area"].share(holding.region_id) is None
    (wuhan,) = [region for region in scheme.regions if WUHAN in region.members]
    expected = sum(
        float(row["value"])
        for row in tables.figures()
        if row["indicator"] == "area" and int(row["adcode"]) in wuhan.members
    )
    assert found["area"].values[wuhan.region_id] == pytest.approx(expected)


def test_cities_that_never_add_up_to_the_province_still_make_a_benchmark(tmp_path: Path) -> None:
    folder: Path = folders.copied(tmp_path)

    def larger(rows: list[folders.Row]) -> None:
        for row in rows:
            if row["adcode"] == "420000" and row["indicator"] == "gdp":
                row["value"] = str(round(float(row["value"]) * 1.05, 2))

    folders.change(folder, "city_stats", larger)
    own = load(folder)
    assert bases.suitable_years(own, "gdp") == []
    found = bases.base(own, "gdp", 2023)
    assert found.year in statistics.full_years(own, "gdp")
    assert sum(found.shares) == pytest.approx(1)
    assert sheets.sheet(own, "concentration", View(lang="en", base="gdp")).claim
