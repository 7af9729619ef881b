"""Airports, which maps show for orientation."""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas


def airports(atlas: Atlas) -> pd.DataFrame:
    """Rows of the table of airports; a folder made before there was one has none."""
    return atlas.table("airports") if "airports" in atlas.tables else pd.DataFrame()
