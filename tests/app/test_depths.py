"""Pages beside concentration name no measure in plain words, and do so for experts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.app.conftest import Reader

MEASURES = re.compile("标准差|标准分|标准化距离|欧氏距离|standard(ised)? d|z-score")


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ("city", {"lang": "zh", "city": "420100"}),
        ("compare", {"lang": "en", "compare": "420600,420500"}),
    ],
)
def test_measures_are_for_experts(
    open_page: Callable[..., Reader], page: str, codes: dict[str, str]
) -> None:
    assert not MEASURES.search(open_page(page, **codes).text)
    assert MEASURES.search(open_page(page, **codes, depth="expert").text)
