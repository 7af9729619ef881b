"""The sheet of concentration: whatever is counted, claim, charts and rows are of the same thing."""

from __future__ import annotations

import re

import pytest

from geo import sheets
from geo.data.atlas import Atlas
from geo.questions.concentration import choice, subjects
from geo.record import seats
from geo.sheets.concentration import asked
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import tables

CORE = (420100, 420600, 420500)
HEAD = ("pairs", "quotients", "strip-own", "strip-contrast", "two-way")
PANELS = {
    "stand": ("stand",),
    "lottery": ("core-share", "lorenz", "indices"),
    "where": ("by-region", "theil", "industries"),
    "years": ("lists", "centres"),
    "expert": ("moran",),
}
#: One of each kind of thing that can be counted.
COUNTS = (
    "named.national_innovative_cluster",
    "named.provincial_key_growth_cluster",
    "named.national_hitech_zone",
    tables.CONTRAST,
    "official.county_characteristic_cluster.2024",
    "tier.county",
    "fam.vehicles",
    "chain.auto",
    "firms",
)
#: Of these no industries are on record item by item.
NO_INDUSTRIES = {COUNTS[2], COUNTS[3], COUNTS[4]}


def test_every_panel_is_asked_for() -> None:
    assert tuple(PANELS) == subjects.PANELS


@pytest.mark.parametrize(("number", "count"), list(enumerate(COUNTS)), ids=str)
@pytest.mark.parametrize("panel", PANELS)
def test_the_charts_are_those_of_head_and_panel(
    atlas: Atlas, number: int, count: str, panel: str
) -> None:
    lang = LANGUAGES[(number + list(PANELS).index(panel)) % 2]
    one = sheets.sheet(atlas, "concentration", View(lang=lang, count=count, panel=panel))
    wanted = [*HEAD, *PANELS[panel]]
    if count in NO_INDUSTRIES and panel == "where":
        wanted.remove("industries")
    assert [chart.code for chart in one.charts] == wanted
    assert one.claim and len(one.lines) == 2
    for chart in one.charts:
        assert chart.title and chart.alt and chart.reading and len(chart.table)
        assert len(chart.figure.data)
        if lang == "en":
            told = f"{chart.title} {chart.reading} {chart.alt} {list(chart.table.columns)}"
            assert not re.search(r"[\u4e00-\u9fff]", told), chart.code


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("base", ["population", "equal"])
def test_an_amount_has_a_claim_three_charts_and_its_figures(
    atlas: Atlas, lang: str, base: str
) -> None:
    one = sheets.sheet(
        atlas, "concentration", View(lang=lang, depth="expert", count="stat.gdp.2024", base=base)
    )
    assert [chart.code for chart in one.charts] == list(HEAD[:3])
    assert "55.7" in one.claim
    assert len(one.lines) == 2
    (rows,) = one.rows
    gdp = rows.frame[(rows.frame["indicator"] == "gdp") & (rows.frame["year"] == 2024)]
    gdp = gdp.set_index("adcode")["value"]
    assert len(gdp) == len(atlas.cities)
    assert f"{gdp[list(CORE)].sum() / gdp.sum() * 100:.1f}" == "55.7"
    other = set(rows.frame["indicator"]) - {"gdp"}
    assert other == ({"population"} if base == "population" else set())


@pytest.mark.parametrize("city", [(), (420600,)], ids=["everywhere", "one city chosen"])
@pytest.mark.parametrize("count", COUNTS)
def test_the_rows_are_what_the_claim_counts(
    atlas: Atlas, count: str, city: tuple[int, ...]
) -> None:
    view = View(lang="en", depth="expert", count=count, city=city)
    one = sheets.sheet(atlas, "concentration", view)
    first = one.rows[0]
    counted = len(first.frame)
    if count.startswith("official"):
        by_city = first.frame[first.frame["dimension"] == "city"]
        counted = int(by_city["count"].sum())
        assert set(first.frame["year"]) == {int(count.rsplit(".")[-1])}
    question = asked.case(atlas, view)
    assert question is not None
    missing = question.subject.elsewhere(question.core)
    assert f"of {counted + missing} " in one.claim
    label = subjects.label(atlas, count, Words("en"))
    assert one.about.filters == (f"Counted: {label}",)
    cited = {key for row in first.row_sources for key in row} | set(seats.sources(atlas))
    assert cited == {source.source_id for source in first.about.sources}


def test_listings_are_those_of_the_programme(atlas: Atlas) -> None:
    programme = "provincial_key_growth_cluster"
    one = sheets.sheet(atlas, "concentration", View(count=f"named.{programme}"))
    clusters, listings, statistics = one.rows
    by_hand = [r for r in tables.listings() if r["programme_id"] == programme]
    assert len(listings.frame) == len(by_hand)
    assert set(clusters.frame["cluster_id"]) == {row["cluster_id"] for row in by_hand}
    assert set(statistics.frame["indicator"]) == {"population"}
    assert statistics.frame["year"].nunique() == 1


def test_filters_of_what_are_kept_and_filters_of_where_are_not(atlas: Atlas) -> None:
    view = View(lang="en", fam=("vehicles",), city=(420600,))
    one, wide = (sheets.sheet(atlas, "concentration", v) for v in (view, view.replace(city=())))
    assert one.claim == wide.claim
    counted = asked.of_view(atlas, view).named
    assert len(one.rows[0].frame) == len(wide.rows[0].frame) == counted
    assert len(one.about.filters) == 2
    assert "Xiangyang" not in " ".join(one.about.filters)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_to_count_is_said(atlas: Atlas, lang: str) -> None:
    one = sheets.sheet(atlas, "concentration", View(lang=lang, q="no such cluster"))
    assert (one.charts, one.map) == ((), None)
    assert one.lines == (Words(lang)("concentration.empty"),)
    assert not len(one.rows[0].frame)


def test_the_other_choices_are_honoured(atlas: Atlas) -> None:
    def chart(code: str, **choices: object):  # type: ignore[no-untyped-def]
        made = sheets.charts(atlas, "concentration", View(lang="en", **choices))[code]()
        assert made is not None
        return made

    assert "K = 50 " in chart("quotients", smooth=50).reading
    families, chains = (chart("industries", panel="where", cells=rows) for rows in choice.CELLS)
    assert len(chains.table) > len(families.table)
    one = chart("map-centres", lens="centres", centre=(tables.CONTRAST,))
    assert len(one.table) == 2
    assert "map-centres" not in sheets.charts(atlas, "concentration", View())
    main, other = (
        chart("by-region", panel="where", scheme=scheme).reading
        for scheme in ("one_main_two_wings", "city_circle_1p8")
    )
    assert main != other


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_known_is_no_zero(atlas: Atlas, lang: str) -> None:
    """The county list of 2024 names a city for 21 of 29: a city without a row is unknown."""
    count = "official.county_characteristic_cluster.2024"
    made = sheets.charts(atlas, "concentration", View(lang=lang, count=count, panel="years"))
    lists = made["lists"]()
    assert lists is not None
    silent = lists.table.isna().any(axis=1)
    (bars,) = [trace for trace in lists.figure.data if trace.type == "bar"]
    assert list(bars.text).count("–") == int(lists.table.isna().sum().sum())
    assert silent.any()


@pytest.mark.parametrize("page", sheets.PAGES)
def test_charts_have_the_code_that_they_are_asked_for_by(atlas: Atlas, page: str) -> None:
    for code, make in sheets.charts(atlas, page, View()).items():
        assert re.fullmatch(r"[a-z0-9-]+", code)
        chart = make()
        assert chart is None or chart.code == code
