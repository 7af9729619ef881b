"""Measures, gaps and targets, counted again from the tables."""

from __future__ import annotations

import re

import pytest

from geo.data.atlas import Atlas
from geo.population.fields import Notice
from geo.questions import policies
from geo.sheets import view as geo_view
from geo.sheets.view import View
from geo.words import LANGUAGES, catalogue
from pages.parts.shell import navigation
from tests import tables

MEASURES = tables.rows("policies")


def count(**wanted: str) -> int:
    return sum(
        all(value in tables.cells(row[key]) for key, value in wanted.items()) for row in MEASURES
    )


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def test_all_measures_are_there(atlas: Atlas) -> None:
    table = policies.measures(atlas)
    assert list(table.index) == [row["policy_id"] for row in MEASURES]
    assert len(table) == 68
    assert int(table["official"].sum()) == count(source_id="seed_004")


def test_matrix_of_documents_adds_up_to_all(atlas: Atlas) -> None:
    table = policies.by_document(atlas, policies.measures(atlas))
    assert table.to_numpy().sum() == len(MEASURES)
    for lever in table.index:
        for document in table.columns:
            assert table.loc[lever, document] == count(lever_id=lever, source_id=document)


def test_matrix_of_levels_counts_each_level(atlas: Atlas) -> None:
    table = policies.by_level(atlas, policies.measures(atlas))
    for lever in table.index:
        for level in table.columns:
            assert table.loc[lever, level] == count(lever_id=lever, level=level)
    assert table.to_numpy().sum() == sum(len(tables.cells(row["level"])) for row in MEASURES)
    assert {level for row in MEASURES for level in tables.cells(row["level"])} == set(table.columns)


def test_levers_add_up(atlas: Atlas) -> None:
    table = policies.levers(atlas)
    assert len(table) == len({row["lever_id"] for row in MEASURES}) == 16
    assert table["measures"].sum() == len(MEASURES)
    assert table["official"].sum() == count(source_id="seed_004")


def test_official_document_comes_first(atlas: Atlas) -> None:
    assert policies.documents(atlas) == (
        "seed_004", "seed_002", "seed_001", "seed_003", "seed_000",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("揭榜", {"innovation_03"}),
        ("jbgs", {"innovation_03"}),
        ("粘合剂", {"governance_01"}),
        ("innovation vouchers", {"firms_05"}),
    ],
)
def test_search_looks_into_names_and_wording(atlas: Atlas, query: str, found: set[str]) -> None:
    assert set(policies.measures(atlas, q=query).index) == found


def test_choices_narrow_down_together(atlas: Atlas) -> None:
    left = policies.measures(atlas, lever=["fiscal"], level=["province"], doc=["seed_004"])
    assert len(left) == count(lever_id="fiscal", level="province", source_id="seed_004") == 3
    assert policies.measures(atlas, lever=["brand"], doc=["seed_004"]).empty


def test_gaps_rest_on_facts_and_known_measures(atlas: Atlas) -> None:
    levers = {row["lever_id"] for row in MEASURES}
    measures = {row["policy_id"] for row in MEASURES}
    pages = {entry.name for entry in navigation.ENTRIES}
    for gap in policies.GAPS:
        shown = {key for fact in policies.evidence(atlas, gap) for key in fact.ids}
        assert shown == {row["fact_id"] for row in tables.rows("facts") if row["gap"] == gap.code}
        assert shown
        assert set(gap.answers) <= levers | measures
        assert len(policies.answers(atlas, gap))
        assert gap.page in pages
        codes = View(**gap.codes).codes()
        assert geo_view.parse(codes, atlas) == (View(**gap.codes), ())


def test_gaps_of_measures_are_the_answers_turned_round(atlas: Atlas) -> None:
    found = policies.gaps_of(atlas)
    assert set(found) == {row["policy_id"] for row in MEASURES}
    for gap in policies.GAPS:
        assert {key for key, gaps in found.items() if gap in gaps} == set(
            policies.answers(atlas, gap).index
        )


def test_a_passage_holds_measure_and_figure(atlas: Atlas) -> None:
    found = policies.passages(atlas)
    by_id = tables.by_key("policies", "policy_id")
    for key, statements in found.items():
        for fact in statements:
            one, two = plain(by_id[key]["quote_zh"]), plain(fact.quote_zh)
            assert fact.source_id == by_id[key]["source_id"]
            assert one in two or two in one
    assert [fact.ids for fact in found["fiscal_01"]] == [("F447",)]
    assert [fact.ids for fact in found["recognition_02"]] == [("F437", "F438")]
    assert found["brand_01"] == ()


def test_targets_are_all_that_hubei_set_in_figures(atlas: Atlas) -> None:
    told = {key for target in policies.targets(atlas) for key in target.fact.ids}
    assert told == {
        row["fact_id"]
        for row in tables.rows("facts")
        if row["theme"] == "target" and row["adcode"] == "420000" and row["value"]
    }
    # How long something takes, or how many levels it has, is nothing to reach.
    assert {"F439", "F441"}.isdisjoint(told)


def test_fulfilment_is_never_guessed(atlas: Atlas) -> None:
    later = {t.fact.ids[0]: t.later for t in policies.targets(atlas) if t.later}
    counted = [
        (int(row["year"]), int(row["count"]))
        for row in tables.rows("cluster_counts")
        if row["programme_id"] == "provincial_key_growth_cluster"
        and row["dimension"] == "total"
        and row["count_kind"] == "stock"
    ]
    assert later == {"F270": max(counted)}
    planned = policies.planned_counts(atlas)
    assert list(planned["count"]) == [50, 30]


def test_the_view_holds_the_choice_of_measures(atlas: Atlas) -> None:
    codes = {"lang": "zh", "lever": "fiscal,talent", "level": "park", "doc": "seed_004"}
    view, notices = geo_view.parse(codes, atlas)
    assert not notices
    assert view.codes() == codes
    assert not view.filtered
    view, notices = geo_view.parse({"lever": "magic,talent", "level": "moon"}, atlas)
    assert view.policy.lever == ("talent",) and view.policy.level == ()
    assert notices == (Notice("lever", "magic"), Notice("level", "moon"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_gap_has_words(lang: str) -> None:
    for gap in policies.GAPS:
        assert catalogue()[f"policy.gap.{gap.code}.title"][lang]
        assert catalogue()[f"policy.gap.{gap.code}.link"][lang]
