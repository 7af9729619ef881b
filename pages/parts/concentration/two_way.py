"""Recognised against measured: where list and statistic disagree, as a chart beside the map."""

from __future__ import annotations

from geo.questions.concentration import wording
from geo.questions.concentration.robustness import Case
from geo.sheets.concentration import charts as charts
from pages.parts import cards
from pages.parts.concentration.figures import badge, note, show_chart
from pages.parts.shell import state
from pages.parts.shell.frame import Frame


def draw(page: Frame, asked: Case) -> None:
    """The chart and, below it, the cities beyond what chance allows."""
    atlas, view, t = page.atlas, page.view, page.t
    chart = charts.against(atlas, asked, t.lang, state.theme(), view.selection.city)
    cards.show(cards.figure_head(chart.title, badge(asked.subject, t), chart.on_screen))
    show_chart(chart, t, clickable=True)
    table = charts.standings(atlas, asked)
    names = wording.city_names(atlas, t)
    base = wording.base_words(charts.measured_by(atlas, asked.subject, asked.base.code), t)
    for side in ("above", "below"):
        cities = table.index[table["side"] == side]
        if len(cities):
            listed = t.join(str(names[city]) for city in cities)
            note(t(f"concentration.two_way.{side}", cities=listed, base=base))
    if not (table["side"] != "").any():
        note(t("concentration.two_way.neither", n=asked.subject.named))
