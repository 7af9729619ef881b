"""Seats of government, the cities that lead, and what rests on them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from geo.data.atlas import Atlas, AtlasError, load
from geo.data.crs import distance_m
from geo.data.package import DATA
from geo.questions.concentration import robustness, wording
from geo.questions.concentration.centres import centre
from geo.record import counts, findings, seats
from geo.sheets import sheet
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import tables

WUHAN, XIANGYANG, YICHANG = 420100, 420600, 420500


def changed(tmp_path: Path, table: str, **cells: dict[str, str]) -> Path:
    """A copy of the data with cells changed by the key of their row."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    path = folder / "tables" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.update(cells.get(f"_{next(iter(row.values()))}", {}))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_seats_are_those_of_the_table(atlas: Atlas) -> None:
    areas = tables.by_key("areas", "adcode")
    found = seats.seats(atlas)
    assert list(found) == [int(code) for code in tables.cities()]
    for code, (lon, lat) in found.items():
        assert (lon, lat) == (
            float(areas[str(code)]["seat_lon"]),
            float(areas[str(code)]["seat_lat"]),
        )


def test_a_seat_in_another_place_moves_the_centre(atlas: Atlas, tmp_path: Path) -> None:
    """The centre of two cities lies half way between their seats in the table."""
    folder = changed(tmp_path, "areas", _420500={"seat_lat": "30.300", "seat_lon": "111.400"})
    for one in (atlas, load(folder)):
        numbers = counts.by_city(one, findings.KEY_GROWTH, 2018) * 0
        numbers.loc[[WUHAN, YICHANG]] = 3
        found = centre(numbers.astype(float), seats.seats(one))
        assert found is not None
        rows = one.by_key("areas")
        ends = rows.loc[[WUHAN, YICHANG], ["seat_lon", "seat_lat"]].to_numpy()
        away = [distance_m(found.lon, found.lat, *end) for end in ends]
        assert away[0] == pytest.approx(away[1], rel=1e-3)
        assert sum(away) == pytest.approx(distance_m(*ends[0], *ends[1]), rel=1e-3)


def test_a_seat_outside_its_unit_is_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path, "areas", _420102={"seat_lat": "31.000"})
    with pytest.raises(AtlasError) as caught:
        load(folder)
    (problem,) = caught.value.problems
    assert (problem.kind, problem.file, problem.row) == ("outside", "tables/areas.csv", 3)
    assert problem.column == "seat_lat"


def test_a_city_without_a_seat_stands_in_its_middle(tmp_path: Path) -> None:
    folder = changed(tmp_path, "areas", _420600={"seat_lat": "", "seat_lon": "", "source_id": ""})
    one = load(folder)
    middle = one.cities.geometry[XIANGYANG].centroid
    assert seats.seats(one)[XIANGYANG] == pytest.approx((middle.x, middle.y), abs=0.01)
    assert sum(seats.sources(one).values()) == 12


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_seats_are_cited_where_the_map_has_centres(atlas: Atlas, lang: str) -> None:
    source = tables.by_key("sources", "source_id")["city_geo"]
    for lens, cited in (("quotient", True), ("centres", True), ("two_way", False)):
        told = sheet(atlas, "concentration", View(lang=lang, lens=lens)).about.sources
        assert ("city_geo" in {one.source_id for one in told}) == cited
    line = wording.seats_line(atlas, Words(lang))
    assert source["title"] in line
    bare = [row for row in tables.rows("areas") if row["source_id"] == "general_knowledge"]
    assert str(len(bare)) in line.removeprefix(source["title"])


def test_the_leading_cities_lead_the_main_scheme(atlas: Atlas) -> None:
    assert seats.leading_cities(atlas) == (WUHAN, XIANGYANG, YICHANG)
    assert seats.main_city(atlas) == WUHAN


def test_another_lead_in_the_table_is_another_leading_city(tmp_path: Path) -> None:
    folder = changed(tmp_path, "regions", _south_wing={"lead_city_adcode": "421000"})
    assert seats.leading_cities(load(folder)) == (WUHAN, XIANGYANG, 421000)


def test_the_contrast_is_the_list_that_names_every_city(atlas: Atlas) -> None:
    assert robustness.contrast(atlas) == tables.CONTRAST
    year = counts.fullest_year(atlas, findings.KEY_GROWTH)
    assert counts.by_city(atlas, findings.KEY_GROWTH, year).notna().all()


def test_the_longest_record_has_most_years(atlas: Atlas) -> None:
    years: dict[str, set[str]] = {}
    for row in tables.rows("cluster_counts"):
        if row["dimension"] == "total" and row["count_kind"] == "stock":
            years.setdefault(row["programme_id"], set()).add(row["year"])
    longest = counts.longest_record(atlas)
    assert len(years[longest]) == max(map(len, years.values())) > 3


def test_a_city_of_another_province_is_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path, "areas", _420700={"parent_adcode": "430000"})
    with pytest.raises(AtlasError) as caught:
        load(folder)
    found = [(one.kind, one.column, one.value) for one in caught.value.problems]
    assert found == [("unknown_area", "parent_adcode", "430000")]


def test_the_province_is_what_the_cities_belong_to(atlas: Atlas) -> None:
    assert atlas.province_adcode == tables.PROVINCE
    parents = {row["parent_adcode"] for row in tables.rows("areas") if row["level"] == "city"}
    assert parents == {str(tables.PROVINCE)}
