"""Areas in a folder of one's own: printed anew for one city, not known of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.data.atlas import Atlas, load
from geo.questions import layout
from geo.record import statistics
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
        for row in tables.rows("city_stats")
        if row["indicator"] == "area" and int(row["adcode"]) in wuhan.members
    )
    assert found["area"].values[wuhan.region_id] == pytest.approx(expected)
