"""One HTML file of a view that needs nothing else: map, legend, charts, rows and how to cite.

It opens from a disk without a network. The map pans, zooms and tells what is on record of the
place or cluster that is clicked. The template ``page.html`` escapes every text; only what is made
here as HTML, SVG, CSS or a script goes in as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from geo import maps
from geo.data.atlas import Atlas
from geo.drawn.chart import chart_drawing
from geo.files.order import Order
from geo.files.printed import printed
from geo.files.tables.cells import plain
from geo.look import tokens
from geo.look.svg import svg_text
from geo.record import review
from geo.record.about import Export
from geo.words import Words

_HERE = Path(__file__).parent
_WIDTH = 960.0
_MAP_HEIGHT = "min(72vh,640px)"
#: Lists of sources longer than this are folded.
_LONG = 120
_TAGS = {"zh": "zh-CN", "en": "en"}
_PLACES = ("city_adcodes", "city_adcode", "county_adcode", "member_adcodes", "adcode")


def html(order: Order) -> bytes:
    """The file."""
    sheet, t = order.sheet, order.t
    about = sheet.about
    text = _template().render(
        tag=_TAGS[t.lang],
        sheet=sheet,
        about=about,
        style=_style(),
        script=_file("page.js"),
        map=_map(order),
        legend=maps.legend_html(sheet.map.legend) if sheet.map else "",
        charts=[
            (chart, svg_text(chart_drawing(chart.figure, _WIDTH), css="chart"))
            for chart in sheet.charts
        ],
        long=_LONG,
        tables=[_table(order.atlas, rows, t) for rows in sheet.rows],
        words={
            "filters": t("papers.filters", filters=about.filters_text()),
            "boundary": f"{t('papers.boundary', boundary=about.boundary)} · {review.line(t)}",
            "about": t("papers.about"),
            "sources": t("papers.sources"),
            "hint": t("handout.web.hint"),
            "close": t("handout.web.close"),
            "more": t("handout.web.more", n="{n}"),
        },
    )
    return text.encode()


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(_HERE)
    return Environment(
        loader=loader, autoescape=True, trim_blocks=True, undefined=StrictUndefined
    ).get_template("page.html")


def _file(name: str) -> Markup:
    return Markup((_HERE / name).read_text(encoding="utf-8"))


def _style() -> Markup:
    light, dark = (tokens.css_variables(theme) for theme in tokens.THEMES)
    return Markup(f':root{{{light}}}:root[data-theme="dark"]{{{dark}}}') + _file("page.css")


def _map(order: Order) -> Markup:
    """The map with the scripts that draw it; nothing where the page has none."""
    figure, view = order.sheet.map, order.sheet.view
    if figure is None:
        return Markup()
    scene = maps.scene_of(
        order.atlas, figure.content, view.lang, selected=view.sel, cities=view.selection.city
    )
    return maps.embedded(order.atlas, scene, height=_MAP_HEIGHT)


def _table(atlas: Atlas, export: Export, t: Words) -> dict[str, Any]:
    frame = pd.DataFrame(export.frame)
    shown = printed(atlas, export, t)
    cells = shown.frame.itertuples(index=False, name=None)
    return {
        "title": export.title,
        "heading": t("papers.table", name=export.title, n=t.number(len(frame))),
        "heads": list(shown.heads.values()),
        "rows": [
            {
                "keys": dict(_keys(row)),
                "cells": [_cell(value, t) for value in values],
            }
            for row, values in zip(frame.to_dict("records"), cells, strict=True)
        ],
    }


def _keys(row: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    """What a row is about, for clicks on the map."""
    if isinstance(row.get("cluster_id"), str):
        yield "cluster", row["cluster_id"]
    found = (row.get(column) for column in _PLACES)
    codes = chain.from_iterable(one if isinstance(one, tuple) else [one] for one in found)
    if places := " ".join(str(code) for code in codes if isinstance(code, int)):
        yield "places", places


def _cell(value: object, t: Words) -> tuple[str, bool]:
    """Text of a cell, and whether it is a number."""
    if isinstance(value, tuple):
        return t.join(map(str, value)), False
    found = plain(value)
    if found is None:
        return "", False
    if isinstance(found, bool):
        return t("data.yes") if found else t("data.no"), False
    if isinstance(found, int | float):
        return f"{found:.15g}", True
    return found, False
