"""The ladder against the tables: steps, climbs, targets, world-class check."""

from __future__ import annotations

import re
from itertools import product

import pytest

from geo.data.atlas import Atlas
from geo.questions import ladder, worldclass
from tests import tables

TIER = {"county": "cultivating", "provincial": "provincial", "national": "national"}
RANK = {"county": 0, "provincial": 1, "national": 2}


def listings() -> list[tables.Row]:
    programmes = tables.cluster_programmes()
    return [row for row in tables.listings() if row["programme_id"] in programmes]


def tier(row: tables.Row) -> str:
    return tables.cluster_programmes()[row["programme_id"]]["tier"]


def test_every_programme_of_clusters_stands_on_one_step(atlas: Atlas) -> None:
    found = {step: set(ladder.on_step(atlas, step)) for step in ladder.STEPS}
    assert found["world"] == set()
    assert set().union(*found.values()) == set(tables.cluster_programmes())
    for key, row in tables.cluster_programmes().items():
        assert key in found[TIER[row["tier"]]]


@pytest.mark.parametrize("years", [None, (2021, 2022), (2010, 2010)])
def test_named_on_a_step_counts_each_cluster_once(
    atlas: Atlas, years: tuple[int, int] | None
) -> None:
    expected: dict[str, set[str]] = {step: set() for step in TIER.values()}
    for row in listings():
        if years is None or (row["year"] and years[0] <= int(row["year"]) <= years[1]):
            expected[TIER[tier(row)]].add(row["cluster_id"])
    found = ladder.named(atlas, years=years)
    assert found.to_dict() == {step: len(members) for step, members in expected.items()}


def test_named_may_be_narrowed_down(atlas: Atlas) -> None:
    assert ladder.named(atlas, {"xiantao_nonwovens"}).to_dict() == {
        "cultivating": 0,
        "provincial": 1,
        "national": 1,
    }
    assert ladder.named(atlas, set()).sum() == 0


def test_years_hold_every_official_total_and_every_list(atlas: Atlas) -> None:
    table = ladder.by_year(atlas)
    cells = {(row.programme_id, row.year): row for row in table.itertuples()}
    assert len(cells) == len(table)
    stock: dict[tuple[str, int], set[int]] = {}
    new: dict[tuple[str, int], set[int]] = {}
    for row in tables.rows("cluster_counts"):
        if row["dimension"] == "total" and row["programme_id"] in tables.cluster_programmes():
            kind = {"stock": stock, "new": new}.get(row["count_kind"])
            if kind is not None:
                key = row["programme_id"], int(row["year"])
                kind.setdefault(key, set()).add(int(row["count"]))
    dated = {(row["programme_id"], int(row["year"])) for row in listings() if row["year"]}
    assert set(cells) == set(stock) | set(new) | dated
    for (programme, year), row in cells.items():
        assert set(row.stock) == stock.get((programme, year), set())
        assert set(row.new) == new.get((programme, year), set())
        assert row.named == len(tables.members(programme, str(year)))
    assert cells["provincial_key_growth_cluster", 2006].stock == (39, 52)


@pytest.mark.parametrize("years", [None, (2018, 2018)])
def test_cities_hold_named_and_official_counts(atlas: Atlas, years: tuple[int, int] | None) -> None:
    table = ladder.by_city(atlas, years=years)
    assert len(table) == 17 * len(tables.cluster_programmes())
    for adcode, programme in product(tables.cities(), tables.cluster_programmes()):
        row = table.loc[(int(adcode), programme)]
        among = {
            one["cluster_id"]
            for one in listings()
            if one["programme_id"] == programme and (years is None or one["year"] == str(years[0]))
        }
        assert row["named"] == len(tables.clusters_in(adcode, among)), (adcode, programme)
        official = [
            one
            for one in tables.rows("cluster_counts")
            if (one["dimension"], one["key"], one["programme_id"]) == ("city", adcode, programme)
            and (years is None or one["year"] == str(years[0]))
        ]
        if not official:
            assert row[["official", "year", "named_then"]].isna().all()
            continue
        last = max(official, key=lambda one: int(one["year"]))
        assert (row["official"], row["year"]) == (int(last["count"]), int(last["year"]))
        then = tables.members(programme, last["year"])
        assert row["named_then"] == len(tables.clusters_in(adcode, then))


def test_climbs_are_those_of_the_lists(atlas: Atlas) -> None:
    expected = set()
    for cluster in {row["cluster_id"] for row in listings()}:
        own = [row for row in listings() if row["cluster_id"] == cluster]
        for low, high in product(own, own):
            years = low["year"], high["year"]
            if RANK[tier(low)] < RANK[tier(high)] and all(years) and years[0] < years[1]:
                expected.add(cluster)
    found = ladder.climbs(atlas)
    climbed = found[found["kind"] == "climbed"]
    assert set(climbed["higher"]) == expected == {"xiantao_nonwovens", "xianning_smart_electromech"}
    assert (climbed["lower"] == climbed["higher"]).all()


def test_a_climb_names_its_two_listings(atlas: Atlas) -> None:
    row = ladder.climbs(atlas, {"xiantao_nonwovens"}).iloc[0]
    assert (row["before"]["year"], row["before"]["source_id"]) == (2008, "xiantao_nonwoven_2013")
    assert (row["after"]["year"], row["after"]["source_id"]) == (2021, "xiantao_innovative_2021")


def test_what_the_lists_do_not_order_is_kept_apart(atlas: Atlas) -> None:
    found = ladder.climbs(atlas)
    kinds = {kind: set(found.loc[found["kind"] == kind, "higher"]) for kind in ladder.KINDS}
    assert kinds["same_year"] == {"yingcheng_bioagriculture", "jingshan_light_industry_equipment"}
    assert kinds["undated"] == {"xiangyang_nev"}
    assert [ladder.KINDS.index(kind) for kind in found["kind"]] == sorted(
        ladder.KINDS.index(kind) for kind in found["kind"]
    )


def test_related_clusters_are_no_climbs_but_stand_higher_later(atlas: Atlas) -> None:
    related = {
        row["cluster_id"]: set(tables.cells(row["related_cluster_ids"]))
        for row in tables.clusters()
    }
    rows = ladder.climbs(atlas)
    rows = rows[rows["kind"] == "related"]
    assert len(rows) == 8
    for row in rows.itertuples():
        assert row.higher in related[row.lower]
        assert row.before["year"] < row.after["year"]
        assert RANK[row.before["tier"]] < RANK[row.after["tier"]]


def test_targets_are_as_printed_and_none_is_known(atlas: Atlas) -> None:
    goals = {goal.code: goal for goal in ladder.goals(atlas)}
    facts = tables.by_key("facts", "fact_id")
    printed = {
        "output": "F431",
        "growth": "F432",
        "share": "F433",
        "national": "F435",
        "provincial": "F437",
        "world": "F440",
    }
    assert tuple(goals) == ladder.GOALS == tuple(printed)
    for code, key in printed.items():
        assert goals[code].fact.value == float(facts[key]["value"])
        assert goals[code].fact.year == 2025
        assert not goals[code].known
    assert (goals["national"].fact.value, goals["national"].fact.high) == (2, 3)
    assert (goals["provincial"].fact.value, goals["provincial"].fact.high) == (5, 10)
    assert goals["national"].base == (4, 2021)
    assert goals["provincial"].base is None
    assert goals["provincial"].named == len(tables.members(ladder.PLANNED[0]))


def test_later_plans_are_not_of_this_plan(atlas: Atlas) -> None:
    rows = ladder.later_plans(atlas)
    assert list(rows["count"]) == [50, 30]
    assert list(rows["programme_id"]) == [
        "provincial_sme_characteristic_cluster", "sme_characteristic_cluster",
    ]  # fmt: skip


# World-class check


def test_every_statement_of_a_candidate_stands_in_one_cell(atlas: Atlas) -> None:
    check = worldclass.check(atlas)
    for candidate in worldclass.CANDIDATES:
        told = worldclass.statements(atlas, candidate)
        cells = [check[candidate.code, code] for code in (*worldclass.FEATURES, "other")]
        assert sum(len(cell.facts) for cell in cells) == len(told) == len(set(told))
        for fact in told:
            assert not fact.theme.startswith(("benchmark", "target"))


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("vehicles", "三.2（1）汽车"),
        ("opto", "三.2（2）电子信息"),
        ("opto", "三（一）2 武汉"),
    ],
)
def test_statements_of_the_sections_are_all_there(atlas: Atlas, code: str, section: str) -> None:
    (candidate,) = (one for one in worldclass.CANDIDATES if one.code == code)
    told = {key for fact in worldclass.statements(atlas, candidate) for key in fact.ids}
    printed = {
        row["fact_id"]
        for row in tables.rows("facts")
        if row["section_zh"] == section and row["theme"] != "target"
    }
    assert printed and printed <= told


def test_statements_of_a_candidate_are_of_hubei_and_speak_of_it(atlas: Atlas) -> None:
    words = {
        "opto": "光电|光通信|光通讯|电子信息|计算机、通信",
        "vehicles": "汽车",
        "health": "医药|生命健康",
    }
    hubei = {tables.PROVINCE, *(int(row["adcode"]) for row in tables.rows("areas"))}
    for candidate in worldclass.CANDIDATES:
        for fact in worldclass.statements(atlas, candidate):
            if not fact.section_zh.startswith(("三.2（", "三（一）2")):
                assert fact.adcode in hubei
                assert re.search(words[candidate.code], fact.subject_zh), fact.ids


def test_empty_cells_are_those_without_any_record(atlas: Atlas) -> None:
    check = worldclass.check(atlas)
    empty = {key for key, cell in check.items() if not cell and key[1] in worldclass.FEATURES}
    assert empty == {
        ("opto", "openness"),
        ("vehicles", "openness"),
        ("health", "openness"),
        ("vehicles", "governance"),
        ("health", "governance"),
    }


def test_firms_and_stages_are_counted_from_the_tables(atlas: Atlas) -> None:
    check = worldclass.check(atlas)
    for candidate in worldclass.CANDIDATES:
        chains = {
            row["chain_id"]
            for row in tables.rows("chains")
            if row["family_id"] == candidate.family_id
        }
        records = {one.code: one for one in check[candidate.code, "firms"].records}
        for kind in ("anchor", "listed", "specialised"):
            firms = [
                row
                for row in tables.rows("enterprises")
                if row["chain_id"] in chains and row["kind"] == kind
            ]
            assert records[f"firms_{kind}"].fields["n"] == len(firms)
        (stages,) = check[candidate.code, "division"].records
        rows = [row for row in tables.rows("chain_cities") if row["chain_id"] in chains]
        assert stages.fields["cities"] == len({row["city_adcode"] for row in rows})
        assert stages.fields["upstream"] == len(
            {row["city_adcode"] for row in rows if "upstream" in tables.cells(row["stages"])}
        )


def test_standing_tells_national_listings_with_their_own_years(atlas: Atlas) -> None:
    (health,) = (one for one in worldclass.CANDIDATES if one.code == "health")
    rows = worldclass.standing(atlas, health).set_index("cluster_id")
    assert set(rows.index) == {"wuhan_biomedicine"}  # that of Tianmen is still to be verified
    assert rows.at["wuhan_biomedicine", "year"] == 2019
