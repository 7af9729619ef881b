"""One table of colours: repeated faithfully, readable, and told apart by everybody."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from geo.data.atlas import Atlas
from geo.look import tokens
from geo.maps import assets
from tests.unit.colours import ciede2000, contrast, difference

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
EIGHT = [code for code in tokens.FAMILIES if code != "other"]


@pytest.mark.parametrize("theme", tokens.THEMES)
@pytest.mark.parametrize(
    ("option", "token"),
    [
        ("primaryColor", "accent"),
        ("backgroundColor", "ground"),
        ("secondaryBackgroundColor", "panel"),
        ("textColor", "ink"),
        ("borderColor", "rule"),
        ("linkColor", "ink"),
    ],
)
def test_streamlit_has_the_same_colours(theme: tokens.Theme, option: str, token: str) -> None:
    assert CONFIG["theme"][theme][option] == tokens.TOKENS[token][tokens.THEMES.index(theme)]


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_sidebar_swaps_ground_and_panel(theme: tokens.Theme) -> None:
    sidebar = CONFIG["theme"][theme]["sidebar"]
    number = tokens.THEMES.index(theme)
    assert sidebar["backgroundColor"] == tokens.TOKENS["panel"][number]
    assert sidebar["secondaryBackgroundColor"] == tokens.TOKENS["ground"][number]


def test_streamlit_has_the_same_fonts() -> None:
    theme = CONFIG["theme"]
    assert theme["font"] == theme["headingFont"] == tokens.FONT_STACK


def test_no_font_is_fetched() -> None:
    text = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    assert "://" not in text
    assert "fontFaces" not in text


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("token", ["ink", "ink2", "muted", "accent", "water-ink"])
def test_words_are_readable_on_the_ground(token: str, number: int) -> None:
    assert contrast(tokens.TOKENS[token][number], tokens.TOKENS["ground"][number]) >= 4.4


@pytest.mark.parametrize("number", [0, 1])
def test_coverage_badge_is_readable(number: int) -> None:
    words, ground = tokens.TOKENS["partial"][number], tokens.TOKENS["partial-ground"][number]
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("code", tokens.FAMILIES)
def test_marks_stand_out_from_ground_and_land(code: str, number: int) -> None:
    hue = tokens.FAMILIES[code][2 + number]
    assert contrast(hue, tokens.TOKENS["ground"][number]) >= 3.8
    assert contrast(hue, tokens.TOKENS["land"][number]) >= 3.5


def test_colour_difference_agrees_with_published_pairs() -> None:
    """Rows 1, 7 and 25 of the test data of Sharma, Wu and Dalal 2005."""
    for one, two, expected in [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ]:
        assert ciede2000(np.array(one), np.array(two)) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize(
    ("sight", "least"), [("normal", 19), ("protan", 13), ("deutan", 15.5), ("tritan", 14)]
)
def test_eight_hues_are_told_apart(sight: str, least: float, number: int) -> None:
    hues = [tokens.FAMILIES[code][2 + number] for code in EIGHT]
    assert min(difference(a, b, sight) for a, b in combinations(hues, 2)) >= least


@pytest.mark.parametrize("sight", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("number", [0, 1])
def test_region_lines_are_told_apart(sight: str, number: int) -> None:
    lines = [region.line[number] for region in tokens.REGION_COLOURS.values()]
    assert min(difference(a, b, sight) for a, b in combinations(lines, 2)) >= 14


@pytest.mark.parametrize("number", [0, 1])
def test_counts_grow_away_from_the_ground(number: int) -> None:
    ground = tokens.TOKENS["ground"][number]
    steps = [contrast(pair[number], ground) for pair in tokens.COUNT_RAMP]
    assert steps == sorted(steps)


@pytest.mark.parametrize("sight", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("number", [0, 1])
def test_classes_of_two_figures_are_told_apart(sight: str, number: int) -> None:
    classes = [pair[number] for row in tokens.TWO_WAY for pair in row]
    assert min(difference(a, b, sight) for a, b in combinations(classes, 2)) >= 16


def test_characters_are_distinct() -> None:
    for place in (0, 1):
        characters = [hue[place] for hue in tokens.FAMILIES.values()]
        assert len(set(characters)) == len(characters)
        assert all(len(character) == 1 for character in characters)


def test_every_family_on_record_has_a_hue(atlas: Atlas) -> None:
    assert set(atlas.table("chains")["family_id"]) == set(tokens.HUE_OF_FAMILY)
    assert set(tokens.HUE_OF_FAMILY.values()) <= set(tokens.FAMILIES)


def test_variables_carry_both_themes() -> None:
    pairs = tokens.css_variables()
    assert "--ink:light-dark(#1A1F24,#E8EAEC);" in pairs
    assert "--ink:#1A1F24;" in tokens.css_variables("light")
    assert "--ink:#E8EAEC;" in tokens.css_variables("dark")
    for code in tokens.FAMILIES:
        assert f"--fam-{code}:" in pairs


def test_map_style_names_no_colour_of_its_own() -> None:
    style = (ROOT / "geo/maps/browser/atlas.css").read_text(encoding="utf-8")
    colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", style))
    assert colours <= {"#0002"}, "only the shadow of the card"
    used = set(re.findall(r"var\(--([a-z0-9-]+)", style))
    declared = set(re.findall(r"--([a-z0-9-]+):", assets.style()))
    assert used <= declared | {"scale", "k", "box", "font"}, "the four are set while drawing"
