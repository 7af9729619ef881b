"""Fields in which plans want clusters to grow: no clusters, and counted nowhere."""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.sheets.table_filter import filter_table
from geo.sheets.view import View
from geo.words import Words
from geo.words.units import told

TABLE = "planned_clusters"


@remembered(32)
def by_size(atlas: Atlas, view: View) -> tuple[tuple[float, pd.DataFrame], ...]:
    """The fields that the view leaves, by the size that is aimed at, the largest first."""
    if TABLE not in atlas.tables:
        return ()
    rows = filter_table(atlas, view, TABLE).frame
    sizes = rows["target_size_100m_cny"].sort_values(ascending=False).unique()
    return tuple(
        (size, rows[rows["target_size_100m_cny"].isna() if pd.isna(size) else
                    rows["target_size_100m_cny"] == size])
        for size in sizes
    )  # fmt: skip


def size_name(size: float, t: Words) -> str:
    """The size aimed at, in words."""
    return t("ladder.planned_open") if pd.isna(size) else told(size, "cny_100m", t)


def line(atlas: Atlas, view: View, t: Words) -> tuple[str, ...]:
    """One line on how many fields there are, and of what size; none where no plan names any."""
    groups = by_size(atlas, view)
    if not groups:
        return ()
    sizes = t.join(
        t("ladder.planned_size", size=size_name(size, t), n=len(rows)) for size, rows in groups
    )
    return (t("ladder.planned", n=sum(len(rows) for _, rows in groups), sizes=sizes),)
