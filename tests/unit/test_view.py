"""Links to views and back, and what a view leaves of the clusters."""

from __future__ import annotations

import random
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from geo.data.atlas import Atlas
from geo.population.contract import choices
from geo.population.fields import Notice
from geo.population.named import NamedClusters
from geo.population.selection import FILTERS, LONGEST_QUERY, Selection, cities
from geo.record import clusters
from geo.sheets import view as geo_view
from geo.sheets.delivered import delivered
from geo.sheets.view import DEFAULTS, OWNERS, View, parse
from tests import tables

LISTS = ("region", "city", "fam", "chain", "tier", "prog")
NARROWER = {"region": "city", "fam": "chain", "tier": "prog"}
SEEDS = range(8)


def known(name: str) -> list[Any]:
    """Codes that a dimension may hold, read from the tables."""
    match name:
        case "region":
            return [row["region_id"] for row in tables.rows("regions")]
        case "city":
            return [int(adcode) for adcode in tables.cities()]
        case "fam":
            return sorted({row["family_id"] for row in tables.rows("chains")})
        case "chain":
            return [row["chain_id"] for row in tables.rows("chains")]
        case "tier":
            return ["national", "provincial", "county"]
        case _:
            return list(tables.cluster_programmes())


def random_view(atlas: Atlas, rng: random.Random, share: float = 0.5) -> View:
    """A view in which each dimension is chosen with some probability."""

    def some(codes: list[Any]) -> tuple[Any, ...]:
        number = rng.randint(1, min(4, len(codes))) if rng.random() < share else 0
        return tuple(rng.sample(codes, number))

    first = rng.randint(2000, 2025) if rng.random() < 0.9 else rng.randint(0, 999)
    years = first, rng.randint(max(first, 2006), 2030)
    letters = "武汉光电 abcXYZ&=?#%+,;/\\'\"<>|（）·🚗"
    text = "".join(rng.choices(letters, k=rng.randint(0, LONGEST_QUERY)))
    codes = geo_view.known_codes(atlas)
    others = codes.keys() - {*LISTS, "lang", "sel"}
    return View(
        lang=rng.choice(["zh", "en"]),
        **{name: some(known(name)) for name in LISTS},
        year=years if rng.random() < share else None,
        q=text.strip() if rng.random() < share else "",
        sel=rng.choice([None, *(row["cluster_id"] for row in tables.clusters())]),
        present=rng.random() < 0.5,
        **{
            name: some(list(codes[name].values()))
            if DEFAULTS[name] == ()
            else rng.choice(list(codes[name].values()))
            for name in sorted(others)
        },
    )


def expected(view: View) -> list[str]:
    """Clusters that a view leaves, counted from the tables; for views without a search text."""
    regions = tables.by_key("regions", "region_id")
    programmes = tables.by_key("programmes", "programme_id")
    chains = tables.by_key("chains", "chain_id")
    places = set(tables.cities())
    if view.selection.region:
        places &= set(
            chain(*(tables.cells(regions[r]["member_adcodes"]) for r in view.selection.region))
        )
    if view.selection.city:
        places &= set(map(str, view.selection.city))
    recognised = {
        row["cluster_id"]
        for row in tables.listings()
        if (not view.selection.prog or row["programme_id"] in view.selection.prog)
        and (
            not view.selection.tier
            or programmes[row["programme_id"]]["tier"] in view.selection.tier
        )
        and (
            not view.selection.year
            or (
                row["year"] and view.selection.year[0] <= int(row["year"]) <= view.selection.year[1]
            )
        )
    }
    return [
        row["cluster_id"]
        for row in tables.clusters()
        if row["cluster_id"] in recognised
        and not places.isdisjoint(tables.cells(row["city_adcodes"]))
        and (not view.selection.chain or row["chain_id"] in view.selection.chain)
        and (
            not view.selection.fam
            or (row["chain_id"] and chains[row["chain_id"]]["family_id"] in view.selection.fam)
        )
    ]


def left(atlas: Atlas, view: View) -> list[str]:
    return list(NamedClusters(atlas).rows(view.selection).index)


# Links


def test_the_default_view_is_everything_in_chinese(atlas: Atlas) -> None:
    assert parse({}, atlas) == (View(), ())
    assert View().codes() == {"lang": "zh"}
    assert not View().filtered


@pytest.mark.parametrize("seed", range(200))
def test_a_view_comes_back_from_its_link(atlas: Atlas, seed: int) -> None:
    view = random_view(atlas, random.Random(seed))
    codes = view.codes()
    assert all(isinstance(text, str) for text in codes.values())
    address = urlencode(codes)
    assert parse(dict(parse_qsl(address, keep_blank_values=True)), atlas) == (view, ())


def test_the_codes_of_a_link_are_short_and_stable(atlas: Atlas) -> None:
    view = View(
        lang="en",
        region=("north_wing",),
        city=(420600, 420300),
        tier=("national",),
        year=(2021, 2024),
        q="car",
        sel="xiangyang_nev",
        layer="official.provincial_key_growth_cluster.2018",
        present=True,
    )
    assert view.codes() == {
        "lang": "en",
        "region": "north_wing",
        "city": "420600,420300",
        "tier": "national",
        "year": "2021-2024",
        "q": "car",
        "sel": "xiangyang_nev",
        "layer": "official.provincial_key_growth_cluster.2018",
        "present": "1",
    }
    assert View(year=(2021, 2021)).codes()["year"] == "2021"
    assert parse({"year": "2021-2021"}, atlas)[0].codes()["year"] == "2021"


def test_every_code_of_the_data_may_stand_in_a_link(atlas: Atlas) -> None:
    for name in LISTS:
        for code in known(name):
            assert parse({name: str(code)}, atlas) == (View(**{name: (code,)}), ()), code
    for row in tables.clusters():
        assert parse({"sel": row["cluster_id"]}, atlas)[0].sel == row["cluster_id"]
    for row in tables.rows("schemes"):
        assert parse({"scheme": row["scheme_id"]}, atlas)[0].layout.scheme == row["scheme_id"]


def test_a_link_without_layers_means_the_usual_ones(atlas: Atlas) -> None:
    """Links made before the layers of a map could be chosen show what they always did."""
    old, notices = parse({"chain": "auto", "mode": "gaps", "part": "matrix"}, atlas)
    assert (old.chains.over, old.layout.axis, notices) == ((), (), ())
    assert parse({"over": "firms,zones"}, atlas) == (View(over=("firms", "zones")), ())
    assert parse({"over": "none"}, atlas)[0].chains.over == ("none",)
    assert parse({"over": "trees"}, atlas) == (View(), (Notice("over", "trees"),))


def test_the_order_of_codes_is_kept_and_repeats_are_not(atlas: Atlas) -> None:
    view, notices = parse({"city": "420600,,420100,420600,"}, atlas)
    assert view.selection.city == (420600, 420100)
    assert notices == ()


HOSTILE = [
    "nonsense",
    "NaN",
    "None",
    "-1",
    "420100.0",
    " 420100",
    "１２３",
    "1e309",
    "9" * 20_000,
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "'; DROP TABLE clusters; --",
    "{0.__class__}",
    "%s%n",
    "\x00",
    "武汉",
    "🚗",
    "__class__",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
@pytest.mark.parametrize(
    "name", [*LISTS, "lang", "sel", "scheme", "layer", "table", "year", "present"]
)
def test_an_unknown_code_is_told_and_changes_nothing(atlas: Atlas, name: str, text: str) -> None:
    view, notices = parse({"tier": "county", name: text}, atlas)
    assert view == (View() if name == "tier" else View(tier=("county",)))
    assert notices == (Notice(name, text),)


@pytest.mark.parametrize("name", ["nonsense", "filtered", "codes", "__init__", "Lang", "", "城市"])
def test_an_unknown_parameter_is_told(atlas: Atlas, name: str) -> None:
    assert parse({name: "1", "city": "420100"}, atlas) == (View(city=(420100,)), (Notice(name),))


def test_known_codes_beside_unknown_ones_are_kept(atlas: Atlas) -> None:
    view, notices = parse({"city": "420100,429999,420500,x", "prog": "national_etdz"}, atlas)
    assert view == View(city=(420100, 420500))
    assert notices == (
        Notice("city", "429999"),
        Notice("city", "x"),
        Notice("prog", "national_etdz"),  # recognises zones, so it filters no cluster
    )


@pytest.mark.parametrize(
    "text", ["20182", "2018-", "-2018", "2018-2020-2022", "18", "1999", "2026-2099"]
)
def test_years_without_a_recognition_are_told(atlas: Atlas, text: str) -> None:
    assert parse({"year": text}, atlas) == (View(), (Notice("year", text),))


def test_a_text_too_long_is_cut_and_told(atlas: Atlas) -> None:
    view, notices = parse({"q": "武" * (LONGEST_QUERY + 5)}, atlas)
    assert view.selection.q == "武" * LONGEST_QUERY
    assert notices == (Notice("q", "武" * 5),)


@pytest.mark.parametrize("seed", range(50))
def test_no_link_whatever_breaks_the_view(atlas: Atlas, seed: int) -> None:
    """Whatever can be parsed can also be filtered by, counted and written."""
    rng = random.Random(seed)
    names = [*OWNERS, "x"]
    pieces = [*HOSTILE, "2018", "1999-2000", "9999", "0000", "1", "en", "420100", "national", ","]
    params = {
        rng.choice(names): ",".join(rng.choices(pieces, k=rng.randint(0, 3))) for _ in range(6)
    }
    view, _ = parse(params, atlas)
    assert set(left(atlas, view)) <= {row["cluster_id"] for row in tables.clusters()}
    assert parse(view.codes(), atlas) == (view, ())


def test_filters_are_cleared_without_losing_language_and_layer() -> None:
    view = View(
        lang="en", city=(420100,), fam=("food",), year=(2020, 2021), q="x", sel="x", layer="y"
    )
    assert view.filtered
    assert view.without_filters() == View(lang="en", layer="y")
    assert not View(lang="en", sel="x", layer="y", scheme="z", present=True).filtered


# What is left


@pytest.mark.parametrize("name", LISTS)
def test_each_code_alone_leaves_what_the_tables_say(atlas: Atlas, name: str) -> None:
    for code in known(name):
        view = View(**{name: (code,)})
        assert left(atlas, view) == expected(view), code


@pytest.mark.parametrize("seed", range(60))
def test_choices_combined_leave_what_the_tables_say(atlas: Atlas, seed: int) -> None:
    view = random_view(atlas, random.Random(seed), share=0.3).replace(q="")
    assert left(atlas, view) == expected(view)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_search_narrows_the_other_choices_down(atlas: Atlas, seed: int) -> None:
    rng = random.Random(seed)
    rest = random_view(atlas, rng, share=0.2).replace(q="")
    found = left(atlas, View(q="汽车"))
    assert left(atlas, rest.replace(q="汽车")) == [c for c in expected(rest) if c in found]


def test_every_year_leaves_the_clusters_of_its_lists(atlas: Atlas) -> None:
    for year in range(2005, 2027):
        view = View(year=(year, year))
        assert left(atlas, view) == expected(view), year


def test_years_leave_out_what_has_no_year(atlas: Atlas) -> None:
    dated = {row["cluster_id"] for row in tables.listings() if row["year"]}
    assert set(left(atlas, View(year=(1000, 9999)))) == dated
    assert len(dated) < len(left(atlas, View()))


def test_tier_programme_and_year_are_asked_of_one_listing(atlas: Atlas) -> None:
    """Xiantao: national innovative in 2021, provincial key growth from 2008 to 2020."""
    cluster = "xiantao_nonwovens"
    innovative, growth = "national_innovative_cluster", "provincial_key_growth_cluster"
    assert cluster in left(atlas, View(prog=(innovative,), year=(2021, 2021)))
    assert cluster in left(atlas, View(prog=(growth,), year=(2020, 2020)))
    assert cluster in left(atlas, View(prog=(innovative, growth), year=(2020, 2020)))
    assert cluster not in left(atlas, View(prog=(innovative,), year=(2020, 2020)))
    assert cluster not in left(atlas, View(tier=("provincial",), year=(2021, 2021)))
    assert cluster not in left(atlas, View(tier=("provincial",), prog=(innovative,)))
    assert cluster in left(atlas, View(tier=("provincial",)))


def test_a_cluster_of_several_cities_is_found_in_each(atlas: Atlas) -> None:
    for adcode in (420100, 420600, 420300, 421300):
        assert "wuxiangshisui_auto" in left(atlas, View(city=(adcode,)))
    assert "wuxiangshisui_auto" in left(atlas, View(region=("north_wing",)))
    assert "wuxiangshisui_auto" not in left(atlas, View(region=("south_wing",)))


def test_region_and_city_are_both_asked_for(atlas: Atlas) -> None:
    assert left(atlas, View(region=("south_wing",), city=(420100,))) == []
    assert cities(atlas, Selection()) is None
    both = View(region=("north_wing", "south_wing"), city=(420600, 420500, 420100))
    assert cities(atlas, both.selection) == {420600, 420500}


def test_filtering_leaves_the_atlas_as_it_was(atlas: Atlas) -> None:
    table = NamedClusters(atlas).rows(Selection(tier=("national",)))
    table.loc[:, "name_zh"] = "x"
    assert "x" not in set(NamedClusters(atlas).rows(Selection())["name_zh"])


def test_the_years_span_all_lists(atlas: Atlas) -> None:
    years = [int(row["year"]) for row in tables.listings() if row["year"]]
    assert clusters.year_span(atlas) == (min(years), max(years)) == (2006, 2025)


# What is offered


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", LISTS)
def test_each_choice_says_what_choosing_it_alone_would_leave(
    atlas: Atlas, name: str, seed: int
) -> None:
    view = random_view(atlas, random.Random(seed), share=0.15 if seed else 0).replace(q="")
    offered = choices(NamedClusters(atlas), view.selection, name)
    narrower = {NARROWER[name]: ()} if name in NARROWER else {}
    for code in known(name):
        alone = expected(view.replace(**{name: (code,)}, **narrower))
        assert offered.get(code, 0) == len(alone), code
    assert 0 not in offered.values()


@pytest.mark.parametrize("name", LISTS)
def test_choices_do_not_depend_on_what_is_chosen_there(atlas: Atlas, name: str) -> None:
    view = View(year=(2010, 2024))
    for code in known(name)[:4]:
        chosen = view.replace(**{name: (code,)})
        assert choices(NamedClusters(atlas), chosen.selection, name) == choices(
            NamedClusters(atlas), view.selection, name
        )


@pytest.mark.parametrize(
    ("wider", "narrower", "code"),
    [
        ("region", "city", 420500),
        ("fam", "chain", "auto"),
        ("tier", "prog", "sme_characteristic_cluster"),
    ],
)
def test_a_wider_dimension_sets_the_narrower_one_aside(
    atlas: Atlas, wider: str, narrower: str, code: Any
) -> None:
    view = View(year=(2010, 2024))
    chosen = view.replace(**{narrower: (code,)})
    assert choices(NamedClusters(atlas), chosen.selection, wider) == choices(
        NamedClusters(atlas), view.selection, wider
    )
    assert choices(NamedClusters(atlas), chosen.selection, wider)


@pytest.mark.parametrize(
    ("wider", "code", "narrower", "offered"),
    [
        ("region", "south_wing", "city", {420500, 420800, 421000}),
        ("tier", "county", "prog", {"county_characteristic_cluster"}),
        ("fam", "vehicles", "chain", {"auto"}),
    ],
)
def test_a_narrower_dimension_keeps_to_the_wider_one(
    atlas: Atlas, wider: str, code: str, narrower: str, offered: set[Any]
) -> None:
    assert offered <= set(choices(NamedClusters(atlas), Selection(**{wider: (code,)}), narrower))
    for found in choices(NamedClusters(atlas), Selection(**{wider: (code,)}), narrower):
        assert expected(View(**{wider: (code,), narrower: (found,)}))


def test_a_city_outside_the_chosen_region_is_not_offered(atlas: Atlas) -> None:
    """The car cluster lies in Wuhan and in the north wing, but only one of them is chosen."""
    offered = choices(NamedClusters(atlas), Selection(region=("lead_wuhan_circle",)), "city")
    assert 420100 in offered
    assert not {420600, 420300, 421300} & set(offered)


def test_choices_of_a_search(atlas: Atlas) -> None:
    for code, number in choices(NamedClusters(atlas), Selection(q="汽车"), "city").items():
        assert number == len(left(atlas, View(q="汽车", city=(code,))))


def test_nothing_is_offered_where_nothing_is_left(atlas: Atlas) -> None:
    view = View(q="no such cluster")
    assert all(choices(NamedClusters(atlas), view.selection, name) == {} for name in LISTS)


def test_filters_are_the_fields_that_narrow_down() -> None:
    assert set(FILTERS) == {*LISTS, "year", "q"}


def test_a_choice_given_twice_is_joined_or_told(atlas: Atlas) -> None:
    given = parse_qsl("city=420500&city=420600&show=takeover&show=profile&lang=en&lang=en")
    params, twice = geo_view.merged(given)
    assert params == {"city": "420500,420600", "show": "profile", "lang": "en"}
    assert twice == (Notice("show", "takeover"),)
    assert parse(params, atlas)[0].selection.city == (420500, 420600)


@pytest.mark.parametrize(
    "link",
    [
        "city=420500&tier=national&year=2022-2024&lang=en&from=singlemessage&isappinstalled=0",
        "city=420500&amp;tier=national&amp;year=2022-2024&amp;lang=en&nsukey=x%2Fy&utm_source=mail",
        "utm_medium=a&tier=national&lang=EN&city=420500&year=2022-2024。",
        "tier=national&lang=en-US&year=2024-2022&city=420500）",
        "tier=national&lang=en_US&year=２０２２－２０２４&city=４２０５００",
    ],
)
def test_a_link_means_the_same_however_it_was_delivered(atlas: Atlas, link: str) -> None:
    params, twice = geo_view.merged(parse_qsl(link))
    view, notices = parse(params, atlas)
    assert view == View(city=(420500,), tier=("national",), year=(2022, 2024), lang="en")
    assert (twice, notices) == ((), ())


def test_words_of_the_reader_keep_their_signs(atlas: Atlas) -> None:
    params, _ = geo_view.merged(parse_qsl("q=Ｆ－５　汽车。"))
    assert parse(params, atlas)[0].selection.q == "Ｆ－５　汽车。"


def test_no_choice_is_taken_for_what_carries_a_link() -> None:
    assert all(delivered(name, "1") == (name, "1") for name in geo_view.OWNERS)
