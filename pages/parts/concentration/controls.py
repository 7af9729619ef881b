"""The choices of the page: what is counted, against what, which cities, by which rule."""

from __future__ import annotations

import streamlit as st

from geo.questions.concentration import bases, subjects, wording
from geo.record.naming import area_names
from geo.sheets import counted
from geo.sheets.concentration import asked
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def draw(page: Frame, item: subjects.Subject) -> None:
    """One row of menus; a menu of rules only where they differ."""
    atlas, view, t = page.atlas, page.view, page.t
    with st.container(
        key="concentration_controls", horizontal=True, vertical_alignment="center", gap="small"
    ):
        code = asked.chosen(view)
        options = list(subjects.offered(atlas))
        options += [] if counted.register(atlas) is None else [subjects.OWN]
        options += [] if code in options else [code]
        _menu("count", code, {one: subjects.label(atlas, one, t) for one in options}, 300, t)
        against = {
            one: wording.base_words(bases.base(atlas, one, item.year), t) for one in bases.BASES
        }
        _menu("base", view.concentration.base, against, 240, t)
        _core(page)
        if item.several and view.depth == "expert":
            rules: dict[str, str] = {one: t(f"concentration.rule.{one}") for one in subjects.RULES}
            _menu("rule", view.concentration.rule, rules, 210, t)
    own = view.concentration.count not in ("", subjects.VIEW, subjects.OWN)
    if own and view.selection.without(*asked.PLACES).chosen:
        label = subjects.label(atlas, view.concentration.count, t)
        cards.notice(t("concentration.filters_ignored", subject=label))


def _menu(name: str, value: str, words: dict[str, str], width: int, t: Words) -> None:
    control.select(
        name,
        t(f"concentration.control.label_{name}"),
        list(words),
        value,
        lambda one: t(f"concentration.control.{name}", value=words[one]),
        width=width,
    )


def _core(page: Frame) -> None:
    t, names = page.t, area_names(page.atlas, page.t)
    core = asked.core(page.atlas, page.view)
    few = len(core) <= 3
    value = (
        t.join(names[city] for city in core) if few else t("concentration.core_many", n=len(core))
    )
    with st.popover(t("concentration.control.core", value=value), key="popover_core"):
        control.pills(
            "core",
            t("concentration.control.core_help"),
            [int(city) for city in page.atlas.cities.index],
            core,
            lambda city: str(names[city]),
        )
