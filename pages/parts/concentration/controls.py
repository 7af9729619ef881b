"""The choices of the page: what is counted, against what, which cities, by which rule."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.data.atlas import Atlas
from geo.questions.concentration import bases, subjects, wording
from geo.sheets.concentration import asked
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state

_CORE = "concentration_core"


def _key(name: str) -> str:
    return state.widget_key(f"concentration_{name}")


def _take(name: str) -> None:
    state.change(by=f"concentration_{name}", **{name: state.given(f"concentration_{name}")})


def _take_core() -> None:
    state.change(by=_CORE, core=tuple(state.given(_CORE) or ()))


def draw(atlas: Atlas, view: View, item: subjects.Subject, t: Words) -> None:
    """One row of menus; a menu of rules only where they differ."""
    with st.container(
        key="concentration_controls", horizontal=True, vertical_alignment="center", gap="small"
    ):
        code = asked.chosen(view)
        options = list(subjects.offered(atlas))
        options += [] if code in options else [code]
        _menu("count", code, options, lambda one: subjects.label(atlas, one, t), 300, t)
        _menu(
            "base",
            view.concentration.base,
            list(bases.BASES),
            lambda one: _base(atlas, item, one, t),
            190,
            t,
        )
        _core(atlas, view, t)
        if item.several:
            _menu(
                "rule", view.concentration.rule, list(subjects.RULES),
                lambda one: t(f"concentration.rule.{one}"), 210, t,
            )  # fmt: skip
    own = view.concentration.count not in ("", subjects.VIEW)
    if own and view.selection.without("city", "region").chosen:
        text = t(
            "concentration.filters_ignored",
            subject=subjects.label(atlas, view.concentration.count, t),
        )
        cards.show(f'<div class="notice" role="status">{escape(text)}</div>')


def _base(atlas: Atlas, item: subjects.Subject, code: str, t: Words) -> str:
    return wording.base_words(bases.base(atlas, code, item.year), t)


def _menu(name, value, options, label, width, t):  # type: ignore[no-untyped-def]
    state.fill(_key(name), value)
    st.selectbox(
        t(f"concentration.control.label_{name}"),
        options,
        format_func=lambda one: t(f"concentration.control.{name}", value=label(one)),
        key=_key(name),
        on_change=_take,
        args=(name,),
        label_visibility="collapsed",
        width=width,
    )


def _core(atlas: Atlas, view: View, t: Words) -> None:
    names = wording.city_names(atlas, t)
    core = asked.core(atlas, view)
    few = len(core) <= 3
    value = (
        t.join(names[city] for city in core) if few else t("concentration.core_many", n=len(core))
    )
    with st.popover(t("concentration.control.core", value=value), key="popover_core"):
        key = state.widget_key(_CORE)
        state.fill(key, list(core))
        st.pills(
            t("concentration.control.core_help"),
            [int(city) for city in atlas.cities.index],
            selection_mode="multi",
            format_func=lambda city: str(names[city]),
            key=key,
            on_change=_take_core,
        )
