"""A table of rows on a page; where rows lead somewhere, picking one goes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.shell import state

_HEAD, _EDGE = 36, 3

#: What picking a row does; it is given what the row stands for, or None where it is let go.
OnPick = Callable[[Any], None]


def draw(
    table: pd.DataFrame,
    key: str,
    alt: str,
    *,
    most: int,
    row: int = 30,
    columns: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
    targets: Sequence[Any] = (),
    picked: Any = None,
    on_pick: OnPick | None = None,
) -> None:
    """Draw the rows, as high as they are up to a height.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows in the reader's language.
    key : str
        Key of the table.
    alt : str
        Its text equal.
    most, row : int
        Greatest height, and height of a row, CSS px.
    columns : Mapping, optional
        Settings of columns by name.
    order : sequence of str, optional
        Columns to show.
    targets : sequence
        What each row stands for.
    picked : object
        The target whose row is marked.
    on_pick : callable, optional
        What picking a row does.
    """
    if on_pick is not None:
        key = state.rows_key(key, targets)
        rows = [list(targets).index(picked)] if picked is not None and picked in targets else []
        st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    st.dataframe(
        table,
        key=key,
        on_select=(lambda: _picked(key, on_pick)) if on_pick else "ignore",
        selection_mode="single-row",
        hide_index=True,
        height=min(_HEAD + row * len(table) + _EDGE, most),
        row_height=row,
        column_order=order,
        column_config=columns,
        placeholder="",
        alt=alt,
    )


def _picked(key: str, on_pick: OnPick) -> None:
    """Callback: hand on what the picked row stands for."""
    targets = state.picked(key)
    if targets is not None:
        on_pick(targets[0] if targets else None)
