"""Pages say and draw what their sheets hold, for choices of their own, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geo import sheets
from geo.data.atlas import Atlas
from geo.sheets.view import parse
from geo.words import Words
from tests.app.conftest import Reader

SHOWN = [
    ("overview", {"lang": "en", "tier": "county"}, 0),
    ("clusters", {"lang": "zh", "programme": "county_characteristic_cluster"}, 2),
    ("chains", {"lang": "en", "chain": "auto", "part": "flow", "mode": "gaps"}, 1),
    ("chains", {"lang": "zh", "system": "eight_emerging", "part": "matrix"}, 1),
    ("chains", {"lang": "en", "part": "firms", "stages": "upstream"}, 0),
    ("layout", {"lang": "en", "scheme": "golden_triangle"}, 0),
    ("city", {"lang": "en", "city": "422800"}, 6),
    ("city", {"lang": "zh", "city": "422800", "show": "takeover"}, 0),
    ("compare", {"lang": "zh", "compare": "420600,420500"}, 0),
    ("ladder", {"lang": "en", "tier": "national"}, 1),
    ("benchmarks", {"lang": "zh", "bench": "hefei"}, 6),
    ("concentration", {"lang": "en", "count": "stat.gdp.2024"}, 0),
    ("policy", {"lang": "zh", "lever": "finance"}, 2),
    ("data", {"lang": "en", "table": "zones"}, 0),
]


@pytest.mark.parametrize(("page", "codes", "number"), SHOWN)
def test_a_page_is_its_sheet(
    atlas: Atlas, open_page: Callable[..., Reader], page: str, codes: dict[str, Any], number: int
) -> None:
    view, unknown = parse(codes, atlas)
    assert not unknown
    sheet = sheets.sheet(atlas, page, view)
    shown = open_page(page, **codes)
    assert shown.headline == sheet.claim
    drawn = [block.proto for block in shown.app.get("plotly_chart")]
    assert len(drawn) == number
    figures = {chart.code: chart.figure.to_json() for chart in sheet.charts}
    for block in drawn:
        (code,) = [code for code in figures if block.id.endswith(f"-{code}")]
        assert block.spec == figures[code]
    target, there = shown.links[Words(view.lang)("methods.link")]
    assert target.endswith("methods")
    assert ("topic=" not in there) if page == "overview" else (f"topic={page}" in there)
