"""Figures by area: what a map may be coloured by, with unit, year and source."""

from __future__ import annotations

from collections import Counter

import pytest

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.record import areas
from geo.record.areas import AreaFigure
from geo.sheets.view import View
from geo.words import Words
from tests import tables

GROWTH = "official.provincial_key_growth_cluster.2018"
COUNTY = "official.county_characteristic_cluster.2024"
SHENNONGJIA = 429021


def figure(atlas: Atlas, code: str, lang: str = "zh", chosen: View | None = None) -> AreaFigure:
    clusters = NamedClusters(atlas).rows((chosen or View()).selection)
    found = areas.figure(atlas, code, clusters, Words(lang))
    assert found is not None
    return found


def titles(source_ids: set[str]) -> set[str]:
    sources = tables.by_key("sources", "source_id")
    return {sources[source_id]["title"] for source_id in source_ids}


def test_the_codes_offered(atlas: Atlas) -> None:
    codes = areas.codes(atlas)
    assert codes[:3] == ("marks", "named.city", "named.county")
    assert {code for code in codes if code.startswith("official.")} == {GROWTH, COUNTY}
    assert "stat.gdp.2018" in codes
    assert "stat.gdp.2014" not in codes  # of too many cities there is no source
    assert "stat.gdp.2025" not in codes  # four cities only
    assert {"zones.chemical_park", "zones.torch_base", "planned"} <= set(codes)
    assert not any("firms" in code or "rd_intensity" in code for code in codes)
    assert len(codes) == len(set(codes))


def test_parks_are_counted_where_there_are_some_and_unknown_elsewhere(atlas: Atlas) -> None:
    parks = [row for row in tables.rows("zones") if row["kind"] == "chemical_park"]
    number = Counter(int(row["city_adcode"]) for row in parks)
    found = figure(atlas, "zones.chemical_park", "zh")
    assert {code: value for code, value in found.values.items() if value} == number
    assert {value for code, value in found.values.items() if code not in number} == {None}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_gives_a_figure_with_words(atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    labels = set()
    for code in areas.codes(atlas)[1:]:
        found = figure(atlas, code, lang)
        labels.add(found.title)
        assert found.title == areas.label(atlas, code, t)
        assert found.unit
        assert found.source
        assert len(found.values) == (103 if found.level == "county" else 17)
        few = {"official": 8, "zones": 4}.get(code.split(".")[0], 16)
        assert found.known >= few
        assert found.kind == ("continuous" if code.startswith("stat") else "count")
    assert len(labels) == len(areas.codes(atlas)) - 1  # no two choices look alike


def test_marks_colour_nothing(atlas: Atlas) -> None:
    clusters = NamedClusters(atlas).rows(Selection())
    assert areas.figure(atlas, "marks", clusters, Words("zh")) is None


def test_official_counts_of_2018(atlas: Atlas) -> None:
    found = figure(atlas, GROWTH)
    assert found.known == 17
    assert sum(value or 0 for value in found.values.values()) == 110
    assert (found.unit, found.year, found.level) == ("个", "2018", "city")
    assert "2018" in found.title
    sources = {
        row["source_id"]
        for row in tables.rows("cluster_counts")
        if (row["year"], row["dimension"]) == ("2018", "city")
    }
    assert any(title in found.source for title in titles(sources)) or str(len(sources)) in (
        found.source
    )


def test_unknown_counts_stay_unknown(atlas: Atlas) -> None:
    found = figure(atlas, COUNTY)
    assert found.known == 8
    assert list(found.values.values()).count(None) == 9
    assert 0 not in found.values.values()


def test_statistics_keep_what_is_unknown(atlas: Atlas) -> None:
    found = figure(atlas, "stat.gdp.2014", "en")
    assert found.values[SHENNONGJIA] is None
    bare = {r["source_id"] for r in tables.rows("sources") if r["kind"] == "general_knowledge"}
    sourced = {
        int(row["adcode"])
        for row in tables.rows("city_stats")
        if (row["indicator"], row["year"]) == ("gdp", "2014") and row["source_id"] not in bare
    }
    assert {code for code, value in found.values.items() if value is not None} == (
        sourced & set(atlas.cities.index)
    )
    assert found.values[420500] == pytest.approx(313.221)
    assert (found.unit, found.year, found.digits) == ("CNY billion", "2014", 1)
    assert found.told("313.2") == "CNY 313.2 billion"


def test_shares_have_a_digit(atlas: Atlas) -> None:
    found = figure(atlas, "stat.secondary_share.2024", "en")
    assert (found.unit, found.digits) == ("%", 1)
    assert found.values[420500] == pytest.approx(40.692, abs=1e-3)


def test_named_clusters_by_city_follow_the_selection(atlas: Atlas) -> None:
    members = tables.members("national_innovative_cluster")
    found = figure(atlas, "named.city", chosen=View(prog=("national_innovative_cluster",)))
    for adcode in tables.cities():
        assert found.values[int(adcode)] == len(tables.clusters_in(adcode, members))
    everything = figure(atlas, "named.city")
    assert everything.values[421200] == 17
    assert everything.values[SHENNONGJIA] == 0  # none named, which is a count and not unknown


def test_named_clusters_by_county(atlas: Atlas) -> None:
    number = Counter(row["county_adcode"] for row in tables.clusters() if row["county_adcode"])
    direct = Counter(
        lead
        for row in tables.clusters()
        if (lead := tables.cells(row["city_adcodes"])[0]).startswith("4290")
    )
    found = figure(atlas, "named.county")
    assert found.level == "county"
    for adcode, value in found.values.items():
        assert value == (number + direct)[str(adcode)], adcode
    counted = sum((number + direct).values())
    assert sum(value or 0 for value in found.values.values()) == counted
    assert str(len(tables.clusters()) - counted) in found.source  # says what is left out


def test_a_county_map_of_clusters_with_counties_leaves_none_out(atlas: Atlas) -> None:
    found = figure(atlas, "named.county", chosen=View(prog=("county_characteristic_cluster",)))
    members = tables.members("county_characteristic_cluster")
    assert sum(value or 0 for value in found.values.values()) == len(members)
    assert found.source == figure(atlas, "named.city").source


def test_an_empty_selection_is_all_zero(atlas: Atlas) -> None:
    nothing = View(q="no such cluster")
    for code in ("named.city", "named.county"):
        assert set(figure(atlas, code, chosen=nothing).values.values()) == {0}


def test_few_sources_are_named_and_many_counted(atlas: Atlas) -> None:
    for code in areas.codes(atlas)[3:]:
        zh, en = figure(atlas, code).source, figure(atlas, code, "en").source
        assert ("个来源" in zh) == ("sources" in en)
