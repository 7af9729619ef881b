"""A brief as one slide of native shapes: headline, figures, map, lists and the first table."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pptx.enum.text import MSO_ANCHOR

import geo.files.brief.fit as fit
from geo.data.atlas import Atlas
from geo.files.brief.content import Brief, Cell, Chip, Figure, Flow, Groups, Scene, Table, Text
from geo.files.brief.page import scene, strip
from geo.files.brief.small_print import foot
from geo.files.slides.drawing import add_drawing
from geo.files.slides.frame import block
from geo.files.slides.lines import LINE, Lines
from geo.files.slides.setting import (
    FACE,
    HEIGHT,
    THEME,
    WIDTH,
    Place,
    emu,
    faces,
    fill_frame,
    rgb,
    style,
    text_box,
)
from geo.files.slides.template import add_slide, presentation
from geo.look import tokens
from geo.look.lettering import Line, Run, shortened, text_width, wrapped
from geo.record import naming, review
from geo.words import Words

_LEFT, _ROOM = 48.0, WIDTH - 96.0
_TOP, _FOOT = 242.0, 650.0
_MAP = 480.0
_ASIDE = _LEFT + _MAP + 28
_TITLES = (30.0, 27.0, 24.0, 21.0)
#: Sizes of a figure, the largest that there is room for.
_VALUES = (30.0, 26.0, 22.0)
_BODY, _SMALL = 14.0, 13.4
_ROW = 26.0
#: Rows of the table, and the share of the column beside the map that lists may take.
_ROWS, _LISTS = 8, 150.0


def slide_bytes(atlas: Atlas, brief: Brief) -> bytes:
    """Presentation of one slide.

    Parameters
    ----------
    atlas : Atlas
        The data package, for the map.
    brief : Brief
        What it says.
    """
    t = Words(brief.lang)
    left, right = strip(brief, t)
    deck = presentation(left, t("pages.product"), t)
    slide = add_slide(deck)
    _head(slide, brief, right)
    _figures(slide, brief)
    parts = [part for band in brief.bands for part in (*band.left, *band.right)]
    for part in parts:
        if isinstance(part, Scene):
            _map(slide, atlas, part, brief)
    down = _TOP
    for part in parts:
        if isinstance(part, Groups):
            down = _lists(slide, atlas, part, t)
            break
    tables = [part for part in parts if isinstance(part, Table) and part.rows]
    if tables:
        _table(slide, tables[0], down)
    _small_print(slide, brief, t)
    _notes(slide, brief, tables, t)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def _head(slide: Any, brief: Brief, right: str) -> None:
    block(slide, (_LEFT, 22, 38, 5), "accent", "Brand")
    text_box(slide, (WIDTH - 400, 14, 352, 19), [right], _SMALL, "muted")
    claim = slide.shapes.title
    high = 86.0
    place: Place = (_LEFT, 34, _ROOM, high)
    claim.left, claim.top, claim.width, claim.height = (emu(part) for part in place)
    room = _ROOM * 0.92
    size = next(
        (
            size
            for size in _TITLES
            if len(brief.claim) * size * LINE <= high
            and all(len(wrapped(line, size, room, bold=True)) == 1 for line in brief.claim)
        ),
        _TITLES[-1],
    )
    said = (shortened(line, 1.08 * size, room, 1) for line in brief.claim)
    lines: list[Line] = [(Run(line, bold=True),) for line in said]
    fill_frame(claim.text_frame, lines, size, tokens.colour("ink", THEME), anchor=MSO_ANCHOR.MIDDLE)
    lead = shortened(f"{brief.lead}  {brief.lead_source}".strip(), _BODY, room, 1)
    if lead:
        text_box(slide, (_LEFT, 121, _ROOM, 20), [lead], _BODY, "ink2")


def _figures(slide: Any, brief: Brief) -> None:
    """The figures side by side, each with its label and the rank below."""
    x = _LEFT
    for one, wide in zip(brief.figures, _shares(brief), strict=True):
        label = shortened(one.label, _SMALL, (wide - 8) * 0.92, 1)
        text_box(slide, (x, 147, wide - 8, 19), [label], _SMALL, "ink2")
        before, behind = f"{one.before} " * bool(one.before), f" {one.unit}" * bool(one.unit)
        value: Line = (Run(before), Run(one.value, bold=True), Run(behind))
        told = tuple(run for run in value if run.text)
        size = next((s for s in _VALUES if 1.08 * _value_width(one, s) <= wide - 8), _VALUES[-1])
        box = text_box(slide, (x, 166, wide - 8, 40.5), [told], size, "ink", name=one.label)
        for run in box.text_frame.paragraphs[0].runs:
            if run.text in (before, behind):
                style(run.font, _SMALL, tokens.colour("ink2", THEME))
        strong = f"{one.strong} " if one.strong else ""
        room = (wide - 8) * 0.92 - text_width(strong, _SMALL, bold=True)
        note = shortened(one.note, _SMALL, room, 1) if room > 2 * _SMALL else ""
        below: Line = (Run(strong, True, tokens.colour("accent", THEME)), Run(note))
        text_box(slide, (x, 207, wide - 8, 19), [below], _SMALL, "muted")
        x += wide
    block(slide, (_LEFT, 232, _ROOM, 1.5), "ink", "Rule")


def _shares(brief: Brief) -> list[float]:
    """Widths of the figures: what each needs, the rest of the slide in equal parts."""
    least, needs = [], []
    for one in brief.figures:
        strong = text_width(one.strong, _SMALL, bold=True)
        words = max(text_width(one.label, _SMALL), strong + text_width(f" {one.note}", _SMALL))
        least.append(1.12 * max(_value_width(one, _VALUES[-1]), strong) + 16)
        needs.append(max(least[-1], 1.12 * max(words, _value_width(one, _VALUES[0])) + 16))
    rest = _ROOM - sum(needs)
    if rest >= 0:
        return [need + rest / len(needs) for need in needs]
    # Numbers keep their room, words give way.
    share = (_ROOM - sum(least)) / (sum(needs) - sum(least))
    return [low + (need - low) * share for low, need in zip(least, needs, strict=True)]


def _value_width(one: Figure, size: float) -> float:
    """Width of a figure with what stands before and behind it."""
    return text_width(one.value, size, bold=True) + text_width(f"{one.before} {one.unit} ", _SMALL)


def _map(slide: Any, atlas: Atlas, block: Scene, brief: Brief) -> None:
    head: Line = (Run(shortened(block.title, 17, _MAP * 0.92, 1), bold=True),)
    text_box(slide, (_LEFT, _TOP, _MAP, 22), [head], 16, "ink")
    high = _FOOT - _TOP - 54
    drawing = scene(atlas, block, brief.lang, _MAP, high)
    add_drawing(slide, drawing, (_LEFT, _TOP + 26, _MAP, high), block.title)
    said = shortened(block.legend, _SMALL, _MAP * 0.92, 1)
    if said:
        text_box(slide, (_LEFT, _FOOT - 24, _MAP, 19), [said], _SMALL, "muted")


def _lists(slide: Any, atlas: Atlas, block: Groups, t: Words) -> float:
    """Lists of clusters, a line or two each; gives where they end."""
    width = WIDTH - 48 - _ASIDE
    lines: list[Line] = [(Run(block.title, bold=True),)]
    breaks = Lines(naming.whole(atlas))
    used = 26.0
    for group in block.groups:
        names = t.join(one.name for one in group.entries) or group.slot
        head = f"{group.title} {group.note}".strip()
        said = shortened(f"{head}  {names}".strip(), _BODY, width * 0.9, 2)
        high = breaks.height(said, _BODY, width) + 4
        if used + high > _LISTS:
            break
        said = breaks.broken(said, _BODY, width)
        cut = min(len(group.title), len(said))
        lines.append((Run(said[:cut], bold=True), Run(said[cut:])))
        used += high
    place = (_ASIDE, _TOP, width, used)
    text_box(slide, place, lines, _BODY, "ink", name=block.title, spacing=3)
    return _TOP + used + 8


def _table(slide: Any, table: Table, down: float) -> None:
    """The first table, native and editable."""
    width = WIDTH - 48 - _ASIDE
    head: Line = (Run(table.title, bold=True),)
    text_box(slide, (_ASIDE, down, width, 22), [head], 16, "ink")
    top = down + 26
    most = min(_ROWS, int((_FOOT - top - 8) // _ROW) - 1)
    rows = table.rows[: max(most, 1)]
    across = fit.widths(table, width)
    frame = slide.shapes.add_table(
        len(rows) + 1, len(across), *(emu(p) for p in (_ASIDE, top, width, _ROW * (len(rows) + 1)))
    )
    frame.name = table.title
    native = frame.table
    native.first_row = native.horz_banding = False
    for number, room in enumerate(across):
        native.columns[number].width = emu(room)
        _write(native.cell(0, number), table.columns[number].head, _SMALL, "muted")
        for line, row in enumerate(rows, start=1):
            cell = row[number]
            said = fit.few(_words(cell), room * 0.82).replace("\n", " ")
            bold = isinstance(cell, Text) and cell.bold
            _write(native.cell(line, number), said, _SMALL, "ink", bold=bold)
    for line in native.rows:
        line.height = emu(_ROW)


def _words(cell: Cell) -> str:
    if isinstance(cell, Text):
        return cell.words
    if isinstance(cell, Chip):
        return cell.words
    if isinstance(cell, Flow):
        pairs = zip(cell.stages, cell.letters, strict=True)
        return " ".join(letter if here else "–" for here, letter in pairs)
    return ""


def _write(cell: Any, said: str, size: float, colour: str, *, bold: bool = False) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(tokens.colour("ground", THEME))
    cell.margin_left = cell.margin_right = emu(3)
    cell.margin_top = cell.margin_bottom = emu(2)
    line: Line = (Run(said, bold=bold),)
    css = tokens.colour(colour, THEME)
    fill_frame(cell.text_frame, [line], size, css, anchor=MSO_ANCHOR.MIDDLE)
    cell.margin_left = cell.margin_right = emu(3)


def _small_print(slide: Any, brief: Brief, t: Words) -> None:
    evidence, sources, about = foot(brief, t)
    block(slide, (_LEFT, _FOOT, _ROOM, 1), "rule", "Rule")
    lines = [
        shortened(evidence, _SMALL, _ROOM * 0.9, 1),
        shortened(sources, _SMALL, _ROOM * 0.9, 1),
        shortened(f"{review.line(t)} · {about}", _SMALL, _ROOM * 0.9, 1),
    ]
    place = (_LEFT, _FOOT + 5, _ROOM, HEIGHT - _FOOT - 8)
    text_box(slide, place, [line for line in lines if line], _SMALL, "muted", name="Source")


def _notes(slide: Any, brief: Brief, tables: list[Table], t: Words) -> None:
    """Everything that the slide has no room for."""
    told = [*brief.claim, *_told(tables), *foot(brief, t), review.line(t), brief.link]
    frame = slide.notes_slide.notes_text_frame
    frame.text = "\n".join(filter(None, told))
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            faces(run.font._rPr, FACE)


def _told(tables: list[Table]) -> Iterator[str]:
    for table in tables:
        yield table.title
        for row in table.rows:
            words = [f"{_words(cell)} {cell.below}" if isinstance(cell, Text) else _words(cell)
                     for cell in row]  # fmt: skip
            yield " · ".join(filter(None, (word.strip() for word in words)))
