"""A report as plain values: what the template is given."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from geo.data.atlas import Atlas
from geo.drawn.chart import chart_drawing
from geo.drawn.map import plate
from geo.files.report.excerpt import Excerpt, excerpt
from geo.files.report.paper import Paper
from geo.look import tokens
from geo.look.drawing import Drawing
from geo.look.svg import svg_text
from geo.maps.legend import Legend
from geo.record import naming, review
from geo.sheets import Chart, MapFigure, Sheet, methods
from geo.words import Words

#: Size of maps and charts, px; the page is as wide as this many px of the atlas on a screen.
WIDTH = 806.0
_MAP_HEIGHT = 480.0
#: Width of the page in the unit of the type of tables.
_ROOM = 62.0
#: Rows printed of the first table of a part, and of each further one.
_MOST, _MOST_MORE = 25, 12
#: A list of sources longer than this stands at the end of the report.
_LONG = 90
#: Sources printed: a page of them. The files of data have them all.
_SOURCES = 56
#: Kinds of sources, the one that decides first.
_KINDS = ("official", "seed", "press", "dataset", "repost", "general_knowledge")
_COLOURS = (
    "ground", "panel", "ink", "ink2", "muted", "rule", "hair", "accent", "partial",
    "partial-ground", "partial-line",
)  # fmt: skip


def contents(atlas: Atlas, paper: Paper) -> dict[str, Any]:
    """Everything a report says and shows, as JSON values in one language."""
    t = Words(paper.lang)
    about = paper.about
    cited = _sources(atlas, paper)
    sources = cited[:_SOURCES]
    return {
        "lang": paper.lang,
        "brand": t("pages.product"),
        "title": paper.title,
        "day": about.date.isoformat(),
        "foot": t("papers.foot", version=about.data_version, boundary=about.boundary),
        "colours": {name: tokens.colour(name, "light") for name in _COLOURS},
        "words": {
            key: t(f"papers.{key}")
            for key in ("contents", "methods", "sources", "about", "made", "limit")
        },
        "whole": naming.whole(atlas).pattern,
        "several": len(paper.sheets) > 1,
        "parts": [_part(atlas, sheet, paper, t) for sheet in paper.sheets],
        "methods": _methods(paper, t),
        "sources": sources,
        "more-sources": (
            t("papers.more_sources", n=t.number(len(cited) - _SOURCES))
            if len(cited) > _SOURCES
            else ""
        ),
        "half-of-sources": _half([sum(map(len, one.values())) for one in sources]),
        "long-sources": [
            [chart.title, chart.source]
            for sheet in paper.sheets
            for chart in sheet.charts
            if len(chart.source) > _LONG
        ],
        "about": [list(line) for line in about.lines()],
    }


def _part(atlas: Atlas, sheet: Sheet, paper: Paper, t: Words) -> dict[str, Any]:
    filters = sheet.about.filters_text()
    alone = sum(other.page == sheet.page for other in paper.sheets) == 1
    figures = [_map(atlas, sheet, sheet.map, t)] if sheet.map else []
    figures += [_chart(chart, t) for chart in sheet.charts]
    _once(figures)
    titles = {figure["title"] for figure in figures}
    tables: list[dict[str, Any]] = []
    for rows in sheet.rows:
        if len(rows.frame):
            most = _MOST_MORE if tables else _MOST
            tables.append(_table(excerpt(atlas, rows, t, most=most, room=_ROOM), t))
    return {
        "name": sheet.name if alone else filters,
        "claim": sheet.claim,
        "lines": [line for line in sheet.lines if line not in titles],
        "filters": t("papers.filters", filters=filters),
        "figures": figures,
        "tables": tables,
    }


def _once(figures: Sequence[dict[str, Any]]) -> None:
    """Figures that are read alike say how with the first of them."""
    told: set[str] = set()
    for figure in figures:
        if figure["reading"] in told:
            figure["reading"] = ""
        told.add(figure["reading"])


def _svg(drawing: Drawing) -> str:
    return svg_text(drawing, "light", bold_face=False)


def _map(atlas: Atlas, sheet: Sheet, figure: MapFigure, t: Words) -> dict[str, Any]:
    view = sheet.view
    drawing = plate(
        atlas, figure.content, t.lang, width=WIDTH, height=_MAP_HEIGHT,
        selected=view.sel, areas=view.selection.city,
    )  # fmt: skip
    return {
        "title": figure.title,
        "badge": figure.badge,
        "complete": figure.complete,
        "reading": figure.reading,
        "alt": figure.alt or figure.title,
        "svg": _svg(drawing),
        "source": f"{t('papers.boundary', boundary=sheet.about.boundary)} · {review.line(t)}",
        "legend": legend(figure.legend),
    }


def legend(legend: Legend) -> dict[str, Any]:
    """A legend with its signs as SVG."""
    return {
        "note": legend.note,
        "rows": [
            {
                "heading": heading,
                "entries": [
                    {
                        "svg": _svg(entry.sign),
                        "width": entry.sign.width,
                        "height": entry.sign.height,
                        "label": entry.label,
                        "count": "" if entry.count is None else str(entry.count),
                    }
                    for entry in entries
                ],
            }
            for heading, entries in legend.rows
            if entries
        ],
    }


def _chart(chart: Chart, t: Words) -> dict[str, Any]:
    return {
        "title": chart.title,
        "badge": chart.badge,
        "complete": True,
        "reading": chart.reading,
        "alt": chart.alt or chart.title,
        "svg": _svg(chart_drawing(chart.figure, WIDTH)),
        "source": t("papers.at_the_end") if len(chart.source) > _LONG else chart.source,
        "legend": None,
    }


def _table(shown: Excerpt, t: Words) -> dict[str, Any]:
    left = shown.of - len(shown.rows)
    columns = shown.columns - len(shown.heads)
    more = t("papers.more_rows", n=t.number(left)) if left else ""
    more_columns = t("papers.more_columns", n=columns) if columns else ""
    return {
        "title": t("papers.table", name=shown.title, n=t.number(shown.of)),
        "heads": list(shown.heads),
        "numeric": list(shown.numeric),
        "widths": list(shown.widths),
        "rows": [list(row) for row in shown.rows],
        "more": ("" if t.lang == "zh" else " ").join(filter(None, (more, more_columns))),
    }


def _methods(paper: Paper, t: Words) -> list[dict[str, Any]]:
    """How the figures of each page are made, once a page."""
    pages = dict.fromkeys(sheet.page for sheet in paper.sheets)
    found = []
    for page in pages:
        told = [
            {
                "title": t(f"{figure.key}.title"),
                "made": t(f"{figure.key}.made"),
                "limit": t(f"{figure.key}.limit"),
            }
            for figure in methods.FIGURES.get(page, ())
        ]
        if told:
            half = _half([sum(map(len, one.values())) for one in told])
            found.append({"name": t(f"{page}.page"), "halves": [told[:half], told[half:]]})
    return found


def _half(lengths: Sequence[int]) -> int:
    """How many of some texts stand in the first of two columns of about the same height."""
    sums = list(accumulate(lengths, initial=0))
    return min(range(len(sums)), key=lambda n: (abs(2 * sums[n] - sums[-1]), -n))


def _sources(atlas: Atlas, paper: Paper) -> list[dict[str, str]]:
    """Sources of all rows, each once: official ones first, then in order of first use."""
    found = {
        source.source_id: {"text": source.cite(), "kind": source.kind}
        for sheet in paper.sheets
        for rows in sheet.rows
        for source in rows.about.sources
    }
    kinds = atlas.by_key("sources")["kind"]
    order = sorted(found, key=lambda code: _KINDS.index(kinds.get(code, "dataset")))
    return [found[code] for code in order]
