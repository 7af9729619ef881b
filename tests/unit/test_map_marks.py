"""Marks as SVG, and the legend that explains them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import product

import pytest

from geo import maps
from geo.data.atlas import Atlas
from geo.look import tokens
from geo.look.drawing import Label, Shape
from geo.maps.legend import class_label
from geo.maps.marks import characters, mark, symbols
from geo.record import clusters as cluster_tables
from geo.words import LANGUAGES, Words
from tests.unit.figures import figure

SVG = "{http://www.w3.org/2000/svg}"


def parse(svg: str) -> ET.Element:
    return ET.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@pytest.mark.parametrize(
    ("tier", "hue", "lang", "precise"),
    list(product(tokens.TIERS, tokens.FAMILIES, LANGUAGES, (True, False))),
)
def test_every_mark_is_drawn(tier: int, hue: str, lang: str, precise: bool) -> None:
    drawn = parse(maps.mark_svg(tier, hue, lang, precise=precise))
    form, text = drawn[0], drawn.find(f"{SVG}text")
    assert form.tag in (f"{SVG}path", f"{SVG}circle")
    assert text is not None
    assert text.text == (tokens.FAMILIES[hue].zh if lang == "zh" else tokens.FAMILIES[hue].en)
    hollow = not precise or hue == "other"
    assert form.attrib["stroke" if hollow else "fill"] == f"var(--fam-{hue})"
    assert form.attrib["fill" if hollow else "stroke"] == "var(--ground)"
    assert ("stroke-dasharray" in form.attrib) is not precise
    assert drawn.attrib["aria-hidden"] == "true"


def test_shape_of_a_tier_alone_has_no_character() -> None:
    drawn = mark(1, None, "zh", size=20)
    assert [type(item) for item in drawn.items] == [Shape]
    assert drawn.height == 20


def test_browser_can_draw_every_mark() -> None:
    drawn = symbols()
    assert set(drawn) == {str(tier) for tier in tokens.TIERS}
    assert len({entry["d"] for entry in drawn.values()}) == len(tokens.TIERS), "shapes differ"
    assert set(characters()) == set(tokens.FAMILIES)
    sizes = [drawn[str(tier)]["r"] for tier in sorted(tokens.TIERS)]
    assert sizes[0] == max(sizes), "the highest tier is the largest"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_legend_explains_what_is_on_the_map_and_nothing_else(atlas: Atlas, lang: str) -> None:
    table = cluster_tables.table(atlas)
    t = Words(lang)
    tiers, hues = (entries for _, entries in maps.legend(table, t).rows)
    assert sum(entry.count or 0 for entry in hues) == len(table)
    shapes = {t(f"maps.tier.{code}") for code in tokens.TIERS}
    assert sum(entry.count or 0 for entry in tiers if entry.label in shapes) == len(table)
    cars = table[table["hue"] == "auto"]
    _, hues = (entries for _, entries in maps.legend(cars, t).rows)
    assert [entry.label for entry in hues] == [t("maps.hue.auto")]
    (letter,) = (item for item in hues[0].sign.items if isinstance(item, Label))
    assert letter.text in tokens.FAMILIES["auto"]
    assert maps.legend(table.iloc[:0], t).rows[0][1] == ()


def test_legend_of_areas_counts_each_class_and_names_missing_data() -> None:
    t = Words("en")
    found = maps.legend(None, t, figure([0, 0, 1, 3, 5, None]))  # type: ignore[arg-type]
    ((heading, entries),) = found.rows
    assert heading == "Clusters · clusters · 2023"
    assert [(entry.label, entry.count) for entry in entries] == [
        ("0", 2),
        ("1", 1),
        ("2–3", 1),
        ("4 and more", 1),
        ("No data", 1),
    ]
    assert "fixed classes" in found.note


def test_legend_as_html_escapes_and_draws_a_sign_for_each_entry() -> None:
    t = Words("zh")
    hostile = figure([0, 1, None], title="<img src=x onerror=alert(1)>")
    html = maps.legend_html(maps.legend(None, t, hostile))  # type: ignore[arg-type]
    assert "<img" not in html
    assert "&lt;img" in html
    assert html.count("<svg ") == html.count('class="legend-item"') == 5


def test_open_and_single_classes_are_put_into_words() -> None:
    from geo.maps.classes import classify

    labels = [class_label(c, 0, Words("zh")) for c in classify(figure([1, 2, 4])).classes]
    assert labels == ["1", "2—3", "4 及以上"]
