"""Controls bound to a choice of the view: filled from it, and written back to it.

A control is drawn by one call. What a reader gives it is taken only if it was offered: a click that
meets a run half way may bring what is no option any more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import streamlit as st

from geo.population.fields import Years
from geo.population.selection import LONGEST_QUERY
from geo.words.text import tidy
from pages.parts.shell import state

#: Turns what a reader gave a control into choices of the view.
Change = Callable[[Any], dict[str, Any]]
Width = int | Literal["stretch"]

#: Names of the two fields of a span, behind its own.
_ENDS = ("first", "last")


# A control that was mounted anew while a run was cut short, or that is out of date, gives what it
# showed: that is no choice.


def _take_one(name: str, key: str, offered: Sequence[Any], shown: Any, change: Change) -> None:
    given = state.given(name, key)
    if given in offered and given != shown:
        state.change(by=name, **change(given))


def _take_some(name: str, key: str, offered: Sequence[Any], shown: Any, change: Change) -> None:
    given = state.given(name, key)
    if given is not None and list(given) != shown:
        state.change(by=name, **change(tuple(code for code in given if code in offered)))


def _take_text(name: str, key: str, shown: str, change: Change) -> None:
    given = tidy(str(state.given(name, key) or ""))[:LONGEST_QUERY]
    if given != shown:
        state.change(by=name, **change(given))


def _take_flag(name: str, key: str, shown: bool, change: Change) -> None:
    given = bool(state.given(name, key))
    if given != shown:
        state.change(by=name, **change(given))


def _take_span(name: str, key: str, offered: Years, shown: Years, change: Change) -> None:
    first, last = state.given(name, key)
    years = max(first, offered[0]), min(last, offered[1])
    if years != shown:
        state.change(by=name, **change(None if years == offered else years))


def _take_end(name: str, end: int, key: str, offered: Years, shown: Years, change: Change) -> None:
    field = f"{name}_{_ENDS[end]}"
    given = state.given(field, key)
    if type(given) is not int or not offered[0] <= given <= offered[1] or given == shown[end]:
        return
    # A beginning after the end, or an end before the beginning, takes the other along.
    years = (given, max(given, shown[1])) if end == 0 else (min(given, shown[0]), given)
    state.change(by=field, **change(None if years == offered else years))


def _bound(
    name: str,
    value: Any,
    options: Sequence[Any],
    words: Callable[[Any], str],
    change: Change | None,
    take: Callable[..., None],
) -> dict[str, Any]:
    """Arguments that every control of options has in common."""
    offered = list(options)
    key = state.widget_key(name)
    state.fill(key, value)
    return {
        "options": offered,
        "format_func": lambda code: words(code) if code in offered else str(code),
        "key": key,
        "on_change": take,
        "args": (name, key, tuple(offered), value, change or (lambda given: {name: given})),
    }


def select(
    name: str,
    label: str,
    options: Sequence[Any],
    value: Any,
    words: Callable[[Any], str],
    *,
    change: Change | None = None,
    width: Width = "stretch",
    labelled: bool = False,
) -> None:
    """A menu of one choice.

    Parameters
    ----------
    name : str
        The choice of the view, and the name of the control.
    label : str
        What is chosen; read aloud, and seen if ``labelled``.
    options : sequence
        Codes that may be chosen.
    value : object
        The one that is chosen.
    words : callable
        Gives the name of a code.
    change : callable, optional
        Turns the code that is given into choices of the view; by default that of ``name``.
    width : int or str
        CSS px, or as in Streamlit.
    labelled : bool
        Whether the label is seen.
    """
    bound = _bound(name, value, options, words, change, _take_one)
    st.selectbox(label, **bound, width=width, label_visibility=_seen(labelled))


def segments(
    name: str,
    label: str,
    options: Sequence[Any],
    value: Any,
    words: Callable[[Any], str],
    *,
    change: Change | None = None,
    width: int | Literal["stretch", "content"] = "content",
    labelled: bool = False,
) -> None:
    """A row of buttons of which one is pressed; see :func:`select`."""
    bound = _bound(name, value, options, words, change, _take_one)
    st.segmented_control(
        label, **bound, width=width, label_visibility=_seen(labelled), required=True
    )


def slider(
    name: str,
    label: str,
    options: Sequence[Any],
    value: Any,
    words: Callable[[Any], str],
    *,
    change: Change | None = None,
    labelled: bool = True,
) -> None:
    """A slider over options in an order; see :func:`select`."""
    bound = _bound(name, value, options, words, change, _take_one)
    st.select_slider(label, **bound, label_visibility=_seen(labelled))


def pick(
    name: str,
    label: str,
    options: Sequence[Any],
    value: Any,
    words: Callable[[Any], str],
    *,
    change: Change | None = None,
    labelled: bool = False,
) -> None:
    """Buttons in several rows of which one is pressed; see :func:`select`."""
    bound = _bound(name, value, options, words, change, _take_one)
    st.pills(label, **bound, label_visibility=_seen(labelled), required=True)


def span(
    name: str,
    label: str,
    offered: Years,
    value: Years | None,
    *,
    ends: tuple[str, str],
    change: Change | None = None,
    labelled: bool = True,
) -> None:
    """A slider with two ends and a field for each of them; all of it is no choice.

    Parameters
    ----------
    name, label : str
        As of :func:`select`.
    offered : tuple of int
        The first year and the last.
    value : tuple of int or None
        The years that are chosen; None for all.
    ends : tuple of str
        Labels of the fields for the first year and the last.
    change : callable, optional
        As of :func:`select`; it is given None where all are left.
    labelled : bool
        Whether the label is seen.
    """
    first, last = value or offered
    shown = max(first, offered[0]), min(last, offered[1])
    change = change or (lambda given: {name: given})
    key = state.widget_key(name)
    state.fill(key, shown)
    with st.container(
        key=f"{name}_span", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        st.slider(
            label,
            *offered,
            key=key,
            on_change=_take_span,
            args=(name, key, offered, shown, change),
            label_visibility=_seen(labelled),
        )
        for end, year in enumerate(shown):
            key = state.widget_key(f"{name}_{_ENDS[end]}")
            state.fill(key, year)
            st.number_input(
                ends[end],
                *offered,
                key=key,
                step=1,
                format="%d",
                on_change=_take_end,
                args=(name, end, key, offered, shown, change),
                label_visibility=_seen(labelled),
                width=66,
            )


def toggle(name: str, label: str, value: bool, *, change: Change | None = None) -> None:
    """A switch; see :func:`select`."""
    key = state.widget_key(name)
    state.fill(key, value)
    st.toggle(
        label,
        key=key,
        on_change=_take_flag,
        args=(name, key, value, change or (lambda given: {name: given})),
    )


def pills(
    name: str,
    label: str,
    options: Sequence[Any],
    value: Sequence[Any],
    words: Callable[[Any], str],
    *,
    change: Change | None = None,
    width: int | Literal["stretch", "content"] = "stretch",
    labelled: bool = True,
) -> None:
    """Buttons of which several may be pressed; see :func:`select`."""
    bound = _bound(name, list(value), options, words, change, _take_some)
    st.pills(label, **bound, selection_mode="multi", width=width, label_visibility=_seen(labelled))


def several(
    name: str,
    label: str,
    options: Sequence[Any],
    value: Sequence[Any],
    words: Callable[[Any], str],
    *,
    placeholder: str,
    change: Change | None = None,
    width: Width = "stretch",
    labelled: bool = True,
    most: int | None = None,
) -> None:
    """A menu that can be searched and of which several may be chosen; see :func:`select`."""
    bound = _bound(name, list(value), options, words, change, _take_some)
    st.multiselect(
        label,
        **bound,
        placeholder=placeholder,
        max_selections=most,
        filter_mode="contains",
        select_all=False,
        width=width,
        label_visibility=_seen(labelled),
    )


def text(
    name: str,
    label: str,
    value: str,
    placeholder: str,
    *,
    change: Change | None = None,
    width: Width = "stretch",
    labelled: bool = False,
) -> None:
    """A field for a search text; see :func:`select`."""
    key = state.widget_key(name)
    state.fill(key, value)
    st.text_input(
        label,
        key=key,
        on_change=_take_text,
        args=(name, key, value, change or (lambda given: {name: given})),
        placeholder=placeholder,
        max_chars=LONGEST_QUERY,
        width=width,
        label_visibility=_seen(labelled),
    )


def _seen(labelled: bool) -> Literal["visible", "collapsed"]:
    return "visible" if labelled else "collapsed"
