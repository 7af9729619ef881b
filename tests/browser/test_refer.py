"""Compare, benchmarks, policy and the ladder in use: links, and cells that open what they name."""

from __future__ import annotations

from geo.data.atlas import Atlas
from geo.questions import benchmarks, ladder
from geo.record import seats
from geo.words import Words
from tests import tables
from tests.browser.driver import Reader


def figures(reader: Reader) -> list[str]:
    """Names below the small maps."""
    return reader.part("compare_maps").locator("figcaption b").all_inner_texts()


def test_a_comparison_opens_from_its_link(reader: Reader) -> None:
    codes = {"lang": "en", "compare": "420500,420800,429004"}
    reader.open("compare", **codes)
    assert reader.codes() == codes
    assert figures(reader) == ["Yichang", "Jingmen", "Xiantao"]


def test_a_comparison_without_choice_has_a_default_that_says_why(
    reader: Reader, atlas: Atlas
) -> None:
    reader.open("compare", lang="zh")
    short = atlas.cities["short_zh"]
    names = [short[code] for code in seats.leading_cities(atlas)]
    assert figures(reader) == names
    why = reader.part("head").get_by_role("status").first.inner_text()
    assert all(name in why for name in names)


def test_a_bar_of_a_comparison_opens_its_city(reader: Reader, atlas: Atlas) -> None:
    reader.open("compare", lang="zh", compare="420500,420800")
    bar = (
        reader.part("finding").get_by_role("link").filter(has_text=atlas.cities["short_zh"][420800])
    )
    reader.ask(bar.first.click)
    assert reader.path() == "city"
    assert reader.codes() == {"lang": "zh", "city": "420800", "compare": "420500,420800"}


def test_a_cell_of_the_policy_matrix_opens_its_measures(reader: Reader) -> None:
    first = tables.rows("policies")[0]
    lever, document = first["lever_id"], first["source_id"]
    wanted = [
        row["measure_zh"]
        for row in tables.rows("policies")
        if (row["lever_id"], row["source_id"]) == (lever, document)
    ]
    reader.open("policy", lang="zh")
    reader.click_cell("policy-by-document", lever, document)
    assert reader.codes() == {"lang": "zh", "lever": lever, "doc": document}
    lists = reader.part("table").locator(".measure-list")
    assert lists.locator("> li").count() == len(wanted)
    shown = " ".join(lists.all_inner_texts())
    assert all(measure in shown for measure in wanted)


def test_a_cell_of_the_benchmark_matrix_opens_its_cluster(reader: Reader, atlas: Atlas) -> None:
    code = next(code for code in benchmarks.CLUSTERS if code != benchmarks.OWN)
    aspect = benchmarks.evidence(atlas).loc[code].idxmax()
    reader.open("benchmarks", lang="zh")
    name = Words("zh")(f"benchmarks.name.{code}")
    assert name not in reader.part("detail").get_by_role("heading", level=2).inner_text()
    reader.click_cell("evidence", code, aspect)
    assert reader.codes() == {"lang": "zh", "bench": code}
    assert name in reader.part("detail").get_by_role("heading", level=2).inner_text()


def test_the_ladder_opens_with_its_four_steps(reader: Reader, atlas: Atlas) -> None:
    reader.open("ladder", lang="zh")
    t = Words("zh")
    goals = reader.part("head").locator(".goal-strip li").all_inner_texts()
    assert len(goals) == len(ladder.goals(atlas))
    for text, goal in zip(goals, ladder.goals(atlas), strict=True):
        assert goal.fact.figure(t) in text
        assert t("ladder.unknown") not in text
    assert t("ladder.goals_open") in reader.part("head").inner_text()
    steps = reader.part("coverage").locator(".step-name")
    assert [text.split("\n")[0] for text in steps.all_inner_texts()] == [
        t(f"ladder.step.{step}") for step in ladder.STEPS
    ]
    assert reader.marks() == set(ladder.climbs(atlas)["higher"])


def test_a_problem_of_policy_leads_to_the_page_that_shows_it(reader: Reader) -> None:
    reader.open("policy", lang="zh")
    reader.follow(reader.part("gap_linkage").get_by_role("link"))
    assert reader.path() == "concentration"
    assert reader.codes() == {"lang": "zh", "count": "named.national_innovative_cluster"}


def test_methods_lead_to_a_page_and_back(reader: Reader) -> None:
    t = Words("en")
    reader.open("methods", lang="en", topic="layout")
    titles = reader.part("detail").locator(".method-title").all_inner_texts()
    assert t("layout.methods.map.title") in titles
    reader.follow(reader.part("methods_back").get_by_role("link"))
    assert reader.path() == "layout"
    reader.follow(reader.page.get_by_role("link", name=t("methods.link")))
    assert (reader.path(), reader.codes()["topic"]) == ("methods", "layout")
