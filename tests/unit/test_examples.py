"""The examples in docstrings, run as they stand; those of the measures are run with their tests."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.unit.test_house import LIBRARY, ROOT


def modules() -> list[str]:
    """Names of the modules with examples."""
    with_examples = (
        path.relative_to(ROOT)
        for path in LIBRARY
        if ">>> " in path.read_text(encoding="utf-8") and path.parent.name != "measures"
    )
    return [
        ".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in with_examples
    ]


@pytest.mark.parametrize("name", modules())
def test_examples_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert not result.failed
