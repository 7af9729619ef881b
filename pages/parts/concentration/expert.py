"""For experts: Moran's I of continuous figures, and what cannot be computed."""

from __future__ import annotations

from html import escape

from pages.parts import cards, charts
from pages.parts.shell.frame import Frame

_MISSING = ("employment", "firms", "names", "years", "counties", "local", "causes")


def draw(page: Frame) -> None:
    """Moran's I with its permutation p, then a list of what is not on record."""
    t, chart = page.t, page.chart("moran")
    if chart is not None:
        charts.head(chart)
        head = "".join(f"<th>{escape(name)}</th>" for name in chart.table.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in chart.table.itertuples(index=False)
        )
        cards.show(
            f'<table class="measures stand"><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table>"
        )
        charts.as_table(chart.table, chart.code, chart.title, t)
    cards.show(cards.figure_head(t("concentration.cannot.title")))
    items = "".join(f"<li>{escape(t(f'concentration.cannot.{code}'))}</li>" for code in _MISSING)
    cards.show(f'<ul class="cannot">{items}</ul>')
