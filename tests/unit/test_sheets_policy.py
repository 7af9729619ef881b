"""The sheet of policies hands out the measures that are left, and says why these."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo import sheets
from geo.data.atlas import Atlas
from geo.sheets.view import View
from geo.words import LANGUAGES
from tests import tables

MEASURES = tables.rows("policies")
Row = dict[str, str]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("choices", "kept"),
    [
        ({}, bool),
        (
            {"lever": ("firms",), "level": ("province",)},
            lambda row: row["lever_id"] == "firms" and "province" in tables.cells(row["level"]),
        ),
        ({"doc": ("seed_004",)}, lambda row: row["source_id"] == "seed_004"),
        ({"lever": ("brand",), "doc": ("seed_004",)}, lambda row: not row),
        ({"q": "揭榜"}, lambda row: "揭榜" in row["measure_zh"] + row["quote_zh"]),
        ({"city": (420600,), "fam": ("digital",)}, bool),
    ],
    ids=["all", "lever-level", "document", "none", "words", "place"],
)
def test_the_rows_are_the_measures_left(
    atlas: Atlas, lang: str, choices: dict[str, object], kept: Callable[[Row], bool]
) -> None:
    one = sheets.sheet(atlas, "policy", View(lang=lang, **choices))
    (rows,) = one.rows
    wanted = [row["policy_id"] for row in MEASURES if kept(row)]
    assert list(rows.frame["policy_id"]) == wanted
    narrowed = len(wanted) < len(MEASURES)
    assert len(one.lines) == 1 + narrowed
    if narrowed:
        assert str(len(wanted)) in one.lines[0]
        assert len(one.about.filters) == len(choices)
    else:
        assert not one.about.filters
    assert {source.source_id for source in rows.about.sources} == {
        key for keys in rows.row_sources for key in keys
    }


def test_the_choices_are_told_in_words(atlas: Atlas) -> None:
    view = View(lang="en", lever=("firms",), level=("province",))
    one = sheets.sheet(atlas, "policy", view)
    assert one.about.filters == ("Instrument: Firm development", "Level: Province")
