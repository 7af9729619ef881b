"""One selection for map, table, card and address; every view is a link; Back works."""

from __future__ import annotations

from playwright.sync_api import Locator

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.sheets.view import View
from geo.words import Words
from tests.browser.driver import Reader


def row(reader: Reader, number: int) -> Locator:
    """A row of the table beside the map."""
    return reader.part("table").locator(".listed tbody tr").nth(number)


def picked_rows(reader: Reader) -> list[str]:
    """Names of the rows that the table says are picked."""
    return reader.part("table").locator('button[aria-pressed="true"]').all_inner_texts()


def in_order(atlas: Atlas, **fields: object) -> list[str]:
    view = View(**fields)  # type: ignore[arg-type]
    return list(NamedClusters(atlas).rows(view.selection)["cluster_id"])


def test_row_selects_on_the_map(reader: Reader, atlas: Atlas) -> None:
    rows = in_order(atlas, tier=("national",))
    reader.open("clusters", lang="zh", tier="national")
    for cell in range(4):  # wherever in the row it is clicked
        reader.ask(row(reader, cell).locator("td").nth(cell).click)
        assert reader.codes()["sel"] == rows[cell]
        assert reader.selected_mark() == rows[cell]
        assert reader.part("detail").is_visible()
    reader.ask(row(reader, 3).locator("td").nth(1).click)
    assert "sel" not in reader.codes()
    row(reader, 3).get_by_role("button").press("ArrowDown")
    reader.ask(lambda: reader.page.keyboard.press("Enter"))
    assert reader.codes()["sel"] == rows[4]
    head = reader.part("table").get_by_role("button", name=Words("zh")("clusters.col_city"))
    head.click()
    head.click()
    reader.ask(row(reader, 0).click)
    assert reader.codes()["sel"] not in rows[:5], "another order, and still the row that is seen"
    assert picked_rows(reader) == [row(reader, 0).get_by_role("button").inner_text()]


def test_mark_selects_in_the_table(reader: Reader, atlas: Atlas) -> None:
    rows = in_order(atlas, tier=("national",))
    reader.open("clusters", lang="zh", tier="national")
    reader.click_mark(rows[2])
    name = atlas.by_key("clusters").at[rows[2], "name_zh"]
    reader.wait_for(lambda: picked_rows(reader) == [name])


def test_selection_is_kept_over_pages(reader: Reader, atlas: Atlas) -> None:
    t = Words("zh")
    chosen = in_order(atlas, tier=("national",))[0]
    reader.open("clusters", lang="zh", tier="national", sel=chosen)
    assert reader.selected_mark() == chosen
    reader.follow(reader.link(t("overview.page")))
    assert reader.codes()["sel"] == chosen
    assert reader.selected_mark() == chosen


def test_reset_brings_everything_back(reader: Reader, atlas: Atlas) -> None:
    reader.open("clusters", lang="zh", tier="county", city="420100", q="汽车")
    assert reader.left() < len(in_order(atlas))
    reader.follow(reader.part("reset").get_by_role("button"))
    assert reader.codes() == {"lang": "zh"}
    assert reader.left() == len(in_order(atlas))


def test_choices_add_up_while_a_menu_is_open(reader: Reader, atlas: Atlas) -> None:
    t = Words("zh")
    reader.open("clusters", lang="zh")
    for tier in ("national", "county"):
        body = reader.menu("tier")
        reader.ask(body.get_by_role("button").filter(has_text=t(f"tiers.{tier}")).first.click)
        assert body.is_visible()
    assert reader.codes()["tier"] == "national,county"
    assert reader.left() == len(in_order(atlas, tier=("national", "county")))


def test_search_understands_three_scripts(reader: Reader) -> None:
    reader.open("clusters", lang="zh")
    found = []
    for text in ("武汉", "wh", "Wuhan"):
        reader.search(text)
        found.append(reader.marks())
    assert all(found)
    assert set.intersection(*found)


def test_nothing_left_is_said_with_the_cause(reader: Reader) -> None:
    reader.open("clusters", lang="zh", q="绝无此集群")
    assert reader.left() == 0
    assert reader.marks() == set()
    assert Words("zh")("clusters.empty") in reader.part("table").inner_text()


def test_back_works_over_filters_and_pages(reader: Reader, atlas: Atlas) -> None:
    t = Words("zh")
    reader.open("", lang="zh")
    reader.choose("tier", t("tiers.national"))
    reader.follow(reader.link(t("clusters.page")))
    reader.click_mark(in_order(atlas, tier=("national",))[0])
    steps = [
        ("clusters", {"lang": "zh", "tier": "national"}),
        ("", {"lang": "zh", "tier": "national"}),
        ("", {"lang": "zh"}),
    ]
    for path, codes in steps:
        reader.ask(reader.page.go_back)
        assert (reader.path(), reader.codes()) == (path, codes)
        assert reader.left() == len(in_order(atlas, tier=("national",) if "tier" in codes else ()))
        assert len(reader.counted()) == reader.left()
    reader.ask(reader.page.go_forward)
    assert reader.codes() == {"lang": "zh", "tier": "national"}
    assert len(reader.counted()) == reader.left()


def test_link_restores_the_view(reader: Reader, atlas: Atlas) -> None:
    chosen = in_order(atlas, tier=("national",), city=(420100,))[0]
    codes = {"lang": "en", "city": "420100", "tier": "national", "sel": chosen}
    reader.open("clusters", **codes)
    assert reader.codes() == codes
    assert reader.counted() == set(in_order(atlas, tier=("national",), city=(420100,)))
    assert reader.selected_mark() == chosen
    name = atlas.by_key("clusters").loc[chosen, "name_en"]
    assert name in reader.part("detail").inner_text()


def test_broken_link_is_said_once_and_the_rest_holds(reader: Reader, atlas: Atlas) -> None:
    reader.open("clusters", lang="zh", tier="national,imperial", city="999999", colour="red")
    notice = reader.page.locator(".notice[role=status]")
    assert notice.count() == 1
    text = notice.inner_text()
    assert all(code in text for code in ("imperial", "999999", "colour"))
    assert reader.codes() == {"lang": "zh", "tier": "national"}
    assert reader.counted() == set(in_order(atlas, tier=("national",)))


def test_text_of_a_link_is_never_markup(reader: Reader) -> None:
    script = "<img src=x onerror=window.broken=1>"
    reader.open("clusters", lang="zh", q=script, city=script)
    assert reader.page.evaluate("() => window.broken") is None
    assert reader.page.locator("img[src=x]").count() == 0


def test_two_readers_do_not_meet(arrive: object, atlas: Atlas) -> None:
    first, second = arrive(), arrive()  # type: ignore[operator]
    first.open("clusters", lang="zh", tier="national")
    second.open("clusters", lang="en", tier="county")
    first.search("武汉")
    assert second.codes() == {"lang": "en", "tier": "county"}
    assert second.marks() == set(in_order(atlas, tier=("county",)))
