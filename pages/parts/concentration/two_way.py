"""Recognised against measured: where list and statistic disagree, as a chart beside the map."""

from __future__ import annotations

from geo.questions.concentration import wording
from geo.questions.concentration.robustness import Case
from geo.record.naming import area_names
from geo.sheets.concentration import two_way as sheet
from pages.parts import cards, charts
from pages.parts.shell.frame import Frame


def draw(page: Frame, asked: Case) -> None:
    """The chart and, below it, the cities beyond what chance allows."""
    atlas, t, chart = page.atlas, page.t, page.chart("two-way")
    assert chart is not None
    charts.show(chart, t, on_click=charts.choose_city)
    table = sheet.standings(atlas, asked)
    names = area_names(atlas, t)
    base = wording.base_words(sheet.measured_by(atlas, asked.subject, asked.base.code), t)
    for side in ("above", "below"):
        cities = table.index[table["side"] == side]
        if len(cities):
            listed = t.join(str(names[city]) for city in cities)
            cards.note(t(f"concentration.two_way.{side}", cities=listed, base=base))
    if not (table["side"] != "").any():
        cards.note(t("concentration.two_way.neither", n=asked.subject.named))
