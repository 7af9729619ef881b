"""What all tests share."""

from __future__ import annotations

import pytest

from geo.data.atlas import DATA, Atlas, load


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """This project's own data."""
    return load(DATA)
