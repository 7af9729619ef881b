"""The clusters page: table, card, timeline and official counts, from links and by controls."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from pages.parts import timeline
from tests import tables
from tests.app.conftest import Reader, folded, listings

Open = Callable[..., Reader]
GROWTH = "provincial_key_growth_cluster"
ALL = tables.by_key("clusters", "cluster_id")
#: Those still to be verified stand at the end.
CLUSTERS = dict(sorted(ALL.items(), key=lambda item: item[0] in tables.doubtful()))


def table(page: Reader) -> pd.DataFrame:
    """The table of clusters beside the map, by cluster_id."""
    (rows,) = listings(page.app)
    rows.columns = pd.Index(["mark", "name", "city", "tier", "years", "chain"])
    ids = {row[f"name_{lang}"]: key for key, row in CLUSTERS.items() for lang in LANGUAGES}
    return rows.set_index(rows["name"].map(ids).rename(None))


def official(page: Reader, t: Words, column: str) -> pd.DataFrame:
    """The one table of official counts with a column."""
    (found,) = [
        item
        for item in folded(page.app).values()
        if t(column) in item and t("clusters.official") in item
    ]
    return found


def card(page: Reader) -> str:
    """Text of the card of what is selected."""
    (html,) = re.findall(r"<article.*?</article>", page.html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# The table


def test_all_clusters_stand_in_the_table(read_page: Open, lang: str) -> None:
    page = read_page("clusters", lang=lang)
    rows = table(page)
    assert list(rows["name"]) == [row[f"name_{lang}"] for row in CLUSTERS.values()]
    assert list(rows.index) == list(CLUSTERS)
    assert rows["mark"].str.startswith("data:image/svg+xml").all()
    assert not rows["mark"].str.contains("var\\(").any()  # a picture knows no colours of the page
    assert not rows.isna().any(axis=None)
    assert Words(lang)("clusters.table_title", n=112) in page.text
    assert "112" in page.headline


@pytest.mark.parametrize(
    ("lang", "cells"),
    [
        (
            "zh",
            {
                "city": "武汉、襄阳、十堰、随州",
                "tier": "国家级",
                "years": "2022",
                "chain": "汽车制造",
            },
        ),
        (
            "en",
            {"city": "Wuhan, Xiangyang, Shiyan and Suizhou", "tier": "National", "years": "2022"},
        ),
    ],
)
def test_a_row_in_both_languages(read_page: Open, lang: str, cells: dict[str, str]) -> None:
    row = table(read_page("clusters", lang=lang)).loc["wuxiangshisui_auto"]
    assert {name: row[name] for name in cells} == cells


def test_what_is_unknown_is_said_or_left_empty(read_page: Open) -> None:
    rows = table(read_page("clusters", lang="en"))
    assert rows.loc["huangshi_moulds", "chain"] == "not assigned"
    assert rows.loc["jiayu_low_carbon_metallurgy", "years"] == ""
    assert rows.loc["xiantao_nonwovens", "years"] == "2008, 2011, 2013, 2020, 2021"


@pytest.mark.parametrize("programme", ["national_innovative_cluster", "sme_characteristic_cluster"])
def test_the_table_follows_the_filters(read_page: Open, programme: str) -> None:
    page = read_page("clusters", lang="zh", prog=programme)
    members = tables.members(programme)
    assert set(table(page).index) == members | tables.doubtful(programme)
    assert str(len(members)) in page.headline
    assert Words("zh")("mapcolumn.on_map", n=len(members)) in page.text


def test_nothing_left_is_said_and_no_empty_table_shown(read_page: Open, lang: str) -> None:
    page = read_page("clusters", lang=lang, tier="county", prog="national_innovative_cluster")
    t = Words(lang)
    assert page.headline == t("findings.selection_empty.claim")
    assert t("clusters.empty") in page.text
    assert not listings(page.app)


# The card


def test_the_card_of_a_selected_cluster(read_page: Open, lang: str) -> None:
    page = read_page("clusters", lang=lang, sel="xiantao_nonwovens")
    text, t = card(page), Words(lang)
    for name in ("name_zh", "name_en"):
        assert CLUSTERS["xiantao_nonwovens"][name] in text
    sources = tables.by_key("sources", "source_id")
    programmes = tables.cluster_programmes()
    listings = [row for row in tables.listings() if row["cluster_id"] == "xiantao_nonwovens"]
    assert len(listings) == 5
    for row in listings:
        assert row["year"] in text
        assert programmes[row["programme_id"]][f"name_{lang}"] in text
        assert sources[row["source_id"]]["title"] in text
    years = re.findall(r"<b>(\d{4})</b>", page.html)
    assert years == sorted(row["year"] for row in listings)
    assert t("clusters.nearby") in text
    assert t("clusters.precision_county_seat") in text
    assert len(table(page)) == 114  # selecting filters nothing


def test_the_card_says_where_a_place_is_only_roughly_known(read_page: Open) -> None:
    text = card(read_page("clusters", lang="en", sel="wuxiangshisui_auto"))
    assert Words("en")("clusters.no_point") in text
    assert Words("en")("clusters.precision_city") in text
    for related in tables.cells(CLUSTERS["wuxiangshisui_auto"]["related_cluster_ids"]):
        assert CLUSTERS[related]["name_en"] in text


def test_every_kind_of_card_can_be_opened(open_page: Open) -> None:
    """One of each kind of place, chain and list on record."""
    kinds = {
        (row["location_precision"], bool(row["chain_id"]), bool(row["related_cluster_ids"])): key
        for key, row in CLUSTERS.items()
    }
    page = open_page("clusters")
    for number, cluster_id in enumerate([*kinds.values(), "jiayu_low_carbon_metallurgy"]):
        page.app.query_params = {"lang": LANGUAGES[number % 2], "sel": cluster_id}
        page.run()
        assert CLUSTERS[cluster_id]["name_zh"] in card(page)


def test_a_selected_cluster_outside_the_filters_says_so(read_page: Open) -> None:
    notice = Words("zh")("clusters.not_in_filter")
    page = read_page("clusters", lang="zh", sel="xiantao_nonwovens", tier="county")
    assert page.parts("notice") == [notice]
    assert "xiantao_nonwovens" not in table(page).index
    assert not read_page("clusters", lang="zh", sel="xiantao_nonwovens").parts("notice")


def test_closing_the_card(open_page: Open) -> None:
    page = open_page("clusters", lang="en", sel="xiantao_nonwovens", tier="national")
    page.find("button", "close_detail").click()
    page.run()
    assert page.codes == {"lang": "en", "tier": "national"}
    assert "<article" not in page.html


def test_the_card_of_a_city_leads_to_its_portrait(read_page: Open, lang: str) -> None:
    page = read_page("clusters", lang=lang, city="420500")
    t = Words(lang)
    there = tables.clusters_in("420500", set(CLUSTERS))
    assert t("clusters.city_card_clusters", n=len(there)) in card(page)
    name = "宜昌" if lang == "zh" else "Yichang"
    (label,) = [label for label in page.links if name in label]
    target, query = page.links[label]
    assert (target, dict(parse_qsl(query))) == ("city", {"lang": lang, "city": "420500"})


def test_no_card_for_two_cities(read_page: Open) -> None:
    assert "<article" not in read_page("clusters", lang="zh", city="420500,420600").html


# The timeline


def test_the_timeline_chooses_years(open_page: Open) -> None:
    page = open_page("clusters", lang="zh")
    page.find("slider", "timeline").set_value((2021, 2024))
    page.run()
    assert page.codes == {"lang": "zh", "year": "2021-2024"}
    expected = {
        row["cluster_id"]
        for row in tables.rows("cluster_listings")  # what is to be verified is shown, hollow
        if row["year"] in ("2021", "2022", "2023", "2024")
    }
    assert set(table(page).index) == expected
    assert page.find("slider", "filter_year").value == (2021, 2024)
    page.find("slider", "timeline").set_value((2006, 2025))
    page.run()
    assert page.codes == {"lang": "zh"}


def test_the_years_can_be_played_and_stopped(
    open_page: Open, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "_SECONDS_A_YEAR", 1e9)
    page = open_page("clusters", lang=lang)
    t = Words(lang)
    assert page.find("button", "play").label == t("clusters.play")
    page.find("button", "play").click()
    page.run()
    assert page.find("button", "play").label == t("clusters.pause")
    assert page.find("slider", "timeline").value == (2006, 2006)  # the first year is seen, too
    assert set(table(page).index) == {
        row["cluster_id"] for row in tables.listings() if row["year"] == "2006"
    }
    assert page.codes == {"lang": lang}  # one step of a play is no place to come back to
    page.find("button", "play").click()
    page.run()
    assert page.find("button", "play").label == t("clusters.play")
    assert page.codes == {"lang": lang, "year": "2006"}


def test_the_play_ends_with_all_years(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "_SECONDS_A_YEAR", 1e9)
    page = open_page("clusters", lang="zh")
    page.find("button", "play").click()
    page.run()
    page.app.session_state["view"] = View(year=(2006, 2023))
    monkeypatch.setattr(timeline, "_SECONDS_A_YEAR", 0)
    page.run()
    assert page.find("button", "play").label == Words("zh")("clusters.play")
    assert page.codes == {"lang": "zh"}
    assert len(table(page)) == 114


def test_leaving_for_another_page_ends_the_play(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "_SECONDS_A_YEAR", 1e9)
    page = open_page("clusters", lang="zh")
    page.find("button", "play").click()
    page.run()
    _, query = page.links[Words("zh")("overview.page")]
    page.app.query_params = dict(parse_qsl(query))
    page.app.switch_page("pages/overview.py")
    page.run()
    assert page.codes == {"lang": "zh", "year": "2006"}
    page.find("text_input", "filter_q").set_value("武汉")
    page.run()
    assert page.codes == {"lang": "zh", "year": "2006", "q": "武汉"}


# Official counts


def test_official_counts_beside_the_named_ones(read_page: Open, lang: str) -> None:
    page = read_page("clusters", lang=lang)
    t = Words(lang)
    years = official(page, t, "clusters.year_choice")
    totals = list(zip(years[t("clusters.year_choice")], years[t("clusters.official")], strict=True))
    for known in [(2006, 39), (2006, 52), (2014, 90), (2018, 110), (2023, 114)]:
        assert known in totals
    cities = official(page, t, "clusters.col_city")
    assert len(cities) == 17
    assert cities[t("clusters.official")].sum() == 110
    assert cities[t("clusters.official")].is_monotonic_decreasing
    industries = official(page, t, "clusters.industry")
    assert len(industries) == 13
    assert industries[t("clusters.official")].sum() == 89
    assert t("common.named_of", named=54, official=114) in page.parts("badge")


def test_counts_of_the_programme_that_is_filtered_by(read_page: Open, lang: str) -> None:
    t = Words(lang)
    page = read_page("clusters", lang=lang, prog="county_characteristic_cluster")
    cities = official(page, t, "clusters.col_city")
    counts = cities[t("clusters.official")]
    assert counts.notna().sum() == 8  # nine cities are unknown, which is not zero
    assert t("clusters.no_industry_counts") in page.text
    assert t("common.named_of", named=26, official=40) in page.parts("badge")


def test_another_programme_without_a_filter(open_page: Open) -> None:
    page = open_page("clusters", lang="en")
    page.find("selectbox", "programme").set_value("national_innovative_cluster")
    page.run()
    t = Words("en")
    assert t("common.named_of", named=14, official=16) in page.parts("badge")
    assert t("clusters.no_city_counts") in page.text
    assert len(table(page)) == 114
    assert page.codes == {"lang": "en", "programme": "national_innovative_cluster"}
    page.find("text_input", "filter_q").set_value("Wuhan")
    page.run()  # the choice outlives a filter
    assert page.find("selectbox", "programme").value == "national_innovative_cluster"


@pytest.mark.parametrize(
    ("programme", "lang"), list(zip(tables.cluster_programmes(), cycle(LANGUAGES), strict=False))
)
def test_every_programme_has_its_counts_or_says_that_there_are_none(
    read_page: Open, programme: str, lang: str
) -> None:
    page = read_page("clusters", lang=lang, prog=programme)
    row = tables.cluster_programmes()[programme]
    named = len(tables.members(programme))
    t = Words(lang)
    known = row["official_count"]
    assert (
        t(f"common.named_{'all' if str(named) == known else 'of'}", named=named, official=known)
        if known
        else t("common.named_only", named=named)
    ) in page.parts("badge")
    assert row[f"name_{lang}"] in page.text
    titles = tables.by_key("sources", "source_id")
    for count in tables.rows("cluster_counts"):
        if count["programme_id"] == programme and count["count_kind"] != "target":
            assert titles[count["source_id"]]["title"] in page.text


def test_another_year_of_the_counts_by_city(open_page: Open) -> None:
    page = open_page("clusters", lang="zh")
    t = Words("zh")
    page.find("selectbox", "counted").set_value(2014)
    page.run()
    cities = official(page, t, "clusters.col_city")[t("clusters.official")]
    assert cities.notna().sum() == 2
    page.find("selectbox", "industries").set_value(2011)
    page.run()
    industries = official(page, t, "clusters.industry")
    assert list(industries[t("clusters.official")]) == [10]


# Links


def test_a_full_link(read_page: Open, lang: str) -> None:
    codes = {
        "lang": lang,
        "region": "north_wing",
        "city": "420600,420300",
        "fam": "vehicles",
        "chain": "auto",
        "tier": "national,county",
        "year": "2021-2025",
        "q": "汽车",
        "sel": "wuxiangshisui_auto",
        "layer": "named.city",
    }
    page = read_page("clusters", **codes)
    assert page.codes == codes
    assert "wuxiangshisui_auto" in table(page).index
    assert page.find("selectbox", "layer").value == "named.city"
    assert page.find("multiselect", "filter_chain").value == ["auto"]


def test_a_bad_link_still_shows_all_clusters(read_page: Open, lang: str) -> None:
    page = read_page("clusters", lang=lang, sel="no_such", prog="national_etdz", layer="marks.x")
    (notice,) = page.parts("notice")
    for part in ("sel=no_such", "prog=national_etdz", "layer=marks.x"):
        assert part in notice
    assert page.codes == {"lang": lang}
    assert len(table(page)) == 114


def test_the_language_switch_keeps_what_is_selected(open_page: Open) -> None:
    page = open_page("clusters", lang="zh", sel="xiantao_nonwovens", year="2020-2021")
    page.find("button_group", "filter_lang").set_value("en")
    page.run()
    assert page.codes == {"lang": "en", "sel": "xiantao_nonwovens", "year": "2020-2021"}
    assert table(page).loc["xiantao_nonwovens", "tier"] == "National"
    assert Words("en")("clusters.recognitions") in card(page)


def test_moving_between_pages_keeps_the_view(open_page: Open) -> None:
    page = open_page("overview", lang="en", tier="county", city="420500")
    page.app.switch_page("pages/clusters.py")
    page.run()
    assert page.codes == {"lang": "en", "tier": "county", "city": "420500"}
    assert set(table(page).index) == tables.clusters_in(
        "420500",
        {
            row["cluster_id"]
            for row in tables.listings()
            if tables.cluster_programmes()[row["programme_id"]]["tier"] == "county"
        },
    )
