"""One HTML file of a view that needs nothing else: map, legend, charts, rows and how to cite.

It opens from a disk without a network. The map pans, zooms and tells what is on record of the
place or cluster that is clicked.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

import pandas as pd

from geo import maps
from geo.data.atlas import Atlas
from geo.drawn.chart import chart_drawing
from geo.files.order import Order
from geo.look import tokens
from geo.look.svg import svg_text
from geo.record.about import About, Export
from geo.sheets import Chart, MapFigure, Sheet, catalogue
from geo.words import Words

_HERE = Path(__file__).parent
_WIDTH = 960.0
#: Lists of sources longer than this are folded.
_LONG = 120
#: Nothing may be fetched from anywhere.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
_PLACES = ("city_adcodes", "city_adcode", "county_adcode", "member_adcodes", "adcode")


def html(order: Order) -> bytes:
    """The file."""
    sheet, t = order.sheet, order.t
    title = f"{sheet.about.title} · {sheet.claim}"
    head = _head()
    rest = "".join(
        [
            *(_chart(chart, t) for chart in sheet.charts),
            *(_table(order.atlas, rows, t) for rows in sheet.rows),
            _about(sheet.about, t),
            f"</main><script>{_script('page.js')}</script>",
        ]
    )
    top = f"<main>{_claim(sheet, t)}"
    if sheet.map is None:
        text = (
            f'<!doctype html><html lang="{"zh-CN" if t.lang == "zh" else "en"}"><head>'
            f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{escape(title)}</title>{head}</head><body>{top}{rest}</body></html>"
        )
    else:
        text = maps.standalone(
            order.atlas, maps.scene_of(
                order.atlas, sheet.map.content, t.lang,
                selected=sheet.view.sel, cities=sheet.view.selection.city,
            ), t.lang, title,
            height="min(72vh,640px)",
            head=head,
            before=f'{top}<section class="figure">{_figure_head(sheet.map)}<div class="beside">',
            after=f"{_detail(t)}</div>{_below(sheet.map, sheet.about, t)}</section>{rest}",
        )  # fmt: skip
    return text.encode()


def _script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _head() -> str:
    colours = (
        f":root{{{tokens.css_variables('light')}}}"
        f':root[data-theme="dark"]{{{tokens.css_variables("dark")}}}'
    )
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{colours}{_script('page.css')}</style>"
    )


def _claim(sheet: Sheet, t: Words) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in sheet.lines)
    filters = escape(t("papers.filters", filters=sheet.about.filters_text()))
    return (
        f'<header><div class="brand">{escape(sheet.about.title)}</div>'
        f'<h1>{escape(sheet.claim)}</h1>{lines}<p class="small">{filters}</p></header>'
    )


def _figure_head(figure: MapFigure | Chart) -> str:
    partial = isinstance(figure, MapFigure) and not figure.complete
    kind = "badge partial" if partial else "badge"
    badge = f'<span class="{kind}">{escape(figure.badge)}</span>' if figure.badge else ""
    reading = f'<p class="small">{escape(figure.reading)}</p>' if figure.reading else ""
    return f"<h2>{escape(figure.title)}{badge}</h2>{reading}"


def _detail(t: Words) -> str:
    """Room for what is on record of the place that is clicked; filled by the script."""
    close, more = escape(t("handout.web.close")), escape(t("handout.web.more", n="{n}"))
    hint = escape(t("handout.web.hint"))
    return (
        f'<aside id="detail" aria-live="polite" data-more="{more}">'
        f'<p class="small hint">{hint}</p><button type="button" hidden>{close}</button>'
        "<div></div></aside>"
    )


def _below(figure: MapFigure, about: About, t: Words) -> str:
    boundary = escape(t("papers.boundary", boundary=about.boundary))
    return f'{maps.legend_html(figure.legend)}<p class="small">{boundary}</p>'


def _chart(chart: Chart, t: Words) -> str:
    drawing = svg_text(chart_drawing(chart.figure, _WIDTH), css="chart")
    label = escape(chart.alt)
    source = escape(chart.source)
    if len(source) > _LONG:
        name = escape(t("papers.sources"))
        source = f"<details><summary>{name}</summary>{source}</details>"
    return (
        f'<section class="figure">{_figure_head(chart)}'
        f'<div role="img" aria-label="{label}">{drawing}</div>'
        f'<div class="small">{source}</div></section>'
    )


def _table(atlas: Atlas, export: Export, t: Words) -> str:
    frame = pd.DataFrame(export.frame)
    labels = {column.code: column.label for column in export.columns}
    shown, title = frame[list(labels)], export.about.title.rpartition(" · ")[2]
    if export.name in atlas.tables:
        shown = catalogue.readable(atlas, export.name, shown, t)
    shown = shown.loc[:, shown.notna().any()]
    heads = "".join(f'<th scope="col">{escape(labels[code])}</th>' for code in shown)
    body = "".join(
        f"<tr{_keys(keys)}>{''.join(_cell(value) for value in row)}</tr>"
        for keys, row in zip(
            frame.to_dict("records"), shown.itertuples(index=False, name=None), strict=True
        )
    )
    name = escape(t("papers.table", name=title, n=t.number(len(frame))))
    return (
        f"<details open><summary><h2>{name}</h2></summary>"
        f'<div class="scroll" tabindex="0"><table data-name="{escape(title)}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def _keys(row: dict[str, object]) -> str:
    """What a row is about, for clicks on the map."""
    places: list[object] = []
    for column in _PLACES:
        value = row.get(column)
        places += value if isinstance(value, tuple) else [value]
    known = " ".join(str(code) for code in places if isinstance(code, int))
    cluster = row.get("cluster_id")
    key = f' data-cluster="{escape(cluster)}"' if isinstance(cluster, str) else ""
    return key + (f' data-places="{known}"' if known else "")


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        value = "|".join(map(str, value))
    if pd.isna(value):
        return "<td></td>"
    if isinstance(value, int | float):
        return f'<td class="number">{value:.15g}</td>'
    return f"<td>{escape(str(value))}</td>"


def _about(about: About, t: Words) -> str:
    entries = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in about.lines()
    )
    return (
        f"<section><h2>{escape(t('papers.about'))}</h2><dl>{entries}</dl>"
        f"{_sources((source.cite() for source in about.sources), t)}</section>"
    )


def _sources(cited: Iterable[str], t: Words) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in cited)
    return f"<h2>{escape(t('papers.sources'))}</h2><ol>{items}</ol>" if items else ""
