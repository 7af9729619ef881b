"""What a city can take on, held to the tables read anew."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from geo.data.atlas import Atlas, load
from geo.data.boundaries import neighbours
from geo.questions import cities, takeover
from geo.questions.directions import directions
from tests import folders, tables

ENSHI, YICHANG, SUIZHOU, SHENNONGJIA = 422800, 420500, 421300, 429021
STAGES = ("upstream", "midstream", "downstream")
FEW = (ENSHI, YICHANG, SUIZHOU, 420200)


@cache
def held() -> dict[tuple[int, str], set[str]]:
    """Stages of each city in each chain, from its rows and the firms named."""
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in tables.rows("chain_cities"):
        found[int(row["city_adcode"]), row["chain_id"]] |= set(tables.cells(row["stages"]))
    for row in tables.rows("enterprises"):
        if row["chain_id"]:
            found[int(row["city_adcode"]), row["chain_id"]] |= {row["stage"]} - {""}
    return dict(found)


@cache
def firms_of(adcode: int, chain_id: str) -> set[str]:
    """Names of firms in a chain of a city; a longer and a shorter one may be the same firm."""
    code = str(adcode)
    named = [r for r in tables.rows("enterprises") if r["city_adcode"] == code]
    printed = [r for r in tables.rows("chain_cities") if r["city_adcode"] == code]
    every = {r["name_zh"] for r in named if r["chain_id"] == chain_id}
    for row in printed:
        if row["chain_id"] == chain_id:
            every |= set(tables.cells(row["anchor_enterprises_zh"]))
    return every


@pytest.mark.parametrize("adcode", FEW)
def test_cells_say_what_the_tables_have(atlas: Atlas, adcode: int) -> None:
    near = takeover.scope(atlas, adcode)
    rows = takeover.cells(atlas, adcode)
    assert list(rows["stage"]) == [*STAGES] * (len(rows) // 3)
    own = {chain for city, chain in held() if city == adcode}
    assert set(rows.loc[rows["group"] == "own", "chain_id"]) == own
    for row in rows.itertuples():
        here = row.stage in held().get((adcode, row.chain_id), ())
        there = {code for code in near.index if row.stage in held().get((code, row.chain_id), ())}
        assert here == (row.state == "own")
        if row.state == "near":
            assert row.near in there
            assert row.km == pytest.approx(near[row.near])
        if row.state == "none":
            assert not there
        if row.state == "covered":
            assert row.by
            assert all(row.stage in held()[adcode, code] for code in row.by)


@pytest.mark.parametrize("adcode", FEW)
def test_candidates_are_stages_of_a_city_near_with_more_firms(atlas: Atlas, adcode: int) -> None:
    near = takeover.scope(atlas, adcode)
    chains = tables.by_key("chains", "chain_id")
    known = [chain for city, chain in held() if city == adcode]
    families = {chains[chain]["family_id"] for chain in known}
    for row in takeover.candidates(atlas, adcode).itertuples():
        chain = chains[row.chain_id]
        assert row.near in near.index
        for stage in row.stages:
            assert stage in held()[row.near, row.chain_id]
            assert stage not in held().get((adcode, row.chain_id), ())
        assert len(firms_of(row.near, row.chain_id)) > 0
        if chain["family_id"] in ("food", "metals", "building_materials"):
            assert "upstream" not in row.stages
        assert row.reasons
        assert ("own" in row.reasons) == (row.chain_id in known)
        assert ("family" in row.reasons) == bool(row.family_chains)
        if row.family_chains:
            assert chain["family_id"] in families
        if "related" in row.reasons:
            assert row.places >= 3
            assert row.rank <= takeover.MOST_RELATED


def test_enshi_is_told_what_it_named_itself(atlas: Atlas) -> None:
    """A remark on its record quotes three directions; the tables say of which document."""
    (note,) = {r["note"] for r in tables.rows("chain_cities") if "为培育方向" in r["note"]}
    words = re.split("[、]", note.split("：")[1].removesuffix("为培育方向"))
    rows = directions(atlas, ENSHI)
    quoted = rows[rows["words"].isin(words)]
    assert {"e_materials", "highend_equip", "building"} <= set(quoted["chain_id"])
    (found,) = (
        takeover.candidates(atlas, ENSHI).query("chain_id == 'e_materials'").to_dict("records")
    )
    assert found["near"] == YICHANG
    assert found["stages"] == ("upstream",)
    assert found["reasons"][0] == "direction"
    assert found["document_year"] == 2023
    assert round(found["km"]) == 165


def test_chains_above_and_below_cover_a_stage(atlas: Atlas) -> None:
    rows = takeover.cells(atlas, SUIZHOU).set_index(["chain_id", "stage"])
    assert rows.at[("auto", "midstream"), "state"] == "covered"
    assert rows.at[("auto", "midstream"), "by"] == ("special_vehicle",)


def test_a_wider_range_has_more_cities_and_a_border_is_always_in(atlas: Atlas) -> None:
    beside = set(neighbours(atlas)[ENSHI])
    assert set(takeover.scope(atlas, ENSHI, 0).index) == beside
    before = beside
    for km in takeover.DISTANCES[1:]:
        found = takeover.scope(atlas, ENSHI, km)
        assert before <= set(found.index)
        assert {code for code, far in found.items() if far > km} <= beside
        assert list(found) == sorted(found)
        before = set(found.index)
    far = cities.distances(atlas, ENSHI)
    assert {code for code in far.index if far[code] <= 300} - {ENSHI} <= before


def test_where_almost_nothing_is_on_record_nothing_is_proposed(atlas: Atlas) -> None:
    """One chain says nothing about what is related to it."""
    assert len([chain for city, chain in held() if city == SHENNONGJIA]) < takeover.LEAST_OWN
    found = takeover.candidates(atlas, SHENNONGJIA)
    assert "related" not in set(found["group"])


def test_a_firm_at_the_stage_ends_the_proposal(atlas: Atlas, tmp_path: Path) -> None:
    folder = folders.copied(tmp_path)

    def settle(rows: list[folders.Row]) -> None:
        row = dict(next(r for r in rows if r["city_adcode"] == str(ENSHI)) if any(
            r["city_adcode"] == str(ENSHI) for r in rows
        ) else rows[0])  # fmt: skip
        row |= {
            "enterprise_id": "settled", "name_zh": "新设一厂", "name_en": "Settled",
            "city_adcode": str(ENSHI), "county_adcode": "", "zone_id": "",
            "chain_id": "e_materials", "stage": "upstream", "lat": "", "lon": "",
            "location_precision": "city",
        }  # fmt: skip
        rows.append(row)

    folders.change(folder, "enterprises", settle)
    rows = takeover.cells(load(folder), ENSHI).set_index(["chain_id", "stage"])
    assert rows.at[("e_materials", "upstream"), "state"] == "own"
    assert takeover.cells(atlas, ENSHI).set_index(["chain_id", "stage"]).at[
        ("e_materials", "upstream"), "state"
    ] == "near"  # fmt: skip
