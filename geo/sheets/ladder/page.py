"""The ladder: who stands on which step, who climbed, and what was planned for 2025."""

from __future__ import annotations

from functools import partial

import pandas as pd

import geo.sheets.marked as marked
import geo.sheets.subject as subject
from geo.charts import ladder as drawn
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import Theme
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions import ladder
from geo.record import clusters, counts, provenance, status
from geo.sheets.figures import Chart, MapFigure
from geo.sheets.ladder import planned
from geo.sheets.ladder.rows import rows
from geo.sheets.page import Charts, Page, Said
from geo.sheets.view import View
from geo.words import Words


def _claim(atlas: Atlas, view: View, t: Words) -> str:
    """How many clusters stand on each step, and how many climbed."""
    chosen = set(NamedClusters(atlas).rows(view.selection).index)
    if not chosen:
        return subject.claim(atlas, view, clusters.table(atlas).iloc[:0], t)
    found = climbs(atlas, view.selection)
    steps = ladder.named(atlas, chosen, view.selection.year)
    climbed = int((found["kind"] == "climbed").sum())
    return t(
        "ladder.headline" if climbed else "ladder.headline_plain",
        n=climbed,
        **{step: int(number) for step, number in steps.items()},
    )


@remembered(32)
def climbs(atlas: Atlas, selection: Selection) -> pd.DataFrame:
    """Clusters of a selection that stand on two steps, as :func:`geo.questions.ladder.climbs`."""
    return ladder.climbs(atlas, set(NamedClusters(atlas).rows(selection).index))


def climbed(atlas: Atlas, view: View) -> pd.DataFrame:
    """Clusters that stand on more than one step, rows of :func:`geo.record.clusters.table`."""
    table = clusters.table(atlas)
    return table[table.index.isin(set(climbs(atlas, view.selection)["higher"]))]


def _map_title(atlas: Atlas, view: View, t: Words) -> str:
    on_map = climbed(atlas, view)
    if on_map.empty:
        return t("ladder.map_title_none")
    found = climbs(atlas, view.selection)
    own = set(found.loc[found["kind"] != "related", "higher"])
    related = len(on_map) - len(own)
    if not own:
        return t("ladder.map_title_related", n=related)
    places = on_map.loc[on_map.index.isin(own), "city_adcodes"].explode().nunique()
    told = [t("ladder.map_title", cities=places, n=len(own))]
    return t.clauses(told + [t("ladder.map_title_more", n=related)] * bool(related))


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """The steps; the clusters that climbed, and what plans want to grow."""
    lines = (_map_title(atlas, view, t), *planned.line(atlas, view, t))
    return _claim(atlas, view, t), lines


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """The clusters that climbed."""
    chosen = NamedClusters(atlas).rows(view.selection)
    title = _map_title(atlas, view, t)
    found = climbed(atlas, view)
    return marked.figure(atlas, view, t, found, title=title, alt=title, counted=chosen)


def by_year(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart | None:
    """Official and named numbers of every list over the years; None where none is left."""
    programmes = ladder.programmes(atlas)
    table = years(atlas, view)
    shown = set(table["programme_id"])
    codes = [code for code in programmes.index if code in shown]
    if not codes:
        return None
    record = counts.longest_record(atlas)
    longest = ladder.by_year(atlas)
    longest = longest[longest["programme_id"] == record]
    longest = longest[longest["stock"].map(bool)]
    first, last = longest.iloc[0], longest.iloc[-1]
    title = t(
        "ladder.year_title",
        programme=t.name(programmes.loc[record]),
        first=_either(first["stock"], t),
        from_year=first["year"],
        last=last["stock"][-1],
        to_year=last["year"],
    )
    label = {code: _wrap(t.name(programmes.loc[code]), t.lang) for code in codes}
    return Chart(
        code="lists-by-year",
        title=title,
        reading=t("ladder.year_reading"),
        figure=drawn.by_year(table, codes, label, t, theme),
        table=readable(atlas, table, t),
        alt=t("ladder.year_alt"),
        source=t.join(provenance.source_names(atlas, ladder.sources(atlas), t)),
    )


def years(atlas: Atlas, view: View) -> pd.DataFrame:
    """Rows of :func:`geo.questions.ladder.by_year` that the view leaves."""
    table = ladder.by_year(atlas, set(NamedClusters(atlas).rows(view.selection).index))
    return table[table["year"].between(*view.selection.year)] if view.selection.year else table


def _wrap(name: str, lang: str) -> str:
    """Long names on two lines."""
    if lang == "zh":
        return name if len(name) < 14 else f"{name[:10]}<br>{name[10:]}"
    words, half = name.split(" "), len(name) / 2
    first = ""
    while words and len(first) + len(words[0]) <= half + 3:
        first = f"{first} {words.pop(0)}".strip()
    return f"{first}<br>{' '.join(words)}" if len(name) > 26 and words else name


def readable(atlas: Atlas, table: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Rows of :func:`years` in words."""
    programmes = ladder.programmes(atlas)
    frame = pd.DataFrame(
        {
            "step": [t(f"ladder.step.{step}") for step in table["step"]],
            "programme": [t.name(programmes.loc[code]) for code in table["programme_id"]],
            "status": [status.word(atlas, "programmes", code, t) for code in table["programme_id"]],
            "year": [str(year) for year in table["year"]],
            "stock": [_numbers(cell, t) for cell in table["stock"]],
            "new": [_numbers(cell, t) for cell in table["new"]],
            "named": list(table["named"]),
        }
    )
    return frame.rename(columns={name: t(f"ladder.col.{name}") for name in frame})


def _either(numbers: tuple[int, ...], t: Words) -> str:
    """One number, or those of sources that differ."""
    return t("ladder.year_either").join(map(str, numbers))


def _numbers(cell: tuple[int, ...], t: Words) -> str:
    return " / ".join(map(str, cell)) if cell else t("common.unknown")


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """The lists over the years."""
    return {"lists-by-year": partial(by_year, atlas, view, t, theme)}


PAGE = Page("analyse", words, rows, figure, charts)
