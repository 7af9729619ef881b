"""The provinces around, which maps name for orientation."""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas


def neighbours(atlas: Atlas) -> pd.DataFrame:
    """Rows of the table of neighbours; a folder made before there was one has none."""
    return atlas.table("neighbours") if "neighbours" in atlas.tables else pd.DataFrame()
