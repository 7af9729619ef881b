"""Any table under a view: what stays, what drops out, and which filters do not apply."""

from __future__ import annotations

import pytest

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.sheets.table_filter import filter_table, in_words
from geo.sheets.view import View
from tests import tables

WUHAN, XIANGYANG = 420100, 420600
VIEWS = [
    View(),
    View(city=(WUHAN, XIANGYANG)),
    View(region=("lead_wuhan_circle",), city=(WUHAN,)),
    View(fam=("vehicles",), tier=("county",)),
    View(prog=("national_innovative_cluster",), year=(2010, 2020)),
    View(q="wuhan 光"),
]


def test_no_filter_keeps_every_table_whole(atlas: Atlas) -> None:
    for name in atlas.tables:
        kept = filter_table(atlas, View(), name)
        whole = atlas.table(name)
        if name == "city_stats":  # what nobody can check leaves every page and file
            sourced = {row["source_id"] for row in tables.figures()}
            whole = whole[whole["source_id"].isin(sourced)]
            assert 0 < len(whole) < len(atlas.table(name))
        assert kept.frame.equals(whole)
        assert (kept.of, kept.applied, kept.ignored) == (len(kept.frame), (), ())


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: str(view.codes()))
def test_clusters_are_those_of_every_other_page(atlas: Atlas, view: View) -> None:
    kept = filter_table(atlas, view, "clusters")
    assert sorted(kept.frame["cluster_id"]) == list(
        NamedClusters(atlas).shown(view.selection).sort_index().index
    )
    assert kept.ignored == ()


@pytest.mark.parametrize("view", VIEWS[1:], ids=lambda view: str(view.codes()))
def test_every_filter_set_is_told_of(atlas: Atlas, view: View) -> None:
    chosen = set(view.selection.chosen)
    for name in atlas.tables:
        kept = filter_table(atlas, view, name)
        assert {*kept.applied, *kept.ignored} == chosen
        assert not {*kept.applied} & {*kept.ignored}
        if not kept.applied:
            assert len(kept.frame) == kept.of


def test_listings_answer_programme_and_year_themselves(atlas: Atlas) -> None:
    view = View(prog=("national_innovative_cluster",), year=(2013, 2013))
    rows = filter_table(atlas, view, "cluster_listings").frame
    assert len(rows)
    assert set(rows["programme_id"]) == {"national_innovative_cluster"}
    assert set(rows["year"]) == {2013}


def test_counties_follow_their_city(atlas: Atlas) -> None:
    rows = filter_table(atlas, View(city=(WUHAN,)), "areas").frame
    assert WUHAN in set(rows["adcode"])
    assert set(rows.loc[rows["level"] == "county", "parent_adcode"]) == {WUHAN}
    assert len(rows) == 14


def test_lists_of_cities_are_searched_through(atlas: Atlas) -> None:
    rows = filter_table(atlas, View(city=(XIANGYANG,)), "axes").frame
    assert len(rows)
    assert all(XIANGYANG in codes for codes in rows["city_adcodes"])


def test_official_counts_follow_city_and_region(atlas: Atlas) -> None:
    rows = filter_table(atlas, View(city=(XIANGYANG,)), "cluster_counts").frame
    assert set(rows["key"]) == {str(XIANGYANG)}
    region = atlas.table("cluster_counts").query("dimension == 'region'")["key"].iloc[0]
    rows = filter_table(atlas, View(region=(region,)), "cluster_counts").frame
    assert region in set(rows["key"])


def test_unknown_years_drop_out_once_years_are_chosen(atlas: Atlas) -> None:
    rows = filter_table(atlas, View(year=(1900, 2100)), "zones").frame
    assert len(rows) == atlas.table("zones")["year"].notna().sum()


def test_search_finds_what_a_row_shows(atlas: Atlas) -> None:
    by_city = filter_table(atlas, View(city=(XIANGYANG,)), "city_stats").frame
    for query in ("襄阳", "xiangyang", "Xiangyang"):
        found = filter_table(atlas, View(q=query), "city_stats").frame
        assert set(by_city.index) <= set(found.index)


def test_filters_are_told_in_words(atlas: Atlas) -> None:
    view = View(lang="en", city=(WUHAN, XIANGYANG), year=(2019, 2023), q="auto")
    assert in_words(atlas, view, ("city", "year", "q")) == (
        "Prefecture: Wuhan, Xiangyang",
        "Years: 2019–2023",
        "Search: auto",
    )
    zh = View(tier=("national",), prog=("national_innovative_cluster",))
    zh = zh.replace(fam=("vehicles",), chain=("auto",))
    assert in_words(atlas, zh, ("tier", "chain")) == ("级别：国家级", "产业链：汽车制造")
    assert all(in_words(atlas, zh, ("prog", "fam")))
