"""A brief set on A4, as PDF or as a picture of the same page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import segno

import geo.files.brief.fit as fit
import geo.files.brief.small_print as small_print
from geo.data.atlas import Atlas
from geo.drawn.map.small import city_map, province_map
from geo.files.brief.content import (
    Band,
    Bar,
    Block,
    Brief,
    Cell,
    Chip,
    Figure,
    Flow,
    Groups,
    Scene,
    Table,
)
from geo.files.share import LONGEST_QR
from geo.files.typeset import typeset
from geo.look import tokens
from geo.look.drawing import Drawing
from geo.look.lettering import shortened, text_width
from geo.look.svg import svg_text
from geo.words import Words

_TEMPLATE = Path(__file__).with_name("brief.typ")
_COLOURS = (
    "ground", "panel", "ink", "ink2", "muted", "rule", "hair", "faint", "accent", "slot",
    "partial", "partial-line",
)  # fmt: skip
#: Dots an inch of the picture: two a px of the page.
_INCH = 192
#: Room of the head beside its rule, px.
_STRIP = 670.0


def scene(atlas: Atlas, block: Scene, lang: str, width: float, height: float) -> Drawing:
    """The map of a brief at a size."""
    if block.kind == "city":
        assert block.city is not None
        said = Words(lang)("brief.map.aside")
        return city_map(atlas, block.city, block.clusters, lang, width, height, said)
    return province_map(
        atlas, {code: (colour, words) for code, colour, words in block.fills}, lang, width, height,
        bold=block.bold, line=block.line, key=block.key,
    )  # fmt: skip


def page_bytes(atlas: Atlas, brief: Brief, form: Literal["pdf", "png"]) -> bytes:
    """The page as a file; the same bytes for the same brief on the same day.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    brief : Brief
        What it says.
    form : {"pdf", "png"}
        PDF with its fonts, or a picture.
    """
    values, dots = _values(atlas, fit.fit(brief)), None if form == "pdf" else _INCH
    return typeset(_TEMPLATE, "brief", values, brief.day, Words(brief.lang), dots=dots)


def strip(brief: Brief, t: Words) -> tuple[str, str]:
    """Head of the page: the subject, and the product with its month."""
    month = t("brief.month", year=brief.day.year, month=brief.day.month)
    subject = t("brief.strip", subject=brief.subject)
    return subject, f"{t('pages.product')} · {month}"


def _values(atlas: Atlas, fitted: fit.Fitted) -> dict[str, Any]:
    brief = fitted.brief
    t = Words(brief.lang)
    left, right = strip(brief, t)
    left = fit.one_line(left, _STRIP - text_width(right, 12), size=13, bold=True)
    evidence, sources, about = small_print.foot(brief, t)
    most = small_print.source_lines(brief)
    code = ""
    if brief.link and len(brief.link) <= LONGEST_QR:
        drawn = segno.make(brief.link, error="l", micro=False)
        code = str(drawn.svg_inline(scale=4, border=0, dark="#1A1F24", light=None))
    bands = [_band(atlas, band, fitted, t) for band in brief.bands]
    cut = [
        fit.lines(text, small_print.ROOM, size=small_print.SIZE, most=most)
        for text, most in ((evidence, 1), (sources, most), (about, 1), (t("review.sketch"), 1))
    ]
    return {
        "lang": brief.lang,
        "title": "".join(brief.claim),
        "author": t("pages.product"),
        "left": left,
        "right": right,
        "claim": list(brief.claim),
        "lead": _lead(brief),
        "figures": [_figure(figure, len(brief.figures)) for figure in brief.figures],
        "bands": bands,
        "high": fit.figures_height(brief),
        "ticks": any(one.place for one in brief.figures),
        "taken": small_print.taken(brief),
        "foot": cut[:3] + ([] if brief.review else cut[3:]),
        "review": [t("brief.review"), brief.review or t("brief.review_slot")],
        "reviewed": bool(brief.review),
        "made": t("brief.made", day=brief.day.isoformat()),
        "code": code,
        "online": t("brief.online") if code else t("brief.online_slot"),
        "colours": {name: tokens.colour(name, "light") for name in _COLOURS},
    }


def _lead(brief: Brief) -> list[str]:
    """What is said under the headline in one line, and where it is from as far as it fits."""
    room = fit.WIDTH - 6
    said = shortened(brief.lead, 13, room, 1)
    left = room - text_width(said, 13) - 12
    return [said, shortened(brief.lead_source, 12, left, 1) if left > 80 else ""]


def _figure(figure: Figure, many: int) -> dict[str, Any]:
    room = fit.WIDTH / many - text_width(figure.strong, fit.SMALL, bold=True)
    return {
        "label": fit.label(figure),
        "before": figure.before,
        "value": figure.value,
        "unit": figure.unit,
        "place": list(figure.place) if figure.place else None,
        "strong": figure.strong,
        "note": fit.one_line(figure.note, room),
    }


def _band(atlas: Atlas, band: Band, fitted: fit.Fitted, t: Words) -> dict[str, Any]:
    widths = fit.across(band)
    sides = [
        [_block(atlas, block, width, fitted.map_height, t) for block in side]
        for side, width in zip((band.left, band.right), widths, strict=True)
    ]
    return {
        "height": fit.band_height(band, fitted.map_height),
        "sides": [
            {"width": width, "blocks": blocks}
            for width, blocks in zip(widths, sides, strict=True)
            if width
        ],
    }


def _block(atlas: Atlas, block: Block, width: float, high: float, t: Words) -> dict[str, Any]:
    title = fit.one_line(block.title, width, size=14, bold=True)
    common = {"title": title, "height": fit.height(block, width, high)}
    if isinstance(block, Scene):
        drawing = scene(atlas, block, t.lang, width, high)
        svg = svg_text(drawing, "light", bold_face=False)
        below = fit.legend(block) > 0
        free = width - text_width(block.title, 14, bold=True) - 16
        beside = not below and text_width(block.legend, fit.SMALL) <= free
        return common | {"kind": "map", "note": block.legend if beside else "", "svg": svg,
                         "legend": block.legend if below else "", "map": high}  # fmt: skip
    if isinstance(block, Groups):
        more = block.rest.format(n=block.left) if block.left else ""
        return common | {"kind": "groups", "note": block.note.strip(), "more": more,
                         "groups": _groups(block, width)}  # fmt: skip
    return common | {"kind": "table", "note": block.note, **_table(block, width)}


def _groups(block: Groups, width: float) -> list[dict[str, Any]]:
    made = []
    for group in block.groups:
        columns = fit.abreast(block, group, width)
        entries = [
            {
                "svg": svg_text(one.sign, "light", bold_face=False),
                "name": fit.entry_lines(block, group, number, width),
                "note": "" if columns == 2 else one.note,
            }
            for number, one in enumerate(group.entries)
        ]
        note = fit.one_line(group.note, width / 2)
        room = width - text_width(note, fit.SMALL) - 8
        title = fit.one_line(group.title, room, size=fit.TEXT, bold=True)
        made.append({"title": title, "note": note, "slot": fit.one_line(group.slot, width - 16),
                     "columns": columns, "entries": entries})  # fmt: skip
    return made


def _table(table: Table, width: float) -> dict[str, Any]:
    widths = fit.widths(table, width)
    return {
        "widths": list(widths),
        "heads": [column.head for column in table.columns],
        "rows": [
            {
                "height": fit.row_height(row, widths),
                "cells": [_cell(cell, room) for cell, room in zip(row, widths, strict=True)],
            }
            for row in table.rows
        ],
        "rest": fit.rest(table, width),
        "slot": table.slot,
    }


def _cell(cell: Cell, room: float) -> dict[str, Any]:
    if isinstance(cell, Chip):
        return {"kind": "chip", "words": cell.words, "weight": cell.weight}
    if isinstance(cell, Flow):
        return {"kind": "flow", "stages": list(cell.stages), "letters": list(cell.letters)}
    if isinstance(cell, Bar):
        return {"kind": "bar", "part": cell.part / max(cell.whole, 1), "whole": room}
    words, below = fit.cell_lines(cell, room)
    hue = tokens.colour(f"fam-{cell.hue}", "light") if cell.hue else ""
    return {"kind": "text", "words": words, "below": below, "bold": cell.bold, "hue": hue,
            "slot": cell.slot}  # fmt: skip
