"""A matrix of small counts; every cell is a bar, as only bars can be clicked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import CELLS, colour, figure
from geo.look.tokens import COUNT_RAMP, THEMES, Theme
from geo.words import Words

#: Least count of each step of the ramp.
STEPS = (1, 2, 3, 5, 8)
#: Largest count for which these will do.
_USUAL = 50
#: From this step on, words on a cell take the colour of the ground.
_DEEP = 3
_CELL = 0.94
#: Printed where a count is not known.
_UNKNOWN = "–"
#: Height of a row, and of one whose name takes two lines; of a line of the headings.
_ROW_HEIGHT, _TALL_ROW_HEIGHT = 27, 32
_HEAD_LINE_HEIGHT = 16
#: Longest line of an English name that two will do for; slant of headings, and the height a
#: character then takes.
_LINE = 22
_SLANT, _CHARACTER = -45, 4.9


def count_matrix(
    table: pd.DataFrame,
    names: Mapping[str, str],
    t: Words,
    theme: Theme,
    *,
    totals: pd.Series | None = None,
    none: str = "0",
    picked_rows: Collection[str] = (),
    picked_columns: Collection[str] = (),
    strong: Collection[str] = (),
    head_lines: int = 1,
    slanted: bool = False,
    edged: bool = False,
    steps: Sequence[int] = STEPS,
) -> go.Figure:
    """Counts by row and column, each printed in its cell.

    Parameters
    ----------
    table : pandas.DataFrame
        Counts, NaN where one is not known; index and columns are codes, which a click reports as
        ``customdata``.
    names : Mapping
        Words for the codes of rows and columns.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    totals : pandas.Series, optional
        Number printed right of each row, where it is not the sum of its cells.
    none : str
        Printed in cells without a count.
    picked_rows, picked_columns : collection of str
        Codes chosen; cells outside the choice turn pale, those inside get an edge.
    strong : collection of str
        Columns whose heading is set in bold.
    head_lines : int
        Lines to leave for headings, so that the rows of neighbours are level.
    slanted : bool
        Whether English headings are slanted from the start, as columns are too narrow for them.
    edged : bool
        Whether cells of 0 have a pale edge, so that rows and columns can be followed.
    steps : sequence of int
        Least count of each step of the ramp.
    """
    rows, columns = list(table.index), list(table.columns)
    heads = [_head(names[code], t, bold=code in strong) for code in columns]
    if totals is not None:
        heads.append(_head(t("facts.total"), t, bold=True))
    labels = [_label(names[row], t, bold=row in picked_rows) for row in rows]
    top: float = 8 + _HEAD_LINE_HEIGHT * head_lines
    slanted = slanted and t.lang == "en"
    if slanted:
        top = 14 + _CHARACTER * max(len(names[code]) for code in columns)
    tall = any("<br>" in label for label in labels)
    height = (_TALL_ROW_HEIGHT if tall else _ROW_HEIGHT) * len(rows)
    chart = figure(theme, round(top + height + 4))
    chosen = bool(picked_rows or picked_columns)
    cells = [
        _Cell(
            row,
            column,
            None if pd.isna(table.loc[row, column]) else int(table.loc[row, column]),
            chosen
            and (not picked_rows or row in picked_rows)
            and (not picked_columns or column in picked_columns),
        )
        for row in rows
        for column in columns
    ]
    chart.add_bar(
        meta=CELLS,
        orientation="h",
        y=[rows.index(cell.row) for cell in cells],
        x=[_CELL] * len(cells),
        base=[columns.index(cell.column) - _CELL / 2 for cell in cells],
        width=0.9,
        customdata=[[cell.row, cell.column] for cell in cells],
        text=[_text(cell.count, none) for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 13, "color": [_ink(cell.count, steps, theme) for cell in cells]},
        marker={
            "color": [_fill(cell.count, steps, theme) for cell in cells],
            "line": {
                "color": [colour("ink" if cell.picked else "hair", theme) for cell in cells],
                "width": [
                    2 if cell.picked else 1 if edged and not cell.count else 0 for cell in cells
                ],
            },
        },
        hovertemplate=[_hover(cell, names) for cell in cells],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    last = len(columns) - 0.5
    if totals is not None:
        chart.add_scatter(
            x=[last + 0.45] * len(rows),
            y=list(range(len(rows))),
            mode="text",
            text=[f"<b>{int(totals[row])}</b>" for row in rows],
            textfont={"color": colour("ink", theme), "size": 13},
            hoverinfo="skip",
        )
        last += 0.9
    chart.update_xaxes(
        side="top",
        range=[-0.5, last],
        tickvals=list(range(len(columns))) + ([last - 0.45] if totals is not None else []),
        ticktext=heads,
        tickangle=_SLANT if slanted else None,
        autotickangles=[0, _SLANT, -90],
        ticklabeloverflow="allow",
        showgrid=False,
        showline=False,
        tickfont={"size": 13, "color": colour("ink2", theme)},
    )
    chart.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=labels,
        showgrid=False,
        showline=False,
        tickfont={"size": 13, "color": colour("ink", theme)},
    )
    chart.update_layout(
        clickmode="event+select",
        bargap=0,
        margin={"l": 4, "r": 26 if slanted else 4, "t": top, "b": 4},
    )
    return chart


@dataclass(frozen=True)
class _Cell:
    """One cell of the matrix."""

    row: str
    column: str
    count: int | None
    picked: bool


def _text(count: int | None, none: str) -> str:
    return _UNKNOWN if count is None else str(count) if count else none


def even_steps(most: int) -> tuple[int, ...]:
    """The usual steps, or for counts that are larger some in even ratios up to the largest."""
    if most <= _USUAL:
        return STEPS
    return tuple(round(most ** (n / len(STEPS))) for n in range(len(STEPS)))


def _step(count: int, steps: Sequence[int]) -> int:
    return sum(count >= least for least in steps) - 1


def _fill(count: int | None, steps: Sequence[int], theme: Theme) -> str:
    if not count:
        return colour("ground", theme)
    return COUNT_RAMP[_step(count, steps)][THEMES.index(theme)]


def _ink(count: int | None, steps: Sequence[int], theme: Theme) -> str:
    if not count:
        return colour("muted", theme)
    return colour("ground" if _step(count, steps) >= _DEEP else "ink", theme)


def _hover(cell: _Cell, names: Mapping[str, str]) -> str:
    return (
        f"{names[cell.row]} · {names[cell.column]}: <b>{_text(cell.count, '0')}</b><extra></extra>"
    )


def _label(name: str, t: Words, *, bold: bool) -> str:
    return _lines(_two(name) if t.lang == "en" else [name], bold)


def _two(name: str) -> list[str]:
    """A name in two lines at most, which are longer than usual where they have to be."""
    return next(
        lines for long in range(_LINE, len(name) + _LINE) if len(lines := wrap(name, long)) <= 2
    )


def _head(name: str, t: Words, *, bold: bool) -> str:
    return _lines([name] if t.lang == "en" else name.split(), bold)


def _lines(lines: list[str], bold: bool) -> str:
    text = "<br>".join(lines)
    return f"<b>{text}</b>" if bold else text
