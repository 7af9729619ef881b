"""The overview: what stands there in both languages, from links of every kind."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
import streamlit as st

from geo.data.atlas import Atlas
from geo.record import areas, statistics
from geo.sheets.view import OWNERS
from geo.words import LANGUAGES, Words
from pages.parts.shell import navigation
from tests import tables
from tests.app.conftest import Reader

Open = Callable[..., Reader]
FIGURES = [
    "national_advanced_manufacturing_cluster",
    "national_strategic_emerging_cluster",
    "national_innovative_cluster",
    "sme_characteristic_cluster",
    "county_characteristic_cluster",
    "provincial_key_growth_cluster",
]
CITY_NAMES = {lang: tables.city_names(lang) for lang in LANGUAGES}


def number(page: Reader) -> int:
    """How many clusters are left, as the filter bar says."""
    found = re.search(r'class="left-of"[^>]*>(\d+) ', page.html)
    assert found
    return int(found[1])


# What stands there


def test_key_figures_with_year_and_coverage(read_page: Open, lang: str) -> None:
    page = read_page(lang=lang)
    t = Words(lang)
    figures = re.findall(r'class="figure-value">(.*?)</div>.*?aria-label="(.*?)"', page.html)
    assert len(figures) == len(FIGURES)
    for programme, (figure, cover) in zip(FIGURES, figures, strict=True):
        row = tables.cluster_programmes()[programme]
        assert re.findall(r"\d+", figure) == [row["official_count"], row["official_year"]]
        assert t("units.clusters") in figure
        named = len(tables.members(programme))
        # "n of N identified" in either language; a whole list is said once.
        told = dict.fromkeys([str(named), row["official_count"]])
        assert re.findall(r"\d+", cover) == list(told)


def test_each_card_leads_to_its_clusters(read_page: Open, lang: str) -> None:
    page = read_page(lang=lang, city="420600", tier="national")
    t = Words(lang)
    for programme in FIGURES:
        target, query = page.links[t(f"overview.{programme}")]
        assert target == "clusters"
        assert dict(parse_qsl(query)) == {"lang": lang, "prog": programme}
    findings = [label for label in page.links if re.match(r"[123] ", label)]
    assert len(findings) == 3


def test_where_the_innovative_clusters_are(read_page: Open, lang: str) -> None:
    page = read_page(lang=lang)
    members = tables.members("national_innovative_cluster")
    (tiles,) = re.findall(r'<div class="tiles">(.*?)</div>', page.html)
    assert tiles.count("<svg") == len(members)
    rows = tables.by_key("clusters", "cluster_id")
    for key in members:
        assert f'title="{rows[key][f"name_{lang}"]}"' in tiles
    by_city = Counter(tables.cells(rows[key]["city_adcodes"])[0] for key in members)
    for adcode, count in by_city.items():
        name = CITY_NAMES[lang][adcode]
        after = re.split(r"<span>(?=[^<]+ <)", tiles.split(f"<span>{name} ")[1])[0]
        assert after.count("<svg") == count, name
    official = int(tables.cluster_programmes()["national_innovative_cluster"]["official_count"])
    assert Words(lang)("overview.where_unnamed", n=official - len(members)) in tiles


def test_the_table_of_cities(read_page: Open, lang: str) -> None:
    page = read_page(lang=lang, city="420600")
    rows = re.findall(r'<tr(?: class="(\w*)")?>(<td>.*?)</tr>', page.html)
    assert len(rows) == 17
    lists = [key for key, row in tables.cluster_programmes().items() if row["tier"] == "national"]
    national = set().union(*(tables.members(key) for key in lists))
    official = {
        row["key"]: row["count"]
        for row in tables.rows("cluster_counts")
        if (row["programme_id"], row["year"]) == ("provincial_key_growth_cluster", "2018")
        and row["dimension"] == "city"
    }
    county = tables.members("county_characteristic_cluster")
    adcodes = {name: adcode for adcode, name in CITY_NAMES[lang].items()}
    for kind, html in rows:
        name, *numbers = re.findall(r"<td>(.*?)</td>", html)
        adcode = adcodes[name]
        counted = [len(tables.clusters_in(adcode, members)) for members in (national, county)]
        assert numbers == [str(counted[0] or ""), official[adcode], str(counted[1] or "")]
        assert kind == ("picked" if adcode == "420600" else "")


def test_sources_are_named(read_page: Open, lang: str) -> None:
    *_, source = read_page(lang=lang).parts("source")
    assert ("天地图" if lang == "zh" else "Tianditu") in source
    assert "Natural Earth" in source


# The language


@pytest.mark.parametrize(
    ("locale", "headline"),
    [
        (None, "国家级"),
        ("zh-CN", "国家级"),
        ("zh-TW", "国家级"),
        ("en-US", "Wuhan"),
        ("de", "Wuhan"),
    ],
)
def test_the_first_language_is_the_browsers(open_page: Open, locale: str, headline: str) -> None:
    page = open_page(locale=locale)
    assert headline in page.headline
    assert page.codes == {"lang": "zh" if headline == "国家级" else "en"}


def test_a_link_says_its_language_whatever_the_browser_asks_for(open_page: Open) -> None:
    assert "国家级" in open_page(locale="en-US", lang="zh").headline


def test_switching_the_language_keeps_the_selection(open_page: Open) -> None:
    page = open_page(lang="zh", region="north_wing", layer="stat.gdp.2024")
    left = number(page)
    page.find("button_group", "filter_lang").set_value("en")
    page.run()
    assert page.codes == {"lang": "en", "region": "north_wing", "layer": "stat.gdp.2024"}
    assert number(page) == left
    assert f"Clusters in the North Wing: {left} in" in page.headline
    page.find("button_group", "filter_lang").set_value("zh")
    page.run()
    assert page.codes["lang"] == "zh"
    assert f"北翼集群 {left} 个" in page.headline


def test_links_to_both_languages(read_page: Open) -> None:
    page = read_page(lang="en", tier="county")
    assert dict(parse_qsl(page.links["中文"][1])) == {"lang": "zh", "tier": "county"}
    assert dict(parse_qsl(page.links["**English**"][1])) == {"lang": "en", "tier": "county"}


def test_every_page_is_one_step_away_and_takes_the_view_along(read_page: Open, lang: str) -> None:
    page = read_page(lang=lang, tier="county", year="2024")
    for entry in navigation.ENTRIES:
        if entry.name == navigation.FIRMS:  # of who has a register
            continue
        _, query = page.links[Words(lang)(f"{entry.name}.page")]
        assert dict(parse_qsl(query)) == {"lang": lang, "tier": "county", "year": "2024"}


# Filters


@pytest.mark.parametrize(
    "codes",
    [
        {"region": "south_wing"},
        {"city": "420100,420600"},
        {"fam": "vehicles"},
        {"chain": "auto"},
        {"tier": "provincial"},
        {"prog": "sme_characteristic_cluster"},
        {"year": "2021-2024"},
        {"q": "qc"},
        {"region": "lead_wuhan_circle", "tier": "national", "fam": "opto_electronics"},
    ],
    ids=lambda codes: "+".join(codes),
)
def test_a_link_with_filters_shows_what_is_left(read_page: Open, codes: dict[str, str]) -> None:
    page = read_page(lang="en", **codes)
    assert page.codes == {"lang": "en", **codes}
    assert 0 < number(page) < len(tables.clusters())
    assert str(number(page)) in page.headline
    assert Words("en")("overview.findings_note") in page.text
    assert Words("en")("mapcolumn.on_map", n=number(page)) in page.text


def test_no_reset_where_nothing_is_filtered(read_page: Open) -> None:
    page = read_page(lang="zh", layer="stat.gdp.2024")
    assert "reset" not in {button.key for button in page.app.button}


def test_reset_takes_all_filters_back_and_nothing_else(open_page: Open) -> None:
    page = open_page(
        lang="en", city="420600", fam="vehicles", q="a", sel="xiangyang_nev", layer="stat.gdp.2024"
    )
    page.find("button", "reset").click()
    page.run()
    assert page.codes == {"lang": "en", "layer": "stat.gdp.2024"}
    assert number(page) == len(tables.clusters())
    assert page.find("text_input", "filter_q").value == ""
    assert page.find("button_group", "filter_city").value == []


def test_menus_offer_what_there_is_with_its_number(read_page: Open) -> None:
    page = read_page(lang="zh")
    everything = {row["cluster_id"] for row in tables.clusters()}
    offered = page.find("button_group", "filter_city").options
    counts = {
        CITY_NAMES["zh"][adcode]: len(tables.clusters_in(adcode, everything))
        for adcode in tables.cities()
    }
    assert offered == [f"{name} {count}" for name, count in counts.items() if count]
    tiers = dict(
        option.rsplit(" ", 1) for option in page.find("button_group", "filter_tier").options
    )
    national = set().union(
        *(
            tables.members(key)
            for key, row in tables.cluster_programmes().items()
            if row["tier"] == "national"
        )
    )
    assert int(tiers["国家级"]) == len(national)
    assert sum(
        int(o.rsplit(" ", 1)[1]) for o in page.find("multiselect", "filter_chain").options
    ) == sum(bool(row["chain_id"]) for row in tables.clusters())


def test_menus_change_the_view_one_after_the_other(open_page: Open) -> None:
    page = open_page(lang="zh")
    page.find("button_group", "filter_region").set_value(["north_wing"])
    page.run()
    assert page.codes == {"lang": "zh", "region": "north_wing"}
    offered = {o.rsplit(" ", 1)[0] for o in page.find("button_group", "filter_city").options}
    assert offered == {"十堰", "襄阳", "随州"}  # no cluster of Shennongjia is named
    page.find("button_group", "filter_city").set_value([420600])
    page.run()
    page.find("multiselect", "filter_chain").set_value(["auto"])
    page.run()
    page.find("text_input", "filter_q").set_value("  零部件 ")
    page.run()
    assert page.codes == {
        "lang": "zh",
        "region": "north_wing",
        "city": "420600",
        "chain": "auto",
        "q": "零部件",
    }
    page.find("button_group", "filter_region").set_value(["lead_wuhan_circle"])
    page.run()
    assert page.codes["region"] == "lead_wuhan_circle"
    assert "city" not in page.codes  # a wider choice takes the narrower one back
    assert page.codes["chain"] == "auto"


def test_the_slider_of_years(open_page: Open) -> None:
    page = open_page(lang="en")
    years = page.find("slider", "filter_year")
    assert years.value == (2006, 2025)
    years.set_value((2021, 2024))
    page.run()
    assert page.codes == {"lang": "en", "year": "2021-2024"}
    assert page.find("number_input", "filter_year_last").value == 2024
    page.find("number_input", "filter_year_last").set_value(2020)
    page.run()
    assert page.codes == {"lang": "en", "year": "2020"}, "the first year goes along"
    page.find("number_input", "filter_year_first").set_value(2006)
    page.run()
    assert page.find("slider", "filter_year").value == (2006, 2020)
    page.find("slider", "filter_year").set_value((2006, 2025))
    page.run()
    assert page.codes == {"lang": "en"}
    assert number(page) == len(tables.clusters())


def test_a_region_of_another_scheme_shows_its_number(read_page: Open) -> None:
    page = read_page(lang="en", region="wuhan_metro")
    assert number(page) > 0
    options = page.find("button_group", "filter_region").options
    assert any(option.endswith(f" {number(page)}") for option in options)
    assert not any(option.endswith(" 0") for option in options)


def test_nothing_left_is_said_in_words(read_page: Open, lang: str) -> None:
    page = read_page(lang=lang, q="no such cluster")
    assert number(page) == 0
    assert page.headline == Words(lang)("findings.selection_empty.claim")


# The map's column


def test_choosing_what_the_map_colours(open_page: Open, lang: str) -> None:
    page = open_page(lang=lang)
    t = Words(lang)
    assert t("mapcolumn.on_map", n=len(tables.clusters())) in page.text
    page.find("selectbox", "layer").set_value("official.county_characteristic_cluster.2024")
    page.run()
    assert page.codes["layer"] == "official.county_characteristic_cluster.2024"
    assert t("mapcolumn.known_areas", known=8, of=17) in page.parts("badge")
    page.find("selectbox", "layer").set_value("marks")
    page.run()
    assert page.codes == {"lang": lang}


def test_every_layer_is_offered_by_its_name(read_page: Open) -> None:
    options = read_page(lang="en").find("selectbox", "layer").options
    assert options[:3] == [
        "Cluster locations",
        "Identified clusters by prefecture",
        "Identified clusters by county",
    ]
    assert "GDP per capita" in options
    assert len(options) == len(set(options))


def test_the_year_of_a_layer_is_chosen_beside_its_subject_and_kept(
    atlas: Atlas, open_page: Open
) -> None:
    page = open_page(lang="zh", layer="stat.gdp.2022")
    years = page.find("selectbox", "layer_year")
    assert years.options == [str(year) for year in reversed(statistics.years(atlas, "gdp"))]
    years.set_value("stat.gdp.2021")
    page.run()
    assert page.codes["layer"] == "stat.gdp.2021"
    page.find("selectbox", "layer").set_value("stat.population.2021")
    page.run()
    assert page.codes["layer"] == "stat.population.2021"
    reached = {
        code
        for subject in areas.subjects(atlas, "marks")
        for code in areas.years(atlas, subject) or [subject]
    }
    assert reached == set(areas.codes(atlas)), "each can still be had"


@pytest.mark.parametrize(
    "layer", ["named.city", "named.county", "stat.gdp.2019", "stat.area.2025", "stat.density.2020"]
)
def test_layers_from_a_link(read_page: Open, layer: str) -> None:
    page = read_page(lang="zh", layer=layer, fam="vehicles")
    assert page.codes["layer"] == layer
    assert page.find("selectbox", "layer").value == layer
    if layer == "stat.gdp.2019":
        known = sum(
            (row["indicator"], row["year"]) == ("gdp", "2019") and row["adcode"] in tables.cities()
            for row in tables.figures()
        )
        assert Words("zh")("mapcolumn.known_areas", known=known, of=17) in page.parts("badge")


# Links that are not right


def test_unknown_codes_are_told_and_the_rest_applies(read_page: Open, lang: str) -> None:
    page = read_page(lang=lang, city="420600,429999", layer="stat.gdp.1066", foo="1", tier="top")
    (notice,) = page.parts("notice")
    for part in ("city=429999", "layer=stat.gdp.1066", "foo", "tier=top"):
        assert part in notice
    assert "420600" not in notice
    assert page.codes == {"lang": lang, "city": "420600"}
    assert 0 < number(page) < len(tables.clusters())


def test_the_notice_goes_with_the_next_step(open_page: Open) -> None:
    page = open_page(lang="zh", city="429999")
    assert page.parts("notice")
    page.find("text_input", "filter_q").set_value("武汉")
    assert not page.run().parts("notice")


def test_a_link_cannot_write_into_the_page(read_page: Open) -> None:
    evil = "<script>alert(1)</script><b>x</b>"
    page = read_page(lang="zh", sel=evil, q=evil, **{evil: "1"})
    assert "<script" not in page.html
    assert "<b>x" not in page.html
    assert evil in page.text or "<script>" in page.text  # told as it is, as text
    assert page.find("text_input", "filter_q").value == evil


@pytest.mark.parametrize("year", ["1999", "2030-2040", "0000", "x", ""])
def test_years_that_cannot_be(read_page: Open, year: str) -> None:
    page = read_page(lang="zh", year=year)
    assert page.codes == {"lang": "zh"}
    assert len(page.parts("notice")) == 1
    assert page.find("slider", "filter_year").value == (2006, 2025)


@pytest.mark.parametrize("year", ["2000-2010", "2024-2099", "0001-9999"])
def test_years_that_reach_beyond_the_lists(read_page: Open, year: str) -> None:
    page = read_page(lang="zh", year=year)
    assert page.codes == {"lang": "zh", "year": year}
    first, last = page.find("slider", "filter_year").value
    assert 2006 <= first <= last <= 2025


def test_a_link_of_thousands_of_codes(read_page: Open) -> None:
    page = read_page(lang="zh", city=",".join(map(str, range(3000))), sel="x" * 20_000)
    (notice,) = page.parts("notice")
    assert len(notice) < 400
    assert page.codes == {"lang": "zh"}


@pytest.mark.parametrize("seed", range(6))
def test_no_link_whatever_breaks_a_page(read_page: Open, seed: int) -> None:
    rng = random.Random(seed)
    pieces = ["420100", "national", "auto", "food", "2018-2020", "1999", "named.city", "zh", "1"]
    pieces += ["wuhan_ic", "<b>", "🚗", "'\"`${}", "\\", "%s", ":red[x]", "\n\n# x", "武" * 100, ""]
    names = [*OWNERS, "x y"]
    codes = {name: ",".join(rng.choices(pieces, k=rng.randint(1, 3))) for name in names}
    codes |= {"lang": rng.choice(["zh", "en", "fr"])}
    page = read_page(rng.choice(["overview", "clusters"]), **codes)
    told = " ".join(page.parts("notice"))
    named = set(re.findall(r"(\w+)=", told)) & set(names)
    assert named, "what was ignored is told by name"
    for name in named:
        assert page.codes.get(name) != codes[name]
    again = read_page(**page.codes)
    assert again.codes == page.codes
    assert not again.parts("notice")


def test_a_new_link_in_an_open_page_is_followed(open_page: Open) -> None:
    """Back, forward, or a link typed over the old one."""
    page = open_page(lang="zh", city="420600")
    page.find("text_input", "filter_q").set_value("汽车")
    page.run()
    page.app.query_params = {"lang": "en", "tier": "county"}
    page.run()
    assert page.codes == {"lang": "en", "tier": "county"}
    assert page.find("text_input", "filter_q").value == ""
    assert page.find("button_group", "filter_city").value == []


@pytest.mark.parametrize("first", [True, False])
def test_a_click_before_the_page_is_ready_counts(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    """A run that a click cuts short leaves no page behind that cannot be used."""
    page = open_page(lang="zh") if not first else None
    with monkeypatch.context() as patch:
        patch.setattr(navigation, "sidebar", lambda *_: st.stop())
        if page is None:
            page = open_page(lang="en", city="420600")
        else:
            page.app.query_params = {"lang": "en", "city": "420600"}
            page.run()
        page.find("text_input", "filter_q").set_value("a")
    page.run()
    assert page.codes == {"lang": "en", "city": "420600", "q": "a"}
