"""Rules of the sheets that their charts and pages rest on."""

from __future__ import annotations

import pytest

from geo.data.atlas import Atlas
from geo.sheets import sheet
from geo.sheets.clusters.page import best_year, year_of
from geo.sheets.view import View
from geo.words import THIN_SPACE
from tests import tables


@pytest.mark.parametrize(
    ("lang", "high", "low"),
    [
        ("zh", "最高{} {} 亿元", "最低{} {} 亿元"),
        ("en", "highest in {} (CNY {} billion)", "lowest in {} (CNY {} billion)"),
    ],
)
def test_a_coloured_map_is_told_by_its_highest_and_lowest_place(
    atlas: Atlas, lang: str, high: str, low: str
) -> None:
    printed = {
        row["adcode"]: float(row["value"])
        for row in tables.figures()
        if (row["indicator"], row["year"]) == ("gdp", "2024")
        and int(row["adcode"]) != tables.PROVINCE
    }
    names = tables.city_names(lang)
    shown = sheet(atlas, "clusters", View(lang=lang, layer="stat.gdp.2024")).map
    assert shown is not None
    for sentence, adcode in (
        (high, max(printed, key=printed.__getitem__)),
        (low, min(printed, key=printed.__getitem__)),
    ):
        value = f"{printed[adcode]:,.0f}" if lang == "zh" else f"{printed[adcode] / 10:,.1f}"
        number = value.replace(",", THIN_SPACE)
        assert sentence.format(names[adcode], number) in shown.alt


def test_of_years_known_equally_well_the_latest_is_shown() -> None:
    assert best_year({2019: 16, 2018: 17, 2021: 16}) == 2018
    assert best_year({2019: 17, 2021: 17, 2020: 17, 2022: 3}) == 2021
    assert best_year({2021: 17, 2019: 17}) == 2021  # in whatever order they come
    assert best_year({}) is None


def test_a_year_of_which_nothing_is_known_gives_way() -> None:
    known = {2019: 17, 2021: 17}
    assert year_of(2019, known) == 2019
    assert year_of(2005, known) == 2021
    assert year_of(None, known) == 2021
