"""For experts: Moran's I of continuous figures, and what cannot be computed."""

from __future__ import annotations

from pages.parts import cards, charts
from pages.parts.shell.frame import Frame

_MISSING = ("employment", "firms", "names", "years", "counties", "local", "causes")


def draw(page: Frame) -> None:
    """Moran's I with its permutation p, then a list of what is not on record."""
    t, chart = page.t, page.chart("moran")
    if chart is not None:
        charts.head(chart)
        rows = chart.table.astype(str).itertuples(index=False)
        cards.show(cards.table("measures stand", rows, chart.table.columns.tolist()))
        charts.as_table(chart.table, chart.code, chart.title, t)
    cards.show(cards.figure_head(t("concentration.cannot.title")))
    items = (t(f"concentration.cannot.{code}") for code in _MISSING)
    cards.show(cards.listed(items, "cannot"))
