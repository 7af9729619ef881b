"""Chains in use: stages on the map, clicks on map, matrix and list, and the two pictures."""

from __future__ import annotations

from geo.data.atlas import Atlas
from geo.questions.chains import places
from geo.questions.chains.gaps import gaps
from geo.words import Words
from tests import tables
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader
from tests.browser.test_selection import row

CHAIN = "auto"
XIANGYANG, SUIZHOU = 420600, 421300


def recorded(chain_id: str) -> set[str]:
    """Cities that the table has a chain in."""
    rows = tables.rows("chain_cities")
    return {row["city_adcode"] for row in rows if row["chain_id"] == chain_id}


def drawn(reader: Reader, what: str) -> int:
    return reader.map().locator(what).count()


def test_a_chain_opens_from_its_link_with_stages_and_links(reader: Reader, atlas: Atlas) -> None:
    reader.open("chains", lang="zh", chain=CHAIN)
    assert reader.codes() == {"lang": "zh", "chain": CHAIN}
    assert drawn(reader, ".atlas-name .chevron") == len(recorded(CHAIN))
    assert drawn(reader, ".chevron g") == 3 * len(recorded(CHAIN))
    assert drawn(reader, ".chain-links .line.head") == len(places.links(atlas, CHAIN))


def test_a_city_on_the_map_is_chosen_and_the_map_stays(reader: Reader) -> None:
    reader.open("chains", lang="zh", chain=CHAIN)
    reader.sign_frame()
    reader.click_city(XIANGYANG)
    assert reader.codes() == {"lang": "zh", "chain": CHAIN, "city": str(XIANGYANG)}
    assert "襄阳" in reader.part("chain_city").inner_text()
    assert reader.frame_is_signed()


def test_a_cell_of_the_matrix_opens_its_chain_and_city(reader: Reader) -> None:
    assert str(SUIZHOU) in recorded(CHAIN)
    reader.open("chains", lang="zh", part="matrix")
    assert drawn(reader, ".chevron") == 0
    reader.click_cell("chain-matrix", CHAIN, SUIZHOU)
    assert reader.codes() == {
        "lang": "zh", "part": "matrix", "chain": CHAIN, "city": str(SUIZHOU)
    }  # fmt: skip
    assert drawn(reader, ".atlas-name .chevron") == len(recorded(CHAIN))
    assert "随州" in reader.part("chain_city").inner_text()


def test_layers_come_from_the_link_and_their_marks_answer_to_the_keyboard(reader: Reader) -> None:
    reader.open("chains", lang="zh", chain=CHAIN, over="firms,zones")
    assert drawn(reader, ".chain-links") == 0
    zones = {
        zone
        for row in tables.rows("chain_cities")
        if row["chain_id"] == CHAIN
        for zone in tables.cells(row["zone_id"])
    }
    assert drawn(reader, ".chain-place.zone") == len(zones)
    frame = reader.map()
    for kind, title in (("zone", "园区"), ("firm", "企业")):
        assert drawn(reader, f'.chain-place.{kind}[tabindex="0"]') == 1
        frame.locator(f'.chain-place.{kind}[tabindex="0"]').focus()
        first = frame.locator(".atlas-tip").inner_text()
        assert first.startswith(title)
        reader.page.keyboard.press("ArrowRight")
        label = frame.evaluate("() => document.activeElement.getAttribute('aria-label')")
        assert label.startswith(f"{title}: ")
        assert frame.locator(".atlas-tip").inner_text() != first
    reader.ask(lambda: reader.page.keyboard.press("Enter"))
    assert reader.codes().keys() == {"lang", "chain", "over", "city"}


def test_a_phone_names_most_cities_and_draws_stages_without_letters(arrive: OpenReader) -> None:
    reader = arrive(width=390, height=844, touch=True)
    reader.open("chains", lang="zh", chain=CHAIN)
    shown = reader.map().locator(".atlas-name.city:not(.off)")
    assert shown.count() >= 12
    letters = reader.map().locator(".atlas-name .chevron text")
    assert letters.count() and not any(letter.is_visible() for letter in letters.all())


def test_gaps_are_drawn_and_listed_and_a_row_leads_to_its_city(
    reader: Reader, atlas: Atlas
) -> None:
    found = gaps(atlas, (CHAIN,))
    city = str(found.iloc[0]["city_adcode"])
    t = Words("zh")
    reader.open("chains", lang="zh", chain=CHAIN)
    mode = reader.part("chain_choice").get_by_text(t("chains.mode_gaps"), exact=True)
    reader.ask(mode.click)
    assert reader.codes() == {"lang": "zh", "chain": CHAIN, "mode": "gaps"}
    assert drawn(reader, ".chain-gaps .line.head") > 0
    assert drawn(reader, ".chain-links") == 0
    assert drawn(reader, ".chevron .open") > 0
    below = reader.part("chain_part_list").inner_text()
    assert t("chains.list_headline", n=len(found)) in below
    reader.ask(row(reader, 0).click)
    assert reader.codes() == {"lang": "zh", "chain": CHAIN, "mode": "gaps", "city": city}
