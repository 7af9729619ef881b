"""Clusters as one table: what is joined to them, and what can be asked of one."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from geo.data.atlas import Atlas
from geo.look.tokens import FAMILIES
from geo.record import clusters
from tests import tables

RANK = [
    "national_advanced_manufacturing_cluster",
    "national_strategic_emerging_cluster",
    "national_innovative_cluster",
    "sme_characteristic_cluster",
    "provincial_key_growth_cluster",
    "provincial_innovative_cluster",
    "provincial_strategic_emerging_cluster",
    "provincial_sme_characteristic_cluster",
    "county_characteristic_cluster",
    "county_characteristic_cluster_cultivating",
]
CLASS = dict(zip(RANK, [1, 2, 2, 2, 3, 3, 3, 3, 4, 4], strict=True))
CLUSTERS = {row["cluster_id"]: row for row in tables.clusters()}


def haversine_km(one: tables.Row, other: tables.Row) -> float:
    """Distance on a sphere, written down apart from the library's geodesics."""
    lat1, lon1, lat2, lon2 = (
        math.radians(float(row[name])) for row in (one, other) for name in ("lat", "lon")
    )
    a = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(a))


def listings_of(cluster_id: str) -> list[tables.Row]:
    return [row for row in tables.listings() if row["cluster_id"] == cluster_id]


def test_one_row_a_cluster_in_the_order_of_the_data(atlas: Atlas) -> None:
    table = clusters.table(atlas)
    assert list(table.index) == list(table["cluster_id"]) == list(CLUSTERS)
    assert list(table["name_zh"]) == [row["name_zh"] for row in CLUSTERS.values()]


def test_programmes_of_clusters_stand_highest_first(atlas: Atlas) -> None:
    programmes = clusters.programmes(atlas)
    assert list(programmes.index) == RANK
    assert list(programmes["tier_class"]) == list(CLASS.values())


@pytest.mark.parametrize(
    ("cluster_id", "facts"),
    [
        (
            "wuxiangshisui_auto",  # four cities, Wuhan first
            {
                "tier_class": 1,
                "tier": "national",
                "programmes": ("national_advanced_manufacturing_cluster",),
                "years": (2022,),
                "first_year": 2022,
                "family_id": "vehicles",
                "hue": "auto",
                "city_adcode": 420100,
                "city_adcodes": (420100, 420600, 420300, 421300),
                "region_id": "lead_wuhan_circle",
            },
        ),
        (
            "xiantao_nonwovens",  # five listings of two programmes; a unit that is its own city
            {
                "tier_class": 2,
                "tier": "national",
                "programmes": ("national_innovative_cluster", "provincial_key_growth_cluster"),
                "years": (2008, 2011, 2013, 2020, 2021),
                "first_year": 2008,
                "family_id": "textiles",
                "hue": "textile",
                "city_adcode": 429004,
                "region_id": "lead_wuhan_circle",
            },
        ),
        (
            "wuhan_optoelectronic",
            {
                "tier_class": 1,
                "years": (2022,),
                "family_id": "opto_electronics",
                "hue": "opto",
                "region_id": "lead_wuhan_circle",
            },
        ),
        (
            "anlu_copper_foil_pcb",
            {
                "tier_class": 4,
                "tier": "county",
                "programmes": ("county_characteristic_cluster",),
                "years": (2024,),
                "family_id": "opto_electronics",
                "city_adcode": 420900,
            },
        ),
    ],
)
def test_a_row_tells_what_its_lists_and_chain_say(
    atlas: Atlas, cluster_id: str, facts: dict[str, object]
) -> None:
    row = clusters.table(atlas).loc[cluster_id]
    assert {name: row[name] for name in facts} == facts


def test_what_is_not_on_record_is_missing_and_not_zero(atlas: Atlas) -> None:
    table = clusters.table(atlas)
    undated = table.loc["jiayu_low_carbon_metallurgy"]
    assert undated["years"] == ()
    assert pd.isna(undated["first_year"])
    without_chain = table.loc["huangshi_moulds"]
    assert pd.isna(without_chain["family_id"])
    assert without_chain["hue"] == "other"
    assert pd.isna(without_chain["lat"])


def test_each_row_against_the_tables(atlas: Atlas) -> None:
    programmes = tables.by_key("programmes", "programme_id")
    chains = tables.by_key("chains", "chain_id")
    regions = [r for r in tables.rows("regions") if r["scheme_id"] == "one_main_two_wings"]
    for cluster_id, row in clusters.table(atlas).iterrows():
        listings = listings_of(str(cluster_id))
        ids = {listing["programme_id"] for listing in listings}
        assert set(row["programmes"]) == ids, cluster_id
        classes = [CLASS[programme] for programme in row["programmes"]]
        assert classes == sorted(classes)  # the order inside a class is not official
        assert row["tier_class"] == classes[0]
        assert row["tier"] == programmes[row["programmes"][0]]["tier"]
        years = sorted({int(item["year"]) for item in listings if item["year"]})
        assert list(row["years"]) == years
        source = CLUSTERS[str(cluster_id)]
        family = chains[source["chain_id"]]["family_id"] if source["chain_id"] else None
        assert (None if pd.isna(row["family_id"]) else row["family_id"]) == family
        assert row["hue"] in FAMILIES
        lead = tables.cells(source["city_adcodes"])[0]
        assert row["city_adcode"] == int(lead)
        inside = [r["region_id"] for r in regions if lead in tables.cells(r["member_adcodes"])]
        assert [row["region_id"]] == inside


def test_marks_by_class(atlas: Atlas) -> None:
    number = clusters.table(atlas)["tier_class"].value_counts()
    highest = [min(CLASS[row["programme_id"]] for row in listings_of(key)) for key in CLUSTERS]
    assert dict(number) == {tier_class: highest.count(tier_class) for tier_class in (1, 2, 3, 4)}
    assert sum(number) == 112


def test_the_table_given_out_is_the_callers_own(atlas: Atlas) -> None:
    table = clusters.table(atlas)
    table["tier"] = "x"
    table.loc["wuxiangshisui_auto", "name_zh"] = "x"
    again = clusters.table(atlas)
    assert "x" not in set(again["tier"]) | set(again["name_zh"])


# Recognitions


def test_recognitions_run_from_the_oldest(atlas: Atlas) -> None:
    rows = clusters.recognitions(atlas, "xiantao_nonwovens")
    assert list(rows["year"]) == [2008, 2011, 2013, 2020, 2021]
    assert rows["programme_id"].iloc[-1] == "national_innovative_cluster"
    names = tables.cluster_programmes()
    assert rows["programme_zh"].iloc[-1] == names["national_innovative_cluster"]["name_zh"]
    assert rows["programme_en"].iloc[0] == names["provincial_key_growth_cluster"]["name_en"]


def test_undated_recognitions_come_last_and_none_is_lost(atlas: Atlas) -> None:
    sources = tables.by_key("sources", "source_id")
    for cluster_id in CLUSTERS:
        rows = clusters.recognitions(atlas, cluster_id)
        known = rows["year"].dropna()
        assert known.is_monotonic_increasing
        assert rows["year"].iloc[: len(known)].notna().all()
        listed = [r for r in tables.rows("cluster_listings") if r["cluster_id"] == cluster_id]
        assert len(rows) == len(listed) > 0
        for row in rows.itertuples():
            assert row.source_kind == sources[row.source_id]["kind"]


# Nearby


@pytest.mark.parametrize("cluster_id", ["east_lake_electronic_components", "anlu_copper_foil_pcb"])
def test_nearby_clusters_are_the_nearest_ones(atlas: Atlas, cluster_id: str) -> None:
    here = CLUSTERS[cluster_id]
    away = {
        key: haversine_km(here, row)
        for key, row in CLUSTERS.items()
        if row["lat"] and key != cluster_id
    }
    found = clusters.nearby(atlas, cluster_id, count=10)
    assert len(found) == 10
    assert cluster_id not in found.index
    assert found["distance_km"].is_monotonic_increasing
    nearest = sorted(away.values())[:10]
    assert list(found["distance_km"]) == pytest.approx(nearest, rel=5e-3, abs=1e-6)
    for key, km in found["distance_km"].items():
        assert km == pytest.approx(away[str(key)], rel=5e-3, abs=1e-6)


def test_distances_across_the_province(atlas: Atlas) -> None:
    cluster_id = "anlu_copper_foil_pcb"
    found = clusters.nearby(atlas, cluster_id, count=1000)
    assert set(found.index) == {key for key, row in CLUSTERS.items() if row["lat"]} - {cluster_id}
    for key, km in found["distance_km"].items():
        assert km == pytest.approx(
            haversine_km(CLUSTERS[cluster_id], CLUSTERS[str(key)]), rel=5e-3, abs=1e-6
        )
    assert found["distance_km"].max() > 200


def test_a_cluster_without_a_point_has_no_distances(atlas: Atlas) -> None:
    found = clusters.nearby(atlas, "wuxiangshisui_auto")
    assert found.empty
    assert "distance_km" in found


def test_a_distance_is_the_same_both_ways(atlas: Atlas) -> None:
    one, other = "anlu_copper_foil_pcb", "dongxihu_cybersecurity"
    there = clusters.nearby(atlas, one, count=1000)["distance_km"][other]
    back = clusters.nearby(atlas, other, count=1000)["distance_km"][one]
    assert there == pytest.approx(back)


@pytest.mark.parametrize("name", ["recognitions", "nearby"])
def test_an_unknown_cluster_is_an_error_or_nothing(atlas: Atlas, name: str) -> None:
    if name == "recognitions":
        assert clusters.recognitions(atlas, "no_such_cluster").empty
    else:
        with pytest.raises(KeyError):
            clusters.nearby(atlas, "no_such_cluster")


# Regions


def test_every_city_has_one_region_of_the_main_scheme(atlas: Atlas) -> None:
    found = clusters.region_of_city(atlas)
    assert set(map(str, found)) == set(tables.cities())
    number = pd.Series(found).value_counts()
    assert dict(number) == {"lead_wuhan_circle": 9, "north_wing": 4, "south_wing": 4}
