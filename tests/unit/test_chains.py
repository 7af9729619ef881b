"""Chains: choice, places, gaps, flow and completeness, held to the tables read anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from geo import sheets
from geo.data.atlas import Atlas
from geo.data.boundaries import neighbours
from geo.files.tables import FORMATS
from geo.questions import cities
from geo.questions.chains import choice, flow, places
from geo.questions.chains.findings import headline
from geo.questions.chains.gaps import OF_CITY, gaps, shares
from geo.questions.chains.wording import size, statement
from geo.sheets.chains.gap_rows import working_list
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import tables

STAGES = ("upstream", "midstream", "downstream")
ROLES = ("core", "important", "supporting")
CHAINS = [row["chain_id"] for row in tables.rows("chains")]
AUTO = "auto"


def rows(chain_id: str) -> list[tables.Row]:
    return [row for row in tables.rows("chain_cities") if row["chain_id"] == chain_id]


def stages_of(chain_id: str) -> dict[str, set[str]]:
    """Stages on record of a chain by city, from all of its rows there."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(chain_id):
        found[row["city_adcode"]] |= set(tables.cells(row["stages"]))
    return found


def held(chain_id: str) -> dict[str, set[str]]:
    """Stages of a chain by city, from its rows there and the firms named."""
    found = stages_of(chain_id)
    for row in tables.rows("enterprises"):
        if row["chain_id"] == chain_id:
            found[row["city_adcode"]] |= {row["stage"]} - {""}
    return found


def family_of(chain_id: str) -> list[str]:
    family = tables.by_key("chains", "chain_id")[chain_id]["family_id"]
    return [row["chain_id"] for row in tables.rows("chains") if row["family_id"] == family]


def above_and_below(chain_id: str) -> list[str]:
    """The chain, and those of its family that it holds or that hold it."""
    tier = {row["chain_id"]: row["tier_51020"] for row in tables.rows("chains")}
    whole = ("pillar_trillion", "advantage_500bn")
    return [
        code
        for code in family_of(chain_id)
        if code == chain_id or tier[chain_id] in whole or tier[code] in whole
    ]


def role_of(chain_id: str, adcode: str) -> str:
    """Role of the city's own rows, else the strongest of its counties."""
    own = [row for row in rows(chain_id) if row["city_adcode"] == adcode]
    whole = [row for row in own if not row["county_adcode"]] or own
    return min((row["role"] for row in whole), key=ROLES.index)


# Choice


def test_the_systems_have_the_members_of_the_plan(atlas: Atlas) -> None:
    number = {system: len(choice.in_system(atlas, system)) for system in choice.SYSTEMS}
    assert (
        number["pillar_trillion"],
        number["advantage_500bn"],
        number["characteristic_100bn"],
    ) == (5, 10, 20)
    assert number["five_advantage"] == 5
    assert number["eight_emerging"] == 8


def test_a_choice_by_name_outranks_family_and_system(atlas: Atlas) -> None:
    assert choice.chosen(atlas) == ()
    assert choice.chosen(atlas, ("textile", "auto"), ("food",), "local") == ("auto", "textile")
    vehicles = {r["chain_id"] for r in tables.rows("chains") if r["family_id"] == "vehicles"}
    assert set(choice.chosen(atlas, (), ("vehicles",))) == vehicles
    local = choice.chosen(atlas, (), ("vehicles",), "local")
    assert local == ("special_vehicle",)


def test_all_chains_are_in_the_order_of_the_matrix_once(atlas: Atlas) -> None:
    assert sorted(choice.in_order(atlas)) == sorted(CHAINS)
    hues = [choice.table(atlas).at[code, "hue"] for code in choice.in_order(atlas)]
    assert len(list(dict.fromkeys(hues))) == 1 + sum(a != b for a, b in pairwise(hues))


def test_a_word_leads_to_chains_and_says_where_it_stands(atlas: Atlas) -> None:
    found = choice.look_up(atlas, "激光")
    expected = {
        row["chain_id"]
        for row in tables.rows("chains")
        if "激光" in "|".join(row[name] for name in row if name.endswith("_zh"))
    }
    assert expected <= set(found["chain_id"])
    assert found.iloc[0]["chain_id"] == "optical_laser"
    assert set(choice.look_up(atlas, "jiguang")["chain_id"]) == set(found["chain_id"])
    assert set(choice.look_up(atlas, "laser")["chain_id"]) == {"optical_laser"}


@pytest.mark.parametrize("word", ["", "  ", "，", "<script>", "没有这样的行业"])
def test_a_word_that_says_nothing_finds_nothing(atlas: Atlas, word: str) -> None:
    assert choice.look_up(atlas, word).empty


# Places


@pytest.mark.parametrize("chain_id", CHAINS)
def test_roles_and_stages_are_those_of_the_rows(atlas: Atlas, chain_id: str) -> None:
    found = places.records(atlas, (chain_id,))
    expected = stages_of(chain_id)
    assert {str(code) for code in found["city_adcode"]} == set(expected)
    for row in found.itertuples():
        adcode = str(row.city_adcode)
        assert set(row.stages) == expected[adcode]
        assert row.role == role_of(chain_id, adcode)
        assert row.firms == sum(
            firm["chain_id"] == chain_id and firm["city_adcode"] == adcode
            for firm in tables.rows("enterprises")
        )


def test_a_city_is_one_place_however_many_rows_it_has(atlas: Atlas) -> None:
    pairs = {(row["chain_id"], row["city_adcode"]) for row in tables.rows("chain_cities")}
    assert len(places.records(atlas)) == len(pairs) == 199
    assert len(tables.rows("chain_cities")) == 247


def test_the_car_chain_is_as_the_tables_have_it(atlas: Atlas) -> None:
    found = places.by_city(atlas, (AUTO,))
    assert len(found) == 11
    assert set(found.index[found["role"] == "core"]) == {420100, 420300, 420600, 421300}
    assert {stage: len(at) for stage, at in places.with_stage(atlas, AUTO).items()} == {
        "upstream": 7,
        "midstream": 6,
        "downstream": 3,
    }


@pytest.mark.parametrize("chain_id", CHAINS)
def test_completeness_is_counted_from_the_rows(atlas: Atlas, chain_id: str) -> None:
    known = places.completeness(atlas).loc[chain_id]
    own = rows(chain_id)
    confidence = Counter(row["confidence"] for row in own)
    assert known["cities"] == len({row["city_adcode"] for row in own})
    assert known["rows"] == len(own)
    assert known["staged"] == sum(bool(row["stages"]) for row in own)
    for level in ("high", "medium", "low"):
        assert known[level] == confidence[level]
    for column, found in (("firms", tables.rows("enterprises")), ("clusters", tables.clusters())):
        assert known[column] == sum(row["chain_id"] == chain_id for row in found)


def test_counties_carry_their_strongest_role(atlas: Atlas) -> None:
    expected: dict[int, list[str]] = defaultdict(list)
    for row in rows(AUTO):
        if row["county_adcode"]:
            expected[int(row["county_adcode"])].append(row["role"])
    assert places.by_county(atlas, (AUTO,)) == {
        code: min(roles, key=ROLES.index) for code, roles in expected.items()
    }


@pytest.mark.parametrize("chain_id", CHAINS)
def test_a_link_leads_to_the_nearest_city_with_the_next_stage(atlas: Atlas, chain_id: str) -> None:
    has = stages_of(chain_id)
    expected = set()
    for stage, following in pairwise(STAGES):
        holders = [int(code) for code, found in has.items() if following in found]
        for code, found in has.items():
            if stage in found and following not in found and holders:
                far = cities.distances(atlas, int(code))
                expected.add((int(code), min(holders, key=far.__getitem__), stage))
    assert set(places.links(atlas, chain_id)) == expected


def test_the_core_cities_of_cars_lie_on_the_corridor_of_cars(atlas: Atlas) -> None:
    axis = places.corridor(atlas, AUTO)
    assert axis is not None
    assert axis["axis_id"] == "hxsxs_auto"
    assert places.corridor(atlas, "textile") is None
    assert places.corridor(atlas, "quantum") is None


# Gaps


def expected_gaps(atlas: Atlas, chain_id: str) -> set[tuple[str, str, str]]:
    """Kind, stage and city of every gap of a chain about its stages, by the stated rules."""
    has, known = stages_of(chain_id), held(chain_id)
    if not has:
        return {("chain_nowhere", "", "")}
    if not any(known.values()):
        return {("stages_unstated", "", "")}
    beside = neighbours(atlas)
    covered = [held(code) for code in family_of(chain_id)]
    fed = [held(code) for code in above_and_below(chain_id)]
    found = set()
    for n, stage in enumerate(STAGES):
        anywhere = {code for one in fed for code, stages in one.items() if stage in stages}
        if not anywhere:
            found.add(("stage_nowhere", stage, ""))
        if len(anywhere) == 1:
            found.add(("stage_one_city", stage, *anywhere))
        near = {STAGES[m] for m in (n - 1, n + 1) if 0 <= m < 3}
        for code in has:
            if not near & known[code] or any(stage in one.get(code, ()) for one in covered):
                continue
            if role_of(chain_id, code) == "core":
                found.add(("core_city", stage, code))
            elif any(stage in known.get(str(other), ()) for other in beside[int(code)]):
                found.add(("other_city", stage, code))
    return found


@pytest.mark.parametrize("chain_id", CHAINS)
def test_gaps_are_those_of_the_stated_rules(atlas: Atlas, chain_id: str) -> None:
    found = gaps(atlas, (chain_id,))
    found = found[found["kind"] != "cluster_no_firm"]
    assert {
        (row.kind, row.stage if isinstance(row.stage, str) else "", _code(row.city_adcode))
        for row in found.itertuples()
    } == expected_gaps(atlas, chain_id)


def _code(value: object) -> str:
    return "" if str(value) == "<NA>" else str(value)


def test_neighbours_with_the_stage_are_given_with_their_distance(atlas: Atlas) -> None:
    beside = neighbours(atlas)
    found = gaps(atlas)
    for row in found[found["kind"].isin(OF_CITY)].itertuples():
        holders = {code for code, at in held(row.chain_id).items() if row.stage in at}
        expected = {code for code in beside[row.city_adcode] if str(code) in holders}
        assert set(row.beside) == expected
        far = cities.distances(atlas, int(row.city_adcode))
        assert list(row.beside_km) == [pytest.approx(far[code]) for code in row.beside]
        assert list(row.beside_km) == sorted(row.beside_km)
        if holders:
            assert row.distance_km == pytest.approx(min(far[int(code)] for code in holders))


def test_special_vehicles_of_suizhou_feed_its_cars(atlas: Atlas) -> None:
    """A part of a family that is there is not missing from the whole."""
    assert "midstream" not in stages_of(AUTO)["421300"]
    found = gaps(atlas, (AUTO,))
    assert not (found["city_adcode"] == 421300).any()


def test_the_map_of_gaps_judges_no_thinly_documented_place(atlas: Atlas) -> None:
    found = shares(atlas)
    number = {
        code: sum(code in held(chain) for chain in CHAINS) for code in map(str, atlas.cities.index)
    }
    least = sum(number.values()) / len(number) / 2
    assert {str(code) for code, share in found.items() if share is None} == {
        code for code, n in number.items() if n < least
    }
    assert found[429021] is None
    assert all(0 <= share <= 100 for share in found.values() if share is not None)
    figure = sheets.sheet(atlas, "chains", View(mode="gaps")).map
    assert figure is not None and figure.content.figure is not None
    assert dict(figure.content.figure.values) == found


def test_clusters_without_a_firm_are_those_with_none_in_any_of_their_cities(atlas: Atlas) -> None:
    named = {(row["chain_id"], row["city_adcode"]) for row in tables.rows("enterprises")}
    named |= {
        (row["chain_id"], row["city_adcode"])
        for row in tables.rows("chain_cities")
        if row["anchor_enterprises_zh"]
    }
    expected = {
        row["cluster_id"]
        for row in tables.clusters()
        if row["chain_id"]
        and not any((row["chain_id"], code) in named for code in tables.cells(row["city_adcodes"]))
    }
    assert set(gaps(atlas)["cluster_id"].dropna()) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_gap_is_worded_as_not_on_record(atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    told = [statement(atlas, row, t) for row in gaps(atlas).itertuples()]
    assert len(told) == len(gaps(atlas))
    for text in told:
        assert "{" not in text
        assert "nan" not in text
        assert not any(word in text for word in ("没有发展", "does not exist", "不存在"))


# Flow, sizes and sentences


def test_the_flow_counts_each_chain_stage_and_city_once(atlas: Atlas) -> None:
    expected = sum(
        max(1, len(stages)) for chain_id in CHAINS for stages in stages_of(chain_id).values()
    )
    assert len(flow.rows(atlas)) == expected
    steps = flow.steps(atlas)
    for kind in ("fam:", "chain:", "stage:"):
        assert steps.loc[steps["source"].str.startswith(kind), "value"].sum() == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_size_always_has_its_kind_year_and_area(atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    for code, row in choice.table(atlas).iterrows():
        text = size(atlas, row, t)
        source = tables.by_key("chains", "chain_id")[str(code)]
        assert bool(text) == bool(source["size_100m_cny"])
        if text:
            assert source["size_year"] in text
    auto = size(atlas, choice.table(atlas).loc[AUTO], t)
    assert ("8\u2009520 亿元" if lang == "zh" else "CNY 852 billion") in auto


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("mode", choice.MODES)
def test_every_chain_has_a_headline(atlas: Atlas, lang: str, mode: str) -> None:
    t = Words(lang)
    texts = [headline(atlas, (code,), mode, t) for code in CHAINS]
    assert len(set(texts)) == len(CHAINS)
    for ids in ((), ("auto", "textile"), ("quantum", "finance")):
        assert headline(atlas, ids, mode, t)


def test_the_headline_of_cars_says_what_the_tables_say(atlas: Atlas) -> None:
    text = headline(atlas, (AUTO,), "resource", Words("zh"))
    assert "4 个核心市州" in text
    assert "“汉孝随襄十”万亿级汽车产业走廊" in text
    assert "下游环节布局最少（3 个市州）" in text
    everything = headline(atlas, (), "resource", Words("zh"))
    assert everything.startswith("58 条产业链均已查到分布市州；")


# The file


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_working_list_carries_rows_sources_and_completeness(atlas: Atlas, lang: str) -> None:
    found = gaps(atlas, (AUTO,))
    export = working_list(atlas, View(lang=lang), found, link="https://atlas.example/chains")
    assert len(export.frame) == len(found)
    assert set(export.frame["record_cities"]) == {11}
    assert set(export.frame["record_rows"]) == {19}
    keys = {row["source_id"] for row in rows(AUTO)}
    keys |= {key for row in rows(AUTO) for key in tables.cells(row["more_source_ids"])}
    assert {source.source_id for source in export.about.sources} == keys
    assert [column.code for column in export.columns] == list(export.frame.columns)
    lines = FORMATS["csv"].write(export).decode("utf-8-sig").splitlines()
    assert len(lines) == len(found) + 1
    assert FORMATS["xlsx"].write(export)[:2] == b"PK"
