"""Comparisons against the tables: choice, figures, peers, small maps."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from geo.charts.compare import small_map
from geo.data.atlas import Atlas, load
from geo.population.fields import Notice
from geo.questions import compare
from geo.sheets.compare.rows import comparison
from geo.sheets.view import View, parse
from tests import tables
from tests.folders import copied, rows, write


def stats(indicator: str, year: str) -> dict[str, float]:
    return {
        row["adcode"]: float(row["value"])
        for row in tables.figures()
        if (row["indicator"], row["year"]) == (indicator, year) and row["adcode"] != "420000"
    }


def figures(atlas: Atlas, *codes: str) -> dict[str, compare.Figure]:
    chosen = compare.resolve(atlas, codes)
    return {figure.code: figure for figure in compare.figures(atlas, chosen)}


# What is compared


def test_codes_are_those_of_the_tables(atlas: Atlas) -> None:
    expected = [
        *tables.cities(),
        *(row["region_id"] for row in tables.rows("regions")),
        *(row["chain_id"] for row in tables.rows("chains")),
    ]
    outside = [code for code, unit in compare.units(atlas).items() if unit.kind == "outside"]
    assert not set(outside) & set(expected)
    expected += outside
    assert list(compare.codes(atlas)) == expected == list(compare.units(atlas))
    assert len(set(expected)) == len(expected)


def test_without_a_choice_the_three_centres_are_compared(atlas: Atlas) -> None:
    chosen = compare.resolve(atlas)
    assert chosen.codes == ("420100", "420600", "420500")
    assert (chosen.kind, chosen.reason) == ("city", "default")


def test_filters_stand_in_for_a_choice(atlas: Atlas) -> None:
    chosen = compare.resolve(atlas, filters={"city": (), "region": ("north_wing", "south_wing")})
    assert (chosen.codes, chosen.reason) == (("north_wing", "south_wing"), "filters")


def test_one_alone_gets_its_peers(atlas: Atlas) -> None:
    chosen = compare.resolve(atlas, ("420600",), peer="distance")
    assert chosen.reason == "peers"
    nearest = compare.peers(atlas, "420600", "distance").index[: compare.PEERS_ADDED]
    assert chosen.codes == ("420600", *nearest)


def test_kinds_are_never_mixed(atlas: Atlas) -> None:
    chosen = compare.resolve(atlas, ("auto", "420100", "textile", "north_wing"))
    assert chosen.codes == ("auto", "textile")
    assert chosen.left_out == {"420100": "kind", "north_wing": "kind"}


def test_at_most_ten_are_compared(atlas: Atlas) -> None:
    cities = tuple(tables.cities())
    chosen = compare.resolve(atlas, cities)
    assert chosen.codes == cities[: compare.MOST]
    assert set(chosen.left_out.values()) == {"many"}


def test_a_region_without_members_is_left_out(atlas: Atlas) -> None:
    chosen = compare.resolve(atlas, ("zone_west_hubei", "north_wing", "south_wing"))
    assert chosen.codes == ("north_wing", "south_wing")
    assert chosen.left_out == {"zone_west_hubei": "members"}
    alone = compare.resolve(atlas, ("zone_west_hubei",))
    assert (alone.kind, alone.reason) == ("region", "default")


def test_every_kind_has_a_default(atlas: Atlas) -> None:
    assert set(compare.KINDS) - set(compare.kinds(atlas)) <= {"outside"}
    for kind in compare.kinds(atlas):
        codes = compare.default(atlas, kind)
        assert compare.LEAST <= len(codes) <= compare.MOST
        assert compare.resolve(atlas, codes).kind == kind
        assert compare.resolve(atlas, codes).codes == codes


@pytest.mark.parametrize("row", tables.rows("schemes"), ids=lambda row: row["scheme_id"])
def test_every_scheme_gives_regions_to_compare(atlas: Atlas, row: tables.Row) -> None:
    codes = compare.default(atlas, "region", row["scheme_id"])
    assert len(codes) >= compare.LEAST
    assert all(compare.units(atlas)[code].members for code in codes)


def test_totals_of_regions_are_held_against_their_share_of_residents(atlas: Atlas) -> None:
    codes = ("lead_wuhan_circle", "north_wing", "south_wing")
    found = {one.code: one for one in compare.figures(atlas, compare.resolve(atlas, codes))}
    members = tables.by_key("regions", "region_id")["north_wing"]["member_adcodes"]
    people = {
        row["adcode"]: float(row["value"])
        for row in tables.figures()
        if (row["indicator"], row["year"]) == ("population", "2024")
    }
    inside = sum(people[adcode] for adcode in tables.cells(members))
    share = inside / sum(people[adcode] for adcode in tables.cities())
    growth = found["key_growth"]
    assert growth.against("north_wing") == pytest.approx(110 * share, rel=1e-6)
    assert sum(growth.lines.values()) == pytest.approx(110)
    assert not found["population"].lines
    assert not found["chains"].lines
    assert found["gdp_per_head"].against("north_wing") == found["gdp_per_head"].province
    cities = compare.figures(atlas, compare.resolve(atlas, ("420100", "420500")))
    assert all(not one.lines for one in cities)


def test_a_link_carries_the_choice(atlas: Atlas) -> None:
    view = View(lang="en", compare=("auto", "textile"), peer="size")
    assert view.codes() == {"lang": "en", "compare": "auto,textile", "peer": "size"}
    assert parse(view.codes(), atlas) == (view, ())
    assert not view.filtered
    for code in compare.codes(atlas):
        assert parse({"compare": code}, atlas) == (View(compare=(code,)), ())


@pytest.mark.parametrize(
    ("name", "text"), [("compare", "420000"), ("compare", "Auto"), ("peer", "taste"), ("peer", "")]
)
def test_unknown_codes_of_a_comparison_are_told(atlas: Atlas, name: str, text: str) -> None:
    assert parse({name: text}, atlas) == (View(), (Notice(name, text),))


# With what


def test_cities_are_as_printed(atlas: Atlas) -> None:
    found = figures(atlas, "420100", "429021")
    gdp, people = stats("gdp", "2024"), stats("population", "2024")
    second = stats("gdp_secondary", "2024")
    for code in ("420100", "429021"):
        assert found["gdp"].values[code] == pytest.approx(gdp[code])
        head = gdp[code] / people[code] * 10_000
        assert found["gdp_per_head"].values[code] == pytest.approx(head)
        share = second[code] / gdp[code] * 100
        assert found["secondary_share"].values[code] == pytest.approx(share)
    assert found["gdp"].province == pytest.approx(sum(gdp.values()))
    assert found["gdp"].line == pytest.approx(sum(gdp.values()) / 17)
    assert found["gdp"].versus("420100") == (
        "share",
        pytest.approx(gdp["420100"] / sum(gdp.values())),
    )
    whole = sum(second.values()) / sum(gdp.values()) * 100
    assert found["secondary_share"].line == pytest.approx(whole)
    points = second["420100"] / gdp["420100"] * 100 - whole
    assert found["secondary_share"].versus("420100") == ("points", pytest.approx(points))


def test_regions_sum_before_they_divide(atlas: Atlas) -> None:
    found = figures(atlas, "lead_wuhan_circle", "north_wing", "south_wing")
    gdp, people = stats("gdp", "2024"), stats("population", "2024")
    for region in ("lead_wuhan_circle", "north_wing", "south_wing"):
        cells = tables.by_key("regions", "region_id")[region]["member_adcodes"]
        members = tables.cells(cells)
        total = sum(gdp[code] for code in members)
        assert found["gdp"].values[region] == pytest.approx(total)
        head = total / sum(people[code] for code in members) * 10_000
        assert found["gdp_per_head"].values[region] == pytest.approx(head)
    assert found["gdp"].line is None
    shares = [versus[1] for code in found["gdp"].values if (versus := found["gdp"].versus(code))]
    assert len(shares) == 3
    assert sum(shares) == pytest.approx(1)


def test_official_and_named_counts_are_kept_apart(atlas: Atlas) -> None:
    found = figures(atlas, "420500", "420600")
    growth = {
        row["key"]: int(row["count"])
        for row in tables.rows("cluster_counts")
        if (row["programme_id"], row["year"], row["dimension"])
        == ("provincial_key_growth_cluster", "2018", "city")
    }
    assert found["key_growth"].values == {code: growth[code] for code in ("420500", "420600")}
    assert found["key_growth"].province == 110
    people = stats("population", "2024")["420500"]
    a_million = found["key_growth_per_million"]
    assert a_million.values["420500"] == pytest.approx(growth["420500"] / people * 100)
    assert (a_million.year, a_million.per_year) == (2018, 2024)
    innovative = found["national_innovative_cluster"]
    among = tables.members("national_innovative_cluster")
    assert innovative.values["420600"] == len(tables.clusters_in("420600", among))
    assert innovative.coverage is not None
    assert (innovative.coverage.named, innovative.coverage.official) == (14, 16)
    assert innovative.recorded


def test_chains_count_the_record(atlas: Atlas) -> None:
    found = figures(atlas, "auto", "quantum")
    rows = [row for row in tables.rows("chain_cities") if row["chain_id"] == "auto"]
    assert found["chain_cities"].values["auto"] == len({row["city_adcode"] for row in rows})
    assert found["counties"].values["auto"] == len(
        {row["county_adcode"] for row in rows if row["county_adcode"]}
    )
    clusters = [row for row in tables.clusters() if row["chain_id"] == "auto"]
    assert found["clusters"].values == {"auto": len(clusters), "quantum": 0}
    firms = [row for row in tables.rows("enterprises") if row["chain_id"] == "auto"]
    assert found["firms"].values["auto"] == len(firms)
    assert found["chain_cities"].values["quantum"] == 1


@pytest.mark.parametrize("kind", compare.KINDS)
def test_every_figure_has_sources_and_a_value_for_each_unit(
    atlas: Atlas, kind: compare.Kind
) -> None:
    chosen = compare.resolve(atlas, compare.default(atlas, kind))
    known = set(tables.by_key("sources", "source_id"))
    for figure in compare.figures(atlas, chosen):
        assert tuple(figure.values) == chosen.codes
        assert figure.source_ids
        assert set(figure.source_ids) <= known


# Peers


def test_peers_by_structure_are_those_with_the_nearest_share(atlas: Atlas) -> None:
    gdp, second = stats("gdp", "2024"), stats("gdp_secondary", "2024")
    share = {code: second[code] / gdp[code] * 100 for code in gdp}
    expected = sorted(
        (abs(share[code] - share["420600"]), code) for code in share if code != "420600"
    )
    found = compare.peers(atlas, "420600", "structure")
    assert list(found.index) == [code for _, code in expected]
    assert list(found) == pytest.approx([gap for gap, _ in expected])


def test_peers_by_size_use_logarithms_in_standard_deviations(atlas: Atlas) -> None:
    columns = [
        {code: math.log(value) for code, value in stats(name, "2024").items()}
        for name in ("gdp", "population")
    ]

    def score(values: dict[str, float], code: str) -> float:
        mean = sum(values.values()) / 17
        spread = math.sqrt(sum((value - mean) ** 2 for value in values.values()) / 17)
        return (values[code] - mean) / spread

    found = compare.peers(atlas, "420100", "size")
    for code, gap in found.items():
        parts = [score(values, str(code)) - score(values, "420100") for values in columns]
        assert gap == pytest.approx(math.hypot(*parts))


def test_peers_never_hold_the_unit_itself_and_are_ordered(atlas: Atlas) -> None:
    for code, by in [("420100", "alike"), ("auto", "distance"), ("north_wing", "distance")]:
        found = compare.peers(atlas, code, by)
        assert code not in found.index
        assert found.is_monotonic_increasing
        assert len(found)


def test_chains_of_the_same_structure_are_of_the_same_family(atlas: Atlas) -> None:
    families = {row["chain_id"]: row["family_id"] for row in tables.rows("chains")}
    for code in compare.peers(atlas, "auto", "structure").index:
        assert families[str(code)] == families["auto"]


def test_what_is_not_on_record_has_no_peers(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for table in ("chain_cities", "enterprises"):
        kept = [row for row in rows(folder, table) if row["chain_id"] != "quantum"]
        write(folder, table, kept)
    own = load(folder)
    for by in compare.PEERS:
        assert compare.peers(own, "quantum", by).empty


# Small maps and files


def test_a_small_map_draws_all_cities_and_paints_some(atlas: Atlas) -> None:
    drawing = small_map(atlas, {420100: "hue-main"}, 'a "name" & more')
    assert drawing.count("<path") == 17
    assert drawing.count('class="hue-main"') == 1
    assert 'aria-label="a &#34;name&#34; &amp; more"' in drawing
    assert len(drawing) < 20_000
    numbers = [float(n) for n in re.findall(r"[ML](-?[\d.]+) ", drawing)]
    assert min(numbers) >= 0
    assert max(numbers) <= 200


def test_the_file_holds_what_is_shown(atlas: Atlas) -> None:
    chosen = compare.resolve(atlas)
    found = compare.figures(atlas, chosen)
    words = {figure.code: figure.code for figure in found}
    export = comparison(atlas, View(lang="en"), chosen, found, words, words)
    assert len(export.frame) == len(found) * 3
    row = export.frame.iloc[0]
    assert (row["unit_code"], row["figure"]) == ("420100", "gdp")
    assert row["value"] == pytest.approx(stats("gdp", "2024")["420100"] / 10)  # CNY billion
    assert export.row_sources[0] == found[0].source_ids
