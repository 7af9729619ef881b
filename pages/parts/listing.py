"""A table of rows on a page; where rows lead somewhere, a click anywhere in one goes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from geo.words import Words
from pages.parts.shell import state

#: So many rows at most are never scrolled inside a page that scrolls.
_ALL = 20

#: What a browser is told as it is; a day, for one, is told in words.
_PLAIN = (str, int, float, type(None))

#: What picking a row does; it is given what the row stands for, or None where it is let go.
OnPick = Callable[[Any], None]

_table = st.components.v2.component(
    "listing",
    html='<div class="listing"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Column:
    """How a column is shown.

    Attributes
    ----------
    label
        Its head.
    width
        CSS px that it takes at least; columns share the room evenly if one of them has none.
    digits
        Digits after the point of a number; None shows it as it is.
    images
        Whether its cells are addresses of pictures.
    help
        What it means, told where its head is pointed at.
    """

    label: str
    width: int | None = None
    digits: int | None = None
    images: bool = False
    help: str = ""


@dataclass(frozen=True)
class Fold:
    """A table that is folded at first, and can be taken away.

    Attributes
    ----------
    summary
        What stands where it is folded.
    save
        What the button says that takes it away.
    file
        Name of the file.
    """

    summary: str
    save: str
    file: str


def draw(
    table: pd.DataFrame,
    key: str,
    alt: str,
    *,
    fold: Fold | None = None,
    most: int | None = None,
    pages: Words | None = None,
    columns: Mapping[str, Column] | None = None,
    order: Sequence[str] | None = None,
    targets: Sequence[Any] = (),
    picked: Any = None,
    on_pick: OnPick | None = None,
) -> None:
    """Draw the rows: all of them where they are few, else as high as they may be.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows in the reader's language.
    key : str
        Key of the table.
    alt : str
        Its name for who does not see it.
    fold : Fold, optional
        Folds it; all its columns and rows are in its file.
    most : int, optional
        Greatest height of many rows, CSS px.
    pages : Words, optional
        Language of the buttons that turn pages, where many rows are parted into some.
    columns : Mapping, optional
        How columns are shown, by name.
    order : sequence of str, optional
        Columns to show.
    targets : sequence
        What each row stands for.
    picked : object
        The target whose row is marked.
    on_pick : callable, optional
        What picking a row does.
    """
    targets = list(targets)
    shown = {name: (columns or {}).get(name, Column(str(name))) for name in order or table}
    drawn = [_column(table[name], column) for name, column in shown.items()]
    if on_pick is not None:
        key = state.rows_key(key, targets)
    _table(
        key=key,
        data={
            "label": alt,
            "columns": [head for head, _ in drawn],
            "rows": [list(row) for row in zip(*(cells for _, cells in drawn), strict=True)],
            "fold": asdict(fold) if fold else None,
            "most": most if len(table) > _ALL else None,
            "pages": _pages(len(table), pages) if pages else None,
            "picks": on_pick is not None,
            "picked": targets.index(picked) if picked is not None and picked in targets else None,
        },
        on_row_change=lambda: _picked(key, on_pick, picked) if on_pick else None,
    )


def _pages(rows: int, t: Words) -> dict[str, Any]:
    """How many rows a page has, and what its buttons say; its own numbers are the browser's."""
    words = t("common.rows_of", first="{first}", last="{last}", n=t.number(rows))
    return {
        "size": _ALL, "of": words, "previous": t("common.previous"), "next": t("common.next"),
    }  # fmt: skip


def _column(cells: pd.Series, column: Column) -> tuple[dict[str, Any], list[Any]]:
    """Head of a column, and what its cells are to a browser."""
    head = {
        "label": column.label,
        "width": column.width,
        "digits": column.digits,
        "number": pd.api.types.is_numeric_dtype(cells),
        "images": None,
        "help": column.help,
    }
    if column.images:  # each travels once, not once a row
        numbers, images = pd.factorize(cells)
        return head | {"images": list(images)}, numbers.tolist()
    known = [None if pd.isna(cell) else cell for cell in cells.tolist()]
    return head, [cell if isinstance(cell, _PLAIN) else str(cell) for cell in known]


def _picked(key: str, on_pick: OnPick, picked: Any) -> None:
    """Callback: hand on what the row stands for; a second click lets it go."""
    for target in state.picked(key):
        on_pick(None if target == picked else target)
