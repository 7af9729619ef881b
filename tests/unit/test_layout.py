"""The regional layout against the tables, counted here without the library."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from geo.data.atlas import Atlas
from geo.questions import layout
from geo.questions.layout import REST, Scheme, changes, compare, lanes
from geo.words import LANGUAGES, Words
from tests import tables

MAIN = "one_main_two_wings"
SCHEMES = [row["scheme_id"] for row in tables.rows("schemes")]
REGIONS = tables.rows("regions")
WUHAN_CIRCLE = ["420100", "420200", "420700", "420900", "421100", "421200", "429004", "429005",
                "429006"]  # fmt: skip


def members(region_id: str) -> list[str]:
    (row,) = [row for row in REGIONS if row["region_id"] == region_id]
    return tables.cells(row["member_adcodes"])


def parts(scheme_id: str) -> dict[str, list[str]]:
    """Cities of each region with known members, and of the rest."""
    found = {
        row["region_id"]: tables.cells(row["member_adcodes"])
        for row in REGIONS
        if row["scheme_id"] == scheme_id and row["member_adcodes"]
    }
    inside = {code for codes in found.values() for code in codes}
    rest = [code for code in tables.cities() if code not in inside]
    return found | ({REST: rest} if rest else {})


def statistic(indicator: str, year: str, codes: list[str]) -> float:
    return sum(
        float(row["value"])
        for row in tables.figures()
        if row["indicator"] == indicator and row["year"] == year and row["adcode"] in codes
    )


# Schemes


def test_every_scheme_is_there_in_the_order_of_time(atlas: Atlas) -> None:
    found = layout.schemes(atlas)
    assert sorted(scheme.scheme_id for scheme in found) == sorted(SCHEMES)
    assert [scheme.year for scheme in found] == sorted(scheme.year for scheme in found)
    assert len(found) == 9


def test_the_scheme_in_force_holds_nine_four_and_four(atlas: Atlas) -> None:
    scheme = layout.scheme(atlas, MAIN)
    assert [len(region.members) for region in scheme.regions] == [9, 4, 4]
    assert [region.hue for region in scheme.regions] == ["main", "north", "south"]
    every = [city for region in scheme.regions for city in region.members]
    assert sorted(every) == sorted(int(code) for code in tables.cities())
    assert [str(city) for city in sorted(scheme.regions[0].members)] == WUHAN_CIRCLE
    assert layout.arrows(scheme) == ((420100, 420600), (420100, 420500))


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_members_rest_and_overlap_of_each_scheme(atlas: Atlas, scheme_id: str) -> None:
    scheme = layout.scheme(atlas, scheme_id)
    expected = parts(scheme_id)
    known = {region.region_id: [str(c) for c in region.members] for region in scheme.regions}
    assert known == {name: codes for name, codes in expected.items() if name != REST}
    assert [str(code) for code in scheme.rest] == expected.get(REST, [])
    times = [sum(code in codes for codes in known.values()) for code in tables.cities()]
    shared = [code for code, n in zip(tables.cities(), times, strict=True) if n > 1]
    assert [str(code) for code in scheme.shared] == shared
    (row,) = [row for row in tables.rows("schemes") if row["scheme_id"] == scheme_id]
    assert scheme.complete == (row["complete"] == "true") == (set(times) == {1})


def test_missing_lists_of_members_make_positions_unknown(atlas: Atlas) -> None:
    scheme = layout.scheme(atlas, "one_core_two_belts_three_zones")
    assert {region.region_id for region in scheme.open} == {"zone_west_hubei", "zone_jianghan"}
    assert scheme.partly_known
    assert {scheme.position(code) for code in scheme.rest} == {"unknown"}
    circles = layout.scheme(atlas, "three_metro_circles")
    assert {circles.position(code) for code in circles.rest} == {"outside"}
    assert len(circles.rest) == 9


def test_an_overlapped_city_takes_the_smallest_area(atlas: Atlas) -> None:
    scheme = layout.scheme(atlas, "one_core_two_belts_three_zones")
    area = scheme.area_of(420100)
    assert area is not None
    assert area.region_id == "core_wuhan"
    assert len(scheme.of(420100)) == 3
    assert all(region.level == 0 for region in scheme.regions if not region.band)
    inner = layout.scheme(atlas, "wuhan_metro_inner")
    assert {region.region_id: region.level for region in inner.regions} == {
        "wuhan_new_town": 1,
        "wuhan_eight_clusters": 0,
    }


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_regions_of_a_scheme_differ_in_colour(atlas: Atlas, scheme_id: str) -> None:
    hues = [region.hue for region in layout.scheme(atlas, scheme_id).regions]
    assert len(hues) == len(set(hues))


def test_an_unknown_scheme_is_an_error(atlas: Atlas) -> None:
    with pytest.raises(KeyError):
        layout.scheme(atlas, "no_such_scheme")


# Changes


def test_from_the_city_circle_to_the_two_wings(atlas: Atlas) -> None:
    found = changes(layout.scheme(atlas, "city_circle_1p8"), layout.scheme(atlas, MAIN))
    ways = {
        (c.kind, *(r.region_id for r in (*c.before, *c.after))): {str(code) for code in c.cities}
        for c in found
    }
    assert ways == {
        ("same", "wuhan_circle_1p8", "lead_wuhan_circle"): set(WUHAN_CIRCLE),
        ("regrouped", "west_hubei_tourism_circle", "north_wing"): set(members("north_wing")),
        ("regrouped", "west_hubei_tourism_circle", "south_wing"): set(members("south_wing")),
    }


def test_from_the_two_wings_to_three_circles(atlas: Atlas) -> None:
    found = changes(layout.scheme(atlas, MAIN), layout.scheme(atlas, "three_metro_circles"))
    left = {code for c in found if c.kind == "left" for code in c.cities}
    assert left == {420900, 421200, 429004, 429005, 429006, 420300, 421300, 429021, 422800}
    assert sum(len(c.cities) for c in found if c.kind == "regrouped") == 8


@pytest.mark.parametrize(("one", "two"), list(product(SCHEMES, SCHEMES)))
def test_changes_hold_every_city_once_and_mirror(atlas: Atlas, one: str, two: str) -> None:
    before, after = layout.scheme(atlas, one), layout.scheme(atlas, two)
    there, back = changes(before, after), changes(after, before)
    cities = [code for change in there for code in change.cities]
    assert sorted(cities) == sorted(before.cities)
    swapped = {"joined": "left", "left": "joined"}

    def kinds(found: tuple[layout.Change, ...]) -> dict[int, str]:
        return {code: change.kind for change in found for code in change.cities}

    returned = kinds(back)
    assert kinds(there) == {code: swapped.get(kind, kind) for code, kind in returned.items()}
    if one == two:
        assert {change.kind for change in there} <= {"same", "outside", "unknown"}


# Regions compared


def test_official_key_growth_of_2018_by_region(atlas: Atlas) -> None:
    measure = compare(atlas, layout.scheme(atlas, MAIN))["key_growth"]
    assert list(measure.values.values()) == [53, 23, 34]
    assert (measure.province, measure.year) == (110, 2018)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_sums_of_each_region(atlas: Atlas, scheme_id: str) -> None:
    measures = compare(atlas, layout.scheme(atlas, scheme_id))
    growth = {
        row["key"]: int(row["count"])
        for row in tables.rows("cluster_counts")
        if (row["programme_id"], row["year"], row["dimension"])
        == ("provincial_key_growth_cluster", "2018", "city")
    }
    for name, codes in parts(scheme_id).items():
        gdp, people = (statistic(code, "2024", codes) for code in ("gdp", "population"))
        assert measures["units"].values[name] == len(codes)
        assert measures["gdp"].values[name] == pytest.approx(gdp)
        assert measures["population"].values[name] == pytest.approx(people)
        assert measures["gdp_per_head"].values[name] == pytest.approx(gdp / people * 10_000)
        assert measures["key_growth"].values[name] == sum(growth[code] for code in codes)
    every = tables.cities()
    assert measures["gdp"].province == pytest.approx(statistic("gdp", "2024", every))
    assert measures["population"].year == measures["gdp"].year == 2024


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_clusters_chains_and_firms_of_each_region(atlas: Atlas, scheme_id: str) -> None:
    measures = compare(atlas, layout.scheme(atlas, scheme_id))
    by_programme = {p: tables.members(p) for p in tables.cluster_programmes()}
    anchors = [r["city_adcode"] for r in tables.rows("enterprises") if r["kind"] == "anchor"]
    for name, codes in parts(scheme_id).items():
        for programme, among in by_programme.items():
            inside = set().union(*(tables.clusters_in(code, among) for code in codes))
            assert measures[programme].values[name] == len(inside)
            assert measures[programme].province == len(among)
        chains = {r["chain_id"] for r in tables.rows("chain_cities") if r["city_adcode"] in codes}
        assert measures["chains"].values[name] == len(chains)
        assert measures["anchors"].values[name] == sum(code in codes for code in anchors)


def test_area_takes_the_latest_figure_of_each_city(atlas: Atlas) -> None:
    rows = [row for row in tables.figures() if row["indicator"] == "area"]
    latest = {r["adcode"]: float(r["value"]) for r in sorted(rows, key=lambda r: int(r["year"]))}
    measure = compare(atlas, layout.scheme(atlas, MAIN))["area"]
    for name, codes in parts(MAIN).items():
        assert measure.values[name] == pytest.approx(sum(latest[code] for code in codes))


def test_shares_of_a_whole_add_up_and_those_of_means_do_not_exist(atlas: Atlas) -> None:
    scheme = layout.scheme(atlas, MAIN)
    measures = compare(atlas, scheme)
    for code in ("units", "area", "population", "gdp", "key_growth"):
        shares = [measures[code].share(region.region_id) for region in scheme.regions]
        assert sum(share or 0 for share in shares) == pytest.approx(1)
    assert measures["gdp_per_head"].share("north_wing") is None


def test_figures_per_million(atlas: Atlas) -> None:
    measures = compare(atlas, layout.scheme(atlas, MAIN))
    people = statistic("population", "2024", members("north_wing"))
    found = layout.per_million(measures["key_growth"], measures["population"], "north_wing")
    assert found == pytest.approx(23 / people * 100)


def test_the_long_table_has_a_row_for_each_measure_and_part(atlas: Atlas) -> None:
    scheme = layout.scheme(atlas, "three_metro_circles")
    measures = compare(atlas, scheme)
    frame = layout.rows(scheme, measures)
    assert len(frame) == len(measures) * 5  # three circles, the rest, the province
    assert not frame.duplicated(["measure", "region_id"]).any()


def test_chains_by_family(atlas: Atlas) -> None:
    frame = layout.family_chains(atlas, layout.scheme(atlas, MAIN))
    families = {row["chain_id"]: row["family_id"] for row in tables.rows("chains")}
    for region in ("lead_wuhan_circle", "north_wing", "south_wing"):
        chains = {
            row["chain_id"]
            for row in tables.rows("chain_cities")
            if row["city_adcode"] in members(region)
        }
        for family in set(families.values()):
            assert frame.at[family, region] == sum(families[c] == family for c in chains)
    assert frame["all"].sum() == len(families)


def test_the_paper_of_2014_prints_a_share_that_its_counts_do_not_give(atlas: Atlas) -> None:
    inside, outside = layout.printed_2014(atlas)
    assert (inside.count, outside.count, inside.total) == (44, 46, 90)
    assert inside.printed_share == pytest.approx(0.4899)
    assert inside.share == pytest.approx(44 / 90)
    assert round(inside.share, 4) == 0.4889 != inside.printed_share
    assert round(outside.share, 4) == outside.printed_share == 0.5111
    assert inside.printed_share + outside.printed_share == pytest.approx(1.001)


# Corridors, roles, sentences


def test_corridors_are_those_of_the_table(atlas: Atlas) -> None:
    rows = {row["axis_id"]: row for row in tables.rows("axes")}
    found = layout.axes(atlas)
    assert len(found) == len(rows) == 20
    for axis in found:
        row = rows[axis.axis_id]
        assert [str(code) for code in axis.cities] == tables.cells(row["city_adcodes"])
        assert axis.inferred == (row["order_inferred"] == "true")
    assert set(layout.DEFAULT_AXES) <= set(rows)
    assert layout.usual(MAIN) == layout.DEFAULT_AXES
    assert layout.usual("golden_triangle") == ()


def test_no_two_lines_share_a_lane_between_two_cities(atlas: Atlas) -> None:
    axes = layout.axes(atlas)
    taken = set()
    for axis, lane in zip(axes, lanes(axes), strict=True):
        steps = {frozenset(pair) for pair in pairwise(axis.cities)} or {frozenset(axis.cities)}
        spots = {(step, lane) for step in steps}
        assert not spots & taken
        taken |= spots
    assert lanes(axes[:1]) == (0,)


def test_roles_name_all_cities_and_admit_what_was_not_found(atlas: Atlas) -> None:
    roles = layout.roles_of_cities(atlas)
    assert set(map(str, roles.index)) == set(tables.cities())
    known = roles[roles["policy_zh"].notna()]
    assert set(map(str, known.index)) == {r["city_adcode"] for r in tables.rows("city_roles")}
    assert len(set(known.index)) == 17


@pytest.mark.parametrize(("scheme_id", "lang"), list(product(SCHEMES, LANGUAGES)))
def test_headlines_are_worded_and_hold_their_numbers(
    atlas: Atlas, scheme_id: str, lang: str
) -> None:
    scheme = layout.scheme(atlas, scheme_id)
    text = layout.headline(atlas, scheme, Words(lang))
    expected = parts(scheme_id)
    if REST in expected:
        assert str(len(expected[REST])) in text
        assert str(17 - len(expected[REST])) in text
    else:
        for codes in expected.values():
            assert str(len(codes)) in text


def test_the_headline_of_the_scheme_in_force(atlas: Atlas) -> None:
    scheme = layout.scheme(atlas, MAIN)
    text = layout.headline(atlas, scheme, Words("zh"))
    assert text == (
        "武汉城市圈 9 个、襄十随神 4 个、宜荆荆恩 4 个：武汉引领，襄阳、宜昌带动两翼，"
        "覆盖全省 17 个市州"
    )
    people = statistic("population", "2024", WUHAN_CIRCLE)
    share = people / statistic("population", "2024", tables.cities())
    weight = layout.weight(scheme, compare(atlas, scheme), Words("zh"))
    assert f"{share:.0%}" in weight
    assert f"{53 / 110:.0%}" in weight


def test_short_names_are_there_for_every_scheme_region_and_corridor(atlas: Atlas) -> None:
    def worded(scheme: Scheme, t: Words) -> list[str]:
        regions = (*scheme.regions, *scheme.open)
        return [layout.scheme_word(scheme, t), *(layout.short(region, t) for region in regions)]

    for lang in LANGUAGES:
        for scheme in layout.schemes(atlas):
            for text in worded(scheme, Words(lang)):
                assert 0 < len(text) <= (12 if lang == "zh" else 36)
